import { test as base, expect, type Page } from '@playwright/test';
import { zh as administration } from '../src/infra/access/administration/words.ts';
import { zh as entrance } from '../src/infra/access/words.ts';
import { zh as actions } from '../src/infra/journal/actions.ts';
import { zh as journal } from '../src/infra/journal/words.ts';
import { zh as kit } from '../src/kit/words.ts';
import { zh as policies } from '../src/policies/words.ts';
import { type OpenHouse, openHouse } from './house.ts';
import { Person } from './person.ts';

const PASSWORD = 'correct horse battery staple';
const TITLE = { zh: '支付', en: 'Payment' };
const POLICY = {
  nodes: [
    { id: 'in', type: 'inputNode', name: 'request', position: { x: 0, y: 0 } },
    {
      id: 'rules',
      type: 'rulesNode',
      name: 'rules',
      position: { x: 320, y: 0 },
      content: {
        rules: [
          {
            code: 'LARGE',
            title: { zh: '大额', en: 'Large' },
            when: 'amount > 5000',
            outcome: 'review',
            reason: 'LARGE',
          },
        ],
      },
    },
    { id: 'out', type: 'outputNode', name: 'response', position: { x: 640, y: 0 } },
  ],
  edges: [
    { id: 'e1', sourceId: 'in', targetId: 'rules', type: 'edge' },
    { id: 'e2', sourceId: 'rules', targetId: 'out', type: 'edge' },
  ],
};
const FLOW = '/policies/payment/versions';

const test = base.extend<{ house: OpenHouse }>({
  house: async ({}, use) => {
    const house = await openHouse('empty');
    await use(house);
    await house.close();
  },
});

test('a policy changes hands: drafted, tried, approved by another, in force, rolled back, accounted for', async ({
  browser,
  house,
}) => {
  test.setTimeout(600_000);
  const arrives = (name: string, password = PASSWORD) => Person.arrives(browser, house.url, name, password);
  const amy = await arrives('amy');
  const people = {} as Record<'ana' | 'ben' | 'aud' | 'vic', Person>;

  await test.step('the first administrator sets herself up and enrols a second factor', async () => {
    await amy.opens('/setup');
    await amy.page.getByLabel(entrance.token).fill(house.ids.setup!);
    await amy.page.getByLabel(entrance.name).fill('amy');
    await amy.page.getByLabel(entrance.password, { exact: true }).fill(PASSWORD);
    await amy.page.getByRole('button', { name: entrance.setUp }).click();
    await amy.enrols();
    await amy.opens('/setup');
    await expect(amy.page.getByText(entrance.setupClosed, { exact: true })).toBeVisible();
  });

  await test.step('she adds colleagues, who make their accounts their own', async () => {
    for (const [name, role] of [
      ['ana', '策略分析师'],
      ['ben', '策略审批人'],
      ['aud', '审计员'],
      ['vic', '查看者'],
    ] as const) {
      people[name] = await arrives(name, await added(amy.page, name, role));
      await people[name].signsIn();
      await people[name].takesOver(`${PASSWORD} own`);
    }
    await people.ben.enrols();
  });
  const { ana, ben, aud, vic } = people;

  const key = await test.step('an integration gets a key, with which nobody can sign in', async () => {
    const permissions = ['decision.create', 'decision.read', 'event.write'];
    const issued = await amy.asks('POST', '/keys', { name: 'core', permissions, networks: [] });
    expect(issued.status).toBe(201);
    const token = String(issued.body.token);
    const sign = { name: 'core', password: token, carrier: 'cookie' };
    const refused = await amy.page.request.post('/api/v1/sessions', {
      data: sign,
      headers: { origin: house.url },
    });
    expect(refused.status()).toBe(401);
    return token;
  });
  const decide = async (id: string, amount: number) => {
    const data = { customer_id: 'C1', amount };
    const answer = await amy.page.request.post('/api/v1/decisions', {
      data: { scene: 'payment', id, occurred_at: new Date().toISOString(), data },
      headers: { authorization: `Bearer ${key}` },
    });
    expect(answer.status(), await answer.text()).toBe(200);
    return (await answer.json()) as { decision_id: string; outcome: string };
  };

  const stored = await test.step('a policy is live and decides', async () => {
    const body = { document: POLICY, scene: 'payment', title: TITLE };
    expect((await ana.asks('POST', '/policies/payment/versions', body)).status).toBe(201);
    await ana.asks('POST', `${FLOW}/1/submit`);
    const review = await ben.asks('GET', `${FLOW}/1/review`);
    const approval = { review: review.body.token, comment: '初版' };
    expect((await ben.asks('POST', `${FLOW}/1/approve`, approval)).status).toBe(200);
    const decided = await decide('P1', 2_000);
    expect(decided.outcome).toBe('pass');
    return decided.decision_id;
  });

  await test.step('the analyst drafts a change in the flow editor', async () => {
    await ana.opens(`${FLOW}/1`);
    await ana.page.getByRole('button', { name: policies.draftFrom }).click();
    await ana.page.waitForURL(/versions\/2/);
    await ana.page.getByRole('button', { name: policies.editRules, exact: true }).click();
    const rule = ana.page.locator('[data-rule=LARGE]');
    await rule.locator('.cm-content').click();
    await ana.page.keyboard.press('ControlOrMeta+A');
    await ana.page.keyboard.type('amount > 1000');
    await expect(ana.page.getByText(policies.unsaved)).toBeVisible();
    await ana.page.getByRole('button', { name: policies.save, exact: true }).click();
    await expect(ana.page.getByText(policies.saved).last()).toBeVisible();
  });

  await test.step('she tries it on a stored decision: passed then, to be reviewed now', async () => {
    await ana.page.getByRole('tab', { name: policies.simulate }).click();
    await ana.page.getByText(policies.from.decision, { exact: true }).click();
    await ana.page.getByLabel(policies.decisionId).fill(stored);
    await ana.page.getByRole('button', { name: policies.simulate, exact: true }).click();
    const result = ana.page.getByText(`${policies.then} → ${policies.now}`);
    await expect(result).toBeVisible();
    await expect(ana.page.getByRole('row').filter({ has: result })).toContainText(
      new RegExp(`${kit.outcome.pass}.*→.*${kit.outcome.review}`),
    );
  });

  await test.step('she submits it, and cannot approve it herself', async () => {
    await ana.page.getByRole('button', { name: policies.submit, exact: true }).click();
    await expect(ana.page.getByText(policies.needsApprover)).toBeVisible();
    await expect(ana.page.getByRole('button', { name: policies.approve })).toHaveCount(0);
    const tried = await ana.asks('POST', `${FLOW}/2/approve`, { review: 'x', comment: '' });
    expect(tried.status).toBe(403);
    expect((await decide('P2', 2_000)).outcome, 'nothing changes before the approval').toBe('pass');
  });

  await test.step('a viewer sees it and cannot change it', async () => {
    await vic.opens(`${FLOW}/1`);
    await expect(vic.page.getByText(policies.readOnlyWhy.permission)).toBeVisible();
    await expect(vic.page.getByRole('button', { name: policies.save, exact: true })).toHaveCount(0);
    const body = { document: POLICY, scene: 'payment', title: TITLE };
    expect((await vic.asks('POST', '/policies/payment/versions', body)).status).toBe(403);
  });

  await test.step('a colleague sees difference and effect, and approves', async () => {
    await ben.opens(`${FLOW}/2`);
    await expect(ben.page.getByText('amount > 5000')).toBeVisible();
    await expect(ben.page.getByText('amount > 1000')).toBeVisible();
    await expect(ben.page.getByText(policies.changedOutcomes)).toBeVisible();
    await ben.page.getByRole('button', { name: policies.approve }).click();
    const dialog = ben.page.getByRole('dialog');
    await dialog.getByLabel(kit.comment).fill('门槛降到一千');
    await dialog.getByRole('button', { name: kit.ok }).click();
    await expect(ben.page.getByText(policies.approvedDone)).toBeVisible();
  });

  await test.step('the next decision follows', async () => {
    expect((await decide('P3', 2_000)).outcome).toBe('review');
    await ben.opens('/decisions');
    const newest = ben.page.getByRole('row').filter({ hasText: 'P3' });
    await expect(newest).toContainText(kit.outcome.review);
  });

  await test.step('it is rolled back, and the next decision follows that', async () => {
    await ben.opens('/policies/payment');
    await ben.page.getByRole('button', { name: policies.rollBack }).click();
    const dialog = ben.page.getByRole('dialog');
    await expect(dialog).toContainText(policies.rollBackNote(2, 1));
    await dialog.getByLabel(kit.comment).fill('人工复核忙不过来');
    await dialog.getByRole('button', { name: kit.ok }).click();
    await expect(ben.page.getByText(policies.rolledBack)).toBeVisible();
    expect((await decide('P4', 2_000)).outcome).toBe('pass');
  });

  await test.step('the auditor verifies the journal and finds each step', async () => {
    await aud.opens('/system/journal?action=policy.');
    for (const [action, subject, who] of [
      ['policy.save', 'policy:payment/2', 'ana'],
      ['policy.submit', 'policy:payment/2', 'ana'],
      ['policy.approve', 'policy:payment/2', 'ben'],
      ['policy.rollback', 'policy:payment', 'ben'],
    ] as const) {
      const row = aud.page.getByRole('row').filter({ hasText: action }).filter({ hasText: subject });
      await expect(row.first(), action).toContainText(actions[action]!);
      await expect(row.first(), action).toContainText(who);
    }
    await aud.opens('/system/journal');
    for (const action of ['user.create', 'key.create', 'second_factor.enrol'])
      await expect(aud.page.getByText(action, { exact: true }).first()).toBeVisible();
    await aud.page.getByRole('button', { name: journal.verify }).click();
    await aud.page.getByRole('dialog').getByRole('button', { name: journal.verify }).click();
    await expect(aud.page.getByText(journal.intact, { exact: true })).toBeVisible();
  });

  await test.step('the administrator signs out and in again with a code', async () => {
    await amy.page.context().clearCookies();
    await amy.signsIn();
    await amy.opens('/system/users');
    await expect(amy.page.getByText(administration.usersNote)).toBeVisible();
  });

  for (const person of [amy, ana, ben, aud, vic]) await person.leaves();
});

/** Adds somebody with a role; the one-time password, which is shown this once. */
async function added(page: Page, name: string, role: string): Promise<string> {
  await page.goto('/system/users');
  await page.getByRole('button', { name: administration.newUser }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(administration.name).fill(name);
  await dialog.getByLabel(administration.role, { exact: true }).click();
  await page.getByTitle(role, { exact: true }).click();
  await dialog.getByRole('button', { name: administration.add }).click();
  const secret = page.locator('[data-content]').and(page.getByLabel(administration.password));
  await expect(secret).toBeVisible();
  const password = (await secret.innerText()).trim();
  await page.getByRole('button', { name: administration.written }).click();
  return password;
}
