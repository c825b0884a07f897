import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import { api, http, type Schemas } from '../../../api/client';
import { useWords } from '../../../kit/language';
import { Loaded } from '../../../kit/loaded';
import { CodeModal } from './code-modal';
import { Enrolment } from './enrolment';
import { RecoveryCodes } from './recovery-codes';
import { Section } from './section';
import { words } from './words';

type Asking = 'renew' | 'disable' | undefined;
const FEW = 3;

/** Whether there is a second factor, and what may be done about it. */
export function SecondFactor() {
  const w = useWords(words);
  const query = api.useQuery('get', '/api/v1/me/second-factor');
  return (
    <Section title={w.second}>
      <Loaded query={query}>{(found) => <Standing found={found} />}</Loaded>
    </Section>
  );
}

function Standing({ found }: { found: Schemas['SecondFactorOut'] }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<Asking>();
  const [codes, setCodes] = useState<string[]>();
  const refresh = () => queries.invalidateQueries();

  const act = async (code: string) => {
    const body = { code };
    if (asking === 'renew') {
      const { data, error } = await http.POST('/api/v1/me/second-factor/recovery-codes', { body });
      if (data) setCodes(data.recovery_codes);
      return error;
    }
    const { error } = await http.POST('/api/v1/me/second-factor/disable', { body });
    if (!error) void message.success(w.disabled);
    return error;
  };

  if (codes) return <RecoveryCodes codes={codes} onKept={() => (setCodes(undefined), void refresh())} />;
  if (!found.enrolled) return <Enrolment required={found.required} onEnrolled={setCodes} />;
  return (
    <Flex vertical gap={12} align="start">
      <Tag color="success" variant="outlined">
        {w.on(found.recovery_codes_left)}
      </Tag>
      {found.recovery_codes_left < FEW && <Alert type="warning" showIcon title={w.few} />}
      <Flex gap={8}>
        <Button onClick={() => setAsking('renew')}>{w.renew}</Button>
        <Button danger onClick={() => setAsking('disable')}>
          {w.disable}
        </Button>
      </Flex>
      <CodeModal
        open={asking !== undefined}
        title={asking === 'disable' ? w.disable : w.renew}
        label={asking === 'disable' ? w.anyCode : w.code}
        note={asking === 'disable' ? <Typography.Text>{w.disableHelp}</Typography.Text> : undefined}
        act={act}
        onClose={(done) => {
          setAsking(undefined);
          if (done) void refresh();
        }}
      />
    </Flex>
  );
}
