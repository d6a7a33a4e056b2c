import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { SchoolId } from '#kernel/ids.ts';
import { absentees, responsesOf } from '#rooms/sitting/index.ts';
import { calibrationOf, growthOf, scaleSize, scoresOf, type CellScores } from '#rooms/scale/index.ts';
import type { RegionReport } from '#rooms/results/region-report.ts';
import type { SchoolsReport } from '#rooms/results/working-access.ts';
import { flagsOf } from '#rooms/scale/model/flags.ts';
import { diceOf } from '../dice.ts';
import { aMeasuredRegion, studies, type MeasuredRegion } from './testing/region-year.ts';
import { cell, shippedItems } from './testing/cell.ts';
import { aTrueYear, difficultyAt, trueGrowth, type Time, type TruePupil, type TrueYear } from './truth.ts';

const isLong = process.env['TIREK_PROOF'] !== undefined;
/** Pupils of each school; the last one is a class that somebody told the answers. */
const sizes = isLong
  ? [...Array.from({ length: 23 }, (_, n) => 8 + ((n * 7) % 25)), 6]
  : [44, 40, 36, 34, 30, 26, 20, 6];
const times: readonly Time[] = ['start', 'end'];
const spoilt = {
  wrongKey: 'n6-12',
  drifted: 'n6-22',
  drift: 1,
  inRussian: 'n6-25',
  forBoys: 'n6-17',
  difference: 1.5,
};

/**
 * A year of a region that does not exist, lived through by real nodes: what the program reports beside what is true. One
 * year cannot show that intervals cover as often as they say: that is the bench `coverage`.
 */
describe('a measured year', { timeout: 600_000 }, () => {
  let year: TrueYear;
  let region: MeasuredRegion;
  let told = '';
  const sat = { start: { attempts: 0, missed: 0 }, end: { attempts: 0, missed: 0 } };
  const house = () => region.all.region.house;
  const kept = async () => {
    const found = await calibrationOf(house(), studies.end, cell);
    assert.ok(found, 'the cell was calibrated');
    return found.kept;
  };
  const plain = (item: string): string => item.split('@')[0] ?? '';

  before(async () => {
    const items = shippedItems().map(({ id }) => id);
    const growth = { mean: 0.5, between: 0.1, within: 0.3 };
    const shape = { sizes, items, spoilt, growth, icc: 0.2, absent: 0.05, leaving: 0.05 };
    year = aTrueYear(diceOf('a measured year'), shape);
    told = year.schools.find(({ isTold }) => isTold)?.school ?? '';
    region = await aMeasuredRegion(year, 'a measured year');
    for (const time of times) sat[time] = await region.sit(time);
    const begun = await region.ask('POST', `/scale/studies/${studies.end}/${cell}`, { seed: 'measured' });
    assert.equal(begun.status, 202);
    while (!(await calibrationOf(house(), studies.end, cell))) {
      const { body } = await region.ask('GET', `/scale/studies/${studies.end}`);
      assert.ok(!JSON.stringify(body).includes('"failed"'), JSON.stringify(body));
      await wait(50);
    }
    await region.all.meet(...year.schools.map(({ school }) => school));
  });
  after(() => region?.[Symbol.asyncDispose]());

  it('SIT-30, SIT-32: every attempt of every school is at the region, and who was not there is known', async () => {
    for (const time of times) {
      const answers = await responsesOf(house().log, studies[time], { cell });
      assert.equal(answers.length, sat[time].attempts);
      const missing = await absentees(house().log.read, studies[time], { cell });
      assert.equal(missing.length, sat[time].missed);
      const pupils = [...region.persons.values()];
      assert.equal(answers.length, pupils.filter(({ sits }) => sits[time]).length);
      assert.ok(answers.every(({ person, language }) => region.persons.get(person)?.language === language));
    }
  });

  it('SCL-1: difficulties are found again within their errors, but for those that were spoilt', async () => {
    const found = await kept();
    const z = times.flatMap((time) => {
      const items = (found[time]?.calibration.items ?? []).filter(
        ({ item }) => !Object.values(spoilt).includes(plain(item)),
      );
      const off = items.map(
        ({ item, b }) => b - difficultyAt(year, plain(item), time, { language: 'kk', sex: 'female' }),
      );
      // The zero of a calibration is a convention: what is compared is how items lie to each other.
      const mean = off.reduce((sum, each) => sum + each, 0) / off.length;
      return items.map(({ se }, n) => ((off[n] ?? 0) - mean) / se);
    });
    assert.ok(z.length > 40);
    const within = z.filter((each) => Math.abs(each) < 1.96).length / z.length;
    assert.ok(within >= 0.88, `${within} of ${z.length} difficulties lie within 1.96 standard errors`);
    const spread = Math.sqrt(z.reduce((sum, each) => sum + each * each, 0) / z.length);
    assert.ok(spread > 0.65 && spread < 1.35, `errors are ${spread} of what is said of them`);
  });

  it('SCL-6: the wrong key is flagged, and no other', async () => {
    const { start, end, dif, link } = await kept();
    const items = [...(start?.calibration.items ?? []), ...(end?.calibration.items ?? [])];
    const keys = items.filter((item) => flagsOf(item, dif, link).includes('key'));
    assert.deepEqual([...new Set(keys.map(({ item }) => plain(item)))], [spoilt.wrongKey]);
  });

  it('SCL-7: the anchor that drifted is named and carries nothing; the others stay', async () => {
    const { link } = await kept();
    const dropped = link?.anchors.filter(({ isDropped }) => isDropped) ?? [];
    assert.deepEqual(
      dropped.map(({ item }) => plain(item)),
      [spoilt.drifted],
    );
    assert.ok(Math.abs((dropped[0]?.shift ?? 0) - spoilt.drift) < 0.5, `it moved by ${dropped[0]?.shift}`);
  });

  it('SCL-8: the items that are harder in Russian and for boys are called, by their class C, and in that direction', async () => {
    const { dif } = await kept();
    for (const [by, item] of [
      ['language', spoilt.inRussian],
      ['sex', spoilt.forBoys],
    ]) {
      const called = dif.find((each) => each.by === by)?.items.filter(({ isCalled }) => isCalled) ?? [];
      const grave = called.filter(({ class: is }) => is === 'C');
      assert.deepEqual(
        grave.map((each) => [plain(each.item), each.delta < 0]),
        [[item, true]],
        `by ${by}`,
      );
    }
  });

  it('SCL-12: the growth of the region lies in its interval, with and without the class that was told', async () => {
    const truth = trueGrowth(year);
    const all = await growthOf(house(), studies.end, cell);
    assert.ok(all.ok && all.value.growth);
    const both = [...region.persons.values()].filter(({ sits }) => sits.start && sits.end).length;
    assert.equal(all.value.growth.pupils, both);
    assert.equal(all.value.left, [...region.persons.values()].filter(({ sits }) => sits.start && !sits.end).length);
    assert.equal(all.value.came, [...region.persons.values()].filter(({ sits }) => !sits.start && sits.end).length);
    const { low, high, se } = all.value.growth;
    assert.ok(low < truth && truth < high, `${truth} is not in ${low} … ${high}`);
    assert.ok(low > 0, 'half a logit is seen by so many');
    const honest = year.schools.filter(({ isTold }) => !isTold).map(({ school }) => school as SchoolId);
    const without = await growthOf(house(), studies.end, cell, honest);
    assert.ok(without.ok && without.value.growth);
    const own = trueGrowth({ schools: year.schools.filter(({ isTold }) => !isTold) });
    assert.ok(without.value.growth.low < own && own < without.value.growth.high);
    assert.ok(
      Math.abs(all.value.growth.growth - without.value.growth.growth) < se,
      'it moves the region by less than its error',
    );
  });

  it('RES-17: the region’s page says the same growth, and how many left and came', async () => {
    const { body } = await region.ask('GET', '/results/region?year=2026');
    const shown = (body as RegionReport).cells.find((each) => each.cell === cell);
    const { scale } = await kept();
    const truth = scaleSize(trueGrowth(year), scale);
    assert.ok(shown?.growth);
    const { low, high, pupils, left, joined } = shown.growth;
    assert.ok(low < truth && truth < high, `${truth} is not in ${low} … ${high}`);
    const both = (is: (pupil: TruePupil) => boolean): number => [...region.persons.values()].filter(is).length;
    assert.equal(
      pupils,
      both(({ sits }) => sits.start && sits.end),
    );
    assert.equal(
      left,
      both(({ sits }) => sits.start && !sits.end),
    );
    assert.equal(
      joined,
      both(({ sits }) => !sits.start && sits.end),
    );
  });

  it('RES-22: schools are shown by growth with intervals that hold what is true; of the class of six no value is', async () => {
    const { body } = await region.ask('GET', `/results/schools?year=2026&about=growth&cell=${cell}`);
    const { scale } = await kept();
    const rows = (body as SchoolsReport).schools;
    assert.equal(rows.length, year.schools.length);
    assert.ok(rows.every(({ school, shown }) => school !== told || shown.kind !== 'value'));
    const held = rows.flatMap(({ school, shown }) => {
      if (shown.kind !== 'value') return [];
      const schools = year.schools.filter((each) => each.school === (school as string));
      const truth = scaleSize(trueGrowth({ schools }), scale);
      return [shown.value.low < truth && truth < shown.value.high];
    });
    assert.ok(held.length >= 5);
    assert.ok(held.filter(Boolean).length / held.length >= 0.8, `${held.filter(Boolean).length} of ${held.length}`);
  });

  it('SIT-33: the class that was told is flagged, for it answered faster than anybody reads; nobody else is', async () => {
    const answers = await responsesOf(house().log, studies.end, { cell });
    const rapid = answers.filter(({ flags }) => flags.includes('rapid'));
    assert.ok(rapid.length > 0 && rapid.every(({ school }) => school === told));
    assert.equal(rapid.length, answers.filter(({ school }) => school === told).length);
    // Nobody judges by it: the answers are scored as they are.
    const scores = await scoresOf(house(), studies.end, cell, told as SchoolId);
    assert.ok(scores.ok && scores.value.scores.length === rapid.length);
  });

  it('SCL-22: a school scores its own pupils by itself to the same numbers, and the truth lies in their bands', async () => {
    const z: number[] = [];
    for (const { school } of year.schools.filter(({ isTold }) => !isTold)) {
      const own = await scoresOf(region.all.school(school).house, studies.start, cell);
      const known = await scoresOf(house(), studies.start, cell, school as SchoolId);
      assert.ok(own.ok && known.ok);
      assert.deepEqual(byPerson(own.value), byPerson(known.value));
      for (const { person, wle, se } of own.value.scores) {
        z.push((wle - (region.persons.get(person)?.ability.start ?? 0)) / se);
      }
    }
    const mean = z.reduce((sum, each) => sum + each, 0) / z.length;
    // The zero of the scale is the mean of its items.
    const within = z.filter((each) => Math.abs(each - mean) < 1.96).length / z.length;
    assert.ok(within > 0.9 && within < 0.99, `${within} of the bands hold what is true`);
  });
});

function byPerson({ scores }: CellScores) {
  return scores
    .map(({ person, wle, points }) => [person, Math.round(wle * 1e6), points] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
