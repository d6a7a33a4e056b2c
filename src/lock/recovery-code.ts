import { identityToRecipient } from 'age-encryption';
import { hkdfSync } from 'node:crypto';
import type { Randomness } from '#kernel/ids.ts';
import { printedSigns, readSigns, signsOf } from '#kernel/signs.ts';
import { ageIdentityOf } from './age-key.ts';

/** 22 signs of five bits: 110 bits, so that nobody guesses it from what is sealed to it, however fast they try. */
const length = 22;

/**
 * A new recovery code, as it is printed: six groups of four signs (LOCK-3). It is random and long enough that no slow
 * hash has to stand before it.
 */
export function newRecoveryCode(randomness: Randomness): string {
  return printedSigns(signsOf(randomness.bytes(length), length));
}

/**
 * The age identity that follows from a code as somebody typed it: it opens the lock of the disk and the backups that
 * were sealed to its recipient. Undefined where the check of the code says that it is mistyped.
 */
export function identityOfCode(typed: string): string | undefined {
  const code = readSigns(typed, length);
  return code && ageIdentityOf(new Uint8Array(hkdfSync('sha256', code, 'tirek recovery 1', 'age', 32)));
}

/** The age recipient of a code: what is sealed to it only the holder of the code opens. */
export async function recipientOfCode(typed: string): Promise<string | undefined> {
  const identity = identityOfCode(typed);
  return identity && identityToRecipient(identity);
}
