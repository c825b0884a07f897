import { Outlet, useLocation, useNavigate, useRouterState } from '@tanstack/react-router';
import { Layout } from 'antd';
import { useEffect } from 'react';
import { isProblem } from '../api/client';
import { useWords } from '../kit/language';
import { Loaded } from '../kit/loaded';
import { Head } from './head';
import { useMe } from './session';
import { Side } from './side';
import { words } from './words';

/** Everything around a page, for who is signed in; the others are asked to sign in and come back here. */
export function Shell() {
  const w = useWords(words);
  const me = useMe();
  const navigate = useNavigate();
  const { href, pathname } = useLocation();
  const stranger = isProblem(me.error) && me.error.status === 401;
  const duties = (me.data?.must.length ?? 0) > 0;
  const bound = duties && pathname !== '/profile';

  useEffect(() => {
    // On its way out the shell sees the address it leads to; asking again would never end.
    if (pathname === '/sign-in') return;
    if (stranger) void navigate({ to: '/sign-in' as '/', search: { to: href } as never, replace: true });
    else if (bound) void navigate({ to: '/profile' as '/', replace: true });
  }, [stranger, bound, href, pathname, navigate]);

  // The page that is left must not ask for what is withheld on its way out.
  const shown = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  if (stranger || bound || (duties && shown !== '/profile')) return null;
  return (
    <Loaded query={me}>
      {() => (
        <Layout style={{ height: '100%' }}>
          <a className="skip" href="#content">
            {w.skip}
          </a>
          <Side />
          <Layout>
            <Head />
            <Layout.Content
              id="content"
              tabIndex={-1}
              style={{ overflow: 'auto', display: 'flex', flexDirection: 'column' }}
            >
              <Outlet />
            </Layout.Content>
          </Layout>
        </Layout>
      )}
    </Loaded>
  );
}
