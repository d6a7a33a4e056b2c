import { hash as hashOf } from 'node:crypto';

/** What is read aloud and printed to compare a key with: six groups of four signs of its SHA-256. */
export function keyFingerprint(key: Uint8Array): string {
  return (hashOf('sha256', key, 'hex').slice(0, 24).match(/.{4}/g) ?? []).join(' ');
}
