import { createRootRoute, createRoute, Outlet, useNavigate } from '@tanstack/react-router';
import { Button, Result } from 'antd';
import { useWords } from '../kit/language';
import { words } from '../kit/words';
import { ProblemPage } from '../kit/problem';
import { Shell } from './shell';

/** Pages for anybody hang from here. */
export const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: Lost,
  errorComponent: ({ error, reset }) => <ProblemPage error={error} retry={reset} />,
});

/** Pages for who is signed in hang from here. */
export const consoleRoute = createRoute({ getParentRoute: () => rootRoute, id: 'console', component: Shell });

function Lost() {
  const w = useWords(words);
  const navigate = useNavigate();
  const home = (
    <Button type="primary" onClick={() => void navigate({ to: '/' })}>
      {w.home}
    </Button>
  );
  return <Result status="404" title={w.notFound} subTitle={w.notFoundHelp} extra={home} />;
}
