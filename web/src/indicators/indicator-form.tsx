import { useMemo } from 'react';
import { api } from '../api/client';
import { useMay } from '../frame/session';
import { useWords } from '../kit/language';
import { Loaded } from '../kit/loaded';
import { Page } from '../kit/page';
import { ProblemPage } from '../kit/problem';
import { words as kitWords } from '../kit/words';
import { draftOf, EMPTY } from './definition';
import { formRoute } from './routes';
import { words } from './words';
import { Workshop } from './workshop';

/** The form of a new indicator, or of a new version of one. */
export default function IndicatorForm() {
  const w = useWords(words);
  const k = useWords(kitWords);
  const may = useMay();
  const search = formRoute.useSearch();
  const offers = api.useQuery('get', '/api/v1/indicators/offers', {}, { enabled: may('indicator.write') });
  if (!may('indicator.write')) {
    const refused = { status: 403, code: 'forbidden', title: '', detail: k.needs('indicator.write') };
    return <ProblemPage error={refused} />;
  }
  return (
    <Page title={search.from ? w.revise : w.newTitle} note={w.newNote}>
      <Loaded query={offers}>
        {(found) =>
          search.from ? (
            <Revised offers={found} code={search.from} number={search.number} />
          ) : (
            <Workshop offers={found} start={EMPTY} rest={{}} />
          )
        }
      </Loaded>
    </Page>
  );
}

type Props = { offers: Parameters<typeof Workshop>[0]['offers']; code: string; number?: number };

function Revised({ offers, code, number }: Props) {
  const query = api.useQuery('get', '/api/v1/indicators/{code}', { params: { path: { code } } });
  return (
    <Loaded query={query}>
      {(view) => {
        const chosen = view.versions.find((version) => version.number === number) ?? view.versions[0];
        return (
          <From
            key={chosen?.number}
            offers={offers}
            definition={chosen?.definition ?? view.definition}
            number={number}
          />
        );
      }}
    </Loaded>
  );
}

function From(props: { offers: Props['offers']; definition: Record<string, unknown>; number?: number }) {
  const { draft, rest } = useMemo(() => draftOf(props.definition), [props.definition]);
  return <Workshop offers={props.offers} start={draft} rest={rest} number={props.number} revising />;
}
