import { createPrivateKey, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LauncherState } from '../src/releases/box/state.ts';
import { makeRelease, trustFile } from '../src/releases/make/make-release.ts';
import { makeReleaseKey } from '../src/releases/make/release-key.ts';
import { rawKey } from '../src/releases/box/manifest.ts';
import { aTinyRelease } from '../src/releases/testing.ts';
import type { Stage } from './stage.ts';

const keyFile = 'release.key';

/** What makes nodes trust the release key of these journeys. */
export function trusting(folder: string): { readonly TIREK_RELEASE_KEYS: string } {
  const trust = join(folder, 'trust');
  mkdirSync(trust, { recursive: true });
  const key = makeReleaseKey(join(folder, keyFile));
  writeFileSync(join(trust, 'release-keys.json'), trustFile([rawKey(key)]));
  return { TIREK_RELEASE_KEYS: trust };
}

/** An installation in which 0.2.0 was begun yesterday and gone back from; no launcher looks after it. */
export function installedOnce(folder: string): string {
  const programs = join(folder, 'program');
  const releases = join(programs, 'releases');
  for (const version of ['0.0.9', '0.1.0', '0.2.0']) {
    mkdirSync(join(releases, version), { recursive: true });
    writeFileSync(join(releases, version, 'release.json'), '{}');
  }
  const at = Date.now() - 20 * 3600 * 1000;
  const state: LauncherState = {
    current: '0.1.0',
    previous: '0.0.9',
    phase: 'good',
    since: at,
    starts: 0,
    wentBack: { from: '0.2.0', to: '0.1.0', why: 'hangs', at },
    bad: ['0.2.0'],
  };
  writeFileSync(join(releases, 'state.json'), JSON.stringify(state));
  return programs;
}

/** A release file that lies on the head's own computer. */
export function releaseFile({ schoolFolder }: Stage, kind: 'whole' | 'spoilt'): string {
  const folder = dirname(dirname(schoolFolder));
  const key: KeyObject = createPrivateKey(readFileSync(join(folder, keyFile)));
  const file = join(folder, `${kind}.tirek-release`);
  makeRelease(aTinyRelease(join(folder, 'tiny'), '0.3.0', key), file);
  const bytes = readFileSync(file);
  if (kind === 'spoilt') writeFileSync(file, bytes.fill(0, 60, 70));
  return file;
}
