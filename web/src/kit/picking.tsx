import type { TableProps } from 'antd';
import type { zh } from './words';

export type Picking<T> = {
  picked: string[];
  onPick: (keys: string[]) => void;
  /** Why a row cannot be picked; undefined when it can. */
  refused: (row: T) => string | undefined;
  /** What a row is called to who cannot see it. */
  named: (row: T) => string;
};

type Selection<T> = NonNullable<TableProps<T>['rowSelection']>;

/** How a table lets rows be picked, each box with a name. */
export function selection<T>({ picked, onPick, refused, named }: Picking<T>, w: typeof zh): Selection<T> {
  return {
    selectedRowKeys: picked,
    onChange: (keys) => onPick(keys as string[]),
    // A box in the head would be measured twice, once where nobody can see it but the keyboard goes.
    hideSelectAll: true,
    getCheckboxProps: (row) => ({
      disabled: !!refused(row),
      title: refused(row),
      'aria-label': w.pick(named(row)),
    }),
  };
}
