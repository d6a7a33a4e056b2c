import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PersonId, SchoolId } from '#kernel/ids.ts';
import { schoolScope } from '#kernel/ids.ts';
import type { ClassChoice, ClassReport } from './class-report.ts';
import type { Measured } from './model/measured.ts';
import type { OwnCell } from './own-report.ts';
import { schoolStated } from './records.ts';
import type { SchoolReport } from './school-report.ts';
import { aResultsNode, coordinator, end, keyOf, start, type Caller, type ResultsNode } from './testing.ts';

const maths = 'mathematics-6';
const own = 'own-school' as SchoolId;
let school: ResultsNode;
let [aidana, bolat, dana] = ['', '', ''] as [PersonId, PersonId, PersonId];
let group = '';

const at = (person: PersonId, score: number): Measured => {
  return { person, school: own, cell: maths, score, error: 42, plausible: [score - 20, score + 20] };
};
const teacherOf = (person: string): Caller => ({ person, posts: [{ role: 'teacher', school: own }] });
const pupilOf = (person: string): Caller => ({ person, posts: [{ role: 'pupil', school: own }] });
const head: Caller = { person: 'head', posts: [{ role: 'head', school: own }] };

before(async () => {
  school = await aResultsNode('school');
  [aidana, bolat, dana] = [
    await school.pupil('Әлиева', 6),
    await school.pupil('Бекова', 6),
    await school.pupil('Данабек', 6),
  ];
  group = await school.group('mugalim', 'mathematics', [5, 6]);
  school.given.measured.set(keyOf(start, maths), [at(aidana, 430), at(bolat, 520)]);
  school.given.measured.set(keyOf(end, maths), [at(aidana, 470), at(bolat, 760)]);
  const answers = (person: PersonId, points: readonly number[]) => {
    return points.map((each, n) => ({
      person,
      objective: ['6.1.1.1', '6.2.1.1', '6.1.2.1'][n] ?? '',
      points: each,
      of: 2,
    }));
  };
  school.given.evidence.set(keyOf(end, maths), [
    ...answers(aidana, [2, 0, 0]),
    ...answers(bolat, [2, 2, 0]),
    ...answers(bolat, [1, 1, 0]),
  ]);
  school.given.missing.set(keyOf(end, maths), [{ person: dana, school: own }]);
});

after(async () => {
  await school[Symbol.asyncDispose]();
});

describe('a pupil', () => {
  it('RES-14, RES-20: sees the own band and what to learn next, and nobody else’s', async () => {
    const { body } = await school.call<{ cells: OwnCell[] }>(pupilOf(aidana), 'GET', '/own');
    assert.equal(body.cells.length, 1);
    const [cell] = body.cells;
    assert.deepEqual([cell?.timePoint, cell?.change?.kind], ['end', 'within'], '40 points are inside the error');
    assert.deepEqual(
      cell?.next.map(({ objective }) => objective),
      ['6.1.2.1', '6.2.1.1'],
    );
    assert.ok(!('score' in (cell?.band ?? {})), 'no point of which the error is not shown');
    const other = await school.call<{ cells: OwnCell[] }>(pupilOf(bolat), 'GET', '/own');
    assert.equal(other.body.cells[0]?.change?.kind, 'higher');
    assert.deepEqual((await school.call<{ cells: OwnCell[] }>(pupilOf(dana), 'GET', '/own')).body.cells, []);
    for (const path of ['/classes', '/school', `/classes/${group}?study=${end}&cell=${maths}`]) {
      assert.equal((await school.call(pupilOf(aidana), 'GET', path)).status, 403, path);
    }
  });
});

describe('a teacher', () => {
  it('RES-15: has a page for the group: objectives × pupils, what to teach again, who has no result', async () => {
    const { body: home } = await school.call<{ choices: ClassChoice[] }>(teacherOf('mugalim'), 'GET', '/classes');
    assert.deepEqual(
      home.choices.map(({ cell, timePoint }) => [cell, timePoint]),
      [
        [maths, 'end'],
        [maths, 'start'],
      ],
    );
    const { body } = await school.call<ClassReport>(
      teacherOf('mugalim'),
      'GET',
      `/classes/${group}?study=${end}&cell=${maths}`,
    );
    assert.deepEqual(
      body.pupils.map(({ name }) => name),
      ['Әлиева Оқушы', 'Бекова Оқушы'],
    );
    assert.deepEqual(body.without, ['Данабек Оқушы']);
    assert.deepEqual(
      body.objectives.filter(({ isWeak }) => isWeak).map(({ objective }) => objective),
      ['6.1.2.1'],
    );
    assert.equal(body.pupils[0]?.points.length, body.objectives.length);
  });

  it('RES-18: the class is printed on one page, and a page for each pupil to hand out', async () => {
    const query = `study=${end}&cell=${maths}&lang=kk`;
    for (const path of [`/papers/classes/${group}/pdf`, `/papers/pupils/${group}`]) {
      const answer = await school.fetch(teacherOf('mugalim'), `${path}?${query}`);
      assert.equal(
        Buffer.from(await answer.arrayBuffer())
          .subarray(0, 4)
          .toString(),
        '%PDF',
        path,
      );
      assert.equal((await school.fetch(teacherOf('stranger'), `${path}?${query}`)).status, 404, path);
    }
  });

  it('RES-20: of another teacher’s group nothing, of an unknown page neither', async () => {
    const path = `/classes/${group}?study=${end}&cell=${maths}`;
    assert.equal((await school.call(teacherOf('stranger'), 'GET', path)).status, 404);
    assert.deepEqual(
      (await school.call<{ choices: unknown[] }>(teacherOf('stranger'), 'GET', '/classes')).body.choices,
      [],
    );
    assert.equal(
      (await school.call(teacherOf('mugalim'), 'GET', `/classes/${group}?study=nothing&cell=${maths}`)).status,
      404,
    );
    assert.equal((await school.call(teacherOf('mugalim'), 'GET', '/school')).status, 403);
  });
});

describe('a head', () => {
  it('RES-16: sees the own raw mean at once, and the school among all when the region has told it', async () => {
    const before = await school.call<SchoolReport>(head, 'GET', '/school');
    const cell = before.body.years[0]?.cells[0];
    assert.deepEqual([cell?.end?.own, cell?.end?.among, cell?.missing], [{ n: 2, mean: 615 }, undefined, 1]);
    assert.deepEqual([cell?.growth?.own.mean, cell?.growth?.left], [140, 0]);
    const told = { value: 531.4, low: 480, high: 582.8, weight: 0.3, region: 503, standing: 'alike' as const };
    const at = { school: own, study: end, cell: maths, of: 'level' as const };
    await school.write(schoolStated.draft(schoolScope(own), 'region', { ...at, ...told }));
    const { body } = await school.call<SchoolReport>(head, 'GET', '/school');
    const among = body.years[0]?.cells[0]?.end?.among;
    assert.ok(
      among && among.value.value > 500 && among.value.value < 560,
      'two pupils are drawn far towards the region',
    );
    assert.equal(among?.standing, 'alike');
  });

  it('RES-20: what is the region’s is not here, and the other way round', async () => {
    assert.equal((await school.call(coordinator, 'GET', '/region')).status, 409);
    await using region = await aResultsNode('region');
    assert.equal((await region.call(head, 'GET', '/school')).status, 409);
    const { body } = await region.call<{ cells: unknown[] }>(coordinator, 'GET', '/region');
    assert.deepEqual(body.cells, [], 'nothing was measured yet');
  });
});
