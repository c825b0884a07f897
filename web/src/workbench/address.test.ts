import { expect, test } from 'vitest';
import { addressOf } from './address';

const item = (kind: string, number: number | null = null, id: string | null = null) => ({
  kind,
  code: 'a/b',
  number,
  id,
});

test.each([
  [item('policy_version', 3), '/policies/a%2Fb/versions/3'],
  [item('policy'), '/policies/a%2Fb'],
  [item('indicator_version', 2), '/indicators/a%2Fb'],
  [item('list_entry', null, 'le_1'), '/lists/a%2Fb?entry=le_1'],
  [item('scene'), '/scenes/a%2Fb'],
  [item('job_run', null, 'job_1'), '/system/jobs?code=a%2Fb&state=failed'],
])('%o is dealt with at %s', (what, address) => {
  expect(addressOf(what)).toBe(address);
});
