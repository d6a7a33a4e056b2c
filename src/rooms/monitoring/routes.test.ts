import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { regionScope, schoolScope } from '#kernel/ids.ts';
import { day, hour } from '#kernel/time.ts';
import { toCbor } from '#log/record.ts';
import { contactPrefix } from '#sync/contacts.ts';
import { nodeRevoked } from '#sync/index.ts';
import { dumpRows } from '#testing/logs.ts';
import { monitoringProjection } from './projection.ts';
import { calendarSet, silenceExplained } from './records.ts';
import type { SchoolView } from './overview.ts';
import type { Totals, WorkPart, Breakdown } from './totals.ts';
import {
  aLesson,
  anAssignment,
  anAttempt,
  coordinator,
  endorsed,
  funder,
  methodistOf,
  nodeOf,
  testRegion,
  type TestRegion,
  type TestSchool,
} from './testing.ts';

type List = { schools: SchoolView[]; withheld: number; minimumGroup: number };
type AllTotals = Totals & Breakdown & { byDistrict: WorkPart[] };

async function listFor(region: TestRegion, post = coordinator): Promise<List> {
  const { status, body } = await region.call(post, 'GET', '/schools');
  assert.equal(status, 200);
  return body as List;
}

/** Each of the first `pupils` gives ten answers, six of them right. */
async function work(school: TestSchool, pupils: number, lesson = 'physics-7'): Promise<void> {
  const drafts = school.pupils.slice(0, pupils).flatMap((person) => anAttempt(school.school, person, lesson, 10, 6));
  await school.write(...drafts);
  await school.sync();
}

describe('the list of schools', () => {
  it('MON-1: every registered school is there, with what is known of it', async () => {
    await using region = await testRegion();
    await region.addSchool('hub', { pupils: 30 });
    const small = await region.addSchool('small', { pupils: 12, hub: 'hub' });
    await region.addSchool('dark', { isConnected: false });
    await region.write(aLesson('physics-7', 'physics', 7));
    await small.write(anAssignment(small.school, 'a1', 'physics-7'));
    await work(small, 12);
    const { schools } = await listFor(region);
    assert.equal(schools.length, 3);
    const row = schools.find((each) => each.school === 'small');
    assert.equal(row?.pupils, 12);
    assert.equal(row?.hub?.school, 'hub');
    assert.equal(row?.assignments, 1);
    assert.equal(row?.freshness, 'today');
    assert.deepEqual(row?.work, {
      state: 'shown',
      pupils: 12,
      begun: 12,
      finished: 12,
      answers: 120,
      right: 72,
      error: 0,
    });
    const dark = schools.find((each) => each.school === 'dark');
    assert.deepEqual([dark?.isConnected, dark?.freshness, dark?.attention], [false, 'never', 'not-connected']);
  });

  it('MON-1: a school whose key was revoked is not connected, until a newer one is vouched for', async () => {
    await using region = await testRegion();
    await region.addSchool('one');
    const node = nodeOf('one');
    await region.write(nodeRevoked.draft(regionScope, 'region', { node, through: 1, reason: 'replaced' }));
    assert.equal((await listFor(region)).schools[0]?.isConnected, false);
    await region.write(endorsed('one' as SchoolView['school'], 2));
    assert.equal((await listFor(region)).schools[0]?.isConnected, true);
    await region.write(nodeRevoked.draft(regionScope, 'region', { node, reason: 'closed' }));
    assert.equal((await listFor(region)).schools[0]?.isConnected, false);
  });

  it('MON-2: the newest record of a school counts whatever its type, what the region writes in its scope does not', async () => {
    await using region = await testRegion();
    await region.addSchool('alga-1');
    region.clock.advance(3 * day);
    const said = {
      school: 'alga-1' as SchoolView['school'],
      reason: 'line-down' as const,
      from: '2026-11-24',
      until: '2026-12-01',
    };
    await region.write(silenceExplained.draft(schoolScope(said.school), 'person', said));
    const [row] = (await listFor(region)).schools;
    assert.equal(row?.dataAt, Date.UTC(2026, 10, 23, 5));
    assert.deepEqual([row?.freshness, row?.silence, row?.missedDays], ['this-week', 'line-down', 2]);
  });

  it('MON-2: a contact of a school’s node without news makes it fresh', async () => {
    await using region = await testRegion();
    await region.addSchool('one');
    await region.addSchool('two');
    region.clock.advance(9 * day);
    const { log, clock } = region.house;
    await log.setState(`${contactPrefix}${nodeOf('one')}`, toCbor(clock.now() - hour));
    const rows = new Map((await listFor(region)).schools.map((each) => [each.school as string, each]));
    assert.deepEqual([rows.get('one')?.freshness, rows.get('one')?.contactAt], ['today', clock.now() - hour]);
    assert.equal(rows.get('one')?.dataAt, clock.now() - 9 * day);
    assert.equal(rows.get('two')?.freshness, 'older');
  });

  it('MON-6: those who need attention come first, the longest silence before a shorter one', async () => {
    await using region = await testRegion();
    await region.addSchool('long-silent');
    region.clock.advance(day);
    await region.addSchool('silent');
    region.clock.advance(2 * day);
    const busy = await region.addSchool('busy');
    await work(busy, 15);
    await region.addSchool('unused');
    await region.addSchool('dark', { isConnected: false });
    const { schools } = await listFor(region);
    assert.deepEqual(
      schools.map((each) => [each.school, each.attention]),
      [
        ['long-silent', 'silent'],
        ['silent', 'silent'],
        ['dark', 'not-connected'],
        ['unused', 'unused'],
        ['busy', 'none'],
      ],
    );
  });

  it('MON-6: a share far below the region’s is named, one that chance explains is not', async () => {
    await using region = await testRegion();
    const good = await region.addSchool('good', { pupils: 40 });
    await good.write(...good.pupils.flatMap((person, n) => anAttempt(good.school, person, 'x', 10, 7 + (n % 3))));
    const low = await region.addSchool('low', { pupils: 20 });
    await low.write(...low.pupils.flatMap((person, n) => anAttempt(low.school, person, 'x', 10, 2 + (n % 3))));
    const mixed = await region.addSchool('mixed', { pupils: 10 });
    await mixed.write(
      ...mixed.pupils.flatMap((person, n) => anAttempt(mixed.school, person, 'x', 10, n % 2 === 0 ? 10 : 0)),
    );
    for (const each of [good, low, mixed]) await each.sync();
    const { schools } = await listFor(region);
    const attention = new Map(schools.map((each) => [each.school as string, each.attention]));
    assert.deepEqual(
      [attention.get('low'), attention.get('mixed'), attention.get('good')],
      ['low-share', 'none', 'none'],
    );
  });

  it('MON-7: a group of nine is hidden, and with it the next smallest school of its district', async () => {
    await using region = await testRegion();
    for (const [name, pupils] of [
      ['nine', 9],
      ['eleven', 11],
      ['twenty', 20],
    ] as const) {
      await work(await region.addSchool(name, { pupils }), pupils);
    }
    const { schools, minimumGroup } = await listFor(region);
    const states = new Map(schools.map((each) => [each.school as string, each.work.state]));
    assert.equal(minimumGroup, 10);
    assert.deepEqual([states.get('nine'), states.get('eleven'), states.get('twenty')], ['hidden', 'hidden', 'shown']);
    assert.ok(!JSON.stringify(schools).includes('"answers":90'));
  });
});

describe('who sees how far', () => {
  it('MON-9: a methodist gets nothing of another district, by any route', async () => {
    await using region = await testRegion();
    await work(await region.addSchool('alga-school', { district: 'Алға ауданы' }), 20);
    await work(await region.addSchool('oiyl-school', { district: 'Ойыл ауданы' }), 15);
    const methodist = methodistOf('Алға ауданы');
    const answers = [
      await region.call(methodist, 'GET', '/schools'),
      await region.call(methodist, 'GET', '/totals'),
      await region.call(methodist, 'GET', '/schools/alga-school'),
      await region.call(methodist, 'GET', '/schools/oiyl-school'),
      await region.call(methodist, 'POST', '/schools/oiyl-school/silence', {
        reason: 'line-down',
        from: '2026-11-23',
        until: '2026-11-30',
      }),
    ];
    assert.deepEqual(
      answers.map((each) => each.status),
      [200, 200, 200, 404, 404],
    );
    const text = JSON.stringify(answers.map((each) => each.body));
    assert.ok(text.includes('alga-school'));
    assert.ok(!text.includes('oiyl-school') && !text.includes('Ойыл'));
    const totals = answers[1]?.body as unknown as AllTotals;
    assert.deepEqual([totals.schools, totals.pupils], [1, 20]);
    assert.deepEqual(
      totals.byGrade.map((each) => each.work.state === 'shown' && each.work.answers),
      [200],
    );
    const rows = await region.house.log.read.all<{ n: number }>('select count(*) as n from monitoring_explanations');
    assert.equal(rows[0]?.n, 0);
  });

  it('MON-9: a methodist whose post names no district sees no school', async () => {
    await using region = await testRegion();
    await work(await region.addSchool('alga-school'), 20);
    const { body } = await region.call({ role: 'methodist' }, 'GET', '/totals');
    assert.deepEqual((body as AllTotals).schools, 0);
    assert.deepEqual((body as AllTotals).bySubject, []);
    assert.deepEqual((await listFor(region, { role: 'methodist' })).schools, []);
  });

  it('MON-9: a funder gets no row of a school under the minimum, nor can it be told from the rest', async () => {
    await using region = await testRegion();
    for (const [name, pupils] of [
      ['tiny', 6],
      ['eleven', 11],
      ['large', 40],
    ] as const) {
      await work(await region.addSchool(name, { pupils }), pupils);
    }
    const list = await listFor(region, funder);
    assert.deepEqual(
      list.schools.map((each) => each.school),
      ['large'],
    );
    assert.equal(list.withheld, 2);
    const { body } = await region.call(funder, 'GET', '/totals');
    assert.deepEqual([(body as AllTotals).schools, (body as AllTotals).pupils], [3, 57]);
    assert.equal((await region.call(funder, 'GET', '/schools/large')).status, 403);
    const all = JSON.stringify([list, body]);
    assert.ok(!all.includes('tiny') && !all.includes('eleven'));
  });

  it('MON-9: nobody else is let in, by any route', async () => {
    await using region = await testRegion();
    for (const role of ['pupil', 'parent', 'teacher', 'local-adult', 'hub-teacher'] as const) {
      for (const path of ['/schools', '/totals', '/schools/x', '/calendars']) {
        assert.equal((await region.call({ role }, 'GET', path)).status, 403, `${role} ${path}`);
      }
    }
  });

  it('MON-10: nothing that the room answers names a pupil', async () => {
    await using region = await testRegion();
    const school = await region.addSchool('alga-school', { pupils: 15 });
    await work(school, 15);
    const answers = [];
    for (const path of ['/schools', '/totals', '/schools/alga-school'])
      answers.push(await region.call(coordinator, 'GET', path));
    const text = JSON.stringify(answers);
    assert.ok(school.pupils.every((person) => !text.includes(person)));
  });
});

describe('use and results', () => {
  it('MON-7: a school’s parts by subject, grade and week keep numerator and denominator, and hide the small', async () => {
    await using region = await testRegion();
    const school = await region.addSchool('alga-school', { pupils: 30 });
    await region.write(
      aLesson('physics-7', 'physics', 7),
      aLesson('maths-5', 'mathematics', 5),
      aLesson('maths-6', 'mathematics', 6),
    );
    await work(school, 12, 'maths-5');
    await work(school, 4, 'physics-7');
    region.clock.advance(7 * day);
    await work(school, 30, 'maths-6');
    const { body } = await region.call(coordinator, 'GET', '/schools/alga-school?weeks=2');
    const { byGrade, bySubject, byWeek } = body as Breakdown;
    const shown = (parts: readonly WorkPart[]) =>
      parts.map(({ key, work: of }) => [key, of.state === 'shown' ? of.right : of.state]);
    assert.deepEqual(shown(byGrade), [
      [5, 'hidden'],
      [6, 180],
      [7, 'hidden'],
    ]);
    assert.deepEqual(shown(bySubject), [
      ['mathematics', 'hidden'],
      ['physics', 'hidden'],
    ]);
    assert.deepEqual(shown(byWeek), [
      ['2026-11-23', 96],
      ['2026-11-30', 180],
    ]);
    const recent = await region.call(coordinator, 'GET', '/schools/alga-school?weeks=1');
    assert.deepEqual(shown((recent.body as Breakdown).byWeek), [['2026-11-30', 180]]);
  });

  it('MON-7: a lesson whose pack left the shelf keeps its subject', async () => {
    await using region = await testRegion();
    const school = await region.addSchool('alga-school', { pupils: 12 });
    await region.write(aLesson('physics-7', 'physics', 7));
    await work(school, 12);
    await work(school, 12, 'never-published');
    const { body } = await region.call(coordinator, 'GET', '/totals');
    assert.deepEqual(
      (body as AllTotals).bySubject.map((each) => each.key),
      ['', 'physics'],
    );
  });

  it('MON-11: rebuilt from the log, all rows of the room are equal', async () => {
    await using region = await testRegion();
    const school = await region.addSchool('alga-school', { pupils: 12 });
    await region.write(aLesson('physics-7', 'physics', 7));
    await work(school, 12);
    const before = await dumpRows(region.house.log.read, monitoringProjection);
    await region.house.log.rebuild('monitoring');
    assert.deepEqual(await dumpRows(region.house.log.read, monitoringProjection), before);
    assert.equal(before['monitoring_attempts']?.length, 12);
  });
});

const names = { kk: 'Боран', ru: 'Буран', en: 'Storm' };

describe('the calendar and what people say', () => {
  it('MON-4: a calendar replaces the one before it, and explains a silence at once', async () => {
    await using region = await testRegion();
    await region.addSchool('alga-school');
    region.clock.advance(2 * day);
    const calendar = {
      year: 2026,
      weekdays: [1, 2, 3, 4, 5],
      spans: [{ from: '2026-11-24', to: '2026-11-27', names }],
      source: 'order 1',
    };
    const before = (await listFor(region)).schools[0];
    assert.deepEqual([before?.silence, before?.missedDays], ['unknown', 1]);
    assert.equal((await region.call(coordinator, 'POST', '/calendars', calendar)).status, 200);
    assert.equal((await listFor(region)).schools[0]?.silence, 'holiday');
    await region.write(calendarSet.draft(regionScope, 'x', { ...calendar, spans: [] }));
    const { body } = await region.call(funder, 'GET', '/calendars');
    assert.deepEqual(
      (body as { calendars: { spans: unknown[] }[] }).calendars.map((each) => each.spans),
      [[]],
    );
  });

  it('MON-4: a calendar with a day that does not exist, or of another year, is refused whole', async () => {
    await using region = await testRegion();
    const calendar = (from: string, to: string) => ({
      year: 2026,
      weekdays: [1],
      spans: [{ from, to, names }],
      source: 'order',
    });
    const refusals = [
      ['2026-02-30', '2026-03-01'],
      ['2026-11-09', '2026-11-02'],
      ['2027-09-02', '2027-09-03'],
    ] as const;
    const keys = [];
    for (const [from, to] of refusals) {
      const { status, body } = await region.call(coordinator, 'POST', '/calendars', calendar(from, to));
      assert.equal(status, 422);
      keys.push((body as { error: { key: string } }).error.key);
    }
    assert.deepEqual(keys, ['monitoring.no-such-day', 'monitoring.ends-before-it-begins', 'monitoring.other-year']);
    assert.equal(
      (await region.call(methodistOf('x'), 'POST', '/calendars', calendar('2026-11-09', '2026-11-10'))).status,
      403,
    );
  });

  it('MON-5: a methodist explains a silence in the own district; the coordinator may take it back', async () => {
    await using region = await testRegion();
    await region.addSchool('alga-school');
    region.clock.advance(3 * day);
    const said = { reason: 'stick-on-its-way', from: '2026-11-25', until: '2026-12-02' };
    assert.equal(
      (await region.call(methodistOf('Алға ауданы'), 'POST', '/schools/alga-school/silence', said)).status,
      200,
    );
    const row = (await listFor(region)).schools[0];
    assert.deepEqual(
      [row?.silence, row?.until, row?.attention],
      ['stick-on-its-way', '2026-12-02', 'stick-on-its-way'],
    );
    await region.call(coordinator, 'POST', '/schools/alga-school/silence', { ...said, reason: 'unknown' });
    assert.equal((await listFor(region)).schools[0]?.silence, 'unknown');
  });

  it('MON-5: what a school said before it fell silent counts, about itself only', async () => {
    await using region = await testRegion();
    const one = await region.addSchool('one');
    await region.addSchool('two');
    const said = { reason: 'line-down' as const, from: '2026-11-24', until: '2026-12-10' };
    await one.write(silenceExplained.draft(schoolScope(one.school), 'head', { school: one.school, ...said }));
    await one.write(
      silenceExplained.draft(schoolScope(one.school), 'head', { school: 'two' as SchoolView['school'], ...said }),
    );
    await one.sync();
    region.clock.advance(4 * day);
    const silences = new Map((await listFor(region)).schools.map((each) => [each.school as string, each.silence]));
    assert.deepEqual([silences.get('one'), silences.get('two')], ['line-down', 'unknown']);
  });

  it('MON-5: an explanation that is over, turned round or longer than 60 days is refused', async () => {
    await using region = await testRegion();
    await region.addSchool('one');
    const keys = [];
    for (const [from, until] of [
      ['2026-11-01', '2026-11-22'],
      ['2026-11-30', '2026-11-29'],
      ['2026-11-23', '2027-02-01'],
      ['2026-11-31', '2026-12-01'],
    ]) {
      const { status, body } = await region.call(coordinator, 'POST', '/schools/one/silence', {
        reason: 'line-down',
        from,
        until,
      });
      keys.push([status, (body as { error: { key: string } }).error.key]);
    }
    assert.deepEqual(keys, [
      [422, 'monitoring.already-over'],
      [422, 'monitoring.ends-before-it-begins'],
      [422, 'monitoring.too-long'],
      [422, 'monitoring.no-such-day'],
    ]);
  });
});
