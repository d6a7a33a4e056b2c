import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { mostBytes, mostEntries } from './outbox-model.ts';
import { askMilliseconds, decide, freshSender, pauseOf, type Event, type Sender } from './sender-model.ts';
import { anEntry, aRow, nameOf, SimWorld, type Kind, type Fate } from './testing.ts';
import type { Entry } from './entry.ts';

const runs = process.env['TIREK_PROOF'] ? 20_000 : 600;

type Step =
  | { readonly do: 'put'; readonly kind: Kind }
  | { readonly do: 'work'; readonly window: number; readonly which: number; readonly fate: Fate }
  | { readonly do: 'pass'; readonly milliseconds: number }
  | { readonly do: 'jump'; readonly milliseconds: number }
  | { readonly do: 'sync'; readonly many: number }
  | { readonly do: 'crash'; readonly window: number }
  | { readonly do: 'trim'; readonly most: number }
  | {
      readonly do:
        | 'open'
        | 'restore'
        | 'enrol'
        | 'forget-token'
        | 'know-token'
        | 'bring-up-to-date'
        | 'fill'
        | 'make-room';
    };

const seldom: readonly Step['do'][] = [
  'open',
  'restore',
  'enrol',
  'forget-token',
  'know-token',
  'bring-up-to-date',
  'fill',
  'make-room',
];

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.record({
      do: fc.constant('work' as const),
      window: fc.nat(2),
      which: fc.nat(4),
      fate: fc.constantFrom<Fate>('fine', 'fine', 'fine', 'lost', 'half'),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('put' as const),
      kind: fc.constantFrom<Kind>('fine', 'fine', 'fine', 'fine', 'later', 'refused', 'poison', 'bomb'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('pass' as const), milliseconds: fc.constantFrom(10, 5000, 31_000, 61_000) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('sync' as const), many: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('crash' as const), window: fc.nat(2) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('jump' as const), milliseconds: fc.constantFrom(-3_600_000, 3_600_000) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('trim' as const), most: fc.nat(5) }) },
  { weight: 4, arbitrary: fc.constantFrom(...seldom).map((each) => ({ do: each }) as Step) },
);

function take(world: SimWorld, step: Step): void {
  const { server, disk } = world;
  switch (step.do) {
    case 'put':
      return void world.put(step.kind);
    case 'work':
      return world.windows[step.window]?.work(step.fate, step.which);
    case 'pass':
      return world.pass(step.milliseconds);
    case 'jump':
      world.wall += step.milliseconds;
      return;
    case 'sync':
      return server.sync(step.many);
    case 'crash':
      world.windows = world.windows.filter((_, place) => place !== step.window);
      return;
    case 'trim':
      return disk.trim(world.now, step.most);
    case 'open':
      return world.windows.length < 3 ? world.open() : undefined;
    case 'restore':
      return server.restore();
    case 'enrol':
      return disk.setTablet(`t${disk.rows.length}`);
    case 'forget-token':
      server.isTokenKnown = false;
      return;
    case 'know-token':
      server.isTokenKnown = true;
      return;
    case 'fill':
    case 'make-room':
      disk.isFull = step.do === 'fill';
      return;
    case 'bring-up-to-date':
      server.isUpToDate = true;
  }
}

/** All is well at last, and time goes by. */
function comeToRest(world: SimWorld): void {
  world.server.isTokenKnown = true;
  world.server.isUpToDate = true;
  world.disk.isFull = false;
  world.settle();
  world.windows = [];
  world.pass(20_000);
  world.open();
  world.settle();
  // Each entry over which the server stumbles takes its five tries, and the halvings before them; tablets that wait for
  // the region take turns.
  for (let round = 0; round < 1000 && world.isBusy(); round++) {
    world.server.sync(Infinity);
    world.pass(61_000);
    world.settle();
  }
  assert.ok(!world.isBusy(), 'there is an end to sending');
}

/** OUT-8: what was told to people is true, and is taken back only where the rules say so. */
function watch(world: SimWorld): void {
  world.disk.onChange = (before: Entry, after, isNewServer) => {
    const name = nameOf(before);
    if (!after) assert.ok(world.server.atRegion.has(name), `OUT-11: ${name} went, and the region lacks it`);
    if (after?.light === 'region') assert.ok(world.server.atRegion.has(name), `OUT-8: ${name} is not at the region`);
    if (before.light === 'region') assert.ok(!after || after.light === 'region', `OUT-8: ${name} was taken back`);
    if (before.light === 'school' && after?.light === 'waiting')
      assert.ok(isNewServer, `OUT-8: ${name} was taken back`);
    if (before.light === 'school') assert.notEqual(after?.light, 'parked', `${name} was taken and then refused`);
  };
}

function play(steps: readonly Step[]): { world: SimWorld; put: Entry[] } {
  const world = new SimWorld();
  watch(world);
  world.open();
  const put: Entry[] = [];
  for (const each of steps) {
    const entry = each.do === 'put' ? world.put(each.kind) : undefined;
    if (entry) put.push(entry);
    else if (each.do !== 'put') take(world, each);
  }
  return { world, put };
}

describe('the sender', () => {
  it('OUT-5, OUT-7, OUT-8, OUT-9, OUT-11: whatever happens, nothing is lost, nothing comes twice, and the lights are true', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150, size: 'max' }), (steps) => {
        const { world, put } = play(steps);
        comeToRest(world);
        const taken = new Set(world.server.taken);
        assert.equal(taken.size, world.server.taken.length, 'nothing is there twice');
        for (const entry of put) {
          const name = nameOf(entry);
          const kept = world.disk.entries.get(name);
          const isSound = entry.kind === 'fine' || entry.kind === 'later';
          assert.equal(taken.has(name), isSound, `${name} ${entry.kind}`);
          assert.ok(isSound || kept?.light === 'parked', `${name} is ${kept?.light}`);
          assert.ok(!isSound || !kept || kept.light === 'region', `${name} is ${kept?.light}`);
        }
        assert.equal(new Set(put.map(nameOf)).size, put.length, 'OUT-2: each number is given once');
      }),
      { numRuns: runs },
    );
  });

  it('OUT-5: entries come to the server in the order of their numbers, also by two windows and through lost replies', () => {
    const orderly = step.filter(
      (each) => !['restore', 'enrol'].includes(each.do) && (each.do !== 'put' || each.kind === 'fine'),
    );
    fc.assert(
      fc.property(fc.array(orderly, { maxLength: 150, size: 'max' }), (steps) => {
        const { world } = play(steps);
        comeToRest(world);
        const numbers = world.server.firsts.map(({ n }) => n);
        assert.deepEqual(
          numbers,
          numbers.toSorted((a, b) => a - b),
        );
      }),
      { numRuns: runs },
    );
  });

  it('OUT-5: a window has one request under way at most', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150, size: 'max' }), (steps) => {
        for (const window of play(steps).world.windows) assert.ok(window.under.most <= 1);
      }),
      { numRuns: runs },
    );
  });

  it('OUT-12: two windows never send at once while the clock goes evenly', () => {
    const even = step.filter((each) => !['jump', 'pass', 'fill'].includes(each.do));
    fc.assert(
      fc.property(fc.array(even, { maxLength: 150, size: 'max' }), (steps) => {
        const { world } = play(steps);
        assert.ok(new Set(world.requests.map(({ me }) => me)).size <= 1, 'the lease of the first one has not run out');
      }),
      { numRuns: runs },
    );
  });

  it('OUT-12: a window that died is followed by another one after fifteen seconds', () => {
    const world = new SimWorld();
    world.open();
    world.settle();
    world.open();
    world.settle();
    world.windows = world.windows.slice(1);
    world.put('fine');
    world.settle();
    assert.deepEqual(world.server.taken, []);
    world.pass(14_000);
    world.settle();
    assert.deepEqual(world.server.taken, []);
    world.pass(2000);
    world.settle();
    assert.deepEqual(world.server.taken, ['t-1']);
  });

  it('OUT-10: asks for the region each thirty seconds while something is only at the school, and not after', () => {
    const world = new SimWorld();
    world.open();
    world.put('fine');
    world.settle();
    const ask = (): number => world.requests.filter(({ entries }) => entries.length === 0).length;
    assert.equal(ask(), 1);
    for (let beat = 0; beat < 12; beat++) {
      world.pass(5000);
      world.settle();
    }
    assert.equal(ask(), 3);
    world.server.sync(1);
    world.pass(askMilliseconds);
    world.settle();
    assert.equal(world.disk.entries.get('t-1')?.light, 'region');
    const before = ask();
    world.pass(10 * askMilliseconds);
    world.settle();
    assert.equal(ask(), before);
  });
});

describe('a full tablet', () => {
  it('OUT-1: sends all that it has, though it can note nothing down; the lights come right when there is room', () => {
    const world = new SimWorld();
    for (let n = 0; n < 450; n++) world.put('fine');
    world.disk.isFull = true;
    world.open();
    world.settle();
    assert.equal(world.server.taken.length, 450);
    assert.equal(world.disk.entries.get('t-450')?.light, 'waiting');
    world.disk.isFull = false;
    world.pass(61_000);
    world.settle();
    assert.equal(world.disk.entries.get('t-450')?.light, 'school');
    assert.equal(world.server.taken.length, 450);
  });
});

describe('what the sender decides', () => {
  const batch = { tablet: aRow(), entries: [anEntry(1), anEntry(2), anEntry(3)] };
  const alone = { tablet: aRow(), entries: [anEntry(1)] };
  const sending: Sender = { ...freshSender, isMine: true, doing: 'sending' };
  const failed = (status: number, of = batch): Event => ({
    type: 'failed',
    now: 0,
    failure: { key: 'k', status },
    batch: of,
    dice: 1,
  });

  it('OUT-6: pauses grow from one second to a minute, and tablets differ', () => {
    let sender = sending;
    const pauses: number[] = [];
    for (let time = 0; time < 12; time++) {
      const decided = decide(sender, failed(0));
      const [wake] = decided.commands;
      assert.equal(wake?.do, 'wake');
      pauses.push(wake?.do === 'wake' ? wake.inMilliseconds : 0);
      sender = { ...decided.sender, doing: 'sending' };
    }
    assert.deepEqual(
      pauses,
      [2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000, 60_000, 60_000, 60_000],
    );
    assert.equal(pauseOf(1, 0), 1000);
    assert.notEqual(pauseOf(5, 0), pauseOf(5, 1));
  });

  it('OUT-6: a new entry, or being online again, ends the pause', () => {
    const { sender } = decide(sending, failed(0));
    assert.deepEqual(decide(sender, { type: 'held', now: 10, isMine: true }).commands, []);
    const hasty = decide(sender, { type: 'news', now: 10 }).sender;
    assert.equal(decide(hasty, { type: 'held', now: 10, isMine: true }).commands[0]?.do, 'look');
  });

  it('OUT-7: a request that is refused as a whole is halved, without a pause, until one entry stands alone', () => {
    const { sender, commands } = decide(sending, failed(400));
    assert.equal(sender.limit.entries, 2);
    assert.deepEqual(commands, [{ do: 'hold' }]);
    assert.deepEqual(decide(sending, failed(400, alone)).commands, [{ do: 'park', entry: alone.entries[0], key: 'k' }]);
  });

  it('OUT-7: an entry over which the server stumbles five times steps aside', () => {
    let sender = sending;
    for (let time = 1; time < 5; time++) {
      const decided = decide(sender, failed(500, alone));
      assert.equal(decided.commands[0]?.do, 'wake');
      sender = { ...decided.sender, doing: 'sending' };
    }
    assert.deepEqual(decide(sender, failed(500, alone)).commands, [{ do: 'park', entry: alone.entries[0], key: 'k' }]);
  });

  it('OUT-3: a token that is not known holds up only its own tablet', () => {
    const { sender } = decide(sending, failed(401));
    const looked = decide(sender, { type: 'held', now: 1, isMine: true });
    assert.deepEqual(looked.commands, [
      { do: 'look', limit: { entries: mostEntries, bytes: mostBytes }, without: ['t'], after: [] },
    ]);
    const later = decide(sender, { type: 'held', now: 60_001, isMine: true });
    assert.deepEqual(later.commands, [
      { do: 'look', limit: { entries: mostEntries, bytes: mostBytes }, without: [], after: [] },
    ]);
  });

  it('OUT-5: a line that breaks gets smaller requests, and larger ones when it holds', () => {
    const { sender } = decide(sending, failed(0));
    assert.equal(sender.limit.bytes, mostBytes / 2);
    assert.equal(
      decide({ ...sender, doing: 'sending' }, { type: 'answered', now: 1, isUseful: true }).sender.limit.bytes,
      mostBytes,
    );
  });

  it('OUT-12: a window without the lease does nothing', () => {
    assert.deepEqual(decide(freshSender, { type: 'held', now: 1, isMine: false }).commands, []);
  });
});
