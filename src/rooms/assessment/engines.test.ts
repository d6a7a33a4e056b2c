import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { regionScope, schoolScope, type PersonId, type SchoolId } from '#kernel/ids.ts';
import { openLog } from '#log/log.ts';
import type { Store } from '#log/store.ts';
import { fakeClock, nodeKeys, seededRandomness } from '#testing/logs.ts';
import { places } from '#testing/stores.ts';
import { assessment } from './index.ts';
import { shippedMonitored } from './model/monitored.ts';
import { keyedOf, paperResponses } from './paper.ts';
import * as queries from './queries.ts';
import { findSheet, selectPlanDays, selectSeats } from './queries-paper.ts';
import * as records from './records.ts';
import { sheetKeyed, sheetResolved, sheetsMade } from './records-paper.ts';

const school = 'school-one' as SchoolId;
const person = 'person-one' as PersonId;
const hash = 'a'.repeat(64);
const bytes = new Uint8Array([1, 2, 3]);
const place = { item: 'm6-1', version: 1, points: 1, isAnchor: true, objective: '5.1.1.1', level: 'A' as const };
const form = {
  form: 'form-one',
  study: 'start-2026',
  cell: 'mathematics-6',
  timePoint: 'start' as const,
  booklet: '1',
  minutes: 45,
};

/** Everything that the room writes, and what it then answers. */
async function story(engine: Store['engine']): Promise<unknown> {
  const store = await places[engine]();
  const log = await openLog({
    store: await store.open(),
    self: { node: 'node' as never, epoch: 1, key: nodeKeys().privateKey },
    types: assessment.records,
    projections: [assessment.projection],
    mayWrite: () => true,
    clock: fakeClock(),
    randomness: seededRandomness('assessment'),
    vaultKey: new Uint8Array(32).fill(7),
  });
  const scope = schoolScope(school);
  const of = 'x';
  const monitored = { ...shippedMonitored, year: 2026, checked: true, source: 'бұйрық' };
  await log.write((on) => ({
    records: [
      records.monitoredSet.draft(regionScope, of, monitored as never),
      records.studySet.draft(regionScope, of, {
        study: 'start-2026',
        year: 2026,
        timePoint: 'start',
        from: '2026-09-07',
        to: '2026-09-18',
      }),
      records.windowSet.draft(scope, of, { study: 'start-2026', school, from: '2026-09-08', to: '2026-09-25' }),
      records.schoolCompared.draft(regionScope, of, { school, isCompared: true, place: 'town' }),
      records.blueprintSet.draft(records.designScope, of, {
        year: 2026,
        cell: form.cell,
        minutes: 45,
        rows: [{ objective: '5.1', level: 'A', start: 1, end: 1, both: 8 }],
      }),
      records.formDrawn.draft(records.designScope, of, { ...form, places: [place] }),
      records.formDrawn.draft(records.designScope, of, { ...form, form: 'dropped', places: [place] }),
      records.formDropped.draft(records.designScope, of, { form: 'dropped' }),
      records.formSealed.draft(regionScope, of, {
        ...form,
        items: 1,
        languages: ['kk', 'ru'],
        file: { hash, bytes: 9 },
        keys: { hash, bytes: 8 },
      }),
      records.formSealed.draft(regionScope, of, {
        ...form,
        form: 'gone',
        items: 1,
        languages: ['kk'],
        file: { hash, bytes: 9 },
        keys: { hash, bytes: 8 },
      }),
      records.formSealed.draft(regionScope, of, {
        ...form,
        form: 'chemistry',
        cell: 'chemistry-8',
        items: 1,
        languages: ['kk'],
        file: { hash, bytes: 7 },
        keys: { hash, bytes: 6 },
      }),
      records.formWithdrawn.draft(regionScope, of, { form: 'gone' }),
      records.secretsKept.draft(records.designScope, of, { form: form.form, key: bytes, keysKey: bytes, codes: bytes }),
      records.keysWrapped.draft(scope, of, {
        school,
        memory: 19456,
        passes: 2,
        wraps: [{ form: form.form, salt: bytes, sealed: bytes }],
      }),
      records.openedHere.draft(scope, of, { form: form.form, key: bytes, places: [place] }),
      records.keysOpened.draft(regionScope, of, { form: form.form, key: bytes }),
      records.formArrived.draft(scope, 'node', { form: form.form }),
      records.codesShown.draft(records.designScope, of, { study: 'start-2026', school, how: 'paper' }),
      records.untaughtSet.draft(scope, of, { year: 2026, cells: ['chemistry-8'] }),
      records.sittingsPlanned.draft(scope, of, {
        study: 'start-2026',
        grade: 6,
        days: [{ cell: form.cell, day: '2026-09-08' }],
        pupils: [{ person, isJoined: true, sits: [{ cell: form.cell, form: form.form }] }],
        part: 1,
      }),
      sheetsMade.draft(scope, of, { form: form.form, sheets: [{ sheet: '00013', person, language: 'kk' }] }),
      sheetKeyed.draft(scope, of, { sheet: '00013', pass: 1, sealed: on.seal(person, scope, '[[1]]') }),
      sheetKeyed.draft(scope, of, { sheet: '00013', pass: 2, sealed: on.seal(person, scope, '[[2]]') }),
      sheetResolved.draft(scope, of, {
        sheet: '00013',
        sealed: on.seal(person, scope, '[[2]]'),
        reasons: [{ line: 0, reason: 'other' }],
      }),
    ],
    answer: undefined,
  }));
  const answers = async (): Promise<unknown> => {
    const { read } = log;
    const study = await queries.findStudy(read, 'start-2026');
    assert.ok(study);
    const sheet = await findSheet(read, school, '00013');
    return [
      (await queries.monitoredCells(read, 2027)).source,
      (await queries.monitoredCells(read, 2025)).checked,
      await queries.selectStudies(read),
      await queries.windowOf(read, study, school),
      await queries.windowOf(read, study, 'other' as SchoolId),
      [...(await queries.comparedSchools(read))],
      await queries.findBlueprint(read, 2026, form.cell),
      (await queries.selectDrawn(read, ['start-2026'])).map((each) => each.form),
      (await queries.selectSealed(read)).toReversed(),
      (await queries.formsFor(read, school, '2026-09-20')).map(({ isOpened, areKeysOpened }) => [
        isOpened,
        areKeysOpened,
      ]),
      (await queries.findWrap(read, form.form, school))?.memory,
      (await queries.formOf(read, form.form))?.places,
      (await queries.selectFiles(read)).map((file) => file.bytes).toSorted(),
      await queries.untaughtAt(read, school, 2026),
      await selectSeats(read, 'start-2026', school),
      await selectPlanDays(read, 'start-2026', school),
      sheet && keyedOf(log.vault, sheet),
      await paperResponses({ log }, 'start-2026', { school }),
    ];
  };
  const before = await answers();
  await log.rebuild('assessment');
  assert.deepEqual(await answers(), before);
  await log.close();
  await store.remove();
  return JSON.parse(JSON.stringify(before)) as unknown;
}

const head = { ...form, items: 1, languages: ['kk', 'ru'], file: hash, keysFile: hash };
const study = { study: 'start-2026', year: 2026, timePoint: 'start', from: '2026-09-07', to: '2026-09-18' };
const expected = [
  'бұйрық',
  false,
  [study],
  { from: '2026-09-08', to: '2026-09-25' },
  { from: '2026-09-07', to: '2026-09-18' },
  [[school, 'town']],
  { year: 2026, cell: form.cell, minutes: 45, rows: [{ objective: '5.1', level: 'A', start: 1, end: 1, both: 8 }] },
  [form.form],
  [head, { ...head, form: 'chemistry', cell: 'chemistry-8', languages: ['kk'] }],
  [[true, true]],
  19456,
  [place],
  [6, 7, 8, 9],
  ['chemistry-8'],
  [{ grade: 6, person, cell: form.cell, form: form.form, isJoined: true }],
  [{ grade: 6, cell: form.cell, day: '2026-09-08' }],
  { state: 'resolved', first: [1], second: [2], items: [[2]] },
  [
    {
      attempt: `sheet-${school}-00013`,
      person,
      school,
      form: form.form,
      study: 'start-2026',
      language: 'kk',
      mode: 'paper',
      flags: ['joined-late'],
      items: [{ item: 'm6-1', version: 1, ms: 0, state: 'answered', response: [2] }],
    },
  ],
];

describe('the rows of forms', () => {
  it('ASM-1, ASM-5, ASM-20, ASM-33: follow from the records, and again after a rebuild, on SQLite', async () => {
    assert.deepEqual(await story('sqlite'), expected);
  });
  it('ASM-33: and equally on PostgreSQL', { skip: !process.env['TIREK_TEST_POSTGRES'] }, async () => {
    assert.deepEqual(await story('postgres'), expected);
  });
});
