import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { schoolScope, type GroupId, type PersonId, type SchoolId, type TabletId } from '#kernel/ids.ts';
import { openLog } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import type { Store } from '#log/store.ts';
import { anIdentity } from '#people/testing.ts';
import { library } from '#rooms/library/index.ts';
import { fakeClock, seededRandomness } from '#testing/logs.ts';
import { places } from '#testing/stores.ts';
import { attendanceIn, heldRuns, lessons } from './index.ts';
import {
  answerTimesOf,
  commandsOf,
  countPulses,
  findRun,
  findRunByDeed,
  hasDeed,
  heldLanesOf,
  homeworkSince,
  notesOfRun,
  pulsesOf,
  pupilsOfRun,
  selectRuns,
} from './queries-run.ts';
import {
  attended,
  helpAsked,
  noted,
  pulse,
  runClosed,
  runMoved,
  runReady,
  runStarted,
  runSteered,
} from './records-run.ts';
import { minimalContent } from './run/starting.ts';

/** A lesson as it is begun, steered, seen and closed, and what every question about it answers. */
async function seen(engine: Store['engine']): Promise<readonly unknown[]> {
  const place = await places[engine]();
  const school = 'run-school' as SchoolId;
  const self = await anIdentity('run-node', school);
  const log = await openLog({
    store: await place.open(),
    self: { node: self.node, epoch: self.epoch, key: self.signingKey },
    types: [...library.records, ...lessons.records],
    projections: [library.projection, lessons.projection],
    mayWrite: () => true,
    clock: fakeClock(1000),
    randomness: seededRandomness('runs'),
    vaultKey: self.vaultKey,
  });
  const scope = schoolScope(school);
  const [group, other] = ['group-1', 'group-2'] as GroupId[];
  const [aliya, berik] = ['aliya', 'berik'] as PersonId[];
  if (!group || !other || !aliya || !berik) throw new Error('two of each');
  const content = minimalContent([{ group, grade: 5, subject: 'mathematics', topic: 'Үлес' }], 40, '…');
  const homework = [{ kind: 'task' as const, text: '3-есеп', minutes: 10 }];
  const about = (deed: string) => ({ run: 'one', deed, at: 2000 });
  const via = (n: number) => ({ tablet: 'tablet-1' as TabletId, n });
  const write = (...records: readonly Draft[]) => log.write(() => ({ records: [...records], answer: undefined }));
  await write(
    runStarted.draft(scope, 'ustaz', { run: 'one', deed: 'x-1', day: '2026-09-02', content }),
    runSteered.draft(scope, 'ustaz', { ...about('x-3'), order: { do: 'leave' } }),
    runMoved.draft(scope, 'ustaz', { ...about('x-2'), person: aliya, lane: 'a' }),
    attended.draft(scope, 'ustaz', { ...about('x-4'), person: aliya, state: 'late', minutes: 5 }),
    attended.draft(scope, 'ustaz', { ...about('x-4'), person: berik, state: 'absent', reason: 'ill' }),
    noted.draft(scope, 'ustaz', { ...about('x-5'), person: berik, text: new Uint8Array([1, 2]) }),
    helpAsked.draft(scope, aliya, { run: 'one', person: aliya, isRaised: true }, via(1)),
    runReady.draft(scope, aliya, { run: 'one', phase: 0 }, via(2)),
    pulse.draft(scope, 'one', { run: 'one', lane: 'a', answers: [2, 1, 0] }, via(3)),
  );
  const { read } = log;
  const ask = async (): Promise<readonly unknown[]> => [
    (await heldRuns(read, school, { from: '2026-09-01', to: '2026-09-30' })).map(({ run, isClosed, lanes }) => [
      run,
      isClosed,
      lanes,
    ]),
    (await heldRuns(read, school, { group: other, from: '2026-09-01', to: '2026-09-30' })).length,
    await attendanceIn(read, ['one', 'two']),
    (await findRun(read, school, 'one'))?.content.minutes,
    await findRun(read, 'other-school' as SchoolId, 'one'),
    await findRunByDeed(read, school, 'x-1'),
    (await selectRuns(read, school, [group], { since: 0, isOpenOnly: true })).length,
    (await selectRuns(read, school, [other], { since: 0, isOpenOnly: false })).length,
    (await commandsOf(read, 'one')).map((each) => each.do),
    [await hasDeed(read, 'one', 'x-5'), await hasDeed(read, 'one', 'x-9')],
    await pupilsOfRun(read, 'one'),
    (await notesOfRun(read, 'one')).map(({ person, text }) => [person, [...text]]),
    await pulsesOf(read, 'one'),
    await countPulses(read, 'one', 'tablet-1'),
    [...(await heldLanesOf(read, 'one'))],
    await homeworkSince(read, school, { groups: [group, other], grade: 5, since: 0 + 1 }),
    [...(await answerTimesOf(read, ['none'], 0))],
  ];
  const before = await ask();
  await write(runClosed.draft(scope, 'ustaz', { ...about('x-6'), lanes: [{ lane: 'a', topic: 'Бөлшек', homework }] }));
  const after = await ask();
  await log.rebuild('lessons');
  assert.deepEqual(await ask(), after);
  await log.close();
  await place.remove();
  return [...before, after[0], after[6], after[14], after[15]];
}

const lane = {
  lane: 'a',
  group: 'group-1',
  grade: 5,
  subject: 'mathematics',
  topic: 'Үлес',
  objectives: [],
  homework: [],
};
const given = [{ kind: 'task', text: '3-есеп', minutes: 10 }];

const expected = [
  [['one', false, [lane]]],
  0,
  [
    { run: 'one', person: 'aliya', state: 'late', minutes: 5 },
    { run: 'one', person: 'berik', state: 'absent', reason: 'ill' },
  ],
  40,
  undefined,
  'one',
  1,
  0,
  ['move', 'leave'],
  [true, false],
  [{ person: 'aliya', hand: 1000, ready: 1, at: 1000 }],
  [['berik', [1, 2]]],
  [{ lane: 'a', a: 2, b: 1, c: 0 }],
  1,
  [['a', { topic: 'Үлес', homework: [] }]],
  [],
  [],
  [['one', true, [{ ...lane, topic: 'Бөлшек', homework: given }]]],
  0,
  [['a', { topic: 'Бөлшек', homework: given }]],
  [{ day: '2026-09-02', subject: 'mathematics', homework: given }],
];

describe('lessons that are held, in their tables', () => {
  it('LES-72, LES-73: every question has its answer, on SQLite', async () => {
    assert.deepEqual(JSON.parse(JSON.stringify(await seen('sqlite'))), JSON.parse(JSON.stringify(expected)));
  });
  it('LES-72: and equally on PostgreSQL', { skip: !process.env['TIREK_TEST_POSTGRES'] }, async () => {
    assert.deepEqual(JSON.parse(JSON.stringify(await seen('postgres'))), JSON.parse(JSON.stringify(expected)));
  });
});
