import { Button, Empty, Flex, Spin, Table, Typography } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ColumnMenu, useColumns } from './column-menu';
import type { Cell } from './export';
import { ExportMenu } from './export-menu';
import { useWords } from './language';
import { type Picking, selection } from './picking';
import { ProblemPage } from './problem';
import { words } from './words';

export type Column<T> = {
  key: string;
  title: string;
  width: number;
  align?: 'right' | 'center';
  /** What export and plain cells say. */
  value: (row: T) => Cell;
  /** What the cell shows when it is more than its value. */
  render?: (row: T) => ReactNode;
  /** Shown only to who asks for it. */
  optional?: boolean;
  /** Buttons and the like: nothing that a file could hold. */
  screenOnly?: boolean;
};

type Props<T extends object> = {
  /** Names the list to readers, files and remembered columns; ASCII. */
  name: string;
  label: string;
  columns: Column<T>[];
  rows: T[] | undefined;
  rowKey: (row: T) => string;
  pending?: boolean;
  error?: unknown;
  retry?: () => void;
  /** Present while there is a next page. */
  more?: (() => void) | undefined;
  loadingMore?: boolean;
  /** Whether a filter is in force: then emptiness has another remedy. */
  clear?: (() => void) | undefined;
  /** What to do when there is nothing at all. */
  hint?: ReactNode;
  /** Filters, left of the tools. */
  filters?: ReactNode;
  /** Every row of the filter for export; without it, the rows at hand. */
  everything?: (progress: (count: number) => void) => Promise<T[]>;
  /** Rows below this many keep their natural height; above, the table scrolls inside itself. */
  height?: number;
  /** Rows can be picked, to do something with several at once. */
  picking?: Picking<T> | undefined;
};

function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    watch.observe(box.current!);
    return () => watch.disconnect();
  }, []);
  return { box, width };
}

const VIRTUAL_FROM = 100;

/** A list of records: filters, columns, export, virtual rows, and every state it can be in. */
export function RecordTable<T extends object>(props: Props<T>) {
  const { name, label, columns, rows, rowKey, error, retry, filters, everything, height = 620 } = props;
  const w = useWords(words);
  const { box, width } = useWidth();
  const { shown, chosen, toggle } = useColumns(name, columns);
  if (error && !rows) return <ProblemPage error={error} retry={retry} />;
  const virtual = (rows?.length ?? 0) > VIRTUAL_FROM;
  const wide = shown.reduce((sum, column) => sum + column.width, 0);
  return (
    <Flex vertical gap={12}>
      <Flex justify="space-between" align="start" gap={12} wrap>
        <Flex gap={8} wrap align="center">
          {filters}
        </Flex>
        <Flex gap={8}>
          <ColumnMenu columns={columns} chosen={chosen} toggle={toggle} />
          <ExportMenu
            name={name}
            columns={shown.filter((column) => !column.screenOnly)}
            rows={everything ?? (async () => rows ?? [])}
          />
        </Flex>
      </Flex>
      <section ref={box} aria-label={label}>
        <Table<T>
          rowKey={rowKey}
          dataSource={rows ?? []}
          loading={props.pending ? { indicator: <Spin /> } : false}
          virtual={virtual}
          scroll={virtual ? { x: Math.max(wide, width), y: height } : { x: wide }}
          pagination={false}
          rowSelection={props.picking && selection(props.picking, w)}
          locale={{ emptyText: <Nothing {...props} /> }}
          columns={shown.map((column) => ({
            key: column.key,
            title: column.title,
            width: column.width,
            align: column.align,
            className: column.align === 'right' ? 'num' : undefined,
            render: (_: unknown, row: T) => (column.render ? column.render(row) : (column.value(row) ?? '—')),
          }))}
        />
      </section>
      <Flex justify="center" align="center" gap={12}>
        {!!rows?.length && (
          <Typography.Text type="secondary">
            {props.more ? w.loaded(rows.length) : w.allLoaded(rows.length)}
          </Typography.Text>
        )}
        {props.more && (
          <Button onClick={props.more} loading={props.loadingMore}>
            {w.more}
          </Button>
        )}
      </Flex>
    </Flex>
  );
}

function Nothing<T extends object>({ pending, clear, hint }: Props<T>) {
  const w = useWords(words);
  if (pending) return <span>{w.loading}</span>;
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={clear ? w.nothingFound : w.empty}>
      {clear ? <Button onClick={clear}>{w.clearFilters}</Button> : hint}
    </Empty>
  );
}
