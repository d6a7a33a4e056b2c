import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { NodeId, SchoolId } from '#kernel/ids.ts';
import { day } from '#kernel/time.ts';
import type { Post } from '#http/who.ts';
import { fakeClock, seededRandomness } from '#testing/logs.ts';
import { scored } from '#testing/sample-room.ts';
import { answerEnrolRequests, makeRequest, readEnrolAnswer, takeAnswer, writeEnrolRequest } from './enrol.ts';
import { meet, openTestNode, type TestNode } from './testing.ts';
import { newTicket, readTicket, ticketText } from './ticket.ts';

const coordinator: Post = { role: 'coordinator' };
const school = 's1x' as SchoolId;

async function withNodes(
  test: (region: TestNode, node: TestNode, clock: ReturnType<typeof fakeClock>, folder: string) => Promise<void>,
) {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-enrol-'));
  const clock = fakeClock();
  const region = await openTestNode(
    { folder: join(folder, 'region'), clock, seed: 'enrol' },
    { node: 'region' as NodeId },
  );
  const node = await openTestNode({ folder: join(folder, 'school'), clock, seed: 'enrol' }, { school });
  try {
    await test(region, node, clock, folder);
  } finally {
    await node.close();
    await region.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function giveTicket(region: TestNode, to = school): Promise<string> {
  const answer = await region.ask(coordinator, 'POST', '/tickets', { school: to });
  assert.equal(answer.status, 200);
  return ((await answer.json()) as { text: string }).text;
}

async function requestOf(node: TestNode, ticket: string): Promise<Uint8Array> {
  const request = await makeRequest(node, ticket);
  assert.ok(request.ok);
  return request.value;
}

async function keyOf(answer: Response): Promise<string> {
  return ((await answer.json()) as { error: { key: string } }).error.key;
}

describe('tickets', () => {
  const ticket = newTicket(new Uint8Array(32).fill(3), seededRandomness('ticket'));
  const text = ticketText(ticket);

  it('SYN-16: a ticket is read as it was printed, in small letters, without dashes, and with Cyrillic look-alikes', () => {
    assert.match(text, /^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$/);
    const cyrillic = text.replaceAll(/[ABCEHKMPTXY]/g, (sign) => 'АВСЕНКМРТХУ'['ABCEHKMPTXY'.indexOf(sign)] ?? sign);
    for (const typed of [
      text,
      text.toLowerCase(),
      text.replaceAll('-', ' '),
      text.replaceAll('-', ''),
      cyrillic,
      text.replaceAll('0', 'o').replaceAll('1', 'l'),
    ]) {
      assert.deepEqual(readTicket(typed), ticket, typed);
    }
  });

  it('SYN-16: every wrong sign and every two swapped neighbours are noticed', () => {
    const signs = text.replaceAll('-', '');
    for (let n = 0; n < signs.length; n++) {
      for (const other of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {
        if (other !== signs[n]) assert.equal(readTicket(signs.slice(0, n) + other + signs.slice(n + 1)), undefined);
      }
      const swapped = signs.slice(0, n) + (signs[n + 1] ?? '') + signs[n] + signs.slice(n + 2);
      if (swapped !== signs && swapped.length === signs.length) assert.equal(readTicket(swapped), undefined);
    }
  });
});

describe("the enrolment of a school's node", () => {
  it('SYN-16: with a ticket over the network, and records come', async () => {
    await withNodes(async (region, node) => {
      const request = await requestOf(node, await giveTicket(region));
      const answer = await region.ask(undefined, 'POST', '/enrol', request);
      assert.equal(answer.status, 200);
      assert.ok((await takeAnswer(node, new Uint8Array(await answer.arrayBuffer()), 'http://region')).ok);
      await node.write(scored.draft(node.scope, 'x', { person: 'p', task: 't', points: 1 }));
      await meet(node, region);
      assert.equal((await region.rows())['sample_points']?.length, 1);
      const open = (await (await region.ask(coordinator, 'GET', '/tickets')).json()) as { tickets: unknown[] };
      assert.deepEqual(open.tickets, []);
    });
  });

  it('SYN-16: the same without a network, by files on a stick', async () => {
    await withNodes(async (region, node, _, folder) => {
      const stick = join(folder, 'stick');
      assert.ok((await writeEnrolRequest(node, await giveTicket(region), stick)).ok);
      const answered = await answerEnrolRequests(region, stick);
      assert.deepEqual(answered.ok && answered.value.map(({ refusal }) => refusal), [undefined]);
      assert.ok((await readEnrolAnswer(node, stick)).ok);
      await meet(node, region);
      assert.equal(region.desk.authority.find(node.house.self.node)?.school, school);
      const nothing = await readEnrolAnswer(region, stick);
      assert.equal(!nothing.ok && nothing.error.key, 'sync.enrol-none');
    });
  });

  it('SYN-16: a lost reply is given again, another node finds the ticket used', async () => {
    await withNodes(async (region, node, clock, folder) => {
      const ticket = await giveTicket(region);
      const request = await requestOf(node, ticket);
      for (let n = 0; n < 2; n++) assert.equal((await region.ask(undefined, 'POST', '/enrol', request)).status, 200);
      assert.equal(region.desk.authority.all().length, 1);
      const other = await openTestNode({ folder: join(folder, 'other'), clock, seed: 'enrol' }, { school });
      const second = await region.ask(undefined, 'POST', '/enrol', await requestOf(other, ticket));
      assert.equal(await keyOf(second), 'sync.ticket-used');
      await other.close();
    });
  });

  it('SYN-16: a ticket of another school, an old one, a made-up one, and guessing are refused', async () => {
    await withNodes(async (region, node, clock) => {
      const foreign = await requestOf(node, await giveTicket(region, 's2x' as SchoolId));
      assert.equal(await keyOf(await region.ask(undefined, 'POST', '/enrol', foreign)), 'sync.ticket-other-school');
      const request = await requestOf(node, await giveTicket(region));
      clock.advance(15 * day);
      assert.equal(await keyOf(await region.ask(undefined, 'POST', '/enrol', request)), 'sync.ticket-unknown');
      const made = ticketText(newTicket(new Uint8Array(32), seededRandomness('made up')));
      const guess = await requestOf(node, made);
      const answers: string[] = [];
      for (let n = 0; n < 31; n++) answers.push(await keyOf(await region.ask(undefined, 'POST', '/enrol', guess)));
      assert.equal(answers.at(-1), 'sync.too-many-tries');
      const damaged = request.with(40, (request[40] ?? 0) ^ 1);
      clock.advance(2 * 60_000);
      assert.equal(await keyOf(await region.ask(undefined, 'POST', '/enrol', damaged)), 'sync.request-unreadable');
    });
  });

  it('SYN-16: an answer of another region, or for another node, is refused', async () => {
    await withNodes(async (region, node, clock, folder) => {
      const impostor = await openTestNode(
        { folder: join(folder, 'impostor'), clock, seed: 'other' },
        { node: 'region' as NodeId },
      );
      const ticket = await giveTicket(region);
      // The impostor saw the request, and knows neither the secret nor the key.
      const theirs = await requestOf(node, await giveTicket(impostor));
      const answer = await impostor.ask(undefined, 'POST', '/enrol', theirs);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      await requestOf(node, ticket);
      const taken = await takeAnswer(node, bytes);
      assert.equal(!taken.ok && taken.error.key, 'sync.answer-wrong-region');
      assert.equal(node.desk.authority.region, undefined);
      await impostor.close();
    });
  });

  it('SYN-16: only the coordinator gives tickets, and only a region', async () => {
    await withNodes(async (region, node) => {
      assert.equal((await region.ask({ role: 'head' }, 'POST', '/tickets', { school })).status, 403);
      assert.equal((await region.ask(undefined, 'POST', '/tickets', { school })).status, 401);
      assert.equal(await keyOf(await node.ask(coordinator, 'POST', '/tickets', { school })), 'sync.regions-only');
    });
  });

  it('SYN-13, SYN-16: a revoked node does not come in again with its old key', async () => {
    await withNodes(async (region, node) => {
      const request = await requestOf(node, await giveTicket(region));
      const answer = await region.ask(undefined, 'POST', '/enrol', request);
      await takeAnswer(node, new Uint8Array(await answer.arrayBuffer()));
      await node.write(scored.draft(node.scope, 'x', { person: 'p', task: 't', points: 1 }));
      await meet(node, region);
      const path = `/nodes/${node.house.self.node}/revoke`;
      assert.equal((await region.ask(coordinator, 'POST', path, { reason: 'lost' })).status, 200);
      assert.equal(region.desk.authority.find(node.house.self.node)?.isRevoked, true);
      const again = await region.ask(undefined, 'POST', '/enrol', await requestOf(node, await giveTicket(region)));
      assert.equal(await keyOf(again), 'sync.node-revoked');
      assert.equal(
        await keyOf(await region.ask(coordinator, 'POST', '/nodes/nobody/revoke', { reason: 'lost' })),
        'sync.no-such-node',
      );
      assert.equal((await region.rows())['sample_points']?.length, 1);
    });
  });
});
