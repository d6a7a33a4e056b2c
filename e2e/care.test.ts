import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { signInAdult } from './person.ts';
import { lookAt } from './look.ts';
import { installedOnce, releaseFile, trusting } from './release.ts';
import { openStage, type Stage } from './stage.ts';

function headLogin({ sample }: Stage, at: 'small' | 'region', role: string): string {
  const found = sample.accounts[at].find((account) => account.role === role);
  assert.ok(found);
  return found.login;
}

describe('a head who keeps the school’s server', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage([], (folder) => {
      const trust = trusting(folder);
      return { region: trust, school: { ...trust, TIREK_PROGRAMS: installedOnce(folder) } };
    });
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

  it('REL-8, REL-9, REL-14: the head reads what was gone back from, brings a file that is spoilt, and one that is whole', async () => {
    const { page } = await stage.device();
    await signInAdult(page, stage.school, headLogin(stage, 'small', 'head'));
    await page.goto(`${stage.school}/office/update`);
    await page.getByText('0.2.0 нұсқасынан 0.1.0 нұсқасына қайттық').waitFor();
    const found = [...(await lookAt(page, 'office-update-back'))];
    await page.getByRole('button', { name: '0.0.9 нұсқасына қайту' }).click();
    await page.getByRole('button', { name: 'Жоқ', exact: true }).click();
    await page.getByLabel('Файлды таңдау (.tirek-release)').setInputFiles(releaseFile(stage, 'spoilt'));
    await page.getByText('Нұсқаның қолтаңбасы дұрыс емес').waitFor();
    await page.getByLabel('Файлды таңдау (.tirek-release)').setInputFiles(releaseFile(stage, 'whole'));
    await page.getByText('0.3.0 нұсқасы қосылып жатыр').waitFor();
    found.push(...(await lookAt(page, 'office-update-asked')));
    assert.deepEqual(found, []);
  });

  it('REL-13: the coordinator offers a version to the schools, reads who runs what, and takes it back', async () => {
    const { page } = await stage.device();
    await signInAdult(page, stage.region, headLogin(stage, 'region', 'coordinator'));
    await page.goto(`${stage.region}/region/update`);
    await page.getByText('Әзірге ештеңе жарияланбаған').waitFor();
    const field = page.getByLabel('Жариялайтын файлды таңдау (.tirek-release)');
    await field.setInputFiles(releaseFile(stage, 'whole'));
    await page.getByRole('button', { name: 'Қайтарып алу' }).waitFor();
    await page.getByText('0.1.0 нұсқасы — 1 мектепте').waitFor({ timeout: 60_000 });
    const found = [...(await lookAt(page, 'region-update'))];
    await page.getByRole('button', { name: 'Қайтарып алу' }).click();
    await page.getByText('Әзірге ештеңе жарияланбаған').waitFor();
    assert.deepEqual(found, []);
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
