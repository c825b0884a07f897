import { PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../api/client';
import { useMay } from '../../frame/session';
import { useText, useWords } from '../../kit/language';
import { Loaded } from '../../kit/loaded';
import { Page } from '../../kit/page';
import { ProblemPage } from '../../kit/problem';
import { AddEntry } from './add-entry';
import { EntryDrawer } from './entry-drawer';
import { EntryTable } from './entry-table';
import { ExportSheet } from './export-sheet';
import { ImportSheet } from './import-sheet';
import { ListFacts } from './list-facts';
import { LookUp } from './look-up';
import { listRoute } from './routes';
import { words } from './words';

type Open = { what: 'add' | 'import' } | { what: 'value'; value: string };

/** One list: its entries, and everything that can be done with them. */
export default function ListPage() {
  const { code } = listRoute.useParams();
  const query = api.useQuery('get', '/api/v1/lists');
  const unknown = api.useQuery(
    'get',
    '/api/v1/lists/{code}/sources',
    { params: { path: { code } } },
    { retry: false },
  );
  return (
    <Loaded query={query}>
      {(lists) => {
        const list = lists.find((each) => each.code === code);
        if (list) return <Sheet key={code} list={list} />;
        return <ProblemPage error={unknown.error} />;
      }}
    </Loaded>
  );
}

function Sheet({ list }: { list: Parameters<typeof ListFacts>[0]['list'] }) {
  const w = useWords(words);
  const say = useText();
  const may = useMay();
  const search = listRoute.useSearch();
  const navigate = listRoute.useNavigate();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <Page
      title={<span data-content>{say(list.title)}</span>}
      name={say(list.title)}
      note={<ListFacts list={list} />}
      extra={
        <>
          <ExportSheet list={list} search={search} />
          {may('list.write') && (
            <>
              <Button icon={<UploadOutlined />} onClick={() => setOpen({ what: 'import' })}>
                {w.import}
              </Button>
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ what: 'add' })}>
                {w.add}
              </Button>
            </>
          )}
        </>
      }
    >
      <EntryTable
        list={list}
        search={search}
        onSearch={(change) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true })}
        onClear={() => void navigate({ search: {} })}
        onLookUp={(value) => setOpen({ what: 'value', value })}
      />
      <AddEntry list={list} open={open?.what === 'add'} onClose={close} />
      <ImportSheet list={list} open={open?.what === 'import'} onClose={close} />
      <LookUp list={list} value={open?.what === 'value' ? open.value : undefined} onClose={close} />
      <EntryDrawer
        list={list}
        id={search.entry}
        onClose={() => void navigate({ search: (old) => ({ ...old, entry: undefined }) })}
      />
    </Page>
  );
}
