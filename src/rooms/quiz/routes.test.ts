import { deepEqual, equal, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { regionScope } from '#kernel/ids.ts';
import { bank } from '#rooms/bank/index.ts';
import { itemMoved, itemWritten } from '#rooms/bank/records.ts';
import { anItem, sampleParts } from '#rooms/bank/testing.ts';
import { journal } from '#rooms/journal/index.ts';
import { lessonReader, pointsOf, type Answer, type Question } from '#rooms/library/index.ts';
import { aLessonSchool, type LessonSchool, type WorkingPupil } from '#rooms/lessons/testing.ts';
import { quiz } from './index.ts';

type Pool = {
  readonly items: readonly {
    readonly id: string;
    readonly grade: number;
    readonly objectives: readonly string[];
    readonly isUsed: boolean;
    readonly questions: Readonly<Record<string, readonly Question[]>>;
  }[];
  readonly objectives: readonly { readonly code: string; readonly kk: string }[];
  readonly sizes: readonly number[];
};
type Made = { readonly quiz: string; readonly pack: string; readonly lessons: readonly string[] };
type Shown = {
  readonly tests: readonly {
    readonly grade: number;
    readonly assessment: string;
    readonly descriptors: readonly { readonly objective: string; readonly text: string; readonly max: number }[];
    readonly pupils: readonly {
      readonly person: string;
      readonly state: string;
      readonly points: readonly number[];
      readonly journal: { readonly state: string; readonly points: readonly number[] } | null;
    }[];
  }[];
};
type Refused = { readonly error: { readonly key: string } };

/** A right answer to a question. */
function rightAnswer(question: Question): Answer {
  switch (question.kind) {
    case 'single':
      return { kind: 'single', choice: question.options.findIndex(({ right }) => right) };
    case 'multiple':
      return { kind: 'multiple', choices: question.options.flatMap(({ right }, place) => (right ? [place] : [])) };
    case 'number':
      return { kind: 'number', text: question.value };
    case 'short':
      return { kind: 'short', text: question.words[0] ?? '' };
    case 'order':
      return { kind: 'order', order: [...question.items.keys()] };
    case 'match':
      return { kind: 'match', pairs: [...question.lefts.keys()] };
    case 'gap':
      return { kind: 'gap', texts: question.gaps.map(([word = '']) => word) };
  }
}

describe('tests that a teacher makes', () => {
  let school: LessonSchool;
  let teacher: { readonly person: string; readonly token: string };
  let other: { readonly person: string; readonly token: string };
  let group: string;
  let pupil: WorkingPupil;
  let away: WorkingPupil;
  let pool: Pool;
  before(async () => {
    school = await aLessonSchool(journal, bank, quiz);
    const made = await school.teacher('aigul');
    teacher = made;
    other = await school.teacher('other');
    group = await school.group(made.person, 'mathematics', [5, 6]);
    pupil = await school.pupil('Бірінші', 5);
    away = await school.pupil('Екінші', 5);
    await school.pupil('Үшінші', 6);
    const own = { id: 'm5-01', subject: 'mathematics', objective: '5.1.2.1', grade: 5 };
    const sources = [
      anItem({ ...own, parts: [sampleParts.single, sampleParts.number] }),
      anItem({ ...own, id: 'm5-02', parts: [sampleParts.table] }),
    ];
    const rest = { version: 1, cell: 'mathematics-6', hash: 'a'.repeat(64), why: '', breaksAnchors: false };
    const records = sources.flatMap((source) => [
      itemWritten.draft(regionScope, 'region', {
        ...rest,
        item: source.id,
        pool: 'everyday',
        from: 'editor',
        source,
        media: [],
      }),
      itemMoved.draft(regionScope, 'region', { item: source.id, version: 1, state: 'reviewed', why: '' }),
    ]);
    await school.house.log.write(() => ({ records, answer: undefined }));
    pool = (await school.call<Pool>(teacher.token, 'GET', `/quiz/groups/${group}/pool`)).body;
  });
  after(() => school[Symbol.asyncDispose]());

  const itemsOf = (grade: number, count: number): string[] => {
    return pool.items
      .filter((item) => item.grade === grade)
      .slice(0, count)
      .map(({ id }) => id);
  };
  const make = (changes: Record<string, unknown>) => {
    const tests = [{ grade: 5, minutes: 10, items: itemsOf(5, 3), texts: {} }];
    const body = { group, kind: 'quiz', title: 'Бөлшектер', language: 'kk', tests, ...changes };
    return school.call<Made & Refused>(teacher.token, 'POST', '/quiz', body);
  };

  it('QUZ-1: to who does not teach the group neither it nor its tests exist', async () => {
    equal((await school.call(other.token, 'GET', `/quiz/groups/${group}/pool`)).status, 404);
    const { body } = await make({});
    equal((await school.call(other.token, 'GET', `/quiz/${body.quiz}`)).status, 404);
    equal((await school.call(await pupil.signIn(), 'GET', '/quiz/groups')).status, 403);
  });

  it('QUZ-2: questions of lessons and items of the everyday pool are offered; a table is not, and no other test is', async () => {
    await make({ title: 'Алдыңғы' });
    const again = (await school.call<Pool>(teacher.token, 'GET', `/quiz/groups/${group}/pool`)).body;
    ok(again.items.length > 10);
    ok(again.items.some(({ id }) => id === 'm5-01@1') && !again.items.some(({ id }) => id.startsWith('m5-02')));
    ok(!again.items.some(({ id }) => id.startsWith('quiz-')));
    ok(again.items.every(({ grade }) => grade === 5 || grade === 6));
    deepEqual(again.sizes, [2, 1]);
    deepEqual(
      again.items.filter(({ isUsed }) => isUsed).map(({ id }) => id),
      itemsOf(5, 3),
    );
  });

  it('QUZ-4, QUZ-5: one go makes a lesson for each grade, which is given and worked at like any other', async () => {
    const tests = [5, 6].map((grade) => ({ grade, minutes: 10, items: itemsOf(grade, 3), texts: {} }));
    const { status, body: made } = await make({ tests });
    equal(status, 200);
    const { body } = await school.call<{
      lessons: readonly { pack: string; lesson: string; grade: number; titles: Record<string, string> }[];
    }>(teacher.token, 'GET', '/library/lessons');
    const shelved = body.lessons.filter(({ pack }) => pack === made.pack);
    deepEqual(
      shelved.map(({ lesson, grade }) => [lesson, grade]),
      [
        [made.lessons[0], 5],
        [made.lessons[1], 6],
      ],
    );
    deepEqual(shelved[0]?.titles, { kk: 'Тест: Бөлшектер', ru: 'Тест: Бөлшектер' });
    const lessons = made.lessons.map((lesson) => ({ pack: made.pack, lesson }));
    equal(
      (await school.call(teacher.token, 'POST', '/lessons/assignments', { group, grades: [5, 6], lessons })).status,
      200,
    );
    const today = await school.call<{ tasks: readonly { lesson: string; files: Record<string, string> }[] }>(
      await pupil.signIn(),
      'GET',
      '/lessons/today',
    );
    deepEqual(
      today.body.tasks.map(({ lesson }) => lesson),
      [made.lessons[0]],
    );
    const built = await lessonReader()(school.house, today.body.tasks[0]?.files['kk'] ?? '');
    ok(built?.isTest && built.questions.every(({ hint }) => hint === undefined));
    deepEqual(
      built.questions.map(({ id }) => id),
      ['q1', 'q2', 'q3'],
    );
  });

  it('QUZ-4: a grade that the group has not, an item of another grade, one twice: nothing is made', async () => {
    const of = (test: object) => make({ tests: [{ grade: 5, minutes: 10, items: itemsOf(5, 1), texts: {}, ...test }] });
    equal((await of({ grade: 7 })).body.error.key, 'quiz.no-such-grade');
    equal((await of({ items: itemsOf(6, 1) })).body.error.key, 'quiz.no-such-item');
    equal((await of({ items: [...itemsOf(5, 1), ...itemsOf(5, 1)] })).body.error.key, 'quiz.no-such-item');
    equal((await of({ items: [] })).status, 400);
  });

  it('QUZ-6, QUZ-7: what was done in a section assessment is handed to the journal when the teacher says so', async () => {
    const items = [...itemsOf(5, 2), 'm5-01@1'];
    const tests = [{ grade: 5, minutes: 20, items, texts: { '5.1.2.1': 'Санды табады' } }];
    const { body: made } = await make({ kind: 'section', title: 'Натурал сандар', tests });
    const place = { pack: made.pack, lesson: made.lessons[0] ?? '' };
    const file = (
      await school.house.log.read.get<{ file: string }>(
        "select file from library_versions where pack = ? and language = 'kk'",
        made.pack,
      )
    )?.file as string;
    const built = await lessonReader()(school.house, file);
    ok(built);
    const begin = async (who: WorkingPupil, n: number): Promise<string> => {
      const { tablet } = { tablet: 'tt' };
      const attempt = `${tablet}-${n}`;
      await who.send('lessons.begun', { attempt, ...place, file, language: 'kk' });
      return attempt;
    };
    const first = await begin(pupil, 1);
    for (const question of built.questions.slice(0, -1)) {
      await pupil.send('lessons.answered', {
        attempt: first,
        file,
        question: question.id,
        answer: rightAnswer(question),
        ms: 1,
      });
    }
    await pupil.send('lessons.finished', { attempt: first });
    // A second attempt, after the first showed what was right, does not count.
    school.clock.advance(1000);
    const second = await begin(pupil, 2);
    const last = built.questions.at(-1) as Question;
    await pupil.send('lessons.answered', {
      attempt: second,
      file,
      question: last.id,
      answer: rightAnswer(last),
      ms: 1,
    });
    await pupil.send('lessons.finished', { attempt: second });
    const shown = (await school.call<Shown>(teacher.token, 'GET', `/quiz/${made.quiz}`)).body;
    const [test] = shown.tests;
    ok(test);
    const most = built.questions.reduce((sum, question) => sum + pointsOf(question), 0);
    equal(
      test.descriptors.reduce((sum, { max }) => sum + max, 0),
      most,
    );
    ok(test.descriptors.some(({ objective, text }) => objective === '5.1.2.1' && text === 'Санды табады'));
    const mine = test.pupils.find(({ person }) => person === pupil.person);
    equal(mine?.state, 'finished');
    equal(mine?.journal, null);
    equal(
      mine?.points.reduce((sum, each) => sum + each, 0),
      most - pointsOf(last),
    );
    equal(test.pupils.find(({ person }) => person === away.person)?.state, 'none');

    const rows = [{ person: pupil.person, state: 'done', points: mine?.points }];
    const hand = (changes: object) => {
      return school.call<{ assessment: string } & Refused>(teacher.token, 'POST', `/quiz/${made.quiz}/hand`, {
        grade: 5,
        day: '2026-09-10',
        rows,
        ...changes,
      });
    };
    equal((await hand({ rows: [{ ...rows[0], points: [100, 100] }] })).status, 422);
    equal(
      (await hand({ rows: [{ person: away.person, state: 'freed', points: [] }] })).body.error.key,
      'journal.needs-why',
    );
    const handed = await hand({});
    equal(handed.status, 200);
    const again = (await school.call<Shown>(teacher.token, 'GET', `/quiz/${made.quiz}`)).body.tests[0];
    equal(again?.assessment, handed.body.assessment);
    deepEqual(again?.pupils.find(({ person }) => person === pupil.person)?.journal, {
      state: 'done',
      points: mine?.points,
    });
    equal(again?.pupils.find(({ person }) => person === away.person)?.journal, null);
    type Analysis = { title: string; pupils: readonly { person: string; state: string }[] };
    const kept = (await school.call<Analysis>(teacher.token, 'GET', `/journal/assessments/${handed.body.assessment}`))
      .body;
    equal(kept.title, 'Натурал сандар');
    equal(kept.pupils.find(({ person }) => person === away.person)?.state, 'owed');
    equal(
      (await hand({ rows: [{ person: away.person, state: 'owed', points: [] }] })).body.assessment,
      handed.body.assessment,
    );
  });

  it('QUZ-7: an everyday test has no descriptors to hand over', async () => {
    const { body } = await make({});
    const rows = [{ person: pupil.person, state: 'done', points: [] }];
    const answer = await school.call<Refused>(teacher.token, 'POST', `/quiz/${body.quiz}/hand`, {
      grade: 5,
      day: '2026-09-10',
      rows,
    });
    equal(answer.body.error.key, 'quiz.no-descriptors');
  });

  it('LOG-20: a rebuild gives the same tests', async () => {
    const before = await school.call(teacher.token, 'GET', '/quiz/groups');
    await school.house.log.rebuild('quiz');
    deepEqual(await school.call(teacher.token, 'GET', '/quiz/groups'), before);
  });
});
