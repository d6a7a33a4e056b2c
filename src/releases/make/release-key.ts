import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/** A new release key in a file that only its owner reads. Whoever has it decides what runs in every school (REL-3). */
export function makeReleaseKey(file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519');
  const text = privateKey.export({ format: 'pem', type: 'pkcs8' });
  writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  return privateKey;
}

/** The release key of a file. Throws where it is none. */
export function readReleaseKey(file: string): KeyObject {
  const key = createPrivateKey(readFileSync(file));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('a release key is an Ed25519 key');
  return key;
}
