import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { regionScope } from '#kernel/ids.ts';
import { hour, minute, second } from '#kernel/time.ts';
import { announced, scored } from '#testing/sample-room.ts';
import { backoff } from './backoff.ts';
import { doorOf, withKeeper } from './keeper-testing.ts';
import { LinkKeeper } from './keeper.ts';
import { isFileTime, writeSettings } from './settings.ts';
import { hung, type TestNode } from './testing.ts';

function points(node: TestNode, task: string) {
  return scored.draft(node.scope, 'x', { person: 'p', task, points: 1 });
}

describe('the link of a school, kept', () => {
  it('SYN-18: a round at once, then at least each minute, and one request when nothing happened', async () => {
    await withKeeper(async ({ school, region, keeper, timers, door, heard }) => {
      await school.write(points(school, 't'));
      await keeper.start();
      await timers.pass(0);
      await keeper.turn();
      assert.equal((await region.rows())['sample_points']?.length, 1);
      assert.ok(heard.length >= 1);
      const before = door.requests;
      const wait = timers.next() ?? 0;
      assert.ok(wait >= 54 * second && wait <= 66 * second, String(wait));
      await timers.pass(wait);
      await keeper.turn();
      assert.equal(door.requests - before, 1);
      assert.equal(keeper.status().failingSince, undefined);
      assert.equal(keeper.status().clockOffset, 0);
    });
  });

  it('SYN-18: new records go up within seconds, gathered, and not more often than a thin line can bear', async () => {
    await withKeeper(async ({ school, region, keeper, timers }) => {
      await keeper.start();
      await timers.pass(0);
      await keeper.turn();
      await timers.pass(30 * second);
      await school.write(points(school, 't1'));
      assert.equal(timers.next(), 3 * second);
      await school.write(points(school, 't2'));
      await timers.pass(3 * second);
      await keeper.turn();
      assert.equal((await region.rows())['sample_points']?.length, 2);
      await school.write(points(school, 't3'));
      assert.equal(timers.next(), 20 * second);
    });
  });

  it('SYN-18: while the region does not answer it tries for ever, ever more rarely, and says since when and why', async () => {
    await withKeeper(async ({ school, region, keeper, timers, door }) => {
      await door.close();
      const began = school.clock.now();
      await keeper.start();
      const waits: number[] = [];
      for (let n = 0; n < 12; n++) {
        await timers.pass(timers.next() ?? 0);
        await keeper.turn();
        waits.push(timers.next() ?? 0);
        await school.write(points(school, `t${n}`));
        assert.equal(timers.next(), waits.at(-1), 'new records do not call up a region that is away');
      }
      assert.deepEqual(
        waits.slice(0, 4),
        [3.75, 7.5, 15, 30].map((seconds) => seconds * second),
      );
      assert.equal(waits.at(-1), 3 * minute);
      const { failingSince, why, tries } = keeper.status();
      assert.deepEqual([failingSince, why, tries], [began, 'sync.no-answer', 12]);
      await keeper.stop();
      const { self, log, clock, line } = school.house;
      const next = new LinkKeeper({
        self,
        log,
        clock,
        desk: school.desk,
        line,
        timers,
        dice: () => 0.5,
        publish: () => undefined,
      });
      await next.start();
      assert.deepEqual(
        [next.status().failingSince, next.status().why],
        [began, 'sync.no-answer'],
        'a restart does not forget it',
      );
      const again = await doorOf(region);
      await log.setState('region-url', Buffer.from(again.url));
      next.now();
      await timers.pass(0);
      await next.turn();
      assert.equal(next.status().failingSince, undefined);
      assert.equal((await region.rows())['sample_points']?.length, 12);
      await next.stop();
      await again.close();
    });
  });

  it('SYN-18: a region that says when to come again is asked then', async () => {
    await withKeeper(async ({ keeper, timers, door }) => {
      door.answer = () => new Response('busy', { status: 503, headers: { 'retry-after': '7' } });
      await keeper.start();
      await timers.pass(0);
      await keeper.turn();
      assert.equal(timers.next(), 7 * second);
      assert.equal(keeper.status().why, 'sync.region-trouble');
    });
  });

  it('SYN-18: however many ask, there is one round at a time', async () => {
    await withKeeper(async ({ region, school, keeper, door }) => {
      await region.write(announced.draft(regionScope, 'x', { text: 'hello' }));
      await Promise.all([keeper.turn(), keeper.turn(), keeper.turn()]);
      assert.equal(door.requests, 2, 'a hello and a round');
      assert.equal((await school.rows())['sample_news']?.length, 1);
    });
  });

  it('SYN-14, SYN-18: files come between rounds, in the hours and at the rate that the school allows', async () => {
    await withKeeper(async ({ region, school, keeper, timers }) => {
      const picture = randomBytes(100_000);
      const hash = await region.house.files.put(picture);
      await region.write(hung.draft(regionScope, 'x', { hash, bytes: picture.length }));
      const hourNow = (new Date(school.clock.now()).getUTCHours() + 5) % 24;
      await writeSettings(school.house.log, { hours: { from: hourNow + 2, to: hourNow + 4 }, bytesPerSecond: 10_000 });
      await keeper.turn();
      assert.equal(await school.house.files.has(hash), false, 'not yet the hour');
      await timers.pass(2 * hour);
      const began = timers.now();
      for (let n = 0; n < 60 && !(await school.house.files.has(hash)); n++) {
        const turn = keeper.turn();
        let isOver = false;
        void turn.then(() => (isOver = true));
        while (!isOver) {
          // The only timer that is set while a turn runs is the pace's.
          if (timers.next() !== undefined) await timers.pass(timers.next() ?? 0);
          await new Promise((resolve) => setTimeout(resolve, 2));
        }
      }
      assert.ok(picture.equals(await school.house.files.read(hash)));
      assert.ok(
        timers.now() - began >= 5 * second,
        'a hundred thousand bytes at ten thousand a second, the last piece free',
      );
    });
  });

  it('SYN-18: back-off grows to four minutes, with dice', () => {
    assert.equal(backoff(1, 0), 2.5 * second);
    assert.equal(backoff(1, 1), 5 * second);
    assert.equal(backoff(1000, 1), 4 * minute);
  });

  it('SYN-18: hours of the day are those of Kazakhstan, over midnight too', () => {
    const at = (time: number): number => Date.UTC(2026, 8, 1, time - 5);
    assert.equal(isFileTime({}, at(12)), true);
    assert.deepEqual(
      [8, 22, 23, 3, 6, 7].map((time) => isFileTime({ hours: { from: 22, to: 6 } }, at(time))),
      [false, true, true, true, false, false],
    );
    assert.deepEqual(
      [12, 13, 14].map((time) => isFileTime({ hours: { from: 13, to: 14 } }, at(time))),
      [false, true, false],
    );
  });
});
