import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppearanceProvider } from '../kit/appearance';
import { EMPTY } from './definition';
import { Workshop } from './workshop';

// A whole form takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
const patient = { timeout: 20_000 };

vi.mock('@tanstack/react-router', () => ({ useNavigate: () => () => undefined }));

const field = {
  name: 'amount',
  title: { zh: '金额', en: 'Amount' },
  type: 'number',
  protected: false,
  subject: null,
  values: [],
};
const offers = {
  scenes: [{ code: 'payment', title: { zh: '支付', en: 'Payment' }, fields: [field] }],
  aggregates: [
    { code: 'count', title: { zh: '次数', en: 'count' }, of: 'optional' },
    { code: 'time_since_last', title: { zh: '间隔', en: 'gap' }, of: 'none' },
  ],
  zone: 'Asia/Shanghai',
};
const wrong = {
  field: 'code',
  problem: { zh: '代码不可用', en: 'The code cannot be used' },
  remedy: { zh: '用小写字母', en: 'Use lower-case letters' },
};
const sound = {
  problems: [],
  definition: {},
  description: { zh: '一句话', en: 'One sentence' },
  window: { zh: '最近', en: 'last' },
  formula: [
    { text: 'x(e) = |H(e)|', mathml: '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>' },
  ],
  sql: 'SELECT 1',
  readable: [],
};
let answer: object;
const asked: { url: string; body: { definition: Record<string, unknown> } }[] = [];

beforeEach(() => {
  localStorage.setItem('language', 'zh');
  asked.length = 0;
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push({ url: new URL(request.url).pathname, body: await request.json() });
    return Response.json(answer);
  });
});
afterEach(() => vi.unstubAllGlobals());

const show = () =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <AppearanceProvider>
        <App>
          <Workshop offers={offers} start={EMPTY} rest={{}} />
        </App>
      </AppearanceProvider>
    </QueryClientProvider>,
  );

test('what the service finds wrong shows beside its field, and nothing can be saved', async () => {
  answer = { ...sound, problems: [wrong], description: null, sql: null, formula: [] };
  show();
  expect(screen.queryByText(/代码不可用/)).toBeNull();
  fireEvent.change(screen.getByLabelText('代码'), { target: { value: 'X' } });
  await waitFor(() => expect(screen.getByText(/用小写字母/)).toBeTruthy(), patient);
  expect(screen.getByText('存为草稿').closest('button')).toHaveProperty('disabled', true);
  await waitFor(() => expect(asked.at(-1)?.body.definition.code).toBe('X'));
});

test('a sound definition is previewed and saved as it was checked', async () => {
  answer = { ...sound, code: 'paid', number: 1 };
  show();
  fireEvent.change(screen.getByLabelText('代码'), { target: { value: 'paid' } });
  await waitFor(() => expect(screen.getByText('一句话')).toBeTruthy(), patient);
  await waitFor(() =>
    expect(screen.getByText('存为草稿').closest('button')).toHaveProperty('disabled', false),
  );
  fireEvent.click(screen.getByText('存为草稿'));
  await waitFor(() => expect(asked.at(-1)?.url).toBe('/api/v1/indicators'), patient);
  expect(asked.at(-1)?.body.definition).toMatchObject({ code: 'paid', aggregate: 'count', window: '1h' });
});
