import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { makeRelease } from '../src/releases/make/make-release.ts';
import { makeStick } from '../src/releases/make/make-stick.ts';
import { endLauncher } from '../src/releases/box/running-launcher.ts';
import {
  aLightMachine,
  anInstallation,
  aRelease,
  aReleaseKey,
  until,
  type TestInstallation,
} from '../src/releases/testing.ts';
import { freePort } from '../tools/test/postgres.ts';
import { lookAt } from './look.ts';
import { signInAdult, takeTicket } from './person.ts';
import { openStage, schoolHost, type Stage } from './stage.ts';

const password = 'Менің-құпиясөзім-7';
const folder = mkdtempSync(join(tmpdir(), 'tirek-head-'));
const stick = join(folder, 'stick');
const found: string[] = [];

let stage: Stage;
let school: TestInstallation;
let head: Page;
/** The school's address as its devices know it. */
let address = '';
let name = '';
let login = '';
let once = '';

async function look(page: Page, picture: string): Promise<void> {
  found.push(...(await lookAt(page, `head-${picture}`)));
}

before(async () => {
  stage = await openStage([]);
  const order = await aRelease('1.0.0', { key: aReleaseKey(), machines: aLightMachine(folder) });
  makeStick(order, stick);
  makeRelease({ ...order, version: '1.1.0' }, join(folder, 'tirek-1.1.0.tirek-release'));
  const port = await freePort();
  school = anInstallation(join(folder, 'school'), port);
  address = `http://${schoolHost}:${port}`;
});

after(async () => {
  await school[Symbol.asyncDispose]();
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The region's coordinator chooses the first school without a server and enters its head. */
async function firstHead(): Promise<void> {
  const { context, page } = await stage.device();
  await signInAdult(page, stage.region, 'coordinator');
  await page.goto(`${stage.region}/region/nodes`);
  await page.locator('select').first().selectOption('waiting');
  const first = page.locator('.office-open').first();
  name = (await first.textContent()) ?? '';
  await page.getByRole('searchbox').fill(name);
  await first.click();
  await page.getByText('Мектептің алғашқы басшысын енгізу').click();
  await page.getByLabel('Тегі').fill('Жолдасова');
  await page.getByLabel('Аты', { exact: true }).fill('Гүлнар');
  await page.getByRole('button', { name: 'Логин мен құпиясөз беру' }).click();
  const given = page.locator('.office-cards dd');
  await given.first().waitFor();
  [login = '', once = ''] = await given.allTextContents();
  await look(page, 'region-first-head');
  await context.close();
}

/** The head runs the stick's start file on an empty machine, opens its page and types the region's code. */
async function installAndJoin(): Promise<void> {
  const { code, output } = await school.run(stick);
  assert.equal(code, 0, output);
  head = (await stage.device()).page;
  await head.goto(address);
  await head.getByRole('heading', { name: 'Серверді баптау' }).waitFor();
  await head.getByLabel('32 таңбалы код').fill(await takeTicket(stage, name));
  await head.getByLabel('Облыс серверінің мекенжайы').fill(stage.region.replace('oblys.test', '127.0.0.1'));
  await head.getByRole('button', { name: 'Қосу', exact: true }).click();
  await head.getByLabel('Код қағазда, сенімді жерде').check();
  await head.getByRole('button', { name: 'Бастау' }).click();
  await head.getByText('Ересек ретінде кіру').or(head.getByLabel('Логин')).first().waitFor();
}

async function addTeacher(): Promise<void> {
  await head.goto(`${address}/office/people`);
  const buffer = Buffer.from(
    'Тегі;Аты;Әкесінің аты;Туған күні;Рөлі;Сыныбы;Пәндері\nСапаров;Нұрлан;;;мұғалім;;физика: 7',
  );
  await head.goto(`${address}/office/import`);
  await head.setInputFiles('input[type=file]', { name: 'тізім.csv', mimeType: 'text/csv', buffer });
  await head.getByRole('button', { name: 'Мектепке енгізу' }).click();
  await head.waitForSelector('.office-secret');
}

async function sendToRegion(): Promise<void> {
  await head.goto(`${address}/office/sync`);
  await head.getByRole('button', { name: 'Қазір жіберу' }).click();
  await head.getByText('Бәрі облысқа жетті.').first().waitFor({ timeout: 30_000 });
}

async function runs(version: string): Promise<void> {
  await until(`version ${version}`, async () => (await school.state())?.current === version);
  await head.getByText(new RegExp(`${version} нұсқасы жаңа қосылды|${version} нұсқасы жұмыс істеп тұр`)).waitFor({
    timeout: 60_000,
  });
}

describe('a head, from the stick to the version before', { concurrency: false }, () => {
  it('REL-15, BOOT-5: installs from a stick, and the empty server becomes the school’s', async () => {
    await firstHead();
    await installAndJoin();
    await signInAdult(head, address, { login, password: once });
    await head.getByLabel('Қазіргі құпиясөз').fill(once);
    await head.getByLabel('Жаңа құпиясөз').fill(password);
    await head.getByLabel('Жаңасын қайта теріңіз').fill(password);
    await look(head, 'own-password');
    await head.getByRole('button', { name: 'Сақтау', exact: true }).click();
    await head.waitForSelector('.office-missing > li');
    await look(head, 'begins');
    await addTeacher();
    await sendToRegion();
  });

  it('SYN-23: the server breaks; an empty machine takes its place, and what was sent is there', async () => {
    await endLauncher(school.programs);
    await head.context().close();
    rmSync(join(folder, 'school'), { recursive: true });
    school = anInstallation(join(folder, 'school'), Number(new URL(address).port));
    await installAndJoin();
    await signInAdult(head, address, { login, password });
    await head.goto(`${address}/office/people`);
    await head.getByText('Сапаров Нұрлан').first().waitFor({ timeout: 30_000 });
    await head.goto(`${address}/office/sync`);
    await head.getByText('Облыспен байланыс').first().waitFor();
    await look(head, 'restored');
  });

  it('REL-6: updates from a file', async () => {
    await head.goto(`${address}/office/update`);
    await head.setInputFiles('input[type=file]', join(folder, 'tirek-1.1.0.tirek-release'));
    await runs('1.1.0');
    await look(head, 'updated');
  });

  it('REL-9: sends the new version back, and everything is still there', async () => {
    await head.getByRole('button', { name: '1.0.0 нұсқасына қайту' }).click();
    await look(head, 'send-back');
    await head.getByRole('button', { name: 'Иә, қайту' }).click();
    await runs('1.0.0');
    await look(head, 'sent-back');
    await head.goto(`${address}/office/people`);
    await head.getByText('Сапаров Нұрлан').first().waitFor();
  });

  it('every page of it stands axe, and fits every screen', () => {
    assert.deepEqual(found, []);
  });
});
