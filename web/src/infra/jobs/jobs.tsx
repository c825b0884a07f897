import { Page } from '../../kit/page';
import { useWords } from '../../kit/language';
import { Kinds } from './kinds';
import { Runs } from './runs';
import { words } from './words';

/** Background work: what there is, how it goes, and doing it now. */
export default function Jobs() {
  const w = useWords(words);
  return (
    <Page title={w.title} note={w.note}>
      <Kinds />
      <Runs />
    </Page>
  );
}
