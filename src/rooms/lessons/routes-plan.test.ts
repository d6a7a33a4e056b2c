import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { schoolScope, type GroupId, type PersonId, type SchoolId } from '#kernel/ids.ts';
import { slotSet } from '#rooms/timetable/records.ts';
import type { Plan } from './plan/plan.ts';
import { aPlan } from './plan/testing.ts';
import { aLessonSchool, type LessonSchool } from './testing.ts';

type Failed = { error: { key: string }; broken: { rule: string; lane?: string; phase?: number }[] };
type Saved = { plan: string; version: number };
type Shown = Saved & { content: Plan; versions: { version: number }[]; day: string };
type Listed = { plans: { plan: string; version: number; day: string; lanes: { grade: number }[] }[] };

describe('plans on the server', () => {
  let school: LessonSchool;
  let teacher: { person: PersonId; token: string };
  let other: { person: PersonId; token: string };
  let head: { person: PersonId; token: string };
  let group: GroupId;

  before(async () => {
    school = await aLessonSchool();
    teacher = await school.teacher('ustaz');
    other = await school.teacher('bolek');
    head = await school.teacher('direktor', 'head');
    group = await school.group(teacher.person, 'mathematics', [5, 6, 7]);
  });
  after(() => school[Symbol.asyncDispose]());

  const drawn = ['5 s s s', '10 t i i', '10 i t i', '10 i i t', '5 s s s'];
  const ofGroup = (plan: Plan): Plan => ({ ...plan, lanes: plan.lanes.map((lane) => ({ ...lane, group })) });
  const content = (): Plan => ofGroup(aPlan([5, 6, 7], drawn));
  const save = async (token: string, plan: Plan) =>
    school.call<Saved & Failed>(token, 'POST', '/lessons/plans', { content: plan });

  it('LES-51: a plan is saved in versions, and each can be opened again', async () => {
    const first = await save(teacher.token, content());
    assert.deepEqual([first.status, first.body.version], [200, 1]);
    const path = `/lessons/plans/${first.body.plan}`;
    const changed = { content: { ...content(), title: 'Бөлшектер' }, base: 1 };
    const second = await school.call<Saved>(teacher.token, 'PUT', path, changed);
    assert.equal(second.body.version, 2);
    const late = await school.call<Failed>(teacher.token, 'PUT', path, changed);
    assert.deepEqual([late.status, late.body.error.key], [409, 'lessons.plan.newer-version']);
    const shown = await school.call<Shown>(teacher.token, 'GET', path);
    assert.equal(shown.body.content.title, 'Бөлшектер');
    assert.deepEqual(
      shown.body.versions.map(({ version }) => version),
      [2, 1],
    );
    const old = await school.call<Shown>(teacher.token, 'GET', `${path}/versions/1`);
    assert.equal(old.body.content.title, 'Сабақ');
  });

  it('LES-40: a plan is open to its author, who teaches its groups, and the office', async () => {
    const { plan } = (await save(teacher.token, content())).body;
    assert.equal((await school.call(other.token, 'GET', `/lessons/plans/${plan}`)).status, 404);
    assert.equal((await school.call(head.token, 'GET', `/lessons/plans/${plan}`)).status, 200);
    const listed = await school.call<Listed>(other.token, 'GET', '/lessons/plans');
    assert.equal(listed.body.plans.length, 0);
    assert.equal((await save(other.token, content())).body.error.key, 'lessons.plan.no-such-group');
    const strange = ofGroup(aPlan([8], ['40 t']));
    assert.equal((await save(teacher.token, strange)).body.error.key, 'lessons.plan.grade-not-in-group');
  });

  it('LES-50: a plan that breaks a rule is not saved, a set of five grades neither, and every place is said', async () => {
    const before = (await school.call<Listed>(teacher.token, 'GET', '/lessons/plans')).body.plans.length;
    const clash = await save(teacher.token, ofGroup(aPlan([5, 6, 7], ['20 t t i', '20 i i t'])));
    assert.deepEqual([clash.status, clash.body.error.key], [422, 'lessons.plan.not-ready']);
    assert.deepEqual(clash.body.broken[0]?.rule, 'teacher-twice');
    const wide = await school.group(teacher.person, 'mathematics', [1, 2, 3, 4]);
    const five = aPlan([1, 2, 3, 4, 5], ['40 s s s s s']);
    const lanes = five.lanes.map((lane) => ({ ...lane, group: lane.grade < 5 ? wide : group }));
    const refused = await save(teacher.token, { ...five, lanes });
    assert.deepEqual([refused.status, refused.body.broken[0]?.rule], [422, 'lanes']);
    const after = (await school.call<Listed>(teacher.token, 'GET', '/lessons/plans')).body.plans.length;
    assert.equal(after, before);
  });

  it('LES-54: a plan is placed on a day to come, and can be dropped', async () => {
    const { plan } = (await save(teacher.token, content())).body;
    const place = (day: string) => school.call<Failed>(teacher.token, 'POST', `/lessons/plans/${plan}/place`, { day });
    assert.equal((await place('2026-08-31')).body.error.key, 'lessons.plan.day-in-past');
    assert.equal((await place('2026-02-31')).body.error.key, 'http.bad-input');
    assert.equal((await place('2026-09-02')).status, 200);
    const listed = (await school.call<Listed>(teacher.token, 'GET', '/lessons/plans')).body.plans;
    assert.equal(listed.find((each) => each.plan === plan)?.day, '2026-09-02');
    assert.equal((await school.call(teacher.token, 'DELETE', `/lessons/plans/${plan}`)).status, 200);
    assert.equal((await school.call(teacher.token, 'GET', `/lessons/plans/${plan}`)).status, 404);
  });

  it('LES-54: on a lesson of the timetable only where it fits', async () => {
    const taught = await school.group(teacher.person, 'physics', [8]);
    const scope = schoolScope(school.house.self.school as SchoolId);
    const set = { since: '2026-09-01', weekday: 3, period: 2, groups: [group], teacher: teacher.person, room: '2' };
    const slot = slotSet.draft(scope, 'office', { slot: 'slot-wednesday', ...set });
    await school.house.log.write(() => ({ records: [slot], answer: undefined }));
    const place = async (plan: Plan, day: string) => {
      const saved = await save(teacher.token, plan);
      const body = { day, slot: 'slot-wednesday' };
      const answer = await school.call<Failed>(teacher.token, 'POST', `/lessons/plans/${saved.body.plan}/place`, body);
      return answer.status === 200 ? 'placed' : answer.body.error.key;
    };
    const long = {
      ...content(),
      minutes: 45,
      phases: content().phases.with(0, aPlan([5, 6, 7], ['10 s s s']).phases[0]!),
    };
    assert.equal(await place(long, '2026-09-02'), 'placed');
    // A lesson that is moved into a holiday: the autumn break, a Sunday.
    assert.equal(await place(long, '2026-10-28'), 'lessons.plan.place.no-lesson');
    assert.equal(await place(long, '2026-09-06'), 'lessons.plan.place.no-lesson');
    assert.equal(await place(content(), '2026-09-02'), 'lessons.plan.place.other-minutes');
    const eight = aPlan([8], ['45 t'], { minutes: 45 });
    const physics = { ...eight, lanes: eight.lanes.map((lane) => ({ ...lane, group: taught, subject: 'physics' })) };
    assert.equal(await place(physics, '2026-09-02'), 'lessons.plan.place.other-groups');
    const afar = { ...long, phases: aPlan([5, 6, 7], ['15 t r i', '15 i r t', '15 s r s']).phases };
    assert.equal(await place(afar, '2026-09-02'), 'lessons.plan.place.no-remote');
  });

  it('LES-55: a plan prints for each grade, and a year of a grade has a row for each of its lessons', async () => {
    const { plan } = (await save(teacher.token, content())).body;
    for (const path of [`plans/${plan}/print?lang=kk`, `year-plan/print?group=${group}&grade=5&lang=ru`]) {
      const paper = await school.fetch(teacher.token, `/lessons/${path}`);
      assert.equal(paper.status, 200);
      assert.equal(
        Buffer.from(await paper.arrayBuffer())
          .subarray(0, 4)
          .toString(),
        '%PDF',
      );
    }
    type Year = { rows: { topic: string; by: string }[] };
    const year = await school.call<Year>(teacher.token, 'GET', `/lessons/year-plan?group=${group}&grade=5`);
    // A lesson each Wednesday of the school year; the first is planned.
    assert.deepEqual([year.body.rows.length > 30, year.body.rows[0]?.by], [true, 'plan']);
    const strange = await school.call(other.token, 'GET', `/lessons/year-plan?group=${group}&grade=5`);
    assert.equal(strange.status, 404);
  });

  it('LES-43: the head sets the minutes within limits, and plans keep them from that day on', async () => {
    const set = (least: number) => {
      const body = { from: '2026-09-01', firstAlone: 10, least };
      return school.call<Failed>(head.token, 'PUT', '/lessons/plan-rules', body);
    };
    assert.equal((await set(20)).body.error.key, 'lessons.plan.rules.least.limits');
    assert.equal((await set(15)).status, 200);
    const short = await save(teacher.token, ofGroup(aPlan([5, 6, 7], ['10 t i i', '15 i t i', '15 i i t'])));
    assert.deepEqual(
      short.body.broken.map(({ rule, lane }) => [rule, lane]),
      [['least', 'a']],
    );
    await set(8);
    assert.equal((await school.call(teacher.token, 'PUT', '/lessons/plan-rules', {})).status, 403);
  });

  it('rows are the same after a rebuild', async () => {
    const before = (await school.call(teacher.token, 'GET', '/lessons/plans')).body;
    await school.house.log.rebuild('lessons');
    assert.deepEqual((await school.call(teacher.token, 'GET', '/lessons/plans')).body, before);
  });
});
