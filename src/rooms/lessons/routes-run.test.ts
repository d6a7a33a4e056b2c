import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { GroupId, PersonId } from '#kernel/ids.ts';
import { minute } from '#kernel/time.ts';
import { attendanceIn, heldRuns } from './index.ts';
import type { Plan } from './plan/plan.ts';
import { minimalContent } from './run/starting.ts';
import { aLessonSchool, type LessonSchool, type WorkingPupil } from './testing.ts';

type Failed = { error: { key: string; values: Record<string, unknown> } };
type Seat = { person: string; lane: string; need: string; isReady: boolean; answered: number; state: string };
type Remote = {
  pupils: Seat[];
  commands: { deed: string }[];
  attendance: { person: string; state: string; minutes?: number }[];
  notes: { person: string; text: string }[];
  closedAt: number;
};
type OwnRun = {
  run: string;
  lane: string;
  leader: string;
  own: { topic: string; homework: unknown[] };
  parts: { pupils: string; activities: { kind: string; files?: object }[] }[];
  commands: { do: string }[];
  isHandUp: boolean;
};

describe('a lesson that is held', () => {
  let school: LessonSchool;
  let teacher: { person: PersonId; token: string };
  let group: GroupId;
  let aliya: WorkingPupil;
  let berik: WorkingPupil;
  let dana: WorkingPupil;
  let run = '';
  let deeds = 0;

  const content = (more: Partial<Plan> = {}): Plan => {
    const plan = minimalContent(
      [
        { group, grade: 5, subject: 'mathematics', topic: 'Үлес' },
        { group, grade: 6, subject: 'mathematics', topic: 'Қатынас' },
      ],
      20,
      'Мұғалімді тыңда',
    );
    const [first] = plan.phases;
    const [led, alone] = first?.parts ?? [];
    if (!first || !led || !alone) throw new Error('a plan has parts');
    const lesson = { kind: 'lesson' as const, pack: school.pack, lesson: 'g6-mathematics-1', minutes: 15 };
    const parts = [
      { ...led, mode: 'teacher-led' as const },
      { ...alone, mode: 'independent' as const, pupils: 'Өзің орында', activities: [lesson] },
    ];
    const turned = [
      { ...led, mode: 'independent' as const, pupils: 'Жаттығу' },
      { ...alone, mode: 'teacher-led' as const },
    ];
    return {
      ...plan,
      minutes: 40,
      phases: [
        { minutes: 20, parts },
        { minutes: 20, parts: turned },
      ],
      ...more,
    };
  };
  const start = (deed: string, more: Partial<Plan> = {}, token = teacher.token) => {
    return school.call<{ run: string } & Failed>(token, 'POST', '/lessons/runs', { deed, content: content(more) });
  };
  const say = (what: object, deed = `t-${++deeds}`) => {
    const at = school.clock.now();
    return school.call<{ left: string[] }>(teacher.token, 'POST', `/lessons/runs/${run}/deeds`, {
      deeds: [{ deed, at, ...what }],
    });
  };
  const remote = async (): Promise<Remote> => {
    return (await school.call<Remote>(teacher.token, 'GET', `/lessons/runs/${run}`)).body;
  };
  const own = async (pupil: WorkingPupil): Promise<OwnRun | null> => {
    const { body } = await school.call<{ run: OwnRun | null }>(await pupil.signIn(), 'GET', '/lessons/run');
    return body.run;
  };

  before(async () => {
    school = await aLessonSchool();
    teacher = await school.teacher('ustaz');
    group = await school.group(teacher.person, 'mathematics', [5, 6]);
    aliya = await school.pupil('Әлиева', 5);
    berik = await school.pupil('Беріков', 5);
    dana = await school.pupil('Даниярова', 6);
  });
  after(() => school[Symbol.asyncDispose]());

  it('LES-69: begins with lanes of grades that the teacher has, and is refused else', async () => {
    const other = await school.teacher('basqa');
    assert.equal((await start('t-100', {}, other.token)).body.error.key, 'lessons.no-such-group');
    const { phases, lanes } = content();
    const broken = await start('t-101', { phases: phases.map((each) => ({ ...each, parts: each.parts.slice(0, 1) })) });
    assert.deepEqual([broken.status, broken.body.error.key], [422, 'lessons.run.parts-missing']);
    const twice = await start('t-102', { lanes: lanes.map((each) => ({ ...each, grade: 5 })) });
    assert.equal(twice.body.error.key, 'lessons.run.grade-twice');
    const foreign = await start('t-103', { lanes: lanes.map((each, n) => ({ ...each, grade: n + 8 })) });
    assert.equal(foreign.body.error.key, 'lessons.grade-not-in-group');
    assert.equal(await own(aliya), null);
    const text = 'ә'.repeat(300);
    const long = phases.flatMap((each) => [each, each, each, each, each]).slice(0, 12);
    const parts = long.map((each) => ({
      ...each,
      parts: each.parts.map((part) => ({ ...part, pupils: text, teacher: text })),
    }));
    assert.equal((await start('t-104', { phases: parts })).body.error.key, 'lessons.run.too-large');
  });

  it('LES-72: begun twice under one number it is one; each pupil has their own lane', async () => {
    const heard: string[] = [];
    const stop = school.house.live.subscribe([`lessons:person:${dana.person}`], (topic) => heard.push(topic));
    run = (await start('t-105')).body.run;
    assert.equal((await start('t-105')).body.run, run);
    const today = await school.call<{ run: string | null }>(await dana.signIn(), 'GET', '/lessons/today');
    assert.equal(today.body.run, run);
    for (let tries = 0; tries < 50 && heard.length === 0; tries++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    stop();
    assert.ok(heard.length > 0, 'open screens of those who sit in it are told');
    const mine = await own(dana);
    assert.deepEqual([mine?.run, mine?.lane, mine?.own.topic], [run, 'b', 'Қатынас']);
    assert.equal(mine?.parts[0]?.pupils, 'Өзің орында');
    assert.ok(
      Object.keys(mine?.parts[0]?.activities[0]?.files ?? {}).length > 0,
      'a tablet hears of the lesson’s files',
    );
    assert.ok(!JSON.stringify(mine).includes('Үлес'), 'another lane’s words do not come');
  });

  it('LES-72: what is sent twice counts once; what is about a stranger is left out', async () => {
    const order = { do: 'lengthen', lanes: [{ lane: 'a', phase: 0 }], minutes: 2 };
    await say({ kind: 'steered', order }, 't-200');
    await say({ kind: 'steered', order }, 't-200');
    assert.equal((await remote()).commands.length, 1);
    const stranger = await school.pupil('Бөтен', 9);
    const { body } = await say({ kind: 'noted', person: stranger.person, text: 'бөтен' }, 't-201');
    assert.deepEqual(body.left, ['t-201']);
    const bad = await say({ kind: 'steered', order: { do: 'fly' } });
    assert.equal(bad.status, 400);
  });

  it('LES-70: who needs help stands first, a hand before mistakes', async () => {
    const attempt = await dana.begin('g6-mathematics-1');
    assert.equal((await remote()).pupils[0]?.need, 'none');
    const { built } = await school.lesson('g6-mathematics-1');
    const number = built.questions.find((each) => each.kind === 'number');
    for (let n = 0; n < 3; n++) await dana.answer(attempt, number?.id ?? '', { kind: 'number', text: '-7777' });
    assert.equal((await dana.send('lessons.help-asked', { run, isRaised: false })).state, 'taken');
    assert.equal((await berik.send('lessons.help-asked', { run, isRaised: true })).state, 'taken');
    assert.deepEqual(
      (await remote()).pupils.map((each) => [each.person, each.need]),
      [
        [berik.person, 'hand'],
        [dana.person, 'repeating'],
        [aliya.person, 'none'],
      ],
    );
    assert.equal((await own(berik))?.isHandUp, true);
    await say({ kind: 'hand-down', person: berik.person });
    assert.equal((await own(berik))?.isHandUp, false);
  });

  it('LES-70: who has hardly begun when half of the phase is over is behind, but not who is ready', async () => {
    const eve = await school.pupil('Ева', 6);
    await school.clock.advance(12 * minute);
    const seat = async () => (await remote()).pupils.find((each) => each.person === eve.person);
    assert.equal((await seat())?.need, 'behind');
    await eve.send('lessons.run-ready', { run, phase: 0 });
    assert.deepEqual([(await seat())?.need, (await seat())?.isReady], ['none', true]);
  });

  it('LES-75: the panel knows no marks, points or mistakes', async () => {
    const { body } = await school.call<{ pupils: object[] }>(teacher.token, 'GET', `/lessons/runs/${run}/panel`);
    for (const pupil of body.pupils) {
      assert.deepEqual(Object.keys(pupil).toSorted(), [
        'givenName',
        'grade',
        'hasHandUp',
        'isReady',
        'lane',
        'name',
        'person',
      ]);
    }
  });

  it('LES-67: a pupil is moved, a lane merged: the tablet has the other lane’s part', async () => {
    await say({ kind: 'moved', order: { do: 'move', person: aliya.person, lane: 'b' } });
    const moved = await own(aliya);
    assert.deepEqual([moved?.lane, moved?.parts[0]?.pupils], ['b', 'Өзің орында']);
    assert.ok(!moved?.commands.some((each) => each.do === 'move'), 'nobody hears who was moved');
    await say({ kind: 'lanes', order: { do: 'merge', lane: 'a', into: 'b' } });
    const merged = await own(berik);
    assert.deepEqual([merged?.lane, merged?.leader, merged?.parts[0]?.pupils], ['a', 'b', 'Өзің орында']);
  });

  it('LES-78: attendance in one word, exceptions after it; a note is sealed and read by who teaches', async () => {
    const here = (await remote()).pupils.map(({ person }) => ({ person, state: 'present' }));
    await say({ kind: 'attended', people: here });
    await say({ kind: 'attended', people: [{ person: berik.person, state: 'late', minutes: 7 }] });
    await say({ kind: 'noted', person: dana.person, text: 'Бөлшекті жақсы түсіндірді' });
    const { attendance, notes } = await remote();
    assert.equal(attendance.length, here.length);
    assert.deepEqual(
      attendance.find((each) => each.person === berik.person),
      { run, person: berik.person, state: 'late', minutes: 7 },
    );
    assert.equal(notes[0]?.text, 'Бөлшекті жақсы түсіндірді');
    const rows = await school.house.log.read.all('select * from lessons_notes');
    assert.ok(!Buffer.from(JSON.stringify(rows)).includes('Бөлшек'));
  });

  it('LES-76: a telephone has no lesson where the plan does not say so', async () => {
    const token = await aliya.signIn();
    const agent = 'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36';
    const response = await school.fetch(token, '/lessons/run', { 'user-agent': agent });
    assert.deepEqual([response.status, ((await response.json()) as Failed).error.key], [403, 'lessons.run.telephone']);
    assert.equal(
      (await school.fetch(token, '/lessons/run', { 'user-agent': agent.replace('Mobile ', '') })).status,
      200,
    );
  });

  it('LES-80: a pulse counts once, and nobody’s name is in it', async () => {
    for (let n = 0; n < 6; n++) await aliya.send('lessons.pulse', { run, lane: 'b', answers: [2, 1, 0] });
    const rows = await school.house.log.read.all<{ tablet: string }>('select * from lessons_pulses');
    assert.equal(rows.length, 4);
    assert.ok(!JSON.stringify(rows).includes(aliya.person));
  });

  it('LES-73: closed, it is a column of the journal; one held on paper is one too', async () => {
    const lesson = { kind: 'lesson' as const, pack: school.pack, lesson: 'g5-mathematics-1', minutes: 15 };
    const homework = [{ kind: 'task' as const, text: '45-бет, 3-есеп', minutes: 15 }, lesson];
    await say({ kind: 'closed', lanes: [{ lane: 'a', topic: 'Үлес, жалғасы', homework }] });
    assert.deepEqual((await own(aliya))?.lane, 'b');
    type Day = { tasks: { lesson: string }[]; homework: { texts: string[] }[] };
    const day = async () => (await school.call<Day>(await berik.signIn(), 'GET', '/lessons/today')).body;
    // LES-84
    assert.deepEqual((await day()).homework[0]?.texts, ['45-бет, 3-есеп']);
    assert.ok((await day()).tasks.some((each) => each.lesson === 'g5-mathematics-1'));
    await say({ kind: 'closed', lanes: [{ lane: 'a', topic: 'Үлес, жалғасы', homework }] });
    assert.equal((await day()).tasks.filter((each) => each.lesson === 'g5-mathematics-1').length, 1);
    const paper = await school.call<{ run: string } & Failed>(teacher.token, 'POST', '/lessons/runs/held', {
      deed: 't-300',
      day: '2026-08-31',
      content: content(),
      people: [{ person: dana.person, state: 'absent', reason: 'ill' }],
      lanes: [],
    });
    assert.equal(paper.status, 200);
    const { read } = school.house.log;
    const schoolId = school.house.self.school;
    assert.ok(schoolId);
    const held = await heldRuns(read, schoolId, { group, from: '2026-08-30', to: '2026-09-02' });
    assert.deepEqual(
      held.map((each) => [each.run, each.day, each.isClosed]),
      [
        [paper.body.run, '2026-08-31', true],
        [run, '2026-09-01', true],
      ],
    );
    assert.deepEqual([held[1]?.lanes[0]?.topic, held[1]?.lanes[0]?.homework], ['Үлес, жалғасы', homework]);
    const attendance = await attendanceIn(read, [paper.body.run]);
    assert.deepEqual(
      attendance.filter((each) => each.state === 'absent').map((each) => [each.person, each.reason]),
      [[dana.person, 'ill']],
    );
    const future = { deed: 't-301', day: '2026-09-20', content: content(), people: [], lanes: [] };
    const refused = await school.call<Failed>(teacher.token, 'POST', '/lessons/runs/held', future);
    assert.equal(refused.body.error.key, 'lessons.run.in-future');
  });

  it('LOG-11: rebuilt, all of it is the same', async () => {
    const tables = [
      'lessons_runs',
      'lessons_run_lanes',
      'lessons_run_deeds',
      'lessons_attendance',
      'lessons_run_pupils',
    ];
    const read = () => Promise.all(tables.map((each) => school.house.log.read.all(`select * from ${each}`)));
    const before = await read();
    await school.house.log.rebuild('lessons');
    assert.deepEqual(await read(), before);
  });
});
