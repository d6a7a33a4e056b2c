import { makeRelease } from '../releases/make/make-release.ts';
import { keyFingerprint } from '../releases/box/fingerprint.ts';
import { rawKey } from '../releases/box/manifest.ts';
import { makeReleaseKey } from '../releases/make/release-key.ts';
import { publishRelease, withContainer } from '#releases/index.ts';
import { sentenceOf, withOfflineNode } from './offline-node.ts';
import { releaseOrder } from './release-order.ts';

/** `tirek release key|make|publish <file>`. */
export async function release([what = '', file = '', ...rest]: readonly string[]): Promise<number> {
  if (!['key', 'make', 'publish'].includes(what) || !file) {
    console.error('tirek: tirek release key <file>, make <file> [--version=1.2.3] [--platforms=…], or publish <file>');
    return 2;
  }
  if (what === 'key') return makeKey(file);
  return what === 'make' ? make(file, rest) : publish(file);
}

/** The secret half stays with whoever answers for what runs in the schools; the signs are printed on paper. */
function makeKey(file: string): number {
  console.log(`the key's signs: ${keyFingerprint(rawKey(makeReleaseKey(file)))}`);
  return 0;
}

async function make(file: string, rest: readonly string[]): Promise<number> {
  const order = await releaseOrder(rest);
  if (typeof order === 'string') {
    console.error(`tirek: ${order}`);
    return 1;
  }
  console.log(`${file}: version ${makeRelease(order, file).version}`);
  return 0;
}

/** For a region's node that is not running; a running one has a page for it. */
async function publish(file: string): Promise<number> {
  return withOfflineNode(async ({ house, releases }) => {
    if (house.self.kind !== 'region') {
      console.error(`tirek: ${sentenceOf({ key: 'releases.region-only', status: 409 })}`);
      return 1;
    }
    const made = await withContainer(file, (offer) => publishRelease(house, releases, offer, 'node'));
    const published =
      typeof made === 'string'
        ? { ok: false as const, error: { key: `releases.${made}`, status: 422 as const } }
        : made;
    if (published.ok) console.log(`published: version ${published.value}`);
    else console.error(`tirek: ${sentenceOf(published.error)}`);
    return published.ok ? 0 : 1;
  });
}
