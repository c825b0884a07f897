import { Alert, Button, Flex, Form, Input, Modal, Select, Typography } from 'antd';
import { api, type Schemas } from '../api/client';
import { useWords } from '../kit/language';
import { ProblemAlert } from '../kit/problem';
import { RecordTable } from '../kit/record-table';
import { useColumnsOfDecisions } from './columns';
import { words } from './words';

const NEEDED = ['event', 'outcome', 'scene', 'at'];
const KINDS = [
  'any',
  'phone',
  'id_card',
  'bank_card',
  'device',
  'email',
  'name',
  'customer',
  'merchant',
  'ip',
];

/** Decisions by a clear value: it travels in the request and stays out of the address. */
export function ValueSearch({ onClose }: { onClose: () => void }) {
  const w = useWords(words);
  const columns = useColumnsOfDecisions().filter((column) => NEEDED.includes(column.key));
  const search = api.useMutation('post', '/api/v1/decisions/search');
  const find = (body: Pick<Schemas['SearchBody'], 'kind' | 'value'>) =>
    search.mutate({ body: { ...body, limit: 100 } });
  return (
    <Modal open title={w.byValue} width={760} footer={null} onCancel={onClose}>
      <Flex vertical gap={16}>
        <Alert type="info" showIcon title={w.byValueNote} />
        <Form layout="inline" onFinish={find} initialValues={{ kind: 'any' }}>
          <Form.Item name="kind" label={w.kind}>
            <Select
              style={{ width: 170 }}
              options={KINDS.map((kind) => ({ value: kind, label: w.kinds[kind] }))}
            />
          </Form.Item>
          <Form.Item name="value" label={w.value} rules={[{ required: true, message: w.valueNeeded }]}>
            <Input style={{ width: 260 }} autoComplete="off" />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={search.isPending}>
            {w.find}
          </Button>
        </Form>
        <ProblemAlert error={search.error} />
        {search.data && (
          <>
            <Typography.Text type="secondary" role="status">
              {search.data.items.length ? w.foundFirst(search.data.items.length) : w.foundNone}
            </Typography.Text>
            {search.data.items.length > 0 && (
              <RecordTable
                name="decisions-by-value"
                label={w.byValue}
                columns={columns}
                rows={search.data.items}
                rowKey={(row) => row.decision_id}
                height={360}
              />
            )}
          </>
        )}
      </Flex>
    </Modal>
  );
}
