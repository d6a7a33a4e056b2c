import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { schoolScope, type GroupId, type PersonId } from '#kernel/ids.ts';
import { parentLinked } from '#people/records.ts';
import { day } from '#kernel/time.ts';
import type { ShownJournal } from './shown-journal.ts';
import type { OwnResults } from './routes-own.ts';
import type { ShownAnalysis } from './routes-assessments.ts';
import { aJournalSchool, type JournalSchool, type Refused } from './testing.ts';

type Who = { readonly person: PersonId; readonly token: string };

describe('the journal of a group', () => {
  let school: JournalSchool;
  let teacher: Who;
  let other: Who;
  let head: Who;
  let group: GroupId;
  let five: PersonId;
  let six: PersonId;
  let run: string;
  let later: string;

  before(async () => {
    school = await aJournalSchool();
    teacher = await school.adult('mugalim');
    other = await school.adult('basqa');
    head = await school.adult('direktor', 'head');
    group = await school.group(teacher.person, 'mathematics', [1, 5, 6]);
    five = await school.pupil('Әлиева', 5);
    six = await school.pupil('Бекова', 6);
    await school.pupil('Ғалиева', 1);
    run = await school.held(group, 'mathematics', '2026-09-01', [5, 6]);
    later = await school.held(group, 'mathematics', '2026-10-30', [5, 6]);
  });
  after(() => school[Symbol.asyncDispose]());

  const page = async (who = teacher): Promise<ShownJournal> => {
    const { body } = await school.call<ShownJournal>(who.token, 'GET', `/journal/groups/${group}`);
    return body;
  };
  const say = (cells: unknown, who = teacher) => {
    return school.call(who.token, 'POST', `/journal/groups/${group}/points`, { cells });
  };
  const cellOf = async (person: string) => (await page()).cells.find((each) => each.person === person);

  it('JRN-8: a teacher sees the own group, a head all; to another teacher it does not exist', async () => {
    assert.deepEqual(
      (await page()).pupils.map(({ name }) => name),
      ['Ғалиева Оқушы', 'Әлиева Оқушы', 'Бекова Оқушы'],
    );
    assert.equal((await page(head)).runs.length, 1);
    const refused = await school.call(other.token, 'GET', `/journal/groups/${group}`);
    assert.deepEqual([refused.status, refused.body.error.key], [404, 'journal.no-such-group']);
    const wrote = await say([{ run, person: five, points: 8, of: 10 }], other);
    assert.equal(wrote.body.error.key, 'journal.no-such-group');
  });

  it('JRN-9: points over the maximum, of a holiday, of strangers, of grade 1: the place is said and nothing is kept', async () => {
    const good = { run, person: five, points: 8, of: 10 };
    const wrong: [unknown, string, Record<string, unknown>][] = [
      [{ run, person: six, points: 11, of: 10 }, 'journal.over-maximum', { row: 2, points: 11, of: 10 }],
      [{ run: later, person: six, points: 1, of: 10 }, 'journal.outside-quarter', { row: 2, day: '2026-10-30' }],
      [{ run, person: 'nobody000000', points: 1, of: 10 }, 'journal.no-such-pupil', { row: 2 }],
      [{ run: 'norun', person: six, points: 1, of: 10 }, 'journal.no-such-lesson', { row: 2 }],
      [good, 'journal.twice', { row: 2 }],
    ];
    for (const [cell, key, values] of wrong) {
      const { status, body } = await say([good, cell]);
      assert.deepEqual([status, body.error.key, body.error.values], [422, key, values]);
    }
    assert.deepEqual((await page()).cells, []);
  });

  it('JRN-9: points are kept, and mended by another record with a reason; who, when and why can be read', async () => {
    assert.equal(
      (
        await say([
          { run, person: five, points: 8, of: 10, comment: 'Жақсы' },
          { run, person: six, points: 6, of: 10 },
        ])
      ).status,
      200,
    );
    assert.deepEqual((await cellOf(five))?.comment, 'Жақсы');
    await school.attended({ run, person: six, state: 'late', minutes: 7 });
    assert.deepEqual([(await cellOf(six))?.state, (await cellOf(six))?.minutes], ['late', 7]);
    assert.equal((await say([{ run, person: six, points: 7, of: 10 }])).status, 200, 'the same day needs no reason');
    school.clock.advance(day);
    const unsaid = await say([{ run, person: six, points: 9, of: 10 }]);
    assert.equal(unsaid.body.error.key, 'journal.needs-why');
    assert.equal((await say([{ run, person: six, points: 9, of: 10, why: 'Қате жазылды' }])).status, 200);
    const { body } = await school.call<{ changes: { held: string; why: string; by: string }[] }>(
      teacher.token,
      'GET',
      `/journal/groups/${group}/changes?place=${run}&person=${six}`,
    );
    assert.deepEqual(
      body.changes.map(({ held, why }) => [held, why]),
      [
        ['6/10', ''],
        ['7/10', ''],
        ['9/10', 'Қате жазылды'],
      ],
    );
    assert.equal(body.changes[0]?.by, 'mugalim Айгүл');
    assert.equal((await cellOf(six))?.changes, 3);
  });

  it('JRN-3, JRN-10, JRN-11: from points to a mark, and what is wrong on the way', async () => {
    const set = (of: object) => {
      const body = {
        grade: 6,
        kind: 'section',
        day: '2026-09-14',
        title: 'Бөлшектер',
        descriptors: [
          { objective: '6.1.1.1', text: '', max: 4 },
          { objective: '6.1.2.1', text: '', max: 6 },
        ],
        ...of,
      };
      return school.call<Refused & { assessment: string }>(
        teacher.token,
        'POST',
        `/journal/groups/${group}/assessments`,
        body,
      );
    };
    assert.equal((await set({ day: '2026-10-29' })).body.error.key, 'journal.outside-quarter');
    assert.equal((await set({ grade: 1 })).body.error.key, 'journal.no-points-in-grade');
    const { assessment: section } = (await set({})).body;
    const { assessment: quarter } = (
      await set({
        kind: 'quarter',
        day: '2026-10-20',
        title: 'ТЖБ',
        descriptors: [{ objective: '', text: '', max: 20 }],
      })
    ).body;
    assert.equal((await set({ kind: 'quarter', day: '2026-10-21' })).body.error.key, 'journal.too-many-quarter');
    const result = async () => (await page()).results.find((each) => each.person === six && each.period === 'q1');
    assert.deepEqual((await result())?.proposal, { kind: 'missing', missing: ['section-owed', 'quarter-owed'] });
    const points = (of: string, points: number[]) =>
      school.call(teacher.token, 'POST', `/journal/assessments/${of}/points`, {
        rows: [{ person: six, state: 'done', points }],
      });
    const over = await points(section, [5, 6]);
    assert.deepEqual(
      [over.body.error.key, over.body.error.values],
      ['journal.over-descriptor', { row: 1, n: 1, points: 5, of: 4 }],
    );
    assert.equal((await points(section, [3, 5])).status, 200);
    assert.equal((await points(quarter, [14])).status, 200);
    // 9/10, 8/10 and 14/20: 22.5 + 20 + 35 = 77.5 %, half upwards.
    const proposal = (await result())?.proposal;
    assert.deepEqual(proposal, { kind: 'proposed', share: { part: 31, of: 40 }, percent: 78, mark: 4 });
    const confirm = (of: object) =>
      school.call(teacher.token, 'POST', `/journal/groups/${group}/results`, {
        rows: [{ person: six, period: 'q1', result: '4', ...of }],
      });
    assert.equal((await confirm({ result: '5' })).body.error.key, 'journal.needs-why');
    assert.equal((await confirm({ result: 'pass' })).body.error.key, 'journal.wrong-kind');
    assert.equal((await confirm({ period: 'h1' })).body.error.key, 'journal.no-such-period');
    assert.equal((await confirm({})).status, 200);
    assert.deepEqual([(await result())?.confirmed, (await result())?.hasChanged], ['4', false]);
    assert.equal((await points(quarter, [15])).status, 200);
    assert.equal((await result())?.hasChanged, true);
    const { body } = await school.call<ShownAnalysis>(teacher.token, 'GET', `/journal/assessments/${section}`);
    assert.deepEqual(
      [body.analysis.pupils, body.analysis.wrote, body.analysis.levels.middle],
      [1, 1, ['Бекова Оқушы']],
    );
    assert.deepEqual(
      body.analysis.objectives.map(({ isReached }) => isReached),
      [true, true],
    );
    const words = { difficulties: 'Масштаб', causes: '', work: 'Қайталау' };
    assert.equal(
      (await school.call(teacher.token, 'POST', `/journal/assessments/${section}/analysis`, words)).status,
      200,
    );
    const again = await school.call<ShownAnalysis>(teacher.token, 'GET', `/journal/assessments/${section}`);
    assert.deepEqual(again.body.words, words);
  });

  it('JRN-5, JRN-8: the head sees figures by class; a class teacher the own class, a pupil nothing of it', async () => {
    type Figures = {
      whole: { quality: { marks: { quality: unknown } }; isHidden: boolean };
      classes: { key: string; isHidden: boolean }[];
    };
    const { body } = await school.call<Figures>(head.token, 'GET', '/journal/quality?period=q1');
    assert.deepEqual(body.whole.quality.marks.quality, { part: 1, of: 1 });
    const forTeacher = await school.call<Figures>(teacher.token, 'GET', '/journal/quality?period=q1');
    assert.deepEqual([forTeacher.body.whole.isHidden, forTeacher.body.classes[0]?.isHidden], [true, true]);
    const leader = await school.adult('jetekshi', 'class-teacher', '6');
    type Table = { results: { result: string }[] };
    const own = await school.call<Table>(leader.token, 'GET', '/journal/classes/6');
    assert.deepEqual(
      own.body.results.map(({ result }) => result),
      ['4'],
    );
    assert.equal((await school.call(leader.token, 'GET', '/journal/classes/5')).status, 404);
    assert.equal((await school.call(teacher.token, 'GET', '/journal/classes/6')).status, 403);
    const pupil = await school.signedIn('Дәулет', 6, head.token);
    assert.equal((await school.call(pupil.token, 'GET', `/journal/groups/${group}`)).status, 403);
  });

  it('JRN-14: a pupil sees the own results, and nobody else sees them by that way', async () => {
    const pupil = await school.signedIn('Ерланов', 6, head.token);
    assert.equal((await say([{ run, person: pupil.person, points: 10, of: 10, comment: 'Өте жақсы' }])).status, 200);
    const own = await school.call<OwnResults>(pupil.token, 'GET', '/journal/own');
    assert.deepEqual(
      own.body.points.map(({ quarter, points, of, comment }) => [quarter, points, of, comment]),
      [[1, 10, 10, 'Өте жақсы']],
    );
    const parent = await school.adult('ata-ana', 'parent');
    assert.equal((await school.call(teacher.token, 'GET', '/journal/own')).status, 403);
    assert.equal((await school.call(parent.token, 'GET', `/journal/children/${pupil.person}`)).status, 404);
    await school.write(
      parentLinked.draft(schoolScope(school.school), 'office', { parent: parent.person, child: pupil.person }),
    );
    const seen = await school.call<OwnResults>(parent.token, 'GET', `/journal/children/${pupil.person}`);
    assert.deepEqual(seen.body, own.body);
  });

  it('JRN-15: a lesson held on paper, entered when it was over, is a column with who was away', async () => {
    const lane = {
      lane: 'a',
      group,
      subject: 'mathematics',
      grade: 6,
      topic: 'Пайыз',
      objectives: [],
      more: [],
      homework: [],
    };
    const part = { mode: 'shared', form: 'explanation', pupils: '', activities: [] };
    const phases = [{ minutes: 40, parts: [part] }];
    const content = { title: 'Пайыз', minutes: 40, lanes: [lane], phases, hasTelephones: false };
    const people = [{ person: six, state: 'absent' }];
    const body = {
      deed: 'jabc-1',
      day: '2026-09-02',
      content,
      people,
      lanes: [{ lane: 'a', topic: 'Пайыз', homework: [] }],
    };
    const entered = await school.call<{ run: string }>(teacher.token, 'POST', '/lessons/runs/held', body);
    const again = await school.call<{ run: string }>(teacher.token, 'POST', '/lessons/runs/held', body);
    assert.equal(entered.body.run, again.body.run, 'sent twice it is one lesson');
    const { runs, cells } = await page();
    assert.deepEqual(runs.at(-1)?.lanes, [{ grade: 6, topic: 'Пайыз', objectives: [] }]);
    assert.equal(cells.find((each) => each.run === entered.body.run && each.person === six)?.state, 'absent');
  });

  it('JRN-9: a rebuild gives the same journal', async () => {
    const shown = await page();
    await school.house.log.rebuild('journal');
    assert.deepEqual(await page(), shown);
  });
});
