import { Tabs } from 'antd';
import { useWords } from '../../../kit/language';
import { Loaded } from '../../../kit/loaded';
import { Page } from '../../../kit/page';
import { useRoles } from './data';
import { Duties } from './duties';
import { Matrix } from './matrix';
import { rolesRoute } from './routes';
import { Scopes } from './scopes';
import { words } from './words';

/** Roles × permissions, who holds them, what may not be held together, and the scopes. */
export default function Roles() {
  const w = useWords(words);
  const { tab = 'matrix' } = rolesRoute.useSearch();
  const navigate = rolesRoute.useNavigate();
  const query = useRoles();
  const items = [
    {
      key: 'matrix',
      label: w.matrix,
      children: <Loaded query={query}>{(found) => <Matrix catalogue={found} />}</Loaded>,
    },
    {
      key: 'duties',
      label: w.duties,
      children: <Loaded query={query}>{(found) => <Duties roles={found.roles} />}</Loaded>,
    },
    { key: 'scopes', label: w.scopes, children: <Scopes /> },
  ] as const;
  return (
    <Page title={w.rolesPage} note={w.rolesNote}>
      <Tabs
        activeKey={tab}
        items={[...items]}
        onChange={(key) => void navigate({ search: { tab: items.find((each) => each.key === key)?.key } })}
      />
    </Page>
  );
}
