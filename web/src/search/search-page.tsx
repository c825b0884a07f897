import '../workbench/workbench.css';
import { Card, Empty, Flex, Input } from 'antd';
import { api } from '../api/client';
import { useMay } from '../frame/session';
import { useWords } from '../kit/language';
import { Loaded } from '../kit/loaded';
import { Page } from '../kit/page';
import { HitList } from './hits';
import { ProtectedSearch } from './protected';
import { searchRoute } from './routes';
import { words } from './words';

/** One box for everything that may be seen. */
export default function SearchPage() {
  const w = useWords(words);
  const may = useMay();
  const { q } = searchRoute.useSearch();
  const navigate = searchRoute.useNavigate();
  const wanted = q?.trim() ?? '';
  return (
    <Page title={w.title} note={w.note}>
      <Card>
        <Flex vertical gap={16}>
          <Input.Search
            key={q}
            allowClear
            size="large"
            defaultValue={q}
            placeholder={w.placeholder}
            aria-label={w.label}
            onSearch={(text) => void navigate({ search: { q: text.trim() || undefined } })}
          />
          {wanted.length < 2 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.short} />
          ) : (
            <Found q={wanted} />
          )}
        </Flex>
      </Card>
      {may('decision.read') && may('event.read') && <ProtectedSearch />}
    </Page>
  );
}

function Found({ q }: { q: string }) {
  const w = useWords(words);
  const query = api.useQuery('get', '/api/v1/search', { params: { query: { q } } });
  return <Loaded query={query}>{(hits) => <HitList hits={hits} empty={w.none} />}</Loaded>;
}
