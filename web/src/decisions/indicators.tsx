import { Link } from '@tanstack/react-router';
import { Button, Empty, Table, Typography } from 'antd';
import type { Schemas } from '../api/client';
import { useMay } from '../frame/session';
import { useText, useWords } from '../kit/language';
import { EvidenceDrawer } from './evidence';
import { pageWords } from './page-words';
import { decisionRoute } from './routes';

type Row = Schemas['IndicatorThen'];

/** The indicators as they were read, each with the events behind it one click away. */
export function Indicators({ decision }: { decision: Schemas['DecisionView'] }) {
  const w = useWords(pageWords);
  const say = useText();
  const may = useMay();
  const { indicator: open } = decisionRoute.useSearch();
  const navigate = decisionRoute.useNavigate();
  const look = (indicator?: string) =>
    void navigate({ search: (old) => ({ ...old, indicator }), replace: true });
  if (!decision.indicators.length)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.noIndicators} />;
  const asked = decision.indicators.find((each) => each.code === open);
  return (
    <>
      <Table<Row>
        rowKey="code"
        size="middle"
        pagination={false}
        dataSource={decision.indicators}
        scroll={{ x: 700 }}
        columns={[
          {
            key: 'title',
            title: w.indicator,
            render: (_, row) => (
              <div>
                {row.known ? (
                  <Link to={'/indicators/$code' as '/'} params={{ code: row.code } as never}>
                    <span data-content>{say(row.title)}</span>
                  </Link>
                ) : (
                  <span data-content>{row.code}</span>
                )}
                <Typography.Paragraph type="secondary" style={{ margin: 0 }} data-content>
                  {say(row.description)}
                </Typography.Paragraph>
              </div>
            ),
          },
          {
            key: 'value',
            title: w.valueThen,
            width: 170,
            align: 'right',
            render: (_, row) => (
              <strong className="num" data-content>
                {say(row.words)}
              </strong>
            ),
          },
          {
            key: 'evidence',
            title: w.window,
            width: 250,
            render: (_, row) => (
              <>
                <Typography.Text type="secondary" data-content>
                  {say(row.window)}
                </Typography.Text>
                {may('event.read') && row.known && (
                  <Button
                    type="link"
                    size="small"
                    style={{ paddingInline: 0, display: 'block' }}
                    onClick={() => look(row.code)}
                  >
                    {w.evidence}
                  </Button>
                )}
              </>
            ),
          },
        ]}
      />
      {asked && may('event.read') && (
        <EvidenceDrawer id={decision.answer.decision_id} indicator={asked} onClose={() => look()} />
      )}
    </>
  );
}
