import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Preview } from './routes-releases.ts';
import type { Published } from './published.ts';
import type { RegionReport } from './region-report.ts';
import type { SchoolsReport } from './working-access.ts';
import { dumpRows } from '#testing/logs.ts';
import { resultsProjection } from './projection.ts';
import {
  aResultsNode,
  compared,
  coordinator,
  end,
  funder,
  keyOf,
  methodistOf,
  registered,
  scores,
  start,
  type Caller,
  type ResultsNode,
} from './testing.ts';

const maths = 'mathematics-6';
const science = 'natural-science-6';
let region: ResultsNode;

/** Three districts of six schools; two of them small, one of them with a school of three among large ones. */
before(async () => {
  region = await aResultsNode('region');
  const rows = { start: [], end: [], science: [] } as Record<string, ReturnType<typeof scores>>;
  for (let n = 0; n < 18; n++) {
    const [school, district] = [`s${n}`, ['Алға ауданы', 'Ойыл ауданы', 'Шалқар ауданы'][n % 3] ?? ''];
    const pupils = n === 0 ? 3 : n % 3 === 0 ? 15 : 4 + (n % 9);
    await region.write(registered(school, district));
    rows['start']?.push(...scores(school, maths, pupils, 470, n));
    // One pupil of each second school is not there at the end.
    rows['end']?.push(...scores(school, maths, pupils, 500, n).slice(n % 2));
    rows['science']?.push(...scores(school, science, pupils, 480, 100 + n));
  }
  await region.write(registered('city', 'Ақтөбе'), compared('city'));
  rows['start']?.push(...scores('city', maths, 25, 540, 99));
  region.given.measured.set(keyOf(start, maths), rows['start'] ?? []);
  region.given.measured.set(keyOf(end, maths), rows['end'] ?? []);
  region.given.measured.set(keyOf(start, science), rows['science'] ?? []);
});

after(async () => {
  await region[Symbol.asyncDispose]();
});

const teacher: Caller = { posts: [{ role: 'teacher' }] };
const head: Caller = { posts: [{ role: 'head' }] };
const pupil: Caller = { posts: [{ role: 'pupil' }] };
const anyone: Caller = undefined;

describe('who sees what of a region', () => {
  it('RES-20: nobody but coordinator and methodist sees schools, nobody but the coordinator publishes and reads the looks', async () => {
    for (const who of [teacher, head, pupil, funder, undefined]) {
      for (const path of ['/region', '/schools', '/looks', '/releases/attack']) {
        assert.equal((await region.call(who, 'GET', path)).status, who ? 403 : 401, path);
      }
    }
    assert.equal((await region.call(methodistOf('Алға ауданы'), 'GET', '/looks')).status, 403);
    const asked = { kind: 'level', study: start, depth: 'region', after: 0 };
    assert.equal((await region.call(methodistOf('Алға ауданы'), 'POST', '/releases', asked)).status, 403);
    assert.equal((await region.call(anyone, 'GET', '/published')).status, 200);
  });

  it('RES-20: a methodist sees the own district alone; without a district, none', async () => {
    const own = await region.call<SchoolsReport>(methodistOf('Алға ауданы'), 'GET', '/schools');
    assert.deepEqual(new Set(own.body.schools.map(({ district }) => district.kk)), new Set(['Алға ауданы']));
    const text = JSON.stringify(own.body.schools);
    assert.ok(!text.includes('Ойыл') && own.body.schools.length === 6);
    const none = await region.call<SchoolsReport>({ posts: [{ role: 'methodist' }] }, 'GET', '/schools');
    assert.deepEqual(none.body.schools, []);
    const report = await region.call<RegionReport>(methodistOf('Ойыл ауданы'), 'GET', '/region');
    assert.deepEqual(
      report.body.cells[0]?.districts.map(({ district }) => district),
      ['Ойыл ауданы'],
    );
  });

  it('RES-22: schools stand in the order of the alphabet; of few pupils nothing is said, pooled each counts once', async () => {
    const { body } = await region.call<SchoolsReport>(coordinator, 'GET', `/schools?about=start&cell=${maths}`);
    const names = body.schools.map(({ names: { kk } }) => kk);
    assert.deepEqual(names, names.toSorted(new Intl.Collator('kk').compare));
    const shown = new Map(body.schools.map((row) => [row.school as string, row.shown]));
    assert.equal(shown.get('s0')?.kind, 'few');
    assert.equal(shown.get('s3')?.kind, 'value');
    assert.ok(!shown.has('city'), 'a school that is only compared with is in no list');
    const all = await region.call<SchoolsReport>(coordinator, 'GET', '/schools?about=start&cell=all');
    const s3 = all.body.schools.find(({ school }) => school === 's3')?.shown;
    assert.equal(s3?.kind === 'value' && s3.pupils, 15);
    assert.ok(!JSON.stringify(all.body).includes('s3-p'), 'no pupil is named');
  });

  it('RES-23: every look is kept before it is answered, and the coordinator can read who looked at what', async () => {
    const before = await region.call<{ looks: unknown[] }>(coordinator, 'GET', '/looks');
    await region.call(
      { ...methodistOf('Алға ауданы'), person: 'methodist-1' } as Caller,
      'GET',
      `/schools?about=end&cell=${maths}`,
    );
    const { body } = await region.call<{
      looks: { what: string; study: string; cell: string; districts: string[]; schools: number }[];
    }>(coordinator, 'GET', '/looks');
    assert.equal(body.looks.length, before.body.looks.length + 1);
    const look = body.looks.find(
      ({ study, cell, districts }) => study === end && cell === maths && districts.length === 1,
    );
    assert.deepEqual([look?.what, look?.districts, look?.schools], ['schools', ['Алға ауданы'], 6]);
  });

  it('RES-17: growth is of the same pupils, with attrition and the link; districts are told from the region or not', async () => {
    const { body } = await region.call<RegionReport>(coordinator, 'GET', '/region?year=2026');
    const cell = body.cells.find((each) => each.cell === maths);
    assert.ok(cell?.growth && cell.start && cell.end);
    assert.equal(cell.growth.pupils + cell.growth.left, cell.start.pupils);
    assert.equal(cell.growth.left, 9);
    assert.ok(cell.growth.low > 10 && cell.growth.high < 50);
    assert.ok((cell.growth.high - cell.growth.low) / 2 >= 11.7, 'the link is in the interval');
    assert.deepEqual(
      cell.districts.map(({ district }) => district),
      ['Алға ауданы', 'Ойыл ауданы', 'Шалқар ауданы'],
    );
    assert.ok(cell.districts.every((each) => each.kind === 'value' && each.standing === 'alike'));
    assert.ok(cell.compared && cell.compared.gap.value > 30, 'the town’s schools lie above');
    assert.equal(body.cells.find((each) => each.cell === science)?.growth, undefined);
  });
});

describe('releases', () => {
  const publish = async (kind: string, study: string, depth: string) => {
    const { body } = await region.call<Preview>(
      coordinator,
      'GET',
      `/releases/preview?kind=${kind}&study=${study}&depth=${depth}`,
    );
    return region.call<{ release: string; error?: { key: string } }>(coordinator, 'POST', '/releases', {
      kind,
      study,
      depth,
      after: body.after,
    });
  };

  it('RES-1, RES-2: what is published is read by anybody, and holds no small group', async () => {
    const made = await publish('level', start, 'schools');
    assert.equal(made.status, 200);
    const { body } = await region.call<Published>(anyone, 'GET', `/published/${made.body.release}`);
    const table = body.tables.find(({ cell }) => cell === maths);
    assert.ok(table?.rows.every(({ pupils }) => pupils >= 10));
    assert.ok(table?.rows.some(({ kind }) => kind === 'region'));
    assert.ok(!table?.rows.some(({ unit }) => unit === 'school:s0' || unit === 'school:city'));
    assert.ok(!JSON.stringify(body).includes('-p'), 'no pupil is in it');
    assert.equal(body.isSample, true);
  });

  it('RES-4, RES-5: growth after it hides what could be subtracted; the attacker finds nothing in both', async () => {
    assert.equal((await publish('growth', end, 'schools')).status, 200);
    const { body } = await region.call<{ cells: { cell: string; found: number }[] }>(
      coordinator,
      'GET',
      '/releases/attack',
    );
    assert.deepEqual(
      body.cells.map(({ found }) => found),
      [0, 0],
    );
  });

  it('RES-5: two who publish at once: the second is asked to look again', async () => {
    const body = { kind: 'level', study: start, depth: 'region', after: 0 };
    const late = await region.call<{ error: { key: string } }>(coordinator, 'POST', '/releases', body);
    assert.deepEqual([late.status, late.body.error.key], [409, 'results.released-meanwhile']);
  });

  it('RES-6: growth without a start, or of an unknown study, is refused', async () => {
    const asked = (study: string) =>
      region.call<{ error: { key: string } }>(
        coordinator,
        'GET',
        `/releases/preview?kind=growth&study=${study}&depth=region`,
      );
    assert.equal((await asked(start)).body.error.key, 'results.no-growth');
    assert.equal((await asked('nothing')).body.error.key, 'results.no-such-study');
  });

  it('RES-5: a rebuild gives the same releases, the same pupils behind them, the same looks', async () => {
    const rows = await dumpRows(region.house.log.read, resultsProjection);
    await region.house.log.rebuild('results');
    assert.deepEqual(await dumpRows(region.house.log.read, resultsProjection), rows);
    assert.equal(rows['results_releases']?.length, 2);
  });

  it('RES-18: everything that may be shown can be taken along, on paper and as a spreadsheet; a look by paper is kept too', async () => {
    const { body } = await region.call<{ releases: { release: string }[] }>(anyone, 'GET', '/published');
    const at = `/papers/published/${body.releases[0]?.release}`;
    for (const [who, path] of [
      [anyone, at],
      [coordinator, '/papers/region'],
      [methodistOf('Алға ауданы'), '/papers/schools'],
    ] as const) {
      const pdf = Buffer.from(await (await region.fetch(who, `${path}/pdf?lang=kk`)).arrayBuffer());
      assert.equal(pdf.subarray(0, 4).toString(), '%PDF', path);
      const xlsx = Buffer.from(await (await region.fetch(who, `${path}/xlsx?lang=ru`)).arrayBuffer());
      assert.equal(xlsx.subarray(0, 2).toString(), 'PK', path);
    }
    assert.equal((await region.fetch(anyone, '/papers/schools/pdf?lang=kk')).status, 401);
    const looks = await region.call<{ looks: { how: string }[] }>(coordinator, 'GET', '/looks');
    assert.ok(['paper', 'table'].every((how) => looks.body.looks.some((look) => look.how === how)));
  });

  it('RES-16: each school is told how it stands, in its own scope and of no other school', async () => {
    const { status, body } = await region.call<{ stated: number }>(coordinator, 'POST', '/stated', { year: 2026 });
    assert.deepEqual([status, body.stated], [200, 4]);
    const rows = await region.house.log.read.all<{ school: string; scope: string }>(
      'select s.school, o.scope from results_stated s join log_origins o on o.id = s._origin',
    );
    assert.ok(rows.length >= 18 * 4 && rows.every(({ school, scope }) => scope === `school:${school}`));
  });
});
