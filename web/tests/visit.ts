import { test as base, type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import type { House } from './house.ts';

export type Language = 'zh' | 'en';
export type Theme = 'light' | 'dark';
export type Look = { language: Language; theme: Theme };
type State = Awaited<ReturnType<BrowserContext['storageState']>>;

export const LOOKS: Look[] = (['zh', 'en'] as const).flatMap((language) =>
  (['light', 'dark'] as const).map((theme) => ({ language, theme })),
);

/** Signs somebody in as a browser does; the cookie stays in the context. */
export async function signIn(context: BrowserContext, house: House, name: string) {
  const answer = await context.request.post(`${house.url}/api/v1/sessions`, {
    data: { name, password: house.password, carrier: 'cookie' },
    headers: { origin: house.url },
  });
  expect(answer.status(), `${name} signs in: ${await answer.text()}`).toBe(201);
}

type Visit = { visit: (name: string | null, look?: Look, refused?: number) => Promise<Page> };
type Shared = { house: House; sessions: Map<string, State> };

/** Pages of the shared house, seen by somebody in one of the four looks; nothing may go wrong on them. */
export const test = base.extend<Visit, Shared>({
  house: [async ({}, use) => use(JSON.parse(process.env.SHARED_HOUSE!) as House), { scope: 'worker' }],
  // One sign-in for each person and worker: signing in is slow by design, and counted.
  sessions: [async ({}, use) => use(new Map<string, State>()), { scope: 'worker' }],
  visit: async ({ browser, house, sessions }, use) => {
    const opened: Page[] = [];
    const faults: string[] = [];
    await use(async (name, look = { language: 'zh', theme: 'light' }, refused = 401) => {
      const state = name ? await signedIn(browser, house, sessions, name) : undefined;
      const page = await looking(browser, house.url, look, state);
      watch(page, faults, refused);
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.context().close();
    expect(faults, 'errors in the console of the browser').toEqual([]);
  },
});

async function signedIn(browser: Browser, house: House, sessions: Map<string, State>, name: string) {
  const known = sessions.get(name);
  if (known) return known;
  const context = await browser.newContext();
  await signIn(context, house, name);
  const state = await context.storageState();
  await context.close();
  sessions.set(name, state);
  return state;
}

/** A page in a language and a theme, as if both had been chosen before. */
export async function looking(browser: Browser, baseURL: string, look: Look, storageState?: State) {
  const locale = look.language === 'zh' ? 'zh-CN' : 'en-US';
  const context = await browser.newContext({ baseURL, locale, storageState, reducedMotion: 'reduce' });
  await context.addInitScript(({ language, theme }) => {
    localStorage.setItem('language', language);
    localStorage.setItem('theme', theme);
  }, look);
  return context.newPage();
}

/** Notes what the browser complains about: errors, refused requests, and what the policy forbids. */
export function watch(page: Page, faults: string[], refused: number) {
  // Who is not signed in learns it from a refusal, as one does who asks for what is not there.
  const expected = `status of ${refused} `;
  const note = (text: string) => !text.includes(expected) && faults.push(`${page.url()}: ${text}`);
  page.on('pageerror', (error) => note(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') note(`${message.text()} ${message.location().url}`);
  });
}

/** Waits until nothing loads any more. */
export async function settled(page: Page) {
  await page.waitForLoadState('networkidle', { timeout: 10_000 }).catch(() => undefined);
  await expect(page.locator('#root > *').first()).toBeVisible();
  await expect(page.locator('.ant-skeleton-active, .ant-spin-spinning')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
}
export { expect };
