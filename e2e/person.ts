import type { Page } from 'playwright-core';
import { samplePassword } from '../src/simulation/sample.ts';
import type { Stage } from './stage.ts';

/** What people do on the screens, in Kazakh, as they would. */

export type AdultSecret = { readonly login: string; readonly password: string };

/** With a login alone: somebody of the sample. */
export async function signInAdult(page: Page, address: string, who: string | AdultSecret): Promise<void> {
  const { login, password } = typeof who === 'string' ? { login: who, password: samplePassword } : who;
  // A page that begins anew by itself in this moment, as after the set-up, ends the first try.
  await page.goto(address).catch(() => page.goto(address));
  const door = page.getByText('Ересек ретінде кіру');
  const field = page.getByLabel('Логин');
  await door.or(field).first().waitFor();
  // A page that learns meanwhile that it is the region's has no such door.
  if (!(await field.isVisible())) await door.click({ timeout: 3000 }).catch(() => undefined);
  await field.fill(login);
  await page.getByLabel('Құпиясөз').fill(password);
  // A server that has just joined waits for its people: whoever is too early tries again.
  for (let tries = 0; tries < 30; tries++) {
    const answered = page.waitForResponse((response) => response.url().endsWith('/sign-in/adult'));
    await page.getByRole('button', { name: 'Кіру', exact: true }).click();
    if ((await answered).status() !== 503) break;
    await page.waitForTimeout(1000);
  }
  await page.getByRole('button', { name: 'Шығу' }).waitFor();
}

/** A coordinator gives a school's server a code: for its first server, or for an empty one that takes its place. */
export async function takeTicket(
  { device, region }: Stage,
  school: string,
  seen?: (page: Page) => Promise<void>,
): Promise<string> {
  const { context, page } = await device();
  await signInAdult(page, region, 'coordinator');
  await page.goto(`${region}/region/nodes`);
  await page.locator('select').first().selectOption({ index: 0 });
  await page.getByRole('searchbox').fill(school);
  await page.getByRole('button', { name: school }).first().click();
  await page.getByRole('button', { name: /^(Мектепке|Жаңа серверге) код беру$/ }).click();
  await page.locator('output.sync-ticket').waitFor();
  await seen?.(page);
  const groups = await page.locator('output.sync-ticket span').allTextContents();
  await context.close();
  return groups.join('-');
}

/** A teacher takes a code from the page of tablets; answers with its digits. */
export async function takeTabletCode(page: Page, address: string): Promise<string> {
  await page.goto(`${address}/teach/tablets`);
  const answered = page.waitForResponse((response) => response.url().endsWith('/tablet-codes'));
  await page.getByRole('button', { name: 'Код алу' }).click();
  return ((await (await answered).json()) as { code: string }).code;
}

export async function enrolTablet(page: Page, address: string, code: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel('Сегіз таңбалы код').fill(code);
  await page.getByRole('heading', { name: 'Сыныбыңды таңда' }).waitFor();
}

export type PupilCard = { readonly grade: number; readonly name: string; readonly pin: string };

export async function signInPupil(page: Page, { grade, name, pin }: PupilCard): Promise<void> {
  await chooseName(page, grade, name);
  await page.getByRole('button', { name: pin.slice(0, 1), exact: true }).waitFor();
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('heading', { name: 'Енді не істеймін?' }).waitFor();
}

export async function chooseName(page: Page, grade: number, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${grade}\\D`) }).click();
  await page.getByText(name).first().click();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Шығу' }).click();
}

/** Leaves the step that is shown for the next one, whatever it holds. */
export async function goOn(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^(Әрі қарай|Кейінірек)$/ })
    .last()
    .click();
}

/** Goes on until a question stands there whose kind can be answered by touching a choice or typing a number. */
export async function goToAnswerable(page: Page): Promise<void> {
  for (let steps = 0; steps < 60; steps++) {
    const choice = page
      .locator('form.ask input[type=radio]:enabled, form.ask input[inputmode=decimal]:enabled')
      .first();
    if (await choice.isVisible()) return;
    await goOn(page);
    await page.waitForTimeout(50);
  }
  throw new Error('no question with a choice or a number within 60 steps');
}

/** Answers the question that is shown and lets the tablet check it. */
export async function answer(page: Page): Promise<void> {
  await goToAnswerable(page);
  const radio = page.locator('form.ask input[type=radio]').first();
  if (await radio.isVisible()) await radio.check({ force: true });
  else await page.locator('form.ask input[inputmode=decimal]').first().fill('1');
  await page.getByRole('button', { name: /^(Тексеру|Қайта тексеру)$/ }).click();
  await page.locator('form.ask [aria-live] > *').first().waitFor();
}

/** Asks the server as who is signed in on a page; throws where it refuses. `path` begins after `/api`. */
export function callAs<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  return page.evaluate(
    async ([verb, address, sent]) => {
      const { token } = JSON.parse(localStorage.getItem('tirek.session') ?? '{}') as { token?: string };
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const response = await fetch(`/api${address}`, {
        method: verb,
        headers,
        ...(sent === undefined ? {} : { body: sent }),
      });
      if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`);
      return (await response.json()) as never;
    },
    [method, path, body === undefined ? undefined : JSON.stringify(body)] as const,
  ) as Promise<T>;
}
