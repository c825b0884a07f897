import { Alert, Button, Result } from 'antd';
import { isProblem } from '../api/client';
import { useWords } from './language';
import { words } from './words';

type Props = { error: unknown; retry?: () => void };

/** What went wrong and what to do, as large as a page. */
export function ProblemPage({ error, retry }: Props) {
  const w = useWords(words);
  const again = retry && (
    <Button type="primary" onClick={retry}>
      {w.retry}
    </Button>
  );
  if (!isProblem(error))
    return <Result status="warning" title={w.unreachable} subTitle={w.unreachableHelp} extra={again} />;
  if (error.status === 403) return <Result status="403" title={w.noPermission} subTitle={error.detail} />;
  if (error.status === 404) return <Result status="404" title={error.title} subTitle={error.detail} />;
  return <Result status="error" title={error.title} subTitle={error.detail} extra={again} />;
}

/** The same inside a form or a panel. */
export function ProblemAlert({ error }: { error: unknown }) {
  const w = useWords(words);
  if (!error) return null;
  const [title, description] = isProblem(error)
    ? [error.title || w.failed, error.detail]
    : [w.unreachable, w.unreachableHelp];
  return <Alert type="error" showIcon title={title} description={description} role="alert" />;
}
