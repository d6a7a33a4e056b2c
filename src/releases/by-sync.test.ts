import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { mintId, systemRandomness, type NodeId, type SchoolId } from '#kernel/ids.ts';
import { anAdult, password, registerSchool } from '#people/testing.ts';
import { enrolOver } from '#sync/enrol.ts';
import { makeIdentity } from '#sync/index.ts';
import { TicketDesk } from '#sync/ticket-desk.ts';
import { startNode, type StartedNode } from '#testing/boot.ts';
import { freePortFrom } from '../cli/ports.ts';
import { openNode } from '../main.ts';
import { settingsFrom } from '../settings.ts';
import { launch } from './box/launcher.ts';
import { rawKey } from './box/manifest.ts';
import { writeState } from './box/state.ts';
import { makeRelease, trustFile, type ReleaseOrder } from './make/make-release.ts';
import type { ReleasePage } from './status.ts';
import {
  aLightMachine,
  anInstallation,
  aRelease,
  aReleaseKey,
  aServerThat,
  stageAt,
  until,
  type TestInstallation,
} from './testing.ts';

const key = aReleaseKey();
const folder = mkdtempSync(join(tmpdir(), 'tirek-by-sync-'));
const school = 's1x' as SchoolId;
const stopping = Promise.withResolvers<void>();

let region: StartedNode;
let installed: TestInstallation;
let launched: Promise<void>;
let head: Caller;
let coordinator: Caller;

type Caller = <T = object>(method: string, path: string, body?: object | Uint8Array) => Promise<T>;

/** Somebody signed in at a node, and what they ask it. */
async function signedIn(address: string, login: string): Promise<Caller> {
  let token: string | undefined;
  const call: Caller = async <T>(method: string, path: string, body?: object | Uint8Array) => {
    const isBytes = body instanceof Uint8Array;
    const response = await fetch(`${address}/api${path}`, {
      method,
      headers: {
        connection: 'close',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(isBytes ? {} : { 'content-type': 'application/json' }),
      },
      ...(body ? { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) } : {}),
    });
    const said = await response.text();
    assert.ok(response.ok, `${path}: ${said}`);
    return JSON.parse(said) as T;
  };
  ({ token } = await call<{ token: string }>('POST', '/people/sign-in/adult', { login, password }));
  return call;
}

async function order(version: string, more: Partial<ReleaseOrder> = {}): Promise<ReleaseOrder> {
  return aRelease(version, { key, machines: aLightMachine(folder), ...more });
}

/** A coordinator offers a release to the schools, with a file from their own computer. */
async function publish(of: ReleaseOrder): Promise<void> {
  const file = join(folder, 'release.tirek-release');
  makeRelease(of, file);
  const bytes = readFileSync(file);
  const piece = 4 * 1024 * 1024;
  for (let at = 0; at < bytes.length; at += piece)
    await coordinator('PUT', `/releases/upload?at=${at}`, bytes.subarray(at, at + piece));
  await coordinator('POST', '/releases/publish', { from: 'upload' });
  await until(`${of.version} is offered`, async () => {
    const { published = [], work } = await coordinator<ReleasePage>('GET', '/releases');
    assert.equal(work?.what === 'refused' ? work.refusal.key : undefined, undefined);
    return published[0]?.version === of.version;
  });
}

/** The head has the page of versions open until it offers this one, and begins it. */
async function takeWhenReady(version: string): Promise<void> {
  await until(`${version} has come`, async () => {
    const { ready, coming } = await head<ReleasePage>('GET', '/releases');
    if (ready !== version && coming?.version !== version) await head('POST', '/sync/now', {});
    return ready === version;
  });
  await head('POST', '/releases/update', { from: 'ready' });
}

async function assertStillThere(): Promise<void> {
  const page = await head<ReleasePage>('GET', '/releases');
  assert.equal(page.settings.isAutomatic, false, 'what the head set is as it was, and so is the session');
}

before(async () => {
  const trust = join(folder, 'trust');
  mkdirSync(trust);
  writeFileSync(join(trust, 'release-keys.json'), trustFile([rawKey(key)]));
  await makeIdentity(join(folder, 'region'), { kind: 'region', node: 'region' as NodeId }, systemRandomness);
  const common = { TIREK_PORT: '0', TIREK_WEB: join(folder, 'no-web') };
  region = await startNode(settingsFrom({ ...common, TIREK_DATA: join(folder, 'region'), TIREK_RELEASE_KEYS: trust }));
  await anAdult(region.house, 'coordinator', ['coordinator']);
  coordinator = await signedIn(region.address, 'coordinator');

  const port = await freePortFrom(21_700);
  installed = anInstallation(join(folder, 'school'), port);
  await makeIdentity(
    installed.data,
    { kind: 'school', school, node: mintId<NodeId>(systemRandomness) },
    systemRandomness,
  );
  const node = await openNode(settingsFrom({ ...common, TIREK_DATA: installed.data }));
  await registerSchool(node.house, school);
  await anAdult(node.house, 'head', ['head']);
  const { text } = await new TicketDesk(region.house, region.desk.authority).give(school);
  assert.ok((await enrolOver({ house: node.house, desk: node.desk }, text, region.address)).ok);
  await node.close();
  assert.equal(await installed.ready(await order('1.0.0')), '1.0.0');
  await writeState(installed.releases, { current: '1.0.0', phase: 'good', since: 0, starts: 0, bad: [] });
  launched = launch(installed.programs, stopping.promise);
  await until('the school works', async () => (await stageAt(installed.address)) === 'running');
  head = await signedIn(installed.address, 'head');
  await head('PUT', '/releases/settings', { isAutomatic: false });
});

after(async () => {
  stopping.resolve();
  await launched;
  await region.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('releases by sync', { timeout: 600_000 }, () => {
  it('REL-13, REL-14, REL-6: the region publishes, it comes by the line, the head takes it, and it stays', async (test) => {
    const began = Date.now();
    await publish(await order('2.0.0'));
    await takeWhenReady('2.0.0');
    await until('2.0.0 is good', async () => {
      const state = await installed.state();
      return state?.current === '2.0.0' && state.phase === 'good' && (await stageAt(installed.address)) === 'running';
    });
    assert.equal((await head<ReleasePage>('GET', '/releases')).version, '2.0.0');
    await assertStillThere();
    test.diagnostic(`milliseconds from the publishing to a good new version: ${Date.now() - began}`);
  });

  it('REL-8, REL-11, REL-13: one that does not come up well is gone back from, with all data, and the region reads it', async (test) => {
    const began = Date.now();
    const bad = aServerThat('response.writeHead(500).end("{}");');
    await publish(await order('3.0.0', { instead: new Map([['src/cli/main.ts', Buffer.from(bad)]]) }));
    await takeWhenReady('3.0.0');
    await until('back', async () => (await installed.state())?.wentBack?.from === '3.0.0');
    await until('2.0.0 again', async () => (await stageAt(installed.address)) === 'running');
    const page = await head<ReleasePage>('GET', '/releases');
    assert.deepEqual(
      [page.version, page.wentBack?.why, page.ready, page.isReadyAgain],
      ['2.0.0', 'errors', '3.0.0', true],
    );
    await assertStillThere();
    await head('POST', '/sync/now', {});
    await until('the region reads it', async () => {
      const [said] = (await coordinator<ReleasePage>('GET', '/releases')).running ?? [];
      return said?.version === '2.0.0' && said.backFrom === '3.0.0' && said.backWhy === 'errors';
    });
    test.diagnostic(`milliseconds from the publishing until the region read of going back: ${Date.now() - began}`);
  });
});
