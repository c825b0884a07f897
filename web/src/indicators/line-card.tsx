import { Card, Segmented } from 'antd';
import { api } from '../api/client';
import { useWords } from '../kit/language';
import { Loaded } from '../kit/loaded';
import { LineView } from './line-view';
import { pageRoute } from './routes';
import { words } from './words';

const SPANS = [7, 30, 90];

/** What contributed on each day, over all subjects; how many days is in the address. */
export function LineCard({ code }: { code: string }) {
  const w = useWords(words);
  const { days = 30 } = pageRoute.useSearch();
  const navigate = pageRoute.useNavigate();
  const params = { path: { code }, query: { days } };
  const query = api.useQuery('get', '/api/v1/indicators/{code}/line', { params });
  return (
    <Card
      size="small"
      title={`${w.line} · ${w.everyone}`}
      extra={
        <Segmented
          size="small"
          aria-label={w.line}
          value={days}
          options={SPANS.map((value) => ({ value, label: w.days(value) }))}
          onChange={(value) => void navigate({ search: { days: value }, replace: true })}
        />
      }
    >
      <Loaded query={query}>{(line) => <LineView line={line} />}</Loaded>
    </Card>
  );
}
