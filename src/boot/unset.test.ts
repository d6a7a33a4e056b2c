import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { systemRandomness, type NodeId, type SchoolId } from '#kernel/ids.ts';
import { makeIdentity } from '#sync/index.ts';
import { TicketDesk } from '#sync/ticket-desk.ts';
import { startNode } from '#testing/boot.ts';
import { until } from '../releases/testing.ts';
import { settingsFrom } from '../settings.ts';
import { bootNode } from './boot.ts';
import type { RunningStage } from './running.ts';

type Refusal = { error: { key: string } };

async function withRegion(
  test: (world: {
    readonly address: string;
    readonly ticket: (restores?: boolean) => Promise<string>;
    readonly folder: string;
    /** How many records of a node the region has. */
    readonly recordsOf: (node: NodeId) => number;
  }) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-unset-'));
  const school = 's1' as SchoolId;
  await makeIdentity(join(folder, 'region'), { kind: 'region' }, systemRandomness);
  const region = await startNode(
    settingsFrom({ TIREK_PORT: '0', TIREK_WEB: join(folder, 'no-web'), TIREK_DATA: join(folder, 'region') }),
  );
  const ticket = async (restores = false): Promise<string> => {
    const known = region.desk.authority.all().find((each) => each.school === school);
    const desk = new TicketDesk(region.house, region.desk.authority);
    return (await desk.give(school, restores ? known?.node : undefined)).text;
  };
  try {
    const recordsOf = (node: NodeId): number => {
      const own = region.house.log.streams().filter(({ stream }) => stream.node === node);
      return own.reduce((sum, { next }) => sum + next - 1, 0);
    };
    await test({ address: region.address, ticket, folder, recordsOf });
  } finally {
    await region.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('an empty server', () => {
  it('BOOT-1, BOOT-2, BOOT-5: says what it is, joins by a ticket, is locked, and runs without a restart', async () => {
    await withRegion(async ({ address, ticket, folder, recordsOf }) => {
      const data = join(folder, 'school');
      const booted = await bootNode(
        settingsFrom({ TIREK_PORT: '0', TIREK_WEB: join(folder, 'no-web'), TIREK_DATA: data }),
      );
      const call = async <T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> => {
        const content = body === undefined ? {} : { body: JSON.stringify(body) };
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(`${booted.address}/api${path}`, { method, headers, ...content });
        return { status: answer.status, body: (await answer.json()) as T };
      };
      try {
        assert.deepEqual((await call('GET', '/boot')).body, { stage: 'unset' });
        const waiting = await call<Refusal>('GET', '/people/school');
        assert.deepEqual([waiting.status, waiting.body.error.key], [503, 'boot.unset']);
        const wrong = await call<Refusal>('POST', '/boot/join', { ticket: 'AAAA', url: address, isLocked: true });
        assert.deepEqual([wrong.status, wrong.body.error.key], [422, 'sync.ticket-mistyped']);
        const text = await ticket();
        const silent = { ticket: text, url: 'http://127.0.0.1:9', isLocked: true };
        assert.equal((await call<Refusal>('POST', '/boot/join', silent)).body.error.key, 'sync.no-answer');
        assert.ok(!existsSync(join(data, 'identity.json')), 'nothing counts before the region has answered');

        const joined = await call<{ code: string }>('POST', '/boot/join', { ...silent, url: address });
        assert.match(joined.body.code, /^([0-9A-Z]{4}-)+[0-9A-Z]{1,4}$/);
        const identity = readFileSync(join(data, 'identity.json'), 'utf8');
        assert.deepEqual(Object.keys(JSON.parse(identity) as object).includes('seed'), false, 'sealed from the first');
        assert.deepEqual((await call('GET', '/boot')).body, { stage: 'unset' }, 'until the code is on paper');
        await call('POST', '/boot/done');
        const stage = (await booted.stage()) as RunningStage;
        assert.equal(stage.name, 'running');
        assert.equal(stage.node.house.self.school, 's1');
        assert.equal(stage.node.house.self.epoch, 1);
        const { region } = stage.node.desk.authority;
        assert.ok(region, 'it trusts the region of its ticket');
        const { house } = stage.node;
        const own = (): number => house.log.streams().find(({ stream }) => stream.node === house.self.node)?.next ?? 1;
        // What it writes first opens its stream to the region.
        await until('the school’s first records are at the region', () =>
          Promise.resolve(own() > 1 && recordsOf(house.self.node) === own() - 1),
        );
      } finally {
        await booted.close();
      }
    });
  });

  it('BOOT-5, SYN-23: takes a burnt server’s place, by the command too; a folder that holds a node is left alone', async () => {
    await withRegion(async ({ address, ticket, folder }) => {
      const { arriveOver, readIdentity } = await import('#sync/index.ts');
      const first = await arriveOver(join(folder, 'first'), await ticket(), address, systemRandomness);
      assert.ok(first.ok);
      const { restore } = await import('../cli/restore.ts');
      process.env['TIREK_DATA'] = join(folder, 'second');
      try {
        assert.equal(await restore([address, await ticket(true)]), 0);
        assert.equal(await restore([address, await ticket(true)]), 1);
      } finally {
        delete process.env['TIREK_DATA'];
      }
      const [old, now] = ['first', 'second'].map((name) => readIdentity(join(folder, name)));
      assert.deepEqual([now?.node, now?.epoch], [old?.node, 2]);
    });
  });
});
