import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkPlan } from './check.ts';
import { aPart, aPlan, aWorld } from './testing.ts';

const good = ['5 s s s', '10 t i i', '10 i t i', '10 i i t', '5 s s s'];
const rulesOf = (...of: Parameters<typeof checkPlan>): string[] => checkPlan(...of).broken.map(({ rule }) => rule);

describe('the checker', () => {
  it('LES-48: lets a plan through that keeps every rule', () => {
    assert.deepEqual(checkPlan(aPlan([5, 6, 7], good), aWorld()).broken, []);
  });

  it('LES-41: finds the teacher needed in two lanes, and says in which phase and grades', () => {
    const [found] = checkPlan(aPlan([5, 6, 7], ['5 s s s', '20 t t i', '15 i i t']), aWorld()).broken;
    assert.deepEqual(found, { rule: 'teacher-twice', phase: 1, values: { grades: '5, 6' } });
    assert.deepEqual(rulesOf(aPlan([5, 6, 7], ['20 s s t', '20 i i t']), aWorld()), ['teacher-twice']);
  });

  it('LES-41: a shared block counts once, has one theme, and more than one lane', () => {
    assert.deepEqual(rulesOf(aPlan([5, 6], ['40 s s']), aWorld()), []);
    const plan = aPlan([5, 6, 7], ['40 s s s']);
    const parts = [
      aPart('shared', { teacher: 'A' }),
      aPart('shared', { teacher: 'B' }),
      aPart('shared', { teacher: 'A' }),
    ];
    assert.deepEqual(rulesOf({ ...plan, phases: [{ minutes: 40, parts }] }, aWorld()), ['themes']);
    assert.deepEqual(rulesOf(aPlan([5, 6], ['20 s i', '20 i t']), aWorld()), ['shared-alone']);
  });

  it('LES-42: counts a stretch alone over the boundaries of phases, for grade 1 alone', () => {
    const drawn = ['8 t i', '6 i t', '5 i t', '21 t i'];
    const [found] = checkPlan(aPlan([1, 3], drawn), aWorld()).broken;
    assert.deepEqual(found, { rule: 'first-alone', lane: 'a', phase: 1, values: { grade: 1, n: 11, most: 10 } });
    assert.deepEqual(rulesOf(aPlan([2, 3], drawn), aWorld()), []);
  });

  it('LES-43: names the minutes of a hub teacher apart', () => {
    const few = checkPlan(aPlan([5, 6], ['7 t i', '33 i t']), aWorld());
    assert.deepEqual(few.broken[0]?.values, { grade: 5, n: 7, least: 8, remote: 0 });
    const led = checkPlan(aPlan([5, 7], ['40 t r']), aWorld({ hasRemote: true }));
    assert.deepEqual(led.broken, []);
    assert.ok(led.warnings.some(({ rule, lane }) => rule === 'only-remote' && lane === 'b'));
  });

  it('LES-44: phases add up to a lesson of 35, 40 or 45 minutes', () => {
    assert.deepEqual(rulesOf(aPlan([5], ['20 t', '19 i']), aWorld()), ['sum']);
    assert.deepEqual(rulesOf(aPlan([5], ['30 t', '20 i'], { minutes: 50 }), aWorld()), ['length']);
  });

  it('LES-45: activities fit the stretch in which they are done', () => {
    const plan = aPlan([5], ['10 t', '15 i', '15 i']);
    const long = aPart('independent', { activities: [{ kind: 'task', text: 'Оқулық, 12-бет', minutes: 25 }] });
    const other = aPart('independent', { pupils: 'Басқа' });
    const [led] = plan.phases;
    assert.ok(led);
    const goesOn = [led, { minutes: 15, parts: [long] }, { minutes: 15, parts: [long] }];
    assert.deepEqual(rulesOf({ ...plan, phases: goesOn }, aWorld()), []);
    const broken = [led, { minutes: 15, parts: [long] }, { minutes: 15, parts: [other] }];
    assert.deepEqual(rulesOf({ ...plan, phases: broken }, aWorld()), ['activities']);
  });

  it('LES-46: a hub teacher is there by the timetable only, and gives one lesson at a time', () => {
    assert.deepEqual(rulesOf(aPlan([5, 7], ['40 t r']), aWorld()), ['no-remote']);
    const plan = aPlan([6, 7], ['40 r r']);
    const lanes = plan.lanes.map((lane, n) => ({ ...lane, subject: n === 0 ? 'mathematics' : 'physics' }));
    assert.deepEqual(rulesOf({ ...plan, lanes }, aWorld({ hasRemote: true })), ['remote-twice']);
  });

  it('LES-48: one to four lanes, a set of five grades is said at once', () => {
    const five = aPlan([1, 2, 3, 4, 5], ['40 s s s s s']);
    assert.deepEqual(checkPlan(five, aWorld()).broken[0], { rule: 'lanes', values: { n: 5, most: 4 } });
    assert.ok(rulesOf(aPlan([], ['40']), aWorld()).includes('lanes'));
    assert.ok(rulesOf(aPlan([5, 6], ['40 t']), aWorld()).includes('parts'));
  });

  it('LES-48: a task that names a telephone is pointed out where the plan allows none', () => {
    const plan = aPlan([8], ['40 t']);
    const phases = [{ minutes: 40, parts: [aPart('teacher-led', { pupils: 'Телефонмен суретке түсір' })] }];
    const warned = (hasTelephones: boolean): boolean => {
      const { broken, warnings } = checkPlan({ ...plan, phases, hasTelephones }, aWorld());
      assert.deepEqual(broken, []);
      return warnings.some(({ rule }) => rule === 'telephones');
    };
    assert.deepEqual([warned(false), warned(true)], [true, false]);
  });

  it("LES-48: an objective is of the lane's grade and subject", () => {
    const plan = aPlan([8], ['40 t']);
    const lanes = (code: string) => ({ ...plan, lanes: plan.lanes.map((lane) => ({ ...lane, objectives: [code] })) });
    assert.deepEqual(rulesOf(lanes('7.2.1.4'), aWorld()), ['objective-grade']);
    assert.deepEqual(rulesOf(lanes('8.2.1.4'), aWorld({ objective: () => 'absent' })), ['objective-absent']);
    const unknown = checkPlan(lanes('8.2.1.4'), aWorld({ objective: () => 'unknown' }));
    assert.deepEqual(unknown.broken, []);
    assert.ok(unknown.warnings.some(({ rule }) => rule === 'objective-unknown'));
  });

  it('LES-47: warns of a form that takes more of the newest lessons than is good', () => {
    const had = () => ({ lessons: 7, total: 280, minutes: { drill: 130 } });
    const { warnings } = checkPlan(aPlan([8], ['40 t']), aWorld({ had }));
    const found = warnings.find(({ rule }) => rule === 'monotony');
    assert.deepEqual(found?.values, { grade: 8, form: 'drill', n: 53, of: 8 });
  });

  it('LES-48: a plan that does not fit a record is refused', () => {
    const plan = aPlan([8], ['40 t']);
    const goals = 'ә'.repeat(8000);
    assert.deepEqual(rulesOf({ ...plan, lanes: plan.lanes.map((lane) => ({ ...lane, goals })) }, aWorld()), ['size']);
  });
});
