import { Button, Card, Flex, Form, Input, Typography } from 'antd';
import { api } from '../api/client';
import { useWords } from '../kit/language';
import { ProblemAlert } from '../kit/problem';
import { HitList } from './hits';
import { words } from './words';

/** Search by a clear protected value, which never enters the address. */
export function ProtectedSearch() {
  const w = useWords(words);
  const search = api.useMutation('post', '/api/v1/search');
  return (
    <Card title={w.protectedTitle}>
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">{w.protectedNote}</Typography.Text>
        <Form layout="inline" onFinish={(body: { value: string }) => search.mutate({ body })}>
          <Form.Item name="value" label={w.value} rules={[{ required: true, message: w.valueNeeded }]}>
            <Input style={{ width: 300 }} autoComplete="off" maxLength={256} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={search.isPending}>
            {w.find}
          </Button>
        </Form>
        <ProblemAlert error={search.error} />
        {search.data && <HitList hits={search.data} empty={w.protectedNone} />}
      </Flex>
    </Card>
  );
}
