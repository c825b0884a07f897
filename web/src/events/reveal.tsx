import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { App, Button, Tooltip } from 'antd';
import { useState } from 'react';
import { http, type Schemas } from '../api/client';
import { useMay } from '../frame/session';
import { useWords } from '../kit/language';
import { ProblemAlert } from '../kit/problem';
import { words as kitWords } from '../kit/words';
import { words } from './words';

type Event = Schemas['EventView'];
type Props = { event: Event; clear: Event | undefined; onClear: (event: Event | undefined) => void };

/** Shows protected values after saying that the journal keeps it; they are held by the page only. */
export function Reveal({ event, clear, onClear }: Props) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const may = useMay();
  const { modal } = App.useApp();
  const [busy, setBusy] = useState(false);
  const reveal = async () => {
    setBusy(true);
    const { data, error } = await http.POST('/api/v1/events/{scene}/{event_id}/reveal', {
      params: { path: { scene: event.scene, event_id: event.id } },
    });
    setBusy(false);
    if (data) onClear(data);
    else modal.error({ title: k.failed, content: <ProblemAlert error={error} />, okText: k.close });
  };
  const ask = () =>
    modal.confirm({
      title: w.revealTitle,
      content: w.revealNote,
      okText: w.reveal,
      cancelText: k.cancel,
      onOk: reveal,
    });
  if (clear)
    return (
      <Button icon={<EyeInvisibleOutlined />} onClick={() => onClear(undefined)}>
        {w.hide}
      </Button>
    );
  const why = event.masked.length ? (may('decision.reveal') ? undefined : w.noReveal) : w.nothingMasked;
  return (
    <Tooltip title={why}>
      <Button icon={<EyeOutlined />} disabled={!!why} loading={busy} onClick={ask}>
        {w.reveal}
      </Button>
    </Tooltip>
  );
}
