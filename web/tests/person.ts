import type { Browser, Page } from '@playwright/test';
import { zh as account } from '../src/infra/access/account/words.ts';
import { zh as entrance } from '../src/infra/access/words.ts';
import { digits } from './authenticator.ts';
import { expect, looking, settled, watch } from './visit.ts';

type Answer = { status: number; body: Record<string, unknown> };

/** Somebody at a browser of their own, working in Chinese. */
export class Person {
  readonly faults: string[] = [];
  secret = '';

  private constructor(
    readonly page: Page,
    readonly name: string,
    public password: string,
  ) {}

  static async arrives(browser: Browser, url: string, name: string, password: string) {
    const page = await looking(browser, url, { language: 'zh', theme: 'light' });
    const person = new Person(page, name, password);
    watch(page, person.faults, 401);
    return person;
  }

  async signsIn() {
    await this.page.goto('/sign-in');
    await this.page.getByLabel(entrance.name).fill(this.name);
    await this.page.getByLabel(entrance.password, { exact: true }).fill(this.password);
    await this.page.getByRole('button', { name: entrance.signIn }).click();
    if (this.secret) {
      // A code works once: the next one, which the service takes for a clock that is ahead.
      await this.page.getByLabel(entrance.code).fill(digits(this.secret, 1));
      await this.page.getByRole('button', { name: entrance.signIn }).click();
    }
    await this.page.waitForURL((url) => url.pathname !== '/sign-in');
  }

  /** Changes the one-time password that an administrator handed over. */
  async takesOver(next: string) {
    await expect(this.page.getByText(account.change_password)).toBeVisible();
    await this.page.getByLabel(account.old).fill(this.password);
    await this.page.getByLabel(account.next, { exact: true }).fill(next);
    await this.page.getByLabel(account.again).fill(next);
    await this.page.getByRole('button', { name: account.change }).click();
    await expect(this.page.getByText(account.changed)).toBeVisible();
    this.password = next;
  }

  /** Enrols an authenticator and puts the recovery codes away. */
  async enrols() {
    await expect(this.page.getByText(account.enrol_second_factor)).toBeVisible();
    await this.page.getByLabel(account.confirmPassword).fill(this.password);
    await this.page.getByRole('button', { name: account.enrol }).click();
    await expect(this.page.getByAltText(account.picture)).toBeVisible();
    this.secret = (await this.page.locator('code').first().innerText()).trim();
    await this.page.getByLabel(account.firstCode).fill(digits(this.secret));
    await this.page.getByRole('button', { name: account.confirm }).click();
    await expect(this.page.getByRole('list', { name: account.codes }).getByRole('listitem')).toHaveCount(10);
    await this.page.getByRole('button', { name: account.saved }).click();
    await expect(this.page.getByText(account.on(10))).toBeVisible();
  }

  async opens(path: string) {
    await this.page.goto(path);
    await settled(this.page);
  }

  /** Does with the API what this browser's session may. */
  async asks(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
    const { csrf } = (await (await this.page.request.get('/api/v1/me')).json()) as { csrf: string };
    const answer = await this.page.request.fetch(`/api/v1${path}`, {
      method,
      data: body as object,
      headers: { 'x-csrf-token': csrf, origin: new URL(this.page.url()).origin },
    });
    return { status: answer.status(), body: (await answer.json().catch(() => ({}))) as Answer['body'] };
  }

  async leaves() {
    expect(this.faults, `${this.name}: errors in the console of the browser`).toEqual([]);
    await this.page.context().close();
  }
}
