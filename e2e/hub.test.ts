import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { mintId, regionScope, schoolScope, type GroupId, type PersonId, type SchoolId } from '#kernel/ids.ts';
import { consentGiven, groupSet, schoolsRelated } from '#people/records.ts';
import { anAdult, aPupil } from '#people/testing.ts';
import { refreshShared } from '../src/rooms/journal/sharing.ts';
import { heldFromAfar } from '../src/rooms/journal/testing.ts';
import { buildWeb } from '../src/cli/build-web.ts';
import { aRegion, type TestMember, type TestRegion } from '../src/testing/region.ts';
import { openDoors, type Doors } from './doors.ts';
import { lookAt } from './look.ts';

/** A small school opens a group to its hub school, whose teacher proposes points; here the local teacher has the word. */
describe('a hub teacher’s points, in Chromium', { timeout: 120_000, concurrency: false }, () => {
  let all: TestRegion;
  let small: TestMember;
  let hub: TestMember;
  let doors: Doors;
  let teacher: Page;
  let local: Page;
  let group: GroupId;
  const wrong: string[] = [];
  const look = async (page: Page, name: string): Promise<void> => {
    wrong.push(...(await lookAt(page, `hub-${name}`, [360, 1280])));
  };
  const groupOf = async (member: TestMember, by: PersonId): Promise<GroupId> => {
    const made = mintId<GroupId>(member.house.randomness);
    const body = { group: made, subject: 'physics', grades: [7], teacher: by, with: [], without: [], year: 2026 };
    const scope = schoolScope(member.house.self.school as SchoolId);
    await member.house.log.write(() => ({ records: [groupSet.draft(scope, by, body)], answer: undefined }));
    return made;
  };

  before(async () => {
    await buildWeb();
    all = await aRegion('small', 'hub');
    [small, hub] = [all.school('small'), all.school('hub')];
    const mine = await anAdult(small.house, 'local', ['teacher']);
    await anAdult(small.house, 'head', ['head']);
    const other = await anAdult(hub.house, 'hub', ['hub-teacher'], { name: { family: 'Оспанова', given: 'Дина' } });
    group = await groupOf(small, mine);
    await groupOf(hub, other);
    for (const [family, given] of [
      ['Әлиева', 'Сая'],
      ['Құрманов', 'Ержан'],
    ] as const) {
      const { person } = await aPupil(small.house, { family, given }, 7);
      await small.house.log.write((on) => {
        const scope = schoolScope('small' as SchoolId);
        const by = on.seal(person, scope, family);
        const body = { person, purpose: 'remote-lessons' as const, by, on: '2026-09-01' };
        return { records: [consentGiven.draft(scope, 'head', body)], answer: undefined };
      });
    }
    const related = {
      school: 'hub' as SchoolId,
      other: 'small' as SchoolId,
      relation: 'hub-of' as const,
      from: '2026-09-01',
    };
    await all.region.house.log.write(() => ({
      records: [schoolsRelated.draft(regionScope, 'region', related)],
      answer: undefined,
    }));
    await all.meet('small', 'hub');
    await heldFromAfar(small.house, group, '2026-09-01');
    doors = await openDoors();
  });
  after(async () => {
    await doors?.close();
    await all.close();
  });

  it('JRN-13: the head opens the group to the hub school', async () => {
    const head = await doors.visit(small, 'head');
    await head.goto(new URL(`/journal/${group}`, head.url()).href);
    await head.getByText('Тірек мектепке ашу').click();
    await look(head, 'share');
    await head.locator('.journal-share input').check();
    await head.locator('.journal-share input:checked').waitFor();
    await head.context().close();
    await refreshShared(small.house);
    await all.meet('small', 'hub', 'small');
  });

  it('JRN-13: the hub teacher sees who agreed, and proposes points', async () => {
    teacher = await doors.visit(hub, 'hub');
    await teacher.goto(new URL('/journal/shared', teacher.url()).href);
    await teacher.getByLabel('Әлиева Сая: балл').fill('9');
    await teacher.getByLabel('Құрманов Ержан: балл').fill('12');
    await teacher.locator('.journal-wrong').waitFor();
    assert.ok(await teacher.getByRole('button', { name: /^Балл ұсыну/ }).isDisabled(), 'twelve of ten');
    await teacher.getByLabel('Құрманов Ержан: балл').fill('4');
    await teacher.getByRole('button', { name: 'Балл ұсыну: 2' }).click();
    await teacher.getByText('жергілікті мұғалімнің жауабы күтілуде').first().waitFor();
    await look(teacher, 'proposed');
    await all.meet('hub', 'small');
  });

  it('JRN-13: the local teacher takes one and refuses the other with a reason, which the hub teacher reads', async () => {
    local = await doors.visit(small, 'local');
    await local.goto(new URL('/journal', local.url()).href);
    await local.locator('.journal-proposals li').nth(1).waitFor();
    await look(local, 'proposals');
    const saya = local.locator('.journal-proposals li', { hasText: 'Әлиева Сая' });
    await saya.getByRole('button', { name: 'Журналға жазу' }).click();
    await saya.waitFor({ state: 'detached' });
    const yerzhan = local.locator('.journal-proposals li', { hasText: 'Құрманов Ержан' });
    await yerzhan.getByRole('button', { name: 'Бас тарту' }).click();
    await yerzhan.getByLabel(/.+/).last().fill('Ержан бұл сабақта жоқ болатын');
    await yerzhan.getByRole('button', { name: 'Бас тарту' }).click();
    await yerzhan.waitFor({ state: 'detached' });
    await local.goto(new URL(`/journal/${group}`, local.url()).href);
    await local.locator('.journal-grid input').first().waitFor();
    const values = await local
      .locator('.journal-grid input')
      .evaluateAll((all_) => all_.map((each) => (each as HTMLInputElement).value));
    assert.ok(values.includes('9') && !values.includes('4'), values.join());
    await refreshShared(small.house);
    await all.meet('small', 'hub');
    await teacher.reload();
    await teacher.getByText('Ержан бұл сабақта жоқ болатын').waitFor();
    await teacher.getByText('қабылданды').first().waitFor();
    await look(teacher, 'answered');
  });

  it('every page on the way stood axe and fitted', () => {
    assert.deepEqual(wrong, []);
  });
});
