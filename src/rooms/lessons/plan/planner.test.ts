import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { GroupId } from '#kernel/ids.ts';
import { checkPlan } from './check.ts';
import { minutesOf } from './minutes.ts';
import { librarySource, type ShelfEntry } from './fill.ts';
import { makePlan, type LaneWish, type PlannerNeeds } from './planner.ts';
import { planRulesOn } from './rules.ts';
import { templateIds, templatesFor } from './templates.ts';
import { aWorld, someTexts } from './testing.ts';

/** The long form has other seeds each time. */
const isProof = process.env['TIREK_PROOF'] !== undefined;

const aWish = (grade: number, more: Partial<LaneWish> = {}): LaneWish => {
  const group = 'group-1' as GroupId;
  return { group, subject: 'mathematics', grade, topic: '', objectives: [], isRemote: false, ...more };
};
const needs = (more: Partial<PlannerNeeds> = {}): PlannerNeeds => {
  return { rules: planRulesOn('2026-11-23'), hasRemote: true, sources: [], texts: someTexts, ...more };
};
const entry = (lesson: string, grade: number, objectives: string[] = []): ShelfEntry => {
  return { pack: 'p', lesson, subject: 'mathematics', grade, minutes: 25, objectives };
};

describe('the planner', () => {
  it('LES-49: makes a plan of three grades, in which the teacher is with one of them at a time', () => {
    const made = makePlan(
      { title: '', minutes: 40, lanes: [5, 6, 7].map((grade) => aWish(grade)), template: 'together' },
      needs(),
    );
    assert.ok(made.isPlan);
    assert.deepEqual(
      made.plan.phases.map(({ minutes, parts }) => [minutes, parts.map(({ mode }) => mode[0]).join('')]),
      [
        [5, 'sss'],
        [10, 'tii'],
        [10, 'iti'],
        [10, 'iit'],
        [5, 'sss'],
      ],
    );
  });

  it('LES-49: comes back to grade 1 before its minutes are over', () => {
    for (const template of ['together', 'staggered', 'rounds', 'shared'] as const) {
      const lanes = [1, 2, 3].map((grade) => aWish(grade));
      const made = makePlan({ title: '', minutes: 40, lanes, template }, needs());
      assert.ok(made.isPlan, template);
      assert.deepEqual(checkPlan(made.plan, aWorld()).broken, []);
    }
  });

  it('LES-49: says which rules clash, and which templates would do', () => {
    const rules = { ...planRulesOn('2026-11-23'), least: 15 };
    const lanes = [1, 2, 3, 4].map((grade) => aWish(grade));
    const made = makePlan({ title: '', minutes: 40, lanes, template: 'staggered' }, needs({ rules }));
    assert.ok(!made.isPlan);
    assert.ok(made.clash.some(({ rule }) => rule === 'least'));
    assert.ok(made.instead.includes('shared') && !made.instead.includes('staggered'));
    const five = makePlan(
      { title: '', minutes: 40, lanes: [1, 2, 3, 4, 5].map((g) => aWish(g)), template: 'shared' },
      needs(),
    );
    assert.ok(!five.isPlan);
    assert.deepEqual(five.clash, [{ rule: 'lanes', values: { n: 5, most: 4 } }]);
  });

  it('LES-53: fills time alone by objective, what was done already last, and with more for who is early', () => {
    const shelf = [entry('other', 5, ['5.9.9.9']), entry('done', 5, ['5.1.1.1']), entry('new', 5, ['5.1.1.1'])];
    const sources = [librarySource(shelf, (_, { lesson }) => lesson === 'done')];
    const lanes = [aWish(5, { objectives: ['5.1.1.1'] }), aWish(6)];
    const made = makePlan({ title: '', minutes: 45, lanes, template: 'rounds' }, needs({ sources }));
    assert.ok(made.isPlan);
    const alone = made.plan.phases.flatMap(({ parts }) => (parts[0]?.mode === 'independent' ? [parts[0]] : []));
    const [first] = alone.flatMap(({ activities }) => activities);
    assert.equal(first?.kind === 'lesson' && first.lesson, 'new');
    // A lesson of 25 minutes goes on in the second stretch.
    assert.deepEqual(
      alone.map(({ activities }) => activities[0]?.kind === 'lesson' && activities[0].lesson),
      ['new', 'new'],
    );
    assert.deepEqual(
      made.plan.lanes[0]?.more.map((each) => each.kind === 'lesson' && each.lesson),
      ['other', 'done'],
    );
  });

  it('LES-47: takes another form of work where the usual one has been had too often', () => {
    const had = () => ({ lessons: 7, total: 280, minutes: { drill: 140, reading: 80, pair: 10, making: 5, game: 20 } });
    const lanes = [aWish(5), aWish(6)];
    const made = makePlan({ title: '', minutes: 40, lanes, template: 'together' }, needs({ had }));
    assert.ok(made.isPlan);
    assert.deepEqual(
      made.plan.phases.filter(({ parts }) => parts[0]?.mode === 'independent').map(({ parts }) => parts[0]?.form),
      ['writing'],
    );
  });
});

const wishes = fc.record({
  minutes: fc.constantFrom(35, 40, 45),
  template: fc.constantFrom(...templateIds),
  lanes: fc.uniqueArray(
    fc.record({
      grade: fc.nat(11),
      group: fc.constantFrom('g1', 'g2', 'g3'),
      subject: fc.constantFrom('mathematics', 'physics'),
      isRemote: fc.boolean(),
      codes: fc.array(fc.nat(9), { maxLength: 3 }),
    }),
    { minLength: 0, maxLength: 5, selector: ({ grade, group }) => `${group}${grade}` },
  ),
  firstAlone: fc.integer({ min: 5, max: 15 }),
  least: fc.integer({ min: 5, max: 15 }),
  hasRemote: fc.boolean(),
  shelf: fc.array(
    fc.record({ grade: fc.nat(11), minutes: fc.integer({ min: 1, max: 120 }), code: fc.nat(9), isDone: fc.boolean() }),
    { maxLength: 30 },
  ),
});

describe('whatever the planner is asked for', () => {
  it('LES-49: its plan breaks no hard rule by the checker, is the same again, or the clash is named', () => {
    let plans = 0;
    fc.assert(
      fc.property(wishes, ({ minutes, template, lanes, firstAlone, least, hasRemote, shelf }) => {
        const rules = planRulesOn('2026-11-23', [{ from: '2026-09-01', firstAlone, least }]);
        const asked = lanes.map(({ codes, group, ...lane }): LaneWish => {
          const objectives = [...new Set(codes.map((n) => `${lane.grade}.1.1.${n}`))];
          return { ...lane, group: group as GroupId, topic: '', objectives };
        });
        const entries = shelf.map(({ grade, minutes: of, code }, n): ShelfEntry => {
          const objectives = [`${grade}.1.1.${code}`];
          return { pack: 'p', lesson: `l${n}`, subject: 'mathematics', grade, minutes: of, objectives };
        });
        const sources = [librarySource(entries, (_, { lesson }) => shelf[Number(lesson.slice(1))]?.isDone ?? false)];
        const wish = { title: '', minutes, template, lanes: asked };
        const made = makePlan(wish, needs({ rules, hasRemote, sources }));
        assert.deepEqual(makePlan(wish, needs({ rules, hasRemote, sources })), made);
        if (made.isPlan) {
          plans++;
          assert.deepEqual(checkPlan(made.plan, aWorld({ rules, hasRemote })).broken, []);
        } else assert.ok(made.clash.length > 0);
      }),
      { numRuns: isProof ? 20_000 : 1500, ...(isProof ? {} : { seed: 7 }) },
    );
    assert.ok(plans > 300, `${plans} plans were made`);
  });

  it('LES-49: by the usual rules every set of one to four grades has a plan by every template that is offered', () => {
    for (const minutes of [35, 40, 45]) {
      for (const lanes of [[1], [9], [1, 2], [1, 3], [5, 6], [1, 2, 3], [5, 6, 7], [1, 2, 3, 4], [8, 9, 10, 11]]) {
        for (const { id } of templatesFor(lanes.length)) {
          const made = makePlan({ title: '', minutes, lanes: lanes.map((g) => aWish(g)), template: id }, needs());
          assert.ok(made.isPlan, `${lanes.join('+')} in ${minutes} minutes by ${id}`);
          const times = lanes.map((_, n) => minutesOf(made.plan, n).withTeacher);
          assert.ok(Math.min(...times) >= 8);
        }
      }
    }
  });
});
