import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { followable } from '#http/live-topics.ts';
import { aLessonSchool, type LessonSchool } from '#rooms/lessons/testing.ts';
import type { PersonId } from '#kernel/ids.ts';
import { journal } from '#rooms/journal/index.ts';
import { labs } from './index.ts';
import { news } from './model/news.ts';
import { pendulum } from './labs/pendulum/lab.ts';
import { playCareful } from './model/careful.ts';
import type { LabTask } from './model/lab.ts';
import { emptyNotebook } from './model/notebook.ts';
import { packRun } from './model/run.ts';
import { seedOf } from './model/seed.ts';
import type { GoneOnAnswer, MineAnswer } from './routes-mine.ts';
import type { ListedWork, WorkAnswer } from './routes-teach.ts';
import { joined } from './run-again.ts';
import type { JournalAnswer } from './to-journal.ts';

type Pupil = Awaited<ReturnType<LessonSchool['pupil']>>;
const task = pendulum.tasks.find((each) => each.task === 'gravity') as LabTask;

describe('the laboratory of a school', () => {
  let school: LessonSchool;
  let teacher: { person: string; token: string };
  let stranger: { person: string; token: string };
  let group: string;

  before(async () => {
    school = await aLessonSchool(journal, labs);
    const found = await school.teacher('physics');
    teacher = found;
    stranger = await school.teacher('other');
    group = await school.group(found.person, 'physics', [9]);
  });
  after(() => school[Symbol.asyncDispose]());

  /** Does the careful pupil's work on a tablet, up to handing it in; answers with the work's name. */
  async function worked(
    pupil: Pupil,
    name: string,
    key: string,
    change: (text: string) => string = (text) => text,
  ): Promise<string> {
    const { actions, notebook } = playCareful(pendulum, task, seedOf(key, 'pendulum'));
    const rows = notebook.rows.map((row) => {
      const { time } = row.cells;
      return time ? { ...row, cells: { ...row.cells, time: { ...time, text: change(time.text) } } } : row;
    });
    const sent = [
      ['labs.begun', { work: name, lab: 'pendulum', version: 1, task: 'gravity', key, isReal: false }],
      ['labs.acted', { work: name, from: 1, run: packRun(actions.slice(0, 60)) }],
      ['labs.acted', { work: name, from: 61, run: packRun(actions.slice(60)) }],
      ['labs.noted', { work: name, turn: 1, step: 'conclusion', notebook: { ...notebook, rows } }],
      ['labs.handed-in', { work: name, turn: 1 }],
    ] as const;
    for (const [kind, body] of sent) assert.equal((await pupil.send(kind, body)).state, 'taken', kind);
    return name;
  }
  const mineOf = async (pupil: Pupil): Promise<MineAnswer> => {
    return (await school.call<MineAnswer>(await pupil.signIn(), 'GET', '/labs/mine')).body;
  };
  const workOf = (name: string, who = teacher) => school.call<WorkAnswer>(who.token, 'GET', `/labs/works/${name}`);

  it('LAB-3, LAB-8: each pupil has a key of their own; the school runs the work again and finds every reading', async () => {
    const [one, two] = [await school.pupil('Асанов', 9), await school.pupil('Берікова', 9)];
    const [first, second] = [await mineOf(one), await mineOf(two)];
    assert.match(first.key, /^[0-9a-f]{64}$/);
    assert.notEqual(first.key, second.key);
    assert.equal((await mineOf(one)).key, first.key);
    const { body } = await workOf(await worked(one, 'tablet-one-1', first.key));
    assert.deepEqual(
      body.scores.map(({ score }) => score),
      [3, 3, 3, 3, 3, 3],
    );
    assert.equal(body.about.isOwn, true);
    assert.equal(body.fault, null);
    // A neighbour's numbers under one's own name: the key is not this pupil's, and the screen says so.
    const copied = await workOf(await worked(two, 'tablet-two-1', first.key));
    assert.equal(copied.body.about.isOwn, false);
    // Invented readings are found.
    const invented = await workOf(await worked(two, 'tablet-two-7', second.key, (text) => String(Number(text) + 1)));
    assert.equal(invented.body.scores[3]?.score, 0);
  });

  it('LAB-16: nothing counts before the teacher has confirmed it, and only the own teacher may', async () => {
    const pupil = await school.pupil('Сәрсен', 9);
    const name = await worked(pupil, 'tablet-three-1', (await mineOf(pupil)).key);
    assert.equal((await mineOf(pupil)).works[0]?.points, null);
    const mark = { turn: 1, points: [3, 3, 2, 3, 3, 3], comment: 'Жақсы.' };
    assert.equal((await school.call(stranger.token, 'POST', `/labs/works/${name}/mark`, mark)).status, 404);
    assert.equal((await school.call(teacher.token, 'POST', `/labs/works/${name}/mark`, mark)).status, 200);
    const [own] = (await mineOf(pupil)).works;
    assert.deepEqual([own?.points, own?.comment], [mark.points, 'Жақсы.']);
    assert.equal(
      (await school.call(teacher.token, 'POST', `/labs/works/${name}/mark`, { ...mark, points: [4, 0, 0, 0, 0, 0] }))
        .status,
      400,
    );
  });

  it('LAB-15: a teacher’s screen may follow what happens at the benches, and a pupil’s may not', () => {
    const may = (role: 'teacher' | 'pupil'): readonly string[] => {
      const posts = [{ role }];
      const who = { kind: 'person', person: teacher.person as PersonId, posts, language: 'kk', session: '' } as const;
      return followable(who, [news], labs.topics ?? []);
    };
    assert.deepEqual([may('teacher'), may('pupil')], [[news], []]);
  });

  it('LAB-15: a teacher sees who is at which step; to who does not teach the group it does not exist', async () => {
    const pupil = await school.pupil('Төлеген', 9);
    const { key } = await mineOf(pupil);
    await pupil.send('labs.begun', {
      work: 'tablet-four-1',
      lab: 'pendulum',
      version: 1,
      task: 'length',
      key,
      isReal: false,
    });
    const { body } = await school.call<{ works: ListedWork[] }>(teacher.token, 'GET', `/labs/groups/${group}`);
    const found = body.works.find(({ work }) => work === 'tablet-four-1');
    assert.deepEqual([found?.step, found?.handedAt, found?.grade], ['hypothesis', null, 9]);
    assert.equal((await school.call(stranger.token, 'GET', `/labs/groups/${group}`)).status, 404);
    assert.equal((await workOf('tablet-four-1', stranger)).status, 404);
  });

  it('LAB-7: work of another is refused, what is no action too; what comes twice counts once', async () => {
    const [one, two] = [await school.pupil('Үсен', 9), await school.pupil('Фарида', 9)];
    const { key } = await mineOf(one);
    const begun = { work: 'tablet-five-1', lab: 'pendulum', version: 1, task: 'length', key, isReal: false };
    await one.send('labs.begun', begun);
    assert.equal(
      (await two.send('labs.acted', { work: 'tablet-five-1', from: 1, run: packRun([{ n: 1, at: 5, do: 'release' }]) }))
        .key,
      'labs.not-yours',
    );
    assert.equal((await one.send('labs.acted', { work: 'tablet-five-1', from: 1, run: 'x' })).key, 'labs.unreadable');
    assert.equal((await one.send('labs.begun', { ...begun, lab: 'alchemy' })).key, 'labs.no-such-lab');
    const run = { work: 'tablet-five-1', from: 1, run: packRun([{ n: 1, at: 5, do: 'release' }]) };
    await one.send('labs.acted', run);
    await one.send('labs.acted', run);
    assert.equal((await workOf('tablet-five-1')).body.actions.length, 1);
    // A lab of another version: the work is kept, and nothing is proposed.
    await one.send('labs.begun', { ...begun, work: 'tablet-five-9', version: 99 });
    const other = (await workOf('tablet-five-9')).body;
    assert.deepEqual([other.isOtherVersion, other.scores], [true, []]);
  });

  it('LAB-7: a list of actions that was cut, put in another order or edited is named, and the sound part kept', () => {
    const run = (from: number, ...ats: number[]) => ({
      first: from,
      run: packRun(ats.map((at, k) => ({ n: from + k, at, do: 'release' }))),
    });
    assert.deepEqual(joined([run(1, 10, 20), run(3, 30)]).fault, undefined);
    const cut = joined([run(1, 10, 20), run(4, 40)]);
    assert.deepEqual([cut.fault, cut.actions.length], [{ key: 'labs.log.cut', n: 3 }, 2]);
    assert.deepEqual(joined([run(1, 10, 20), run(3, 5)]).fault, { key: 'labs.log.reordered', n: 3 });
    assert.deepEqual(joined([run(1, 10, 20), run(2, 25)]).fault, { key: 'labs.log.edited', n: 2 });
  });

  it('LAB-17: the report is a PDF in each language', async () => {
    const pupil = await school.pupil('Шолпан', 9);
    const name = await worked(pupil, 'tablet-six-1', (await mineOf(pupil)).key);
    const token = await pupil.signIn();
    for (const [who, lang] of [
      [token, 'kk'],
      [teacher.token, 'ru'],
    ] as const) {
      const response = await school.fetch(who, `/labs/works/${name}/report?lang=${lang}`);
      assert.equal(response.status, 200);
      assert.ok(
        Buffer.from(await response.bytes())
          .subarray(0, 5)
          .equals(Buffer.from('%PDF-')),
      );
    }
  });

  it('LAB-20: a pair has one bench and one report, and each of them the points; a stranger is no partner', async () => {
    const [one, two] = [await school.pupil('Ыдырыс', 9), await school.pupil('Ілияс', 9)];
    const far = await school.pupil('Юсуп', 5);
    const { key, mates } = await mineOf(one);
    assert.ok(mates.some(({ person }) => person === two.person));
    const begun = { work: 'pair-1', lab: 'pendulum', version: 1, task: 'length', key, isReal: false };
    assert.equal((await one.send('labs.begun', { ...begun, partner: far.person })).key, 'labs.no-such-partner');
    assert.equal((await one.send('labs.begun', { ...begun, partner: two.person })).state, 'taken');
    // The other goes on with it at a tablet of their own.
    const run = (from: number, at: number) => ({ work: 'pair-1', from, run: packRun([{ n: from, at, do: 'hold' }]) });
    assert.equal((await one.send('labs.acted', run(1, 5))).state, 'taken');
    assert.equal((await two.send('labs.acted', run(2, 9))).state, 'taken');
    const seen = await school.call<GoneOnAnswer>(await two.signIn(), 'GET', '/labs/mine/pair-1');
    assert.deepEqual([seen.body.actions.length, seen.body.key], [2, key]);
    assert.match(seen.body.partner, /Ыдырыс/);
    assert.equal((await school.call(await far.signIn(), 'GET', '/labs/mine/pair-1')).status, 404);
    await two.send('labs.noted', { work: 'pair-1', turn: 1, step: 'table', notebook: emptyNotebook });
    await two.send('labs.handed-in', { work: 'pair-1', turn: 1 });
    assert.match((await workOf('pair-1')).body.about.name, /Ыдырыс.*Ілияс/);
    const mark = { turn: 1, points: [1, 0, 0, 0, 0, 1], comment: '' };
    assert.equal((await school.call(teacher.token, 'POST', '/labs/works/pair-1/mark', mark)).status, 200);
    for (const each of [one, two])
      assert.deepEqual((await mineOf(each)).works.find(({ work }) => work === 'pair-1')?.points, mark.points);
  });

  it('LAB-19: confirmed points go into the journal when the teacher says so, and nobody else has any there', async () => {
    const [done, waits] = [await school.pupil('Ябыков', 9), await school.pupil('Яхин', 9)];
    for (const [k, each] of [done, waits].entries()) await worked(each, `journal-${k}`, (await mineOf(each)).key);
    const mark = { turn: 1, points: [3, 3, 2, 3, 1, 3], comment: '' };
    await school.call(teacher.token, 'POST', '/labs/works/journal-0/mark', mark);
    const place = { lab: 'pendulum', task: 'gravity', grade: 9 };
    const ask = async () => {
      const path = `/labs/groups/${group}/journal?lab=pendulum&task=gravity&grade=9`;
      return (await school.call<JournalAnswer>(teacher.token, 'GET', path)).body;
    };
    const before = await ask();
    const stand = (answer: JournalAnswer, person: string) => answer.pupils.find((each) => each.person === person);
    assert.deepEqual(stand(before, done.person)?.points, mark.points);
    assert.equal(stand(before, waits.person)?.state, 'waiting');
    const hand = (rows: readonly object[], who = teacher) =>
      school.call<{ assessment: string; error: { key: string } }>(who.token, 'POST', `/labs/groups/${group}/journal`, {
        ...place,
        kind: 'section',
        day: '2026-09-10',
        title: 'Маятник',
        texts: [],
        rows,
      });
    assert.equal((await hand([{ person: waits.person }])).body.error.key, 'labs.not-confirmed');
    assert.equal((await hand([{ person: done.person }], stranger)).status, 404);
    const { assessment } = (await hand([{ person: done.person }])).body;
    const after = await ask();
    assert.equal(after.assessment, assessment);
    assert.deepEqual(stand(after, done.person)?.journal, { state: 'done', points: mark.points });
    assert.equal(stand(after, waits.person)?.journal, null);
  });

  it('LAB-5: rows and answers are the same after a rebuild', async () => {
    const works = async () =>
      (await school.call<{ works: ListedWork[] }>(teacher.token, 'GET', `/labs/groups/${group}`)).body;
    const seen = await works();
    await school.house.log.rebuild('labs');
    assert.deepEqual(await works(), seen);
  });
});
