import { FileTextOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { http, type Schemas } from '../../api/client';
import { useMay } from '../../frame/session';
import { download } from '../../kit/export';
import { useWords } from '../../kit/language';
import { ProblemAlert } from '../../kit/problem';
import { words as kitWords } from '../../kit/words';
import { clearNeeds } from './clear-values';
import { conditions } from './entries-data';
import type { EntriesSearch } from './routes';
import { words } from './words';

type Props = { list: Schemas['ListView']; search: EntriesSearch };

/** The entries of the filter as a sheet that can be imported again; in clear only for who may, and journalled. */
export function ExportSheet({ list, search }: Props) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const may = useMay();
  const { modal } = App.useApp();
  const [busy, setBusy] = useState(false);
  const needs = clearNeeds(list);
  const take = async (clear: boolean) => {
    setBusy(true);
    const { data, error } = await http.GET('/api/v1/lists/{code}/export', {
      params: { path: { code: list.code }, query: { ...conditions(search), clear } },
      parseAs: 'text',
    });
    setBusy(false);
    if (error)
      modal.error({ title: w.exportFailed, content: <ProblemAlert error={error} />, okText: k.close });
    // The mark tells Excel that the text is UTF-8.
    else
      download(
        `${list.code}-${dayjs().format('YYYYMMDD-HHmmss')}.csv`,
        'text/csv;charset=utf-8',
        `\uFEFF${data}`,
      );
  };
  const ask = () =>
    modal.confirm({
      title: w.exportClearTitle,
      content: w.exportClearNote,
      okText: w.exportSheet,
      cancelText: k.cancel,
      onOk: () => take(true),
    });
  const items = [
    { key: 'masked', label: w.exportMasked, onClick: () => void take(false) },
    ...(needs && may(needs) ? [{ key: 'clear', label: w.exportClear, onClick: ask }] : []),
  ];
  if (!needs)
    return (
      <Button icon={<FileTextOutlined />} loading={busy} onClick={() => void take(false)}>
        {w.exportSheet}
      </Button>
    );
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button icon={<FileTextOutlined />} loading={busy}>
        {w.exportSheet}
      </Button>
    </Dropdown>
  );
}
