import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { personOf, type Entry, type Light, type WorkAnswer } from './entry.ts';
import {
  absorb,
  batchOf,
  held,
  leaseMilliseconds,
  mostBytes,
  mostEntries,
  mostKept,
  numbered,
  reachOf,
  trimmed,
} from './outbox-model.ts';
import { anEntry, aRow } from './testing.ts';

const day = 24 * 3600 * 1000;
const limit = { entries: mostEntries, bytes: mostBytes };
const server = { node: 'school', epoch: 1 };

function answer(region: number, more: Partial<WorkAnswer> = {}): WorkAnswer {
  return { ...server, results: [], region, ...more };
}

function taken(...numbers: readonly number[]) {
  return numbers.map((n) => ({ n, state: 'taken' as const }));
}

function lightsOf(entries: readonly Entry[]): (string | number | undefined)[][] {
  return entries.map(({ n, light, toSend }) => [n, light, toSend]);
}

describe('numbering', () => {
  it('OUT-2, OUT-4: the entry gets its number, its name for its body, and the person of its credential', () => {
    const body = ({ tablet, n }: { tablet: string; n: number }) => ({ attempt: `${tablet}-${n}` });
    const { row, entry, content } = numbered(aRow({ next: 7 }), { credential: 'o1.aigul.123456', kind: 'k', body }, 5);
    assert.equal(row.next, 8);
    const { n, person, light, toSend, at } = entry;
    assert.deepEqual({ n, person, light, toSend, at }, { n: 7, person: 'aigul', light: 'waiting', toSend: 1, at: 5 });
    assert.deepEqual(content, { tablet: 't', n: 7, credential: 'o1.aigul.123456', body: { attempt: 't-7' } });
  });

  it('OUT-4: a work credential names its person, and what is no credential is a mistake of the caller', () => {
    const payload = Buffer.from(JSON.stringify({ p: 'aigul', t: 't', s: 's', iat: 1 })).toString('base64url');
    assert.equal(personOf(`w1.${payload}.c2ln`), 'aigul');
    for (const wrong of ['', 'w1.', 'w2.aigul', 'aigul', `w1.${Buffer.from('{}').toString('base64url')}.x`])
      assert.throws(() => personOf(wrong));
  });

  it('OUT-5: what no record can hold is refused at once, in bytes and not in letters', () => {
    const given = (body: string) => ({ credential: 'o1.p.123456', kind: 'k', body });
    assert.throws(() => numbered(aRow(), given('x'.repeat(33_000)), 0), RangeError);
    assert.throws(() => numbered(aRow(), given('қ'.repeat(17_000)), 0), RangeError);
    assert.ok(numbered(aRow(), given('x'.repeat(31_000)), 0).entry.bytes > 31_000);
  });
});

describe('a request', () => {
  it('OUT-5: carries at most 200 entries and 256 KB, and of some never none', () => {
    const many = Array.from({ length: 300 }, (_, place) => anEntry(place + 1));
    assert.deepEqual(batchOf(many, limit), many.slice(0, 200));
    assert.equal(
      batchOf(
        many.map((entry) => ({ ...entry, bytes: 100_000 })),
        limit,
      ).length,
      2,
    );
    assert.equal(batchOf([anEntry(1, 'waiting', { bytes: 300_000 }), anEntry(2)], limit).length, 1);
    assert.deepEqual(batchOf([], limit), []);
  });
});

describe('an answer', () => {
  it('OUT-5, OUT-7: what it takes is at the school, what it refuses is parked with the reason, the rest goes on waiting', () => {
    const results = [
      { n: 1, state: 'taken' as const },
      { n: 2, state: 'parked' as const, key: 'lessons.not-yours' },
    ];
    const { row, changed } = absorb(
      aRow({ server }),
      [anEntry(1), anEntry(2), anEntry(3)],
      answer(0, { results }),
      0,
      9,
    );
    assert.deepEqual(lightsOf(changed), [
      [1, 'school', undefined],
      [2, 'parked', undefined],
    ]);
    assert.equal(changed[1]?.key, 'lessons.not-yours');
    assert.equal(row.answers, 1);
  });

  it('OUT-8: the region has what is at the school up to its number, and nothing that waits or is parked below it', () => {
    const entries = [
      anEntry(1, 'parked'),
      anEntry(2, 'school'),
      anEntry(3),
      anEntry(4, 'school'),
      anEntry(5, 'school'),
    ];
    const { changed } = absorb(aRow({ server }), entries, answer(4), 0, 9);
    assert.deepEqual(lightsOf(changed), [
      [2, 'region', undefined],
      [4, 'region', undefined],
    ]);
    assert.equal(changed[0]?.since, 9);
  });

  it('OUT-8: an answer that another one overtook says nothing of the region', () => {
    // Asked while entry 3 was parked; since then it was taken, and the region does not have it.
    const row = aRow({ server, answers: 5, region: 2 });
    const overtaken = absorb(row, [anEntry(3, 'school')], answer(10), 4, 9);
    assert.deepEqual(overtaken.changed, []);
    assert.equal(overtaken.row.region, 2);
    assert.deepEqual(lightsOf(absorb(row, [anEntry(3, 'school')], answer(10), 5, 9).changed), [
      [3, 'region', undefined],
    ]);
  });

  it('OUT-7: a refusal that another answer overtook does not take back what was taken since', () => {
    const results = [{ n: 1, state: 'parked' as const, key: 'no' }];
    assert.deepEqual(
      absorb(aRow({ server, answers: 5 }), [anEntry(1, 'school')], answer(0, { results }), 4, 9).changed,
      [],
    );
  });

  it('OUT-9: after a restore all goes up again that the region lacks, and what was refused', () => {
    const entries = [
      anEntry(1, 'region'),
      anEntry(2, 'parked'),
      anEntry(3, 'school'),
      anEntry(4, 'region'),
      anEntry(5),
    ];
    for (const restored of [answer(1, { epoch: 2 }), answer(1, { node: 'another', epoch: 1 })]) {
      const { row, changed } = absorb(aRow({ server, region: 4 }), entries, restored, 0, 9);
      assert.deepEqual(lightsOf(changed), [
        [2, 'parked', 1],
        [3, 'waiting', 1],
        [4, 'region', 1],
      ]);
      assert.deepEqual(row.server, { node: restored.node, epoch: restored.epoch });
    }
  });

  it('OUT-15: a server that lacks what it said it had taken gets everything again that the region does not have', () => {
    const { row } = absorb(aRow({ server }), [anEntry(1), anEntry(2)], answer(0, { results: taken(1, 2) }), 0, 9);
    assert.equal(row.known, 2, 'the tablet remembers what was taken last');
    const entries = [anEntry(1, 'region'), anEntry(2, 'school'), anEntry(3)];
    const fallen = absorb(row, entries, answer(1, { lacks: true }), row.answers, 10);
    assert.deepEqual(lightsOf(fallen.changed), [[2, 'waiting', 1]]);
    assert.equal(fallen.row.known, undefined, 'and names it no more');
  });

  it('OUT-9: an answer of an older epoch is ignored', () => {
    const row = aRow({ server: { node: 'school', epoch: 2 } });
    const results = [{ n: 1, state: 'taken' as const }];
    assert.deepEqual(absorb(row, [anEntry(1)], answer(5, { results }), 0, 9), { row, changed: [] });
    assert.deepEqual(reachOf(row, answer(5), 0), []);
  });

  it('OUT-9: where the number of the region went down, what lies above goes up again and keeps its light', () => {
    const entries = [anEntry(3, 'region'), anEntry(4, 'region'), anEntry(5, 'school')];
    const { changed, row } = absorb(aRow({ server, region: 4 }), entries, answer(3), 0, 9);
    assert.deepEqual(lightsOf(changed), [
      [4, 'region', 1],
      [5, 'school', 1],
    ]);
    assert.deepEqual(
      absorb(row, entries, answer(3), 1, 9).changed.filter((entry) => entry.toSend),
      [],
      'once',
    );
  });

  it('OUT-9: a late entry below, which brings the number down, sends nothing again', () => {
    const results = [{ n: 3, state: 'taken' as const }];
    const { changed } = absorb(
      aRow({ server, region: 9 }),
      [anEntry(3, 'parked', { toSend: 1 }), anEntry(5, 'region')],
      answer(2, { results }),
      0,
      9,
    );
    assert.deepEqual(lightsOf(changed), [[3, 'school', undefined]]);
  });

  it('OUT-5: reaches for all entries that it changes', () => {
    const light = fc.constantFrom<Light>('waiting', 'school', 'region', 'parked');
    const lights = fc.array(light, { maxLength: 12, size: 'max' });
    const numbers = fc.record({
      region: fc.nat(13),
      known: fc.nat(13),
      epoch: fc.integer({ min: 1, max: 3 }),
      asked: fc.nat(1),
    });
    const taken = fc.array(
      fc.record({ n: fc.integer({ min: 1, max: 12 }), state: fc.constantFrom('taken' as const, 'parked' as const) }),
    );
    fc.assert(
      fc.property(lights, numbers, taken, (all, { region, known, epoch, asked }, results) => {
        const row = aRow({ server: { node: 'school', epoch: 2 }, region: known, answers: 1 });
        const entries = all.map((each, place) => anEntry(place + 1, each));
        const news = answer(region, { epoch, results });
        const reach = reachOf(row, news, asked);
        const isReached = ({ n, light: its }: Entry) =>
          reach.some((each) => each.light === its && each.from <= n && n <= each.to);
        const least = entries.filter((entry) => isReached(entry) || results.some(({ n }) => n === entry.n));
        assert.deepEqual(absorb(row, least, news, asked, 9), absorb(row, entries, news, asked, 9));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('what is kept', () => {
  const now = 100 * day;
  const done = (age: number) => ({ since: now - age * day, bytes: 1000 });

  it('OUT-11: goes when the region has had it for 30 days, or for longer where that was asked for', () => {
    const entries = [done(41), done(31), done(29)];
    const totals = { count: 3, bytes: 3000 };
    assert.equal(trimmed(totals, entries, now, { days: 30 }), 2);
    assert.equal(trimmed(totals, entries, now, { days: 0 }), 2, 'never earlier');
    assert.equal(trimmed(totals, entries, now, { days: 40 }), 1);
  });

  it('OUT-11: goes earlier where there is too much, and no more of it than that', () => {
    const entries = [done(3), done(2), done(1)];
    assert.equal(trimmed({ count: mostKept.count + 2, bytes: 0 }, entries, now, { days: 30 }), 2);
    assert.equal(trimmed({ count: 3, bytes: mostKept.bytes + 1 }, entries, now, { days: 30 }), 1);
    assert.equal(trimmed({ count: 3, bytes: 3000 }, entries, now, { days: 30, bytesWanted: 1500 }), 2);
    assert.equal(
      trimmed({ count: mostKept.count * 2, bytes: 0 }, [], now, { days: 30 }),
      0,
      'what the region lacks never goes',
    );
  });
});

describe('the lease', () => {
  it('OUT-12: belongs to one window until it was not renewed for fifteen seconds', () => {
    const first = held(undefined, 'a', 1000);
    assert.deepEqual(first, { holder: 'a', until: 1000 + leaseMilliseconds });
    assert.equal(held(first, 'b', 2000), undefined);
    assert.equal(held(first, 'a', 2000)?.until, 2000 + leaseMilliseconds);
    assert.equal(held(first, 'b', 1000 + leaseMilliseconds)?.holder, 'b');
  });

  it('OUT-12: one from before the clock was set back does not stop all windows', () => {
    assert.equal(held({ holder: 'a', until: 10_000_000 }, 'b', 1000)?.holder, 'b');
  });
});
