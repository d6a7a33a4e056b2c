import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isVersion, platforms, type Platform } from '../releases/box/manifest.ts';
import { trustedKeys } from '../releases/box/trust.ts';
import { machineFolders } from '../releases/make/machines.ts';
import type { ReleaseOrder } from '../releases/make/make-release.ts';
import { readReleaseKey } from '../releases/make/release-key.ts';
import { buildWeb } from './build-web.ts';

const home = resolve(import.meta.dirname, '..', '..');
/** The release that travels is made once and fetched by many. */
const level = 19;

/**
 * What a release is made of, from the words of a command: `--version=`, `--platforms=`. A sentence where something is
 * missing. The release key lies in the file that TIREK_RELEASE_KEY names.
 */
export async function releaseOrder(words: readonly string[]): Promise<ReleaseOrder | string> {
  const keyFile = process.env['TIREK_RELEASE_KEY'];
  if (!keyFile || !existsSync(keyFile)) {
    return 'TIREK_RELEASE_KEY must name the file of the release key (tirek release key <file> makes one).';
  }
  const own = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  const version = wordAfter(words, '--version=') ?? own.version;
  if (!isVersion(version)) return `a version is numbers joined by points, not ${version}.`;
  const asked = platformsIn(wordAfter(words, '--platforms='));
  if (!asked) return `the machines are ${platforms.join(', ')}.`;
  await buildWeb();
  return {
    home,
    version,
    machines: machineFolders(home, asked),
    key: readReleaseKey(keyFile),
    // Keys of later releases: put into this file before the first release that is signed with one of them.
    alsoTrusted: await trustedKeys(home),
    cache: join(home, '.cache', 'release-chunks'),
    level,
  };
}

function wordAfter(words: readonly string[], name: string): string | undefined {
  return words.find((word) => word.startsWith(name))?.slice(name.length);
}

function platformsIn(text: string | undefined): readonly Platform[] | undefined {
  if (!text) return platforms;
  const asked = text.split(',');
  const known = platforms.filter((platform) => asked.includes(platform));
  return known.length === asked.length ? known : undefined;
}
