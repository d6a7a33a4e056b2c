import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { signInAdult } from './person.ts';
import { lookAt } from './look.ts';
import { openStage, type Stage } from './stage.ts';

function headLogin({ sample }: Stage, at: 'small' | 'region', role: string): string {
  const found = sample.accounts[at].find((account) => account.role === role);
  assert.ok(found);
  return found.login;
}

describe('a head who keeps the school’s server', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage([]);
  });
  after(() => stage.close());

  it('CARE-1: sees what needs doing, makes a copy, checks the records, and reads that all of it is well', async () => {
    const { page } = await stage.device();
    await signInAdult(page, stage.school, headLogin(stage, 'small', 'head'));
    await page.goto(`${stage.school}/office/care`);
    await page.getByRole('heading', { name: 'Сервердегі көшірме' }).waitFor();
    const found = [...(await lookAt(page, 'care-to-do'))];
    await page.getByRole('button', { name: 'Қазір көшіру' }).click();
    await page.getByText('толық оқылып тексерілді').waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Қазір тексеру' }).click();
    await page.getByText('жазбаның бәрі бүтін').waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Файл жасау' }).click();
    await page.getByRole('button', { name: 'Файлды сақтау' }).waitFor({ timeout: 30_000 });
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Файлды сақтау' }).click();
    assert.match((await download).suggestedFilename(), /\.tirek-backup$/);
    await page.getByText('Толық мәлімет').click();
    found.push(...(await lookAt(page, 'care')));
    assert.deepEqual(found, []);
  });

  it('CARE-14: a spoilt disk: the head reads what happened, presses one button, and the school runs again', async () => {
    const { page } = await stage.device();
    await stage.killSchool();
    writeFileSync(join(stage.schoolFolder, 'damaged.json'), JSON.stringify({ at: Date.now() }));
    await stage.startSchool();
    await page.goto(stage.school);
    await page.getByRole('heading', { name: 'Сервердегі деректер бүлінген' }).waitFor();
    assert.deepEqual(await lookAt(page, 'care-damaged'), []);
    await page.getByRole('button', { name: 'Қалпына келтіру' }).click();
    await page.getByText('Ересек ретінде кіру').or(page.getByLabel('Логин')).first().waitFor({ timeout: 60_000 });
    await signInAdult(page, stage.school, headLogin(stage, 'small', 'head'));
    await page.goto(`${stage.school}/office/care`);
    await page.getByText('Ештеңе жоғалған жоқ').waitFor();
  });

  it('CARE-1: the region’s coordinator sees the region’s server', async () => {
    const { page } = await stage.device();
    await signInAdult(page, stage.region, headLogin(stage, 'region', 'coordinator'));
    await page.goto(`${stage.region}/region/care`);
    await page.getByRole('heading', { name: 'Сервердегі көшірме' }).waitFor();
    assert.deepEqual(await lookAt(page, 'care-region'), []);
  });

  it('CARE-25: the node’s log of all this holds no name of the sample', async () => {
    const place = join(stage.schoolFolder, 'logs');
    const written = readdirSync(place)
      .map((name) => readFileSync(join(place, name), 'utf8'))
      .join('');
    assert.match(written, /started/);
    const { accounts, pupils } = stage.sample;
    const names = [...accounts.small, ...pupils.small].flatMap(({ name }) => name.split(' '));
    assert.ok(names.length > 5);
    assert.deepEqual(
      names.filter((name) => written.includes(name)),
      [],
    );
  });
});
