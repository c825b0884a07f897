import { EyeOutlined } from '@ant-design/icons';
import { App, Button, Card, Tag, Tooltip } from 'antd';
import { api, type Schemas } from '../api/client';
import { useMay } from '../frame/session';
import { useText, useWords } from '../kit/language';
import { ProblemAlert } from '../kit/problem';
import { words as kitWords } from '../kit/words';
import { useValue } from './compared';
import { pageWords } from './page-words';
import { Pairs } from './pairs';

/** What the policy was given; protected values are masked until somebody who may asks to see them. */
export function InputCard({ decision }: { decision: Schemas['DecisionView'] }) {
  const w = useWords(pageWords);
  const k = useWords(kitWords);
  const say = useText();
  const value = useValue();
  const may = useMay();
  const { modal } = App.useApp();
  const { scene, id } = decision.answer;
  const params = { path: { code: scene } };
  const detail = api.useQuery('get', '/api/v1/scenes/{code}', { params }, { staleTime: 60_000 });
  const reveal = api.useMutation('post', '/api/v1/events/{scene}/{event_id}/reveal');
  const clear = reveal.data;
  const data = (clear?.data ?? decision.input) as Record<string, unknown>;
  const masked = clear?.masked ?? decision.masked;
  const fields = [...(detail.data?.scene.fields ?? []), ...(detail.data?.history.derived ?? [])];
  const ask = () =>
    modal.confirm({
      title: w.reveal,
      content: w.revealAsk,
      okText: w.reveal,
      cancelText: k.cancel,
      onOk: () => reveal.mutateAsync({ params: { path: { scene, event_id: id } } }).catch(() => undefined),
    });
  const mayReveal = may('decision.reveal') && may('event.read') && decision.masked.length > 0;
  return (
    <Card
      title={clear ? w.revealed : w.input}
      styles={{ body: { paddingBlock: 8 } }}
      extra={
        mayReveal &&
        !clear && (
          <Button size="small" icon={<EyeOutlined />} onClick={ask}>
            {w.reveal}
          </Button>
        )
      }
    >
      <ProblemAlert error={reveal.error} />
      <Pairs
        label={w.input}
        pairs={Object.keys(data).map((name) => {
          const field = fields.find((each) => each.name === name);
          return {
            key: name,
            name: (
              <Tooltip title={<span data-content>{name}</span>}>
                <span data-content>{say(field?.title) || name}</span>
              </Tooltip>
            ),
            value: (
              <>
                <span className="num" data-content>
                  {value(data[name])}
                </span>{' '}
                {masked.includes(name) && (
                  <Tooltip title={clear ? w.stillMasked : undefined}>
                    <Tag>{w.masked}</Tag>
                  </Tooltip>
                )}
              </>
            ),
          };
        })}
      />
    </Card>
  );
}
