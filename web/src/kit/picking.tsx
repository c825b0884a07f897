import type { TableProps } from 'antd';
import { cloneElement, isValidElement } from 'react';
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
    columnTitle: (box) =>
      isValidElement(box) ? cloneElement(box, { 'aria-label': w.pickAll } as object) : box,
    getCheckboxProps: (row) => ({
      disabled: !!refused(row),
      title: refused(row),
      'aria-label': w.pick(named(row)),
    }),
  };
}
