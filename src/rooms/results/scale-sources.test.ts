import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { regionScope } from '#kernel/ids.ts';
import { keepJson, splitResult } from '#rooms/scale/kept-result.ts';
import { workOutCell, type CellPerson, type CellTask } from '#rooms/scale/model/cell.ts';
import { dichotomous } from '#rooms/scale/model/item-model.ts';
import { calibrated, parametersSet, scaleScope } from '#rooms/scale/records.ts';
import { abilities, simulated } from '#rooms/scale/testing/simulated.ts';
import type { RegionReport } from './region-report.ts';
import { scaleSources } from './scale-sources.ts';
import { aResultsNode, coordinator, end, registered, start, type ResultsNode } from './testing.ts';

const maths = 'mathematics-6';
const schools = 12;
const trueGrowth = 0.5;

/** Ten items of the start, ten of both, ten of the end; 180 pupils in 12 schools who grew by half a logit each. */
function simulatedYear(): CellTask {
  const items = (name: string) => Array.from({ length: 10 }, (_, n) => dichotomous(`${name}${n}`, -1.8 + 0.4 * n));
  const common = items('both');
  const before = abilities('pupils', 180);
  const persons = Array.from(before, (_, n): CellPerson => {
    return { person: `p${n}`, school: `s${n % schools}`, language: 'kk', mode: 'tablet', isJoined: false };
  });
  return {
    persons,
    start: simulated('start', [...items('start'), ...common], before),
    end: simulated(
      'end',
      [...items('end'), ...common],
      before.map((ability) => ability + trueGrowth),
    ),
    seed: 'results',
    draws: 5,
  };
}

/** Keeps a calibration as the scale's own desk does. */
async function calibrate(region: ResultsNode): Promise<number> {
  const task = simulatedYear();
  const result = workOutCell(task);
  assert.ok(result.ok);
  const { kept, scores } = splitResult(result.value, task.persons);
  const files = { result: await keepJson(region.house, kept), scores: await keepJson(region.house, scores) };
  const about = { calibration: 'c1', study: end, start, cell: maths, method: 'scale-1', seed: 'results', salt: 'salt' };
  const counts = { draws: 5, inputs: 'a'.repeat(64), pupils: 180, schools, items: 30 };
  const parameters = [start, end].map((study) => {
    const body = { calibration: 'c1', study, cell: maths, items: [], population: { mean: 0, sd: 1 } };
    return parametersSet.draft(regionScope, 'region', { ...body, scale: { ...kept.scale } });
  });
  await region.write(calibrated.draft(scaleScope, 'region', { ...about, ...counts, ...files }), ...parameters);
  return kept.scale.sd;
}

describe('from a calibration to a page', () => {
  it('RES-17: simulated pupils who grew by half a logit: the region’s page holds the truth, in points', async () => {
    await using region = await aResultsNode('region', 'sqlite', scaleSources);
    for (let n = 0; n < schools; n++)
      await region.write(registered(`s${n}`, n % 2 === 0 ? 'Алға ауданы' : 'Ойыл ауданы'));
    const sd = await calibrate(region);
    assert.deepEqual(await scaleSources.cellsOf(region.house, start), [maths]);
    const link = await scaleSources.linkOf(region.house, start, end, maths);
    assert.ok(link && link.error > 0 && link.error < 40, `${link?.error}`);
    const { body } = await region.call<RegionReport>(coordinator, 'GET', '/region');
    const [cell] = body.cells;
    assert.ok(cell?.start && cell.growth);
    assert.ok(Math.abs(cell.start.value - 500) < 10, 'the start is the scale’s middle');
    const points = (100 * trueGrowth) / sd;
    assert.ok(
      cell.growth.low <= points && points <= cell.growth.high,
      `${points} in ${cell.growth.low} … ${cell.growth.high}`,
    );
    assert.deepEqual([cell.growth.pupils, cell.growth.left], [180, 0]);
    assert.ok(cell.districts.every((each) => each.kind === 'value'));
    const stated = await region.call<{ stated: number }>(coordinator, 'POST', '/stated', { year: 2026 });
    assert.equal(stated.body.stated, 3);
  });
});
