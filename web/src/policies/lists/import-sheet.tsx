import { InboxOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Modal, Typography, Upload } from 'antd';
import { useState } from 'react';
import { http, type Schemas } from '../../api/client';
import { download } from '../../kit/export';
import { useWords } from '../../kit/language';
import { ProblemAlert } from '../../kit/problem';
import { words as kitWords } from '../../kit/words';
import { useRefresh } from './changes';
import { ImportPreview, RefusedRows } from './import-preview';
import { LARGEST, readSheet, SAMPLE, type SheetText } from './sheet-file';
import { words } from './words';

type Props = { list: Schemas['ListView']; open: boolean; onClose: () => void };
type State =
  | { step: 'choose'; error?: unknown; said?: string }
  | { step: 'preview'; file: SheetText & { name: string }; plan: Schemas['PreviewView']; error?: unknown }
  | { step: 'done'; result: Schemas['ImportView'] };

const asIs = { bodySerializer: (text: string) => text, headers: { 'content-type': 'text/csv' } };

/** Imports a sheet: choose it, see what would happen, then do it. */
export function ImportSheet({ list, open, onClose }: Props) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const refresh = useRefresh();
  const [state, setState] = useState<State>({ step: 'choose' });
  const [busy, setBusy] = useState(false);
  const params = { path: { code: list.code } };
  const close = () => {
    setState({ step: 'choose' });
    onClose();
  };
  const choose = async (chosen: File) => {
    if (chosen.size > LARGEST) return setState({ step: 'choose', said: w.tooLarge });
    const file = await readSheet(chosen);
    if (!file) return setState({ step: 'choose', said: w.unreadable });
    setBusy(true);
    const { data, error } = await http
      .POST('/api/v1/lists/{code}/import/preview', { params, body: file.text, ...asIs })
      .catch((failed: unknown) => ({ data: undefined, error: failed }));
    setBusy(false);
    if (data) setState({ step: 'preview', file: { ...file, name: chosen.name }, plan: data });
    else setState({ step: 'choose', error });
  };
  const commit = async () => {
    if (state.step !== 'preview') return;
    setBusy(true);
    const { data, error } = await http
      .POST('/api/v1/lists/{code}/import', { params, body: state.file.text, ...asIs })
      .catch((failed: unknown) => ({ data: undefined, error: failed }));
    setBusy(false);
    if (data) setState({ step: 'done', result: data });
    else setState({ ...state, error });
    await refresh();
  };
  const footer = [
    state.step !== 'choose' && (
      <Button key="another" onClick={() => setState({ step: 'choose' })}>
        {w.another}
      </Button>
    ),
    <Button key="close" onClick={close}>
      {state.step === 'done' ? w.back : k.cancel}
    </Button>,
    state.step === 'preview' && (
      <Button
        key="commit"
        type="primary"
        loading={busy}
        disabled={!state.plan.accepted}
        onClick={() => void commit()}
      >
        {w.commit(state.plan.accepted)}
      </Button>
    ),
  ];
  return (
    <Modal open={open} title={w.import} onCancel={close} width={860} footer={footer} destroyOnHidden>
      {state.step === 'choose' && (
        <Choose busy={busy} error={state.error} said={state.said} onChoose={(file) => void choose(file)} />
      )}
      {state.step === 'preview' && (
        <Flex vertical gap={12}>
          <ProblemAlert error={state.error} />
          <ImportPreview plan={state.plan} file={`${state.file.name} · ${w.readAs(state.file.encoding)}`} />
        </Flex>
      )}
      {state.step === 'done' && (
        <Flex vertical gap={12}>
          <Alert
            type="success"
            showIcon
            title={w.imported(state.result.accepted)}
            description={list.two_person ? w.wouldWait : undefined}
          />
          <RefusedRows rows={state.result.refused} count={state.result.refused.length} />
        </Flex>
      )}
    </Modal>
  );
}

type ChooseProps = { busy: boolean; error?: unknown; said?: string; onChoose: (file: File) => void };

function Choose({ busy, error, said, onChoose }: ChooseProps) {
  const w = useWords(words);
  const sample = () => download('sample.csv', 'text/csv;charset=utf-8', `\uFEFF${SAMPLE}`);
  return (
    <Flex vertical gap={12}>
      <Typography.Text>{w.importNote}</Typography.Text>
      <ProblemAlert error={error} />
      {said && <Alert type="error" showIcon title={said} role="alert" />}
      <Upload.Dragger
        accept=".csv,text/csv"
        showUploadList={false}
        disabled={busy}
        beforeUpload={(file) => {
          onChoose(file);
          return false;
        }}
      >
        <InboxOutlined style={{ fontSize: 32 }} />
        <Typography.Paragraph style={{ margin: '8px 0 4px' }}>{w.choose}</Typography.Paragraph>
        <Typography.Text type="secondary">{w.chooseHelp}</Typography.Text>
      </Upload.Dragger>
      <Button type="link" style={{ alignSelf: 'start', padding: 0 }} onClick={sample}>
        {w.template}
      </Button>
    </Flex>
  );
}
