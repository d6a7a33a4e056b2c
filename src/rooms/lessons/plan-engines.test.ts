import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { regionScope, schoolScope, type GroupId, type SchoolId, type TabletId } from '#kernel/ids.ts';
import { openLog } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import type { Store } from '#log/store.ts';
import { anIdentity } from '#people/testing.ts';
import { library } from '#rooms/library/index.ts';
import { fakeClock, seededRandomness } from '#testing/logs.ts';
import { places } from '#testing/stores.ts';
import { lessons } from './index.ts';
import { formsHad, hadBy } from './plan-had.ts';
import { planRulesOn } from './plan/rules.ts';
import { aPlan } from './plan/testing.ts';
import {
  findPlan,
  findPlanContent,
  findPlanFor,
  selectOwnPlanRules,
  selectPlans,
  selectPlanVersions,
} from './queries-plan.ts';
import { selectPulses } from './queries-plan-forms.ts';
import { offerState, selectOffersToDo, selectSharedPlans } from './queries-plan-shared.ts';
import { pulse, runStarted } from './records-run.ts';
import { planDropped, planOffered, planPlaced, planPublished, planRulesSet, planSaved } from './records-plan.ts';

/** Plans as they are saved, placed, offered and dropped, and what every question about them answers. */
async function seen(engine: Store['engine']): Promise<readonly unknown[]> {
  const place = await places[engine]();
  const school = 'plan-school' as SchoolId;
  const self = await anIdentity('plan-node', school);
  const log = await openLog({
    store: await place.open(),
    self: { node: self.node, epoch: self.epoch, key: self.signingKey },
    types: [...library.records, ...lessons.records],
    projections: [library.projection, lessons.projection],
    mayWrite: () => true,
    clock: fakeClock(),
    randomness: seededRandomness('plans'),
    vaultKey: self.vaultKey,
  });
  const scope = schoolScope(school);
  const group = 'group-1' as GroupId;
  const drawn = aPlan([5, 6], ['10 s s', '15 t i', '15 i t']);
  const content = {
    ...drawn,
    lanes: drawn.lanes.map((lane) => ({ ...lane, group, objectives: [`${lane.grade}.1.1.1`] })),
  };
  const write = (...records: readonly Draft[]) => log.write(() => ({ records: [...records], answer: undefined }));
  await write(
    planSaved.draft(scope, 'ustaz', { plan: 'one', version: 1, content }),
    planPlaced.draft(scope, 'ustaz', { plan: 'one', day: '2026-09-02', slot: 'slot-1' }),
    planSaved.draft(scope, 'bolek', { plan: 'one', version: 2, content: { ...content, title: 'Екінші' } }),
    planSaved.draft(scope, 'ustaz', { plan: 'two', version: 1, content, from: { plan: 'one', version: 1 } }),
    planDropped.draft(scope, 'ustaz', { plan: 'two' }),
    planRulesSet.draft(scope, 'head', { from: '2026-09-01', firstAlone: 8, least: 9 }),
    planOffered.draft(scope, 'ustaz', { plan: 'one', version: 2, isOpen: true }),
    planOffered.draft(scope, 'ustaz', { plan: 'two', version: 1, isOpen: false }),
  );
  const read = log.read;
  const forms = async (): Promise<unknown> => {
    const had = await formsHad(read, school, { groups: [group], from: '2026-09-01', to: '2026-09-30' });
    return had.map((each) => [each.grade, each.forms]);
  };
  const ask = async (): Promise<readonly unknown[]> => [
    (await selectPlans(read, school)).map(({ plan, teacher, version, title, day, slot }) => [
      plan,
      teacher,
      version,
      title,
      day,
      slot,
    ]),
    (await selectPlans(read, school, { from: '2026-09-03', to: '2026-09-04' })).length,
    (await findPlan(read, school, 'one'))?.lanes,
    (await findPlan(read, school, 'two'))?.isDropped,
    await findPlan(read, 'other-school' as SchoolId, 'one'),
    (await findPlanFor(read, school, '2026-09-02', 'slot-1'))?.plan,
    (await findPlanContent(read, school, 'one', 1))?.content.title,
    (await findPlanContent(read, school, 'one'))?.version,
    (await selectPlanVersions(read, school, 'one')).map(({ version, teacher }) => [version, teacher]),
    await selectOwnPlanRules(read, school),
    await forms(),
    await hadBy(read, school, { groups: [group], day: '2026-09-03', rules: planRulesOn('2026-09-03') }),
    await selectPulses(read, school, { group, grade: 5, from: '2026-09-01', to: '2026-09-30' }),
    await selectOffersToDo(read),
    await offerState(read, school, 'one'),
    (await selectSharedPlans(read)).map(({ plan, version }) => [plan, version]),
  ];
  const before = await ask();
  await write(planPublished.draft(regionScope, 'node', { plan: 'one', school, version: 2, content }));
  const after = await ask();
  // LES-57: what was held counts in place of its plan; a lesson without a plan says nothing of forms; pupils are nobody.
  const played = { ...content, phases: aPlan([5, 6], ['40 s s']).phases };
  const game = played.phases.map((phase) => ({
    ...phase,
    parts: phase.parts.map((part) => ({ ...part, form: 'game' as const })),
  }));
  const held = { day: '2026-09-02', content: { ...played, phases: game } };
  await write(
    runStarted.draft(scope, 'ustaz', { run: 'run-1', deed: 'tablet-1', ...held, plan: { plan: 'one', version: 2 } }),
    runStarted.draft(scope, 'ustaz', { run: 'run-2', deed: 'tablet-2', ...held }),
    ...['a', 'b'].map((lane, n) => {
      return pulse.draft(
        scope,
        'run-1',
        { run: 'run-1', lane, answers: [2, 1, n] },
        { tablet: 'tablet' as TabletId, n: n + 1 },
      );
    }),
  );
  const said = await selectPulses(read, school, { group, grade: 6, from: '2026-09-01', to: '2026-09-30' });
  const heldSeen = [await forms(), said.map((each) => ({ ...each }))];
  await log.rebuild('lessons');
  assert.deepEqual([await forms(), (await ask()).at(-1)], [heldSeen[0], after.at(-1)]);
  await log.close();
  await place.remove();
  return [...before, ...after.slice(-3), ...heldSeen];
}

const lane = (letter: string, grade: number) => {
  const known = { lane: letter, group: 'group-1', grade, subject: 'mathematics', topic: 'Тақырып' };
  return { ...known, objectives: [`${grade}.1.1.1`], forms: { drill: 40 } };
};

const expected = [
  [['one', 'ustaz', 2, 'Екінші', '2026-09-02', 'slot-1']],
  0,
  [lane('a', 5), lane('b', 6)],
  true,
  undefined,
  'one',
  'Сабақ',
  2,
  [
    [2, 'bolek'],
    [1, 'ustaz'],
  ],
  [{ from: '2026-09-01', firstAlone: 8, least: 9 }],
  [
    [5, { drill: 40 }],
    [6, { drill: 40 }],
  ],
  [
    { group: 'group-1', grade: 5, lessons: 1, total: 40, minutes: { drill: 40 } },
    { group: 'group-1', grade: 6, lessons: 1, total: 40, minutes: { drill: 40 } },
  ],
  [],
  [{ plan: 'one', school: 'plan-school', version: 2, isOpen: true }],
  'asked',
  [],
  [],
  'open',
  [['one', 2]],
  [
    [5, { game: 40 }],
    [6, { game: 40 }],
  ],
  [{ day: '2026-09-02', liked: 2, understood: 1, again: 1 }],
];

describe('plans in their tables', () => {
  it('LES-51, LES-54, LES-57, LES-58: every question has its answer, on SQLite', async () => {
    assert.deepEqual(await seen('sqlite'), expected);
  });
  it('LES-51: and equally on PostgreSQL', { skip: !process.env['TIREK_TEST_POSTGRES'] }, async () => {
    assert.deepEqual(await seen('postgres'), expected);
  });
});
