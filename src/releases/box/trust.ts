import { join } from 'node:path';
import { readJson } from './state.ts';

/** The file of a release that names the keys by which its next one is known (REL-3). */
export const trustFileName = 'release-keys.json';

/** The keys that a program trusts, raw; none where the file is not there. */
export async function trustedKeys(folder: string): Promise<readonly Uint8Array[]> {
  const said = await readJson(join(folder, trustFileName));
  const keys = Array.isArray(said?.['keys']) ? (said['keys'] as unknown[]) : [];
  return keys
    .filter((key) => typeof key === 'string')
    .map((key) => Buffer.from(key, 'base64'))
    .filter((key) => key.length === 32);
}
