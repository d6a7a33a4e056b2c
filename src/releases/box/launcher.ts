import { readFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild, type Child, type Installation } from './child.ts';
import { lookAtProgram } from './look.ts';
import { isVersion, parseManifest, platformHere, type Manifest, type Platform } from './manifest.ts';
import {
  endAsked,
  readAsked,
  readState,
  writeState,
  type Asked,
  type BackReason,
  type LauncherState,
} from './state.ts';
import { copyStoreBefore } from './store-copy.ts';
import { afterEvent, type LauncherEvent } from './switching.ts';
import { trustedKeys } from './trust.ts';
import { checkFolder, readSigned, sweepHalf } from './unpack.ts';

/** A program that looks so often in a row as it should not is not well. */
const badLooks = 3;
const askedEvery = 500;
const defaultTimes = { listen: 180_000, look: 10_000, answer: 10_000, stay: 10 * 60_000 };
const longestWait = 60_000;

/**
 * Keeps a program running (REL-5 … REL-9): starts the current release, watches it, goes back where a new one is not well,
 * changes to another where the program or the installer asks. Ends when `stopping` does.
 */
export async function launch(programs: string, stopping: Promise<void>): Promise<void> {
  const platform = platformHere();
  const installation = JSON.parse(readFileSync(join(programs, 'installation.json'), 'utf8')) as Installation;
  if (!platform) throw new Error('the program runs on no machine like this');
  const keeper = new Keeper(programs, installation, platform);
  void stopping.then(() => keeper.stop());
  await keeper.run();
}

class Keeper {
  readonly #programs: string;
  readonly #releases: string;
  readonly #installation: Installation;
  readonly #platform: Platform;
  readonly #stopped = Promise.withResolvers<'stopped'>();
  #isStopping = false;

  constructor(programs: string, installation: Installation, platform: Platform) {
    this.#programs = programs;
    this.#releases = join(programs, 'releases');
    this.#installation = installation;
    this.#platform = platform;
  }

  stop(): void {
    this.#isStopping = true;
    this.#stopped.resolve('stopped');
  }

  async run(): Promise<void> {
    await sweepHalf(this.#releases);
    for (let failures = 0; !this.#isStopping;) {
      await this.#event({ what: 'starts' });
      const { current } = await this.#state();
      const began = Date.now();
      await this.#runOnce();
      // Only a program that ends again and again is waited for: another one begins at once.
      const isSame = (await this.#state()).current === current;
      failures = isSame && Date.now() - began < longestWait ? failures + 1 : 0;
      const wait = Math.min(longestWait, 500 * 2 ** Math.min(failures, 10));
      if (!this.#isStopping && failures > 1) await Promise.race([after(wait), this.#stopped.promise]);
    }
  }

  /** From one start of a program to its end, whoever ends it. */
  async #runOnce(): Promise<void> {
    const { current } = await this.#state();
    const manifest = await this.#manifestOf(current);
    if (!manifest) {
      say(`release ${current} cannot be read`);
      await this.#event({ what: 'fails', why: 'damaged' });
      return;
    }
    say(`starting ${current}`);
    const child = startChild(this.#programs, current, manifest.run, this.#installation, this.#platform);
    const watching = new AbortController();
    const end = await Promise.race([
      child.ended.then(() => 'ended' as const),
      this.#stopped.promise,
      this.#watch(child, watching.signal),
      this.#hearAsked(watching.signal),
    ]);
    watching.abort();
    await child.stop();
    if (typeof end === 'object') await this.#change(end);
    else if (end === 'ended') await this.#event({ what: 'exited' });
    else if (end !== 'stopped') await this.#event({ what: 'fails', why: end });
  }

  /** Resolves with what is wrong with a program, where that ends this run of it. */
  async #watch(child: Child, signal: AbortSignal): Promise<BackReason> {
    const { listen, look, answer, stay } = { ...defaultTimes, ...this.#installation.times };
    const { phase, previous } = await this.#state();
    const isTried = phase === 'trying' && previous !== undefined;
    const address = await Promise.race([child.listening, ...(isTried ? [after(listen)] : [])]);
    if (!address) return child.process.exitCode === null ? found('silent') : never();
    const local = address.replace('//localhost', '//127.0.0.1');
    const began = Date.now();
    for (let bad = 0; !signal.aborted; await after(look)) {
      const wrong = await lookAtProgram(local, answer);
      if (signal.aborted) break;
      bad = wrong ? bad + 1 : 0;
      // One that is tried is gone back from whatever is wrong. Else it may be the data: only who hangs is begun anew.
      if (wrong && bad >= (isTried ? badLooks : 2 * badLooks) && (isTried || wrong === 'hangs')) return found(wrong);
      if (!wrong && Date.now() - began >= stay) await this.#settle();
    }
    return never();
  }

  async #settle(): Promise<void> {
    if ((await this.#state()).phase === 'good') return;
    await this.#event({ what: 'stayed' });
    await this.#removeOld();
  }

  /** What is asked for is looked at while the program runs: only what can be started ends it. */
  async #hearAsked(signal: AbortSignal): Promise<Asked> {
    while (!signal.aborted) {
      const asked = await readAsked(this.#releases);
      if (asked && (await this.#canChange(asked))) return asked;
      await after(askedEvery);
    }
    return never();
  }

  async #canChange(asked: Asked): Promise<boolean> {
    const { current, previous } = await this.#state();
    const folder = join(this.#releases, asked.to);
    const keys = await trustedKeys(join(this.#releases, current));
    const isBefore = asked.why === 'back' && asked.to === previous;
    // The release before was checked when it came, by keys that may have changed since.
    const own = isBefore ? await readSigned(folder) : undefined;
    const why = asked.to === current ? 'same' : await checkFolder(folder, own ? [own.key] : keys, this.#platform);
    if (!why) return true;
    say(`${asked.to} is not begun: ${why}`);
    await endAsked(this.#releases, { to: asked.to, why, at: Date.now() });
    return false;
  }

  async #change(asked: Asked): Promise<void> {
    const { current } = await this.#state();
    const [from, to] = [await this.#manifestOf(current), await this.#manifestOf(asked.to)];
    const isOtherStore = from && to && to.store > from.store;
    if (isOtherStore && !(await copyStoreBefore(this.#installation.data, asked.to))) {
      await endAsked(this.#releases, { to: asked.to, why: 'disk-full', at: Date.now() });
      return;
    }
    say(`${asked.why}: ${current} → ${asked.to}`);
    await this.#event({ what: 'asked', asked });
    await endAsked(this.#releases);
  }

  async #event(event: LauncherEvent): Promise<void> {
    const before = await this.#state();
    const state = afterEvent(before, event, Date.now());
    if (state === before) return;
    if (state.wentBack && state.wentBack !== before.wentBack) {
      say(`went back to ${state.current}: ${state.wentBack.why}`);
    }
    await writeState(this.#releases, state);
  }

  async #state(): Promise<LauncherState> {
    const state = await readState(this.#releases);
    if (!state) throw new Error('the installation names no release');
    return state;
  }

  async #manifestOf(version: string): Promise<Manifest | undefined> {
    const signed = await readSigned(join(this.#releases, version));
    const manifest = signed && parseManifest(signed.bytes);
    return typeof manifest === 'object' ? manifest : undefined;
  }

  /** Two releases stay: the one that runs and the one before it. */
  async #removeOld(): Promise<void> {
    const { current, previous } = await this.#state();
    for (const name of await readdir(this.#releases)) {
      const isOld = isVersion(name) && name !== current && name !== previous;
      // Windows lets no file go that is linked to one that runs: it goes with a later release.
      if (isOld) await rm(join(this.#releases, name), { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

function say(line: string): void {
  console.log(`launcher: ${line}`);
}

function found(why: BackReason): BackReason {
  say(`not well: ${why}`);
  return why;
}

function after(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined));
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
