import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { minute } from '#kernel/time.ts';
import type { GroupId, PersonId } from '#kernel/ids.ts';
import { aLessonSchool, type LessonSchool, type WorkingPupil } from './testing.ts';

type Titles = { readonly kk?: string };
type Seat = {
  person: string;
  name: string;
  state: string;
  need: string;
  place: number;
  answered: number;
  right: number;
  attempt: string | null;
  titles: Titles;
  elsewhere: string | null;
  mark: number | null;
};
type Board = { pupils: Seat[]; counts: Record<string, number>; given: { lesson: string }[] };
type Today = {
  tasks: { assignment: string; lesson: string; done: { state: string; mark: number | null; comment: string } | null }[];
};
type Failed = { error: { key: string; values: Record<string, unknown> } };

const wrongNumber = { kind: 'number', text: '-1' } as const;

describe('a lesson, from what is given to the mark that comes back', () => {
  let school: LessonSchool;
  let teacher: { person: PersonId; token: string };
  let group: GroupId;
  let aliya: WorkingPupil;
  let berik: WorkingPupil;
  let dana: WorkingPupil;

  before(async () => {
    school = await aLessonSchool();
    teacher = await school.teacher('ustaz');
    group = await school.group(teacher.person, 'mathematics', [5, 6]);
    aliya = await school.pupil('Әлиева', 5);
    berik = await school.pupil('Беріков', 5);
    dana = await school.pupil('Даниярова', 6);
  });
  after(() => school[Symbol.asyncDispose]());

  const give = (lessons: readonly string[], grades: readonly number[], more: object = {}) => {
    const named = lessons.map((lesson) => ({ pack: school.pack, lesson }));
    return school.call<{ assignment: string } & Failed>(teacher.token, 'POST', '/lessons/assignments', {
      group,
      grades,
      lessons: named,
      ...more,
    });
  };
  const board = async (): Promise<Board> =>
    (await school.call<Board>(teacher.token, 'GET', `/lessons/groups/${group}/board`)).body;
  const seatOf = async ({ person }: WorkingPupil) =>
    (await board()).pupils.find((each) => each.person === person) as Seat;
  const todayOf = async (pupil: WorkingPupil): Promise<Today> => {
    // A pupil's own session needs a tablet and a secret; the question is the same function's.
    const { todayOf: ask } = await import('./today.ts');
    return (await ask(school.house, pupil.person)) as unknown as Today;
  };
  const q = async (lesson: string, kind: string) => {
    const { built } = await school.lesson(lesson);
    const question = built.questions.find((each) => each.kind === kind);
    assert.ok(question, `${lesson} has a question of kind ${kind}`);
    return question;
  };

  it('LES-2: in a combined class each grade gets its own lessons', async () => {
    const given = await give(['g5-mathematics-1', 'g6-mathematics-1'], [5, 6]);
    assert.equal(given.status, 200);
    assert.deepEqual(
      (await todayOf(aliya)).tasks.map((task) => task.lesson),
      ['g5-mathematics-1'],
    );
    assert.deepEqual(
      (await todayOf(dana)).tasks.map((task) => task.lesson),
      ['g6-mathematics-1'],
    );
  });

  it('LES-2: given to one grade alone, a lesson of another grade is for all of it', async () => {
    const { body } = await give(['g5-mathematics-2'], [6]);
    assert.ok((await todayOf(dana)).tasks.some((task) => task.lesson === 'g5-mathematics-2'));
    assert.ok(!(await todayOf(aliya)).tasks.some((task) => task.lesson === 'g5-mathematics-2'));
    await school.call(teacher.token, 'DELETE', `/lessons/assignments/${body.assignment}`);
    assert.ok(!(await todayOf(dana)).tasks.some((task) => task.lesson === 'g5-mathematics-2'));
  });

  it('LES-5: what a grade has open is not given to it again', async () => {
    const again = await give(['g5-mathematics-1'], [5]);
    assert.deepEqual([again.status, again.body.error.key], [409, 'lessons.already-given']);
    const twice = await give(['g5-mathematics-3', 'g5-mathematics-3'], [5]);
    assert.equal(twice.status, 409);
  });

  it('refuses what cannot be given, and writes nothing', async () => {
    const before = (await board()).given.length;
    const cases: [Awaited<ReturnType<typeof give>>, number, string][] = [
      [await give(['g5-mathematics-9'], [5]), 422, 'lessons.no-such-lesson'],
      [await give(['g5-mathematics-4'], [7]), 422, 'lessons.grade-not-in-group'],
      [await give(['g5-mathematics-4'], [5], { due: '2026-08-31' }), 422, 'lessons.due-in-past'],
      [await give(['g5-mathematics-4'], []), 400, 'http.bad-input'],
      [await give(['g5-mathematics-4'], [5], { due: 'soon' }), 400, 'http.bad-input'],
    ];
    for (const [{ status, body }, wanted, key] of cases) assert.deepEqual([status, body.error.key], [wanted, key]);
    assert.equal((await board()).given.length, before);
  });

  it('LES-7: the board says who is where, and who needs somebody comes first', async () => {
    const easy = await q('g5-mathematics-1', 'number');
    const first = await aliya.begin('g5-mathematics-1');
    assert.deepEqual({ ...(await seatOf(aliya)), titles: 0 }.place, 1);
    await aliya.answer(first, easy.id, { kind: 'number', text: easy.kind === 'number' ? easy.value : '' });
    const second = await berik.begin('g5-mathematics-1');
    for (let n = 0; n < 3; n++) await berik.answer(second, easy.id, wrongNumber);
    const { pupils, counts } = await board();
    assert.deepEqual(
      pupils.map(({ name, state, need }) => [name, state, need]),
      [
        [berik.name, 'working', 'repeating'],
        [aliya.name, 'working', 'none'],
        [dana.name, 'not-begun', 'none'],
      ],
    );
    const { answered, right, place } = await seatOf(aliya);
    assert.deepEqual({ answered, right, place }, { answered: 1, right: 1, place: Number(easy.id.slice(1)) + 1 });
    assert.deepEqual([counts['working'], counts['repeating']], [2, 1]);
  });

  it('a raised hand comes first until the teacher puts it down', async () => {
    const attempt = (await seatOf(aliya)).attempt as string;
    await aliya.raiseHand(attempt);
    assert.equal((await board()).pupils[0]?.name, aliya.name);
    await school.call(teacher.token, 'POST', `/lessons/attempts/${attempt}/hand-down`);
    assert.equal((await seatOf(aliya)).need, 'none');
  });

  it('LES-11: who works at another subject is there, and shown as elsewhere', async () => {
    school.clock.advance(minute);
    const english = await dana.begin('g6-english-1');
    const seat = await seatOf(dana);
    assert.deepEqual([seat.state, seat.elsewhere], ['not-begun', 'english']);
    await dana.finish(english);
  });

  it('LES-1: to who does not teach a group, it does not exist', async () => {
    const stranger = await school.teacher('bolek');
    const attempt = (await seatOf(berik)).attempt as string;
    for (const [method, path] of [
      ['GET', `/lessons/groups/${group}/board`],
      ['GET', `/lessons/groups/${group}`],
      ['GET', `/lessons/groups/${group}/assignments`],
      ['GET', `/lessons/groups/${group}/ended`],
      ['GET', `/lessons/attempts/${attempt}`],
      ['POST', `/lessons/attempts/${attempt}/hand-down`],
    ] as const) {
      const { status } = await school.call(stranger.token, method, path);
      assert.equal(status, 404, `${method} ${path}`);
    }
    assert.deepEqual(
      (await school.call<{ groups: unknown[] }>(stranger.token, 'GET', '/lessons/groups')).body.groups,
      [],
    );
    const head = await school.teacher('direktor', 'head');
    const all = await school.call<{ groups: { isMine: boolean }[] }>(head.token, 'GET', '/lessons/groups');
    assert.deepEqual(
      all.body.groups.map((each) => each.isMine),
      [false],
    );
  });

  it('an attempt shows each question, what was answered last and how often', async () => {
    const attempt = (await seatOf(berik)).attempt as string;
    type Shown = {
      questions: {
        question: { id: string; stem: string };
        given: { answer: unknown; tries: number; parts: boolean[] } | null;
      }[];
      title: string;
    };
    const { body } = await school.call<Shown>(teacher.token, 'GET', `/lessons/attempts/${attempt}`);
    const { built } = await school.lesson('g5-mathematics-1');
    assert.equal(body.title, built.title);
    assert.deepEqual(
      body.questions.map((each) => each.question.stem),
      built.questions.map((each) => each.stem),
    );
    const easy = await q('g5-mathematics-1', 'number');
    const given = body.questions.find((each) => each.question.id === easy.id)?.given;
    assert.deepEqual([given?.answer, given?.tries, given?.parts], [wrongNumber, 3, [false]]);
    assert.equal(body.questions.filter((each) => each.given === null).length, built.questions.length - 1);
  });

  it('LES-6: own words are sealed, and open to the teacher until the pupil is erased', async () => {
    const words = await q('g5-english-1', 'gap');
    assert.ok(words.kind === 'gap');
    const attempt = await berik.begin('g5-english-1');
    const texts = words.gaps.map(() => 'менің сөзім');
    await berik.answer(attempt, words.id, { kind: 'gap', texts });
    const row = await school.house.log.read.get<{ answer: Uint8Array }>(
      'select answer from lessons_answers where attempt = ?',
      attempt,
    );
    assert.ok(
      !Buffer.from(row?.answer ?? [])
        .toString()
        .includes('менің'),
    );
    type Shown = { questions: { question: { id: string }; given: { answer: { texts?: string[] } } | null }[] };
    const { body } = await school.call<Shown>(teacher.token, 'GET', `/lessons/attempts/${attempt}`);
    assert.deepEqual(body.questions.find((each) => each.question.id === words.id)?.given?.answer.texts, texts);
  });

  it('the mark and the comment go back to the pupil', async () => {
    const attempt = (await seatOf(aliya)).attempt as string;
    await aliya.finish(attempt);
    const marked = await school.call(teacher.token, 'POST', `/lessons/attempts/${attempt}/mark`, {
      mark: 5,
      comment: ' Жарайсың! ',
    });
    assert.equal(marked.status, 200);
    const done = (await todayOf(aliya)).tasks.find((task) => task.lesson === 'g5-mathematics-1')?.done;
    assert.deepEqual(done && [done.state, done.mark, done.comment], ['finished', 5, 'Жарайсың!']);
    const row = await school.house.log.read.get<{ comment: Uint8Array }>('select comment from lessons_marks');
    assert.ok(
      !Buffer.from(row?.comment ?? [])
        .toString()
        .includes('Жарайсың'),
    );
  });

  it('a later word replaces the one before it; nothing at all is no word', async () => {
    const attempt = (await seatOf(aliya)).attempt as string;
    const path = `/lessons/attempts/${attempt}/mark`;
    await school.call(teacher.token, 'POST', path, { mark: 4 });
    assert.equal((await seatOf(aliya)).mark, 4);
    const empty = await school.call<Failed>(teacher.token, 'POST', path, { comment: '   ' });
    assert.deepEqual([empty.status, empty.body.error.key], [422, 'lessons.empty-mark']);
    const wrong = await school.call<Failed>(teacher.token, 'POST', path, { mark: 6 });
    assert.equal(wrong.status, 400);
  });

  it('LES-12: in grade 1 there are comments and no marks', async () => {
    const one = await school.group(teacher.person, 'mathematics', [1]);
    const small = await school.pupil('Кішкентаев', 1);
    const attempt = await small.begin('g5-mathematics-2');
    const path = `/lessons/attempts/${attempt}/mark`;
    const refused = await school.call<Failed>(teacher.token, 'POST', path, { mark: 5, comment: 'Жарайсың' });
    assert.deepEqual(
      [refused.status, refused.body.error.key, refused.body.error.values['grade']],
      [422, 'lessons.no-marks-in-grade', 1],
    );
    assert.equal((await school.call(teacher.token, 'POST', path, { comment: 'Жарайсың' })).status, 200);
    assert.ok(one);
  });

  it('LES-4: nobody adds to another pupil’s attempt', async () => {
    const attempt = (await seatOf(berik)).attempt as string;
    const { file } = await school.lesson('g5-mathematics-1');
    const easy = await q('g5-mathematics-1', 'number');
    const body = { attempt, file, question: easy.id, answer: wrongNumber, ms: 1 };
    const { state, key } = await dana.send('lessons.answered', body);
    assert.deepEqual([state, key], ['parked', 'lessons.not-yours']);
    assert.equal((await dana.send('lessons.finished', { attempt })).state, 'parked');
    assert.equal((await dana.send('lessons.hand-raised', { attempt, isRaised: true })).state, 'parked');
    assert.notEqual((await seatOf(berik)).state, 'finished');
  });

  it('how far an assignment has come: each lesson with its pupils', async () => {
    type Progress = {
      assignments: {
        lessons: {
          lesson: string;
          finished: number;
          of: number;
          pupils: { name: string; state: string; mark: number | null }[];
        }[];
      }[];
    };
    const { body } = await school.call<Progress>(teacher.token, 'GET', `/lessons/groups/${group}/assignments`);
    const five = body.assignments.flatMap((each) => each.lessons).find((each) => each.lesson === 'g5-mathematics-1');
    assert.deepEqual([five?.finished, five?.of], [1, 2]);
    assert.deepEqual(
      five?.pupils.map(({ name, state, mark }) => [name, state, mark]),
      [
        [aliya.name, 'finished', 4],
        [berik.name, 'working', null],
      ],
    );
  });

  it('LES-3: given again after it was done, a lesson is to be done again', async () => {
    const open = await school.call<{ assignments: { assignment: string }[] }>(
      teacher.token,
      'GET',
      `/lessons/groups/${group}/assignments`,
    );
    for (const { assignment } of open.body.assignments)
      await school.call(teacher.token, 'DELETE', `/lessons/assignments/${assignment}`);
    const ended = await school.call<typeof open.body>(teacher.token, 'GET', `/lessons/groups/${group}/ended`);
    const ids = new Set(ended.body.assignments.map((each) => each.assignment));
    assert.ok(open.body.assignments.every((each) => ids.has(each.assignment)));
    school.clock.advance(minute);
    await give(['g5-mathematics-1'], [5]);
    assert.equal((await todayOf(aliya)).tasks[0]?.done, null);
  });
});
