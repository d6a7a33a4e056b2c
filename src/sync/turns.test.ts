import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import type { NodeId } from '#kernel/ids.ts';
import { minute, second } from '#kernel/time.ts';
import { createApp } from '#http/app.ts';
import { scored } from '#testing/sample-room.ts';
import { seatSync } from './index.ts';
import { doorOf, fakeTimers } from './keeper-testing.ts';
import { LinkKeeper } from './keeper.ts';
import { linkClient } from './link-client.ts';
import { testRegion, type TestNode } from './testing.ts';
import { turnsOf, type Admission, type Turns } from './turns.ts';

const limits = { slots: 2, served: 8, bytes: 1000 };

function placeIn(admission: Admission): number {
  return admission.isIn ? 0 : admission.turn.place;
}

/** Turns by a clock that the test moves. */
function turnsAt(): { turns: Turns; pass: (milliseconds: number) => void; ask: (...nodes: string[]) => number[] } {
  let now = 1_000_000;
  const turns = turnsOf(() => now, limits);
  const ask = (...nodes: string[]): number[] => nodes.map((node) => placeIn(turns.ask(node as NodeId)));
  return { turns, ask, pass: (milliseconds) => void (now += milliseconds) };
}

describe('turns at a region', () => {
  it('SYN-33: so many are at work at once; the others have places in the order of coming, and keep them', () => {
    const { turns, ask } = turnsAt();
    const ends = ['a', 'b'].map((node) => {
      assert.deepEqual(ask(node), [0]);
      return turns.begin(node as NodeId);
    });
    assert.deepEqual(ask('c', 'd', 'e', 'd', 'c', 'e'), [1, 2, 3, 2, 1, 3]);
    assert.deepEqual(turns.counts(), { served: 2, waiting: 3 });
    ends[0]?.(100, false);
    assert.deepEqual(ask('e', 'c'), [0, 1], 'the first few may overtake each other: the one before may be asleep');
    assert.deepEqual(ask('d', 'b'), [2, 0]);
  });

  it('SYN-33: who is far behind waits, whatever is free; who does not come back loses its place', () => {
    const { turns, ask, pass } = turnsAt();
    for (const node of ['a', 'b']) {
      ask(node);
      turns.begin(node as NodeId);
    }
    assert.deepEqual(ask('n1', 'n2', 'n3', 'n4', 'n5', 'n6'), [1, 2, 3, 4, 5, 6]);
    pass(50 * second);
    assert.deepEqual(ask('n5', 'n6'), [5, 6]);
    pass(50 * second);
    assert.deepEqual(ask('n5', 'n6', 'n1'), [1, 2, 3]);
  });

  it('SYN-33: no slot stands empty for those who were told to come later', () => {
    const { turns, ask, pass } = turnsAt();
    const ends = ['a', 'b'].map((node) => (ask(node), turns.begin(node as NodeId)));
    for (let n = 0; n < 60; n++) ask(`n${n}`);
    for (const end of ends) end(10, false);
    pass(second);
    assert.deepEqual(ask('n0', 'n1', 'n2', 'n3'), [0, 0, 1, 2], 'who stands first and asks comes first');
    for (const node of ['n0', 'n1']) turns.begin(node as NodeId)(10, false);
    assert.deepEqual(ask('n59'), [0], 'those before it sleep: the slot is theirs when they come');
    turns.begin('n59' as NodeId)(10, false);
    pass(11 * second);
    assert.deepEqual(ask('n58'), [57], 'those before it are awake');
  });

  it('SYN-33: a turn ends after so many bytes while others wait, and goes on where nobody does', () => {
    const { turns, ask } = turnsAt();
    for (const node of ['huge', 'b']) ask(node);
    const end = turns.begin('huge' as NodeId);
    turns.begin('b' as NodeId);
    end(5000, true);
    assert.deepEqual(ask('huge'), [0], 'nobody waits');
    assert.deepEqual(ask('c'), [1]);
    assert.deepEqual(ask('huge', 'c', 'huge'), [2, 0, 1]);
  });

  it('SYN-33: a school on a thin line keeps its turn, and its slot only while it is at work', () => {
    const { turns, ask, pass } = turnsAt();
    for (const node of ['a', 'b']) {
      ask(node);
      turns.begin(node as NodeId)(10, true);
    }
    assert.deepEqual(ask('c'), [1]);
    pass(3 * second);
    assert.deepEqual(ask('c', 'd', 'e', 'a'), [0, 0, 1, 0]);
    pass(2 * minute);
    assert.deepEqual(turns.counts(), { served: 0, waiting: 0 });
  });

  it('SYN-33: who is told to wait hears for how long, and when to ask again', () => {
    const { turns, ask, pass } = turnsAt();
    const ends = ['a', 'b'].map((node) => (ask(node), turns.begin(node as NodeId)));
    for (let n = 0; n < 100; n++) ask(`n${n}`);
    const last = turns.ask('n99' as NodeId);
    assert.ok(!last.isIn && last.turn.of === 100 && last.turn.seconds === 100 && last.retry === 10);
    const first = turns.ask('n0' as NodeId);
    assert.ok(!first.isIn && first.retry === 1);
    pass(9 * second);
    ends[0]?.(10, false);
    const slower = turns.ask('n99' as NodeId);
    assert.ok(!slower.isIn && slower.turn.seconds > 200, 'foretold by what was seen');
  });
});

function backlog(school: TestNode): Promise<void> {
  const text = (): string => randomBytes(300).toString('base64');
  return school.write(
    ...Array.from({ length: 280 }, (_, n) =>
      scored.draft(school.scope, 'x', { person: text(), task: `${n}`, points: 1 }),
    ),
  );
}

describe('schools that come back at once', () => {
  it('SYN-33: are served in turn, each sees its place and obeys; small rounds pass; everything arrives', async () => {
    await using world = await testRegion(4);
    const [one, two, three, idle] = world.schools as [TestNode, TestNode, TestNode, TestNode];
    const { region, clock } = world;
    const timers = fakeTimers(clock);
    const turns = turnsOf(timers.now, { slots: 1, served: 8, bytes: 1024 * 1024 });
    const app = createApp({
      house: region.house,
      rooms: [seatSync(region.desk, timers, turns)],
      whoOf: () => Promise.resolve({ kind: 'anyone' }),
      report: (_, error) => assert.fail(String(error)),
    });
    const door = await doorOf({ ...region, app });
    for (const school of [one, two, three]) await backlog(school);
    for (const school of world.schools) await school.house.log.setState('region-url', Buffer.from(door.url));
    const keeperOf = ({ house, desk }: TestNode): LinkKeeper =>
      new LinkKeeper({ ...house, desk, timers, dice: () => 0.5, publish: () => undefined });
    const [ofTwo, ofThree, ofIdle] = [keeperOf(two), keeperOf(three), keeperOf(idle)];
    const { desk, house } = one;
    const first = linkClient({
      url: door.url,
      self: house.self,
      clock,
      exchange: desk.exchange,
      peer: () => desk.authority.region,
    });
    try {
      assert.equal((await first.round()).hasMore, true);
      await ofTwo.turn();
      await ofThree.turn();
      const places = [ofTwo, ofThree].map((keeper) => keeper.status().turn);
      assert.deepEqual(
        places.map((turn) => [turn?.place, turn?.of]),
        [
          [1, 1],
          [2, 2],
        ],
      );
      assert.equal(ofTwo.status().failingSince, undefined, 'to wait for a turn is no failure');
      assert.ok((timers.next() ?? 0) >= 0.9 * second);
      await ofIdle.turn();
      assert.ok(ofIdle.status().lastSuccess, 'who has nothing to send is not kept waiting');
      const before = door.requests;
      await ofThree.turn();
      assert.equal(door.requests - before, 1, 'a place is asked for by one request that carries nothing');
      for (let hasMore = true; hasMore;) ({ hasMore } = await first.round());
      await ofTwo.turn();
      await timers.pass(3 * second);
      await ofThree.turn();
      for (const school of [one, two, three]) {
        const stream = { ...school.house.log.self, scope: school.scope };
        assert.equal(region.house.log.head(stream)?.next, school.house.log.head(stream)?.next);
      }
      assert.deepEqual([ofTwo.status().turn, ofThree.status().turn], [undefined, undefined]);
      assert.deepEqual(turns.counts().waiting, 0);
    } finally {
      first.close();
      for (const keeper of [ofTwo, ofThree, ofIdle]) await keeper.stop();
      await door.close();
    }
  });
});
