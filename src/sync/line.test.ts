import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { regionScope } from '#kernel/ids.ts';
import { hour, minute, second } from '#kernel/time.ts';
import { heldLine } from '#http/line.ts';
import type { Post } from '#http/who.ts';
import { scored } from '#testing/sample-room.ts';
import { withKeeper } from './keeper-testing.ts';
import { hung, testRegion, type TestNode } from './testing.ts';

const teacher: Post = { role: 'teacher' };

function points(node: TestNode, task: string) {
  return scored.draft(node.scope, 'x', { person: randomBytes(60).toString('base64'), task, points: 1 });
}

async function waiting(school: TestNode, region: TestNode): Promise<number> {
  const stream = { ...school.house.log.self, scope: school.scope };
  return (school.house.log.head(stream)?.next ?? 1) - (region.house.log.head(stream)?.next ?? 1);
}

describe('a line that a lesson uses', () => {
  it('SYN-31: leases end by themselves, the longest counts, nobody has more than three hours or another’s', () => {
    let now = 0;
    let heard = 0;
    const line = heldLine(() => now);
    line.onChange(() => heard++);
    assert.equal(line.left(), 0);
    line.hold('a', 10 * minute);
    line.hold('b', 99 * hour);
    assert.equal(line.left(), 3 * hour);
    line.release('c');
    line.release('b');
    assert.deepEqual([line.left(), heard, line.isHeldBy('a'), line.isHeldBy('b')], [10 * minute, 3, true, false]);
    now += 10 * minute;
    assert.deepEqual([line.left(), line.isHeldBy('a')], [0, false]);
    for (let n = 0; n < 1000; n++) line.hold(`n${n}`, n);
    assert.equal(line.left(), 999);
    line.hold('d', Number.NEGATIVE_INFINITY);
    assert.equal(line.left(), 999);
  });

  it('SYN-31: no files and no backlog; one small round in five minutes keeps the school safe; then all goes on', async () => {
    let held = 0;
    const line = heldLine(() => held);
    await withKeeper(
      async ({ school, region, keeper, timers, door }) => {
        await keeper.turn();
        const picture = randomBytes(5000);
        const hash = await region.house.files.put(picture);
        await region.write(hung.draft(regionScope, 'x', { hash, bytes: picture.length }));
        for (let n = 0; n < 150; n++)
          await school.write(...Array.from({ length: 10 }, (_, m) => points(school, `${n} ${m}`)));
        const pass = async (milliseconds: number): Promise<void> => {
          held += milliseconds;
          await timers.pass(milliseconds);
        };
        await keeper.start();
        line.hold('lesson', 45 * minute);
        const { heldUntil } = keeper.status();
        assert.equal(heldUntil, school.clock.now() + 45 * minute);
        const began = timers.now();
        const rounds: number[] = [];
        const before = keeper.status().bytes;
        while (line.left() > 0) {
          const requests = door.requests;
          await keeper.turn();
          if (door.requests > requests) rounds.push(timers.now() - began);
          assert.ok(door.requests - requests <= 1, 'one request, no backlog after it');
          await pass(timers.next() ?? 0);
        }
        assert.ok(rounds.length >= 8 && rounds.length <= 10, `${rounds.length} rounds in a lesson`);
        assert.ok(rounds.every((at, n) => n === 0 || at - (rounds[n - 1] ?? 0) >= 4.9 * minute));
        const bytes = keeper.status().bytes - before;
        assert.ok(bytes / rounds.length <= 9 * 1024, `${bytes / rounds.length} bytes a round`);
        assert.ok((await waiting(school, region)) > 0, 'the backlog waits');
        assert.ok((await waiting(school, region)) < 1500, 'and some of it went');
        assert.equal(await school.house.files.has(hash), false);
        assert.ok(timers.now() - began <= 46 * minute, 'as soon as the line is free');
        await keeper.turn();
        assert.equal(await waiting(school, region), 0);
        assert.equal(await school.house.files.has(hash), true);
        assert.equal(keeper.status().heldUntil, undefined);
      },
      () => ({ line }),
    );
  });

  it('SYN-31: a line that is taken in the middle of a backlog or a file is free after the request under way', async () => {
    await withKeeper(async ({ school, region, keeper, door }) => {
      const { line } = school.house;
      await keeper.turn();
      for (let n = 0; n < 200; n++)
        await school.write(...Array.from({ length: 10 }, (_, m) => points(school, `${n} ${m}`)));
      const requests = door.requests;
      door.answer = (request) => {
        line.hold('lesson', hour);
        return region.app.fetch(request);
      };
      await keeper.turn();
      assert.equal(door.requests - requests, 1);
      assert.ok((await waiting(school, region)) > 0);
    });
  });

  it('SYN-31: given back, or asked for by a person, a round comes soon', async () => {
    await withKeeper(async ({ school, region, keeper, timers }) => {
      const { line } = school.house;
      await keeper.start();
      await keeper.turn();
      line.hold('lesson', hour);
      await school.write(points(school, 't'));
      assert.ok((timers.next() ?? 0) > 30 * second, 'new records wait for the small round');
      await timers.pass(timers.next() ?? 0);
      await keeper.turn();
      assert.equal(await waiting(school, region), 1);
      keeper.now();
      await timers.pass(0);
      await keeper.turn();
      assert.equal(await waiting(school, region), 0, 'a person who presses «now» has a small round');
      line.release('lesson');
      assert.ok((timers.next() ?? 0) <= 5 * second);
    });
  });

  it('SYN-31: a teacher takes it for five minutes to three hours and gives it back; a pupil does not', async () => {
    await using world = await testRegion(1);
    const [school] = world.schools as [TestNode];
    const state = async (answer: Response) => [answer.status, (await answer.json()) as object] as const;
    assert.deepEqual(await state(await school.ask(teacher, 'GET', '/line')), [
      200,
      { now: school.clock.now(), isMine: false },
    ]);
    const [status, taken] = await state(await school.ask(teacher, 'POST', '/line', { minutes: 45 }));
    assert.equal(status, 200);
    assert.deepEqual({ ...taken, heldUntil: 0 }, { now: school.clock.now(), heldUntil: 0, isMine: true });
    assert.ok(school.house.line.left() > 44 * minute);
    const seen = (await (await school.ask({ role: 'head' }, 'GET', '/status')).json()) as {
      link: { heldUntil?: number };
    };
    assert.ok((seen.link.heldUntil ?? 0) > school.clock.now());
    for (const minutes of [0, 4, 181, 45.5, '45', null]) {
      assert.equal((await school.ask(teacher, 'POST', '/line', { minutes })).status, 400);
    }
    assert.equal((await school.ask({ role: 'pupil' }, 'POST', '/line', { minutes: 45 })).status, 403);
    assert.equal((await school.ask(undefined, 'DELETE', '/line')).status, 401);
    assert.equal((await world.region.ask({ role: 'technician' }, 'POST', '/line', { minutes: 45 })).status, 409);
    await school.ask(teacher, 'DELETE', '/line');
    assert.equal(school.house.line.left(), 0);
  });
});
