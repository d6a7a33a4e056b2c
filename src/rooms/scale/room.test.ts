import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { SchoolId } from '#kernel/ids.ts';
import { anAdult } from '#people/testing.ts';
import { aRegion, type TestRegion } from '#testing/region.ts';
import { signedIn } from '#testing/moving.ts';
import { packMicrodata, reportAgain, unpackMicrodata } from './microdata.ts';
import { method } from './model/cell.ts';
import { reportOf } from './model/report.ts';
import { readJson, type KeptScores } from './kept-result.ts';
import { findCalibration, newestCalibration, selectFiles } from './queries.ts';
import type { CalibrationAnswer, StudyAnswer } from './routes.ts';
import { calibrationOf, growthIn, scoresOf } from './scores.ts';
import { hashOf, prepareTask } from './task.ts';
import { aMeasuredStudy, cell, onPaper, paperPupils, trueGrowth, type PaperPupil } from './testing/measured-year.ts';
import { near, valueOf } from './testing/numbers.ts';

describe('a year that is measured', () => {
  let all: TestRegion;
  const tokens = new Map<string, string>();
  const pupils = new Map<string, readonly PaperPupil[]>();
  const schools = ['first', 'second', 'third'];
  const region = () => all.region.house;
  const ask = async <T>(as: string, verb: string, path: string, body?: unknown) =>
    all.region.call<T>(verb, `/scale${path}`, { token: tokens.get(as), body });

  before(async () => {
    all = await aRegion(...schools);
    for (const [login, role] of [
      ['coordinator', 'coordinator'],
      ['funder', 'funder'],
    ] as const) {
      await anAdult(region(), login, [role]);
      tokens.set(login, await signedIn(all.region, login));
    }
    for (const time of ['start', 'end'] as const) await aMeasuredStudy(region(), time);
    for (const name of schools) {
      const own = all.school(name).house;
      pupils.set(name, paperPupils(own, name as SchoolId, 70));
    }
    await all.meet(...schools);
    for (const name of schools) {
      await onPaper(all.school(name).house, name as SchoolId, 'start', pupils.get(name)!);
      await onPaper(all.school(name).house, name as SchoolId, 'end', pupils.get(name)!.slice(0, 62));
    }
    await all.meet(...schools);
  });
  after(() => all.close());

  async function calibrated(study: string, seed?: string): Promise<void> {
    assert.equal((await ask('coordinator', 'POST', `/studies/${study}/${cell}`, seed ? { seed } : {})).status, 202);
    for (;;) {
      const { body } = await ask<StudyAnswer>('coordinator', 'GET', `/studies/${study}`);
      const found = body.cells.find((each) => each.cell === cell)!;
      assert.notEqual(found.state?.stage, 'failed', JSON.stringify(found.state));
      if (!found.state && found.calibrations.length > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('SCL-20: the coordinator calibrates; nobody else; the record says of what and how', async () => {
    assert.equal((await ask('funder', 'POST', `/studies/start-2026/${cell}`, {})).status, 403);
    assert.equal((await ask('coordinator', 'POST', '/studies/start-2026/physics-8', {})).status, 409);
    assert.equal((await ask('coordinator', 'POST', `/studies/none/${cell}`, {})).status, 404);
    await calibrated('start-2026');
    const row = await newestCalibration(region().log.read, 'start-2026', cell);
    assert.deepEqual([row?.pupils, row?.schools, row?.items, row?.method, row?.draws], [210, 3, 16, method, 10]);
    const { body } = await ask<CalibrationAnswer>('coordinator', 'GET', `/calibrations/${row!.calibration}`);
    assert.equal(body.kept.start?.calibration.isConverged, true);
    assert.equal(JSON.stringify(body).includes(pupils.get('first')![0]!.person), false);
    assert.equal('salt' in body.about, false);
  });

  it('SCL-20: the same answers with the same seed give the same numbers', async () => {
    const before = await calibrationOf(region(), 'start-2026', cell);
    await calibrated('start-2026', before!.seed);
    const again = await calibrationOf(region(), 'start-2026', cell);
    assert.notEqual(again!.calibration, before!.calibration);
    near(
      again!.kept.start!.calibration.items.map(({ b }) => b),
      before!.kept.start!.calibration.items.map(({ b }) => b),
      0,
    );
  });

  it('SCL-21: what a school gets of it has no pupil of another, and no file', async () => {
    await all.meet(...schools);
    const own = all.school('first').house;
    assert.deepEqual(await selectFiles(own.log.read), []);
    assert.equal(await newestCalibration(own.log.read, 'start-2026', cell), undefined);
    const row = await newestCalibration(region().log.read, 'start-2026', cell);
    assert.equal(await all.region.desk.files.mayServe(own.self.node, row!.scores), false);
  });

  it('SCL-22: a school scores its own pupils by itself, with the same numbers as the region', async () => {
    const own = all.school('first').house;
    for (const { hash } of await all.region.house.log.read.all<{ hash: string }>(
      'select keys_file as hash from assessment_sealed union select file from assessment_sealed',
    )) {
      await own.files.put(await region().files.read(hash));
    }
    const here = valueOf(await scoresOf(own, 'start-2026', cell));
    const there = valueOf(await scoresOf(region(), 'start-2026', cell, 'first' as SchoolId));
    assert.equal(here.scores.length, 70);
    assert.equal(there.scores.length, 70);
    const known = new Map(there.scores.map((score) => [score.person, score]));
    near(
      here.scores.map(({ wle }) => wle),
      here.scores.map(({ person }) => known.get(person)!.wle),
      1e-9,
    );
    assert.ok(here.scores.every(({ plausible }) => plausible.length === 0));
    assert.ok(there.scores.every(({ plausible }) => plausible.length === 10));
    const refused = await scoresOf(own, 'end-2026', cell);
    assert.ok(!refused.ok && refused.error.key === 'scale.not-calibrated');
  });

  it('SCL-7, SCL-12: start and end together: the drifted anchor is dropped, growth is found within its interval', async () => {
    await calibrated('end-2026');
    const found = await calibrationOf(region(), 'end-2026', cell);
    const dropped = found!.kept.link!.anchors.filter(({ isDropped }) => isDropped).map(({ item }) => item);
    assert.deepEqual(dropped, ['anchor-3@1']);
    const { growth, left, came, persons } = valueOf(await growthIn(region(), 'end-2026', cell));
    assert.deepEqual([persons.length, left, came], [186, 24, 0]);
    assert.ok(growth!.low < trueGrowth && trueGrowth < growth!.high, JSON.stringify(growth));
    assert.ok(growth!.link > 0);
    const one = valueOf(await growthIn(region(), 'end-2026', cell, ['first' as SchoolId]));
    assert.equal(one.persons.length, 62);
    assert.equal(one.growth, undefined);
  });

  it('SCL-41: the technical report is made again from the microdata alone, in which nobody is named', async () => {
    const row = (await newestCalibration(region().log.read, 'end-2026', cell))!;
    const { task } = valueOf(await prepareTask(region(), { study: 'end-2026', cell, seed: row.seed, salt: row.salt }));
    const scores = (await readJson<KeptScores>(region(), row.scores))!;
    const zip = packMicrodata(task, scores, row.method, row.salt);
    const again = valueOf(unpackMicrodata(zip, method));
    for (const { person } of pupils.get('first')!) assert.ok(!again.persons.some((each) => each.person === person));
    assert.equal(hashOf(again), row.inputs);
    const codes = new Set(again.start!.data);
    assert.ok([-2, -3, 0, 1].every((code) => codes.has(code)));
    assert.ok(again.end!.data.includes(-1));
    const kept = (await calibrationOf(region(), 'end-2026', cell))!.kept;
    const plain = (of: unknown): unknown => JSON.parse(JSON.stringify(of));
    assert.deepEqual(plain(reportAgain(again)), plain(reportOf(kept)));
    assert.deepEqual(unpackMicrodata(new Uint8Array(10), method), { ok: false, error: { why: 'no-zip' } });
    assert.ok(!unpackMicrodata(zip, 'scale-0').ok);
  });

  it('SCL-40, SCL-41: report and microdata over the door; taking them is recorded', async () => {
    const row = (await newestCalibration(region().log.read, 'end-2026', cell))!;
    for (const lang of ['kk', 'ru', 'en']) {
      assert.equal(
        (await ask('coordinator', 'GET', `/calibrations/${row.calibration}/report.pdf?lang=${lang}`)).status,
        200,
      );
    }
    assert.equal((await ask('funder', 'GET', `/calibrations/${row.calibration}/microdata.zip`)).status, 403);
    assert.equal((await ask('coordinator', 'GET', `/calibrations/${row.calibration}/microdata.zip`)).status, 200);
    const taken = await region().log.read.all('select calibration from scale_taken');
    assert.equal(taken.length, 1);
  });

  it('SCL-20: rebuilt, the rows are the same', async () => {
    const before = await findCalibration(
      region().log.read,
      (await newestCalibration(region().log.read, 'end-2026', cell))!.calibration,
    );
    await region().log.rebuild('scale');
    assert.deepEqual({ ...(await newestCalibration(region().log.read, 'end-2026', cell)) }, { ...before });
  });
});
