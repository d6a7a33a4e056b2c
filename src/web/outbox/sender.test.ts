import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { freshCourse, type Course, type Entry } from './outbox-model.ts';
import { takeTurn } from './sender.ts';
import { fakeServer, memoryStore, type Fate, type FakeServer, type MemoryStore } from './testing.ts';

const tablets = [{ tablet: 't', token: 't1.x' }];
const runs = process.env['TIREK_PROOF'] ? 5000 : 300;

type Step = { readonly kind: 'add' } | { readonly kind: 'sync' } | { readonly kind: 'restore' } | { readonly kind: 'turn'; readonly fates: readonly Fate[] };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ kind: 'add' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'sync' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restore' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('turn' as const),
      fates: fc.array(fc.constantFrom<Fate>('fine', 'lost', 'half', 'busy'), { maxLength: 4 }),
    }),
  },
);

async function turn(store: MemoryStore, server: FakeServer, course: Course, fates: readonly Fate[]): Promise<Course> {
  const left = [...fates];
  return (await takeTurn(server.needs(store, () => left.shift() ?? 'fine'), course)).course;
}

async function play(store: MemoryStore, server: FakeServer, steps: readonly Step[]): Promise<void> {
  let course = freshCourse;
  for (const each of steps) {
    if (each.kind === 'add') store.add('t');
    else if (each.kind === 'sync') server.sync();
    else if (each.kind === 'restore') server.restore();
    else if (each.kind === 'turn') course = await turn(store, server, course, each.fates);
  }
  for (let time = 0; time < 4; time++) course = await turn(store, server, course, []);
}

/** The three lights may never promise more than is true. */
function assertHonest(store: MemoryStore, server: FakeServer): void {
  for (const { n, state, epoch } of store.entries.values()) {
    if (state !== 'waiting' && state !== 'parked' && epoch === server.epoch) assert.ok(server.taken.has(n), `entry ${n} is ${state}`);
  }
}

describe('the sender', () => {
  it('OUT-2, OUT-5: whatever happens on the way, every entry arrives once, also at a server that was restored', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const store = memoryStore(tablets);
        const server = fakeServer();
        await play(store, server, steps);
        const sent = [...store.entries.values()];
        assert.deepEqual([...server.taken.keys()].toSorted((a, b) => a - b), sent.map(({ n }) => n));
        for (const { n, body } of sent) assert.deepEqual(server.taken.get(n), body);
        assert.ok(sent.every(({ state }) => state === 'school' || state === 'region'));
        assertHonest(store, server);
        if (!steps.some((each) => each.kind === 'restore')) assert.equal(new Set(server.writes).size, server.writes.length);
      }),
      { numRuns: runs },
    );
  });

  it('OUT-3, OUT-7: refused and unreadable entries are parked, and hold up nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), fc.integer({ min: 2, max: 5 }), async (steps, every) => {
        const store = memoryStore(tablets);
        const isBad = ({ n }: Entry): boolean => n % every === 0;
        const isUnreadable = ({ n }: Entry): boolean => n % every === 1;
        const server = fakeServer(isBad, isUnreadable);
        await play(store, server, steps);
        for (const entry of store.entries.values()) {
          const isParked = isBad(entry) || isUnreadable(entry);
          assert.equal(entry.state === 'parked', isParked, `entry ${entry.n} is ${entry.state}`);
          assert.equal(server.taken.has(entry.n), !isParked);
        }
      }),
      { numRuns: runs },
    );
  });

  it('OUT-1: a tablet that lost its count goes on above what the server has', async () => {
    const server = fakeServer();
    const before = memoryStore(tablets);
    for (let time = 0; time < 5; time++) before.add('t', { body: `before ${time}` });
    await turn(before, server, freshCourse, []);
    const after = memoryStore(tablets);
    await turn(after, server, freshCourse, []);
    assert.equal(after.add('t', { body: 'after' }).n, 6);
    await turn(after, server, freshCourse, []);
    assert.equal(server.taken.get(6), 'after');
  });
});
