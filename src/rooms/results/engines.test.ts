import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Store } from '#log/store.ts';
import { dumpRows } from '#testing/logs.ts';
import { resultsProjection } from './projection.ts';
import type { Preview } from './routes-releases.ts';
import { aResultsNode, coordinator, end, keyOf, registered, scores, start } from './testing.ts';

const maths = 'mathematics-6';

/** What a small region keeps and answers when somebody looked, published, and told the schools. */
async function regionOn(engine: Store['engine']): Promise<readonly unknown[]> {
  await using region = await aResultsNode('region', engine);
  for (const [study, mean] of [
    [start, 480],
    [end, 510],
  ] as const) {
    const schools = Array.from({ length: 8 }, (_, n) => scores(`s${n}`, maths, 6 + 3 * n, mean, n));
    region.given.measured.set(keyOf(study, maths), schools.flat());
  }
  for (let n = 0; n < 8; n++) await region.write(registered(`s${n}`, n % 2 === 0 ? 'Алға ауданы' : 'Ойыл ауданы'));
  const asked = { kind: 'growth', study: end, depth: 'schools' };
  const answers: unknown[] = [(await region.call(coordinator, 'GET', '/schools?about=growth')).body];
  const preview = await region.call<Preview>(coordinator, 'GET', `/releases/preview?${new URLSearchParams(asked)}`);
  const made = await region.call<{ release: string }>(coordinator, 'POST', '/releases', {
    ...asked,
    after: preview.body.after,
  });
  await region.call(coordinator, 'POST', '/stated', { year: 2026 });
  for (const path of ['/looks', '/published', `/published/${made.body.release}`, '/releases/attack', '/region']) {
    const { status, body } = await region.call(coordinator, 'GET', path);
    assert.equal(status, 200, path);
    answers.push(body);
  }
  return [...answers, await dumpRows(region.house.log.read, resultsProjection)];
}

describe('results on both engines', () => {
  it('RES-5, RES-16, RES-23: SQLite and PostgreSQL keep and answer the same', async () => {
    const expected = await regionOn('sqlite');
    assert.ok(JSON.stringify(expected).includes('school:s7'));
    assert.deepEqual(await regionOn('postgres'), expected);
  });
});
