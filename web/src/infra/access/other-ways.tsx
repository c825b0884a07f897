import { LoginOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Divider } from 'antd';
import { api } from '../../api/client';
import { useWords } from '../../kit/language';
import { words } from './words';

/** Single sign-on where it is configured, and the way to the set-up while nobody can sign in. */
export function OtherWays({ to }: { to: string }) {
  const w = useWords(words);
  const navigate = useNavigate();
  const found = api.useQuery('get', '/api/v1/setup').data;
  return (
    <>
      {found?.oidc && (
        <>
          <Divider plain>{w.or}</Divider>
          <Button
            block
            size="large"
            icon={<LoginOutlined />}
            href={`/api/v1/oidc/start?to=${encodeURIComponent(to)}`}
          >
            {w.oidc}
          </Button>
        </>
      )}
      {found?.open && (
        <Button
          type="link"
          block
          style={{ marginTop: 8 }}
          onClick={() => void navigate({ to: '/setup' as '/' })}
        >
          {w.toSetup}
        </Button>
      )}
    </>
  );
}

/** Why single sign-on brought nobody in. */
export function Refused({ code }: { code: string | undefined }) {
  const w = useWords(words);
  if (!code) return null;
  const why = w.refusals[code as keyof typeof w.refusals] ?? w.refusals.oidc_refused;
  return <Alert type="error" showIcon title={w.oidcFailed} description={why} style={{ marginBottom: 16 }} />;
}
