import { Link } from '@tanstack/react-router';
import { Empty, Flex, Segmented } from 'antd';
import { api, byCursor, type Schemas } from '../api/client';
import { useText, useWords } from '../kit/language';
import { RecordTable } from '../kit/record-table';
import { useColumnsOfDecisions } from './columns';
import { pageWords } from './page-words';
import { decisionRoute } from './routes';

const LEFT_OUT = ['scene'];

/** Other decisions on the same customer, phone, card or device. */
export function Related({ decision }: { decision: Schemas['DecisionView'] }) {
  const w = useWords(pageWords);
  const say = useText();
  const { subject } = decisionRoute.useSearch();
  const navigate = decisionRoute.useNavigate();
  const subjects = decision.subjects;
  const chosen =
    subjects.find((each) => each.field === subject) ??
    subjects.find((each) => each.kind === 'customer') ??
    subjects[0];
  if (!chosen) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.noRelated} />;
  return (
    <Flex vertical gap={12}>
      <Segmented
        aria-label={w.sameSubject}
        style={{ alignSelf: 'start', maxWidth: '100%', overflow: 'auto' }}
        value={chosen.field}
        options={subjects.map((each) => ({
          value: each.field,
          label: (
            <span>
              <span data-content>{say(each.title)}</span>{' '}
              <span className="code" data-content>
                {each.value}
              </span>
            </span>
          ),
        }))}
        onChange={(field) => void navigate({ search: (old) => ({ ...old, subject: field }), replace: true })}
      />
      <Others id={decision.answer.decision_id} field={chosen.field} />
      {chosen.kind === 'customer' && chosen.value !== '***' && (
        <Link to="/decisions" search={{ subject: chosen.value }}>
          {w.allOfCustomer}
        </Link>
      )}
    </Flex>
  );
}

function Others({ id, field }: { id: string; field: string }) {
  const w = useWords(pageWords);
  const columns = useColumnsOfDecisions().filter((column) => !LEFT_OUT.includes(column.key));
  const params = { path: { decision_id: id }, query: { field } };
  const found = api.useInfiniteQuery('get', '/api/v1/decisions/{decision_id}/related', { params }, byCursor);
  return (
    <RecordTable
      name="related-decisions"
      label={w.related}
      columns={columns}
      rows={found.data?.pages.flatMap((page) => page.items)}
      rowKey={(row) => row.decision_id}
      pending={found.isPending}
      error={found.error}
      retry={() => void found.refetch()}
      more={found.hasNextPage ? () => void found.fetchNextPage() : undefined}
      loadingMore={found.isFetchingNextPage}
      hint={w.noRelated}
      height={460}
    />
  );
}
