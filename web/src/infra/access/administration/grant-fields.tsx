import { Alert, DatePicker, Form, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useText, useWords } from '../../../kit/language';
import { useRoles, useScopes } from './data';
import { words } from './words';

export type GrantValues = { role: string; scope?: string; ends?: Dayjs };

/** What the API takes of the form. */
export const grantBody = ({ role, scope, ends }: GrantValues) => ({
  role,
  scope: scope ?? null,
  expires_at: ends ? ends.endOf('day').toISOString() : null,
});

/** Role, scope and end; says which permissions a scope would withhold. */
export function GrantFields({ optional }: { optional?: boolean }) {
  const w = useWords(words);
  const say = useText();
  const form = Form.useFormInstance<GrantValues>();
  const role = Form.useWatch('role', form);
  const scope = Form.useWatch('scope', form);
  const catalogue = useRoles().data;
  const scopes = useScopes().data ?? [];
  const held = catalogue?.roles.find((each) => each.code === role)?.permissions ?? [];
  const whole = catalogue?.permissions.filter((p) => p.reach === 'whole' && held.includes(p.code)) ?? [];
  return (
    <>
      <Form.Item name="role" label={w.role} rules={[{ required: !optional, message: w.roleNeeded }]}>
        <Select
          allowClear={optional}
          options={catalogue?.roles.map((each) => ({ value: each.code, label: say(each.title) }))}
        />
      </Form.Item>
      <Form.Item name="scope" label={w.scope}>
        <Select
          allowClear
          placeholder={w.everywhere}
          options={scopes.map((each) => ({ value: each.code, label: say(each.title) }))}
        />
      </Form.Item>
      {scope && whole.length > 0 && (
        <Alert
          type="warning"
          style={{ marginBottom: 16 }}
          title={w.partly(whole.length)}
          description={whole.map((each) => say(each.title)).join(' · ')}
        />
      )}
      <Form.Item name="ends" label={w.ends}>
        <DatePicker style={{ width: '100%' }} placeholder={w.never} />
      </Form.Item>
    </>
  );
}
