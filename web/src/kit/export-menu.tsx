import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { csv, download, excel, type ExportColumn } from './export';
import { useWords } from './language';
import { words } from './words';

type Props<T> = {
  name: string;
  columns: ExportColumn<T>[];
  /** All rows of the filter, not only those on the screen; told how far it is. */
  rows: (progress: (count: number) => void) => Promise<T[]>;
};

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** CSV or Excel of what the filter shows. */
export function ExportMenu<T>({ name, columns, rows }: Props<T>) {
  const w = useWords(words);
  const { message } = App.useApp();
  const [count, setCount] = useState<number>();
  const take = async (kind: 'csv' | 'xlsx') => {
    setCount(0);
    try {
      const sheet = { name, columns, rows: await rows(setCount) };
      const file = `${name}-${dayjs().format('YYYYMMDD-HHmmss')}.${kind}`;
      // The mark tells Excel that the text is UTF-8.
      if (kind === 'csv') download(file, 'text/csv;charset=utf-8', `\uFEFF${csv(sheet)}`);
      else download(file, EXCEL, await excel(sheet));
    } catch {
      void message.error(w.failed);
    } finally {
      setCount(undefined);
    }
  };
  const items = [
    { key: 'csv', label: w.exportCsv },
    { key: 'xlsx', label: w.exportExcel },
  ];
  return (
    <Dropdown menu={{ items, onClick: ({ key }) => void take(key as 'csv' | 'xlsx') }} trigger={['click']}>
      <Button icon={<DownloadOutlined />} loading={count !== undefined}>
        {count ? w.exporting(count) : w.export}
      </Button>
    </Dropdown>
  );
}
