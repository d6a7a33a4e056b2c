import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { lookAt } from './look.ts';
import { answer, enrolTablet, goOn, signInAdult, signInPupil, takeTabletCode, takeTicket } from './person.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let head: Page;
const found: string[] = [];

before(async () => {
  stage = await openStage();
});

after(async () => {
  await stage.close();
});

async function look(page: Page, name: string): Promise<void> {
  found.push(...(await lookAt(page, name)));
}

describe('a school whose server burns', { concurrency: false }, () => {
  it('SYN-23, BOOT-5, OUT-9: a head puts an empty server in its place by a code; all sign in; a tablet’s work arrives', async () => {
    const adult = await stage.device();
    const tablet = await stage.device({ width: 800, height: 1100 });
    await signInAdult(adult.page, stage.school, 'teacher');
    await enrolTablet(tablet.page, stage.school, await takeTabletCode(adult.page, stage.school));
    const card = stage.sample.pupils.small.find(({ role }) => role === 'pupil 5');
    assert.ok(card);
    const pupil = { grade: 5, name: card.name, pin: card.secret };
    await signInPupil(tablet.page, pupil);
    await tablet.page.locator('a[href^="/lesson/"]').first().click();
    for (let n = 0; n < 2; n++) {
      await answer(tablet.page);
      await goOn(tablet.page);
    }

    // The teacher's device holds what the school took from the teacher: the tablet that was enrolled with their code.
    await adult.page.reload();
    await adult.page.waitForFunction(hasReceipts, undefined, { timeout: 30_000 });
    await stage.burnSchool();
    head = (await stage.device()).page;
    await head.goto(stage.school);
    await head.getByRole('heading', { name: 'Серверді баптау' }).waitFor();
    await look(head, 'set-up');
    const name = stage.sample.nodes.find((node) => node.name === 'small')?.school?.names.kk ?? '';
    await head
      .getByLabel('32 таңбалы код')
      .fill(await takeTicket(stage, name, (page) => look(page, 'region-restore-ticket')));
    await head.getByLabel('Облыс серверінің мекенжайы').fill(stage.region.replace(/oblys\.test/, '127.0.0.1'));
    await head.getByRole('button', { name: 'Қосу', exact: true }).click();
    await head.getByRole('heading', { name: 'Қалпына келтіру коды' }).waitFor();
    await look(head, 'set-up-code');
    await head.getByLabel('Код қағазда, сенімді жерде').check();
    await head.getByRole('button', { name: 'Бастау' }).click();

    await signInAdult(head, stage.school, 'head');
    await look(head, 'restored-head');
    await head.goto(`${stage.school}/office/sync`);
    await head.getByRole('heading', { name: 'Сервердің қалпына келуі' }).waitFor();
    await look(head, 'restored-link');
    await head.getByRole('link', { name: 'Не жоғалды және қай планшет әлі қосылмады' }).click();
    await head.getByRole('heading', { name: 'Өрттен кейін не жоғалды' }).waitFor();
    await look(head, 'restored-losses');
    await tablet.page.reload();
    await tablet.page.waitForFunction(
      () => document.querySelector('.foot')?.textContent?.includes('мектеп') ?? false,
      undefined,
      { timeout: 60_000 },
    );
    await look(tablet.page, 'restored-pupil');
  });

  it('LOCK-2: after a power cut the locked server is woken by the head’s device, without a word typed', async () => {
    await stage.killSchool();
    await stage.startSchool();
    const asked = await fetch(`${stage.school.replace('mektep.test', '127.0.0.1')}/api/boot`);
    assert.deepEqual(await asked.json(), { stage: 'locked' });
    await head.goto(stage.school);
    await head.getByRole('button', { name: 'Шығу' }).waitFor();
    await head.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await head.getByText('Қалпына келтіру коды').count(), 0);
  });

  it('every page of it stands axe, and fits every screen', () => {
    assert.deepEqual(found, []);
  });
});

/** Runs in the page: whether this device keeps a receipt. */
function hasReceipts(): Promise<boolean> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('tirek-kept');
    opening.onsuccess = () => {
      const asking = opening.result.transaction('things').objectStore('things').get('receipts');
      asking.onsuccess = () => {
        opening.result.close();
        resolve((asking.result?.value.receipts.length ?? 0) > 0);
      };
    };
  });
}
