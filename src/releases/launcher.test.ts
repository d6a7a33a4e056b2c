import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openSqliteStore } from '#log/sqlite/store.ts';
import { aSchoolWithTablets } from '../../bench/school.ts';
import type { LoadTablet } from '../../bench/tablets.ts';
import { freePortFrom } from '../cli/ports.ts';
import { endLauncher } from './box/running-launcher.ts';
import { writeAsked } from './box/state.ts';
import { makeStick } from './make/make-stick.ts';
import type { ReleaseOrder } from './make/make-release.ts';
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

const isProof = process.env['TIREK_PROOF'] !== undefined;
const kills = isProof ? 60 : 2;
const key = aReleaseKey();
const folder = mkdtempSync(join(tmpdir(), 'tirek-launcher-'));
const acknowledged = new Map<string, Set<number>>();

let school: TestInstallation;
let tablets: readonly LoadTablet[];

/** A release whose program is something else. */
async function broken(version: string, program: string): Promise<ReleaseOrder> {
  return { ...(await good(version)), instead: new Map([['src/cli/main.ts', Buffer.from(program)]]) };
}

/** A release of this tree. */
async function good(version: string): Promise<ReleaseOrder> {
  return aRelease(version, { key, machines: aLightMachine(folder) });
}

/** One answer of each tablet; what was acknowledged must never be gone. */
async function answer(): Promise<void> {
  for (const { tablet, token, credential, next } of tablets) {
    const { n, kind, body } = next();
    const response = await fetch(`${school.address}/api/people/work`, {
      method: 'POST',
      // A connection to a program that has ended is of no use to the next one.
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', connection: 'close' },
      signal: AbortSignal.timeout(20_000),
      body: JSON.stringify({ entries: [{ n, credential, kind, at: Date.now(), body }] }),
    });
    const said = (await response.json()) as { results?: { n: number; state: string }[] };
    assert.equal(said.results?.find((each) => each.n === n)?.state, 'taken', JSON.stringify(said));
    const kept = acknowledged.get(tablet) ?? new Set();
    acknowledged.set(tablet, kept.add(n));
  }
}

async function change(to: string, why: 'update' | 'back' = 'update'): Promise<void> {
  await writeAsked(school.releases, { to, why, at: Date.now() });
}

async function isRunning(version: string): Promise<boolean> {
  return (await school.state())?.current === version && (await stageAt(school.address)) === 'running';
}

/** Begins a bad release, waits until the launcher went back, and looks whether the school works with all its data. */
async function assertGoesBack(order: ReleaseOrder, why: string): Promise<number> {
  const from = (await school.state())?.current ?? '';
  assert.equal(await school.ready(order), order.version);
  const began = Date.now();
  await change(order.version);
  await until(`back from ${order.version}`, async () => (await school.state())?.wentBack?.from === order.version);
  await until(`${from} runs`, () => isRunning(from));
  const took = Date.now() - began;
  const state = await school.state();
  assert.deepEqual([state?.wentBack?.why, state?.wentBack?.to, state?.bad.includes(order.version)], [why, from, true]);
  await answer();
  return took;
}

/** Milliseconds of going back from releases that do worse than to stop. */
async function goingBackSlowly() {
  const errors = await broken('1.3.0', aServerThat('response.writeHead(500).end("{}");'));
  const hangs = await broken('1.4.0', aServerThat(''));
  return { errors: await assertGoesBack(errors, 'errors'), hangs: await assertGoesBack(hangs, 'hangs') };
}

before(async () => {
  school = anInstallation(join(folder, 'school'), await freePortFrom(21_000));
  ({ tablets } = await aSchoolWithTablets(school.data, 2));
  const stick = join(folder, 'stick');
  makeStick(await good('1.0.0'), stick);
  const { code, output } = await school.run(stick);
  assert.equal(code, 0, output);
  await until('the first release runs', () => isRunning('1.0.0'));
  await answer();
});

after(async () => {
  await school[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

describe('the launcher', { timeout: 1_200_000 }, () => {
  it('REL-6: a good release takes the place of the one before, and stays', async () => {
    const order = await good('1.1.0');
    assert.equal(await school.ready(order), '1.1.0');
    await change('1.1.0');
    await until('1.1.0 is good', async () => (await school.state())?.phase === 'good' && (await isRunning('1.1.0')));
    assert.equal((await school.state())?.previous, '1.0.0');
    await answer();
  });

  it('REL-9: sends back by hand, with all data', async () => {
    await change('1.0.0', 'back');
    await until('1.0.0 again', () => isRunning('1.0.0'));
    assert.equal((await school.state())?.wentBack?.why, 'asked');
    await answer();
  });

  it('REL-6: what is not whole, not signed by a trusted key, or not there is not begun, and nothing is ended', async () => {
    assert.equal(await school.ready({ ...(await good('1.1.5')), key: aReleaseKey() }), '1.1.5', 'a stranger made it');
    for (const to of ['1.1.5', '9.9']) {
      await change(to);
      await until(
        'refused',
        async () =>
          readdirSync(school.releases).includes('refused.json') && !readdirSync(school.releases).includes('asked.json'),
      );
      assert.equal((JSON.parse(readFileSync(join(school.releases, 'refused.json'), 'utf8')) as { to: string }).to, to);
      assert.ok(await isRunning('1.0.0'));
    }
  });

  it('REL-8: goes back from one that crashes, that does not listen; in the long form from one that answers errors, that hangs', async (test) => {
    const took = {
      crashes: await assertGoesBack(await broken('1.2.0', 'process.exit(1);'), 'crashed'),
      // In the short form by-sync.test.ts has the one that answers errors, and nobody waits for the one that hangs.
      ...(isProof ? await goingBackSlowly() : {}),
      silent: await assertGoesBack(
        await broken(
          '1.5.0',
          'setInterval(() => undefined, 1000); process.stdin.resume().once("end", () => process.exit(0));',
        ),
        'silent',
      ),
    };
    test.diagnostic(`milliseconds from the press to the old one running again: ${JSON.stringify(took)}`);
  });

  it(`REL-5: ${kills} power cuts in the middle of changing: one of both runs, with all data`, async () => {
    const launcher = join(
      school.programs,
      readdirSync(school.programs).find((name) => name.startsWith('launcher-') && !name.endsWith('.log')) ?? '',
    );
    await endLauncher(school.programs);
    for (let kill = 0; kill < kills; kill++) {
      const { current } = (await school.state()) ?? { current: '' };
      await change(current === '1.1.0' ? '1.0.0' : '1.1.0', 'update');
      const child = spawn(join(launcher, 'node'), [join(launcher, 'launcher-main.ts')], { stdio: 'ignore' });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await new Promise((resolve) => setTimeout(resolve, 300 + ((kill * 373) % 2600)));
      child.kill('SIGKILL');
      await ended;
      assert.ok(await school.state(), 'the state is always whole');
      await until('the program has ended with its launcher', async () => (await stageAt(school.address)) === undefined);
    }
    rmSync(join(school.releases, 'asked.json'), { force: true });
    spawn(join(launcher, 'node'), [join(launcher, 'launcher-main.ts')], { stdio: 'ignore', detached: true }).unref();
    await until('one of both runs', async () => (await isRunning('1.1.0')) || (await isRunning('1.0.0')));
    await answer();
  });

  it('after all of it every acknowledged answer is there, once', async () => {
    await endLauncher(school.programs);
    const store = openSqliteStore(join(school.data, 'node.db'));
    try {
      assert.equal((await store.get<{ integrity_check: string }>('pragma integrity_check'))?.integrity_check, 'ok');
      for (const [tablet, numbers] of acknowledged) {
        const rows = await store.all<{ n: number }>('select n from log_via where tablet = ?', tablet);
        const kept = rows.map(({ n }) => n);
        assert.deepEqual(
          [...numbers].filter((n) => !kept.includes(n)),
          [],
        );
        assert.equal(new Set(kept).size, kept.length);
      }
    } finally {
      await store.close();
    }
  });
});
