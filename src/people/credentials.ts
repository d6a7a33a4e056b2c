import { Decrypter, Encrypter } from 'age-encryption';
import { argon2, hash, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { PersonId, Randomness, SchoolId, TabletId } from '#kernel/ids.ts';
import { decrypt, encrypt, type Vault } from '#log/vault.ts';
import { secretPictures } from './pictures.ts';
import { readSignedText, signText } from './signed-text.ts';

const hashPassword = promisify(argon2);

/**
 * OWASP's second choice of argon2id parameters (19 MiB, 2 passes): about 50 ms on a school server, so that a staff
 * meeting signing in at once does not fill its memory.
 */
const cost = { memory: 19 * 1024, passes: 2, parallelism: 1, tagLength: 32 };

export type Secret =
  | { readonly kind: 'pin'; readonly pin: string }
  | { readonly kind: 'pictures'; readonly pictures: readonly string[] }
  | {
      readonly kind: 'password';
      readonly login: string;
      readonly salt: string;
      readonly hash: string;
      /** Given out on paper: its owner has to choose another at the first sign-in (PPL-6). */
      readonly isOneTime?: boolean;
    };

export async function passwordSecret(login: string, password: string, isOneTime = false): Promise<Secret> {
  const salt = randomBytes(16);
  const hashed = await hashPassword('argon2id', { message: password.normalize('NFC'), nonce: salt, ...cost });
  const secret = { kind: 'password' as const, login, salt: salt.toString('base64'), hash: hashed.toString('base64') };
  return isOneTime ? { ...secret, isOneTime } : secret;
}

/** Whether what a person gave is their secret: a PIN, three pictures joined by spaces in their order, or a password. */
export async function isSecret(secret: Secret, given: string): Promise<boolean> {
  if (secret.kind === 'pin') return isSame(secret.pin, given);
  if (secret.kind === 'pictures') return isSame(secret.pictures.join(' '), given);
  const nonce = Buffer.from(secret.salt, 'base64');
  const hashed = await hashPassword('argon2id', { message: given.normalize('NFC'), nonce, ...cost });
  return timingSafeEqual(hashed, Buffer.from(secret.hash, 'base64'));
}

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'));
}

/** PINs that a neighbour would try first are not given out. */
export function newPin(randomness: Randomness): string {
  for (;;) {
    const [a = 0, b = 0] = randomness.bytes(2);
    const pin = String(((a << 8) | b) % 10_000).padStart(4, '0');
    const isRun = '0123456789876543210'.includes(pin) || new Set(pin).size === 1;
    if (!isRun) return pin;
  }
}

export function newPictures(randomness: Randomness): string[] {
  const left: string[] = [...secretPictures];
  return Array.from(randomness.bytes(3), (byte) => left.splice(byte % left.length, 1)[0] as string);
}

/** Letters and digits that nobody takes for one another, on paper or by telephone. */
const passwordLetters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password to give out on paper, `k4mt-9xra`: 40 random bits, guessed slowly and only until its first use. */
export function newPassword(randomness: Randomness): string {
  const letters: string[] = [];
  while (letters.length < 8) {
    for (const byte of randomness.bytes(16)) {
      // A byte beyond the last whole round of the alphabet would favour its first letters.
      if (byte < 248 && letters.length < 8) letters.push(passwordLetters[byte % passwordLetters.length] as string);
    }
  }
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/**
 * Seals a secret under a school's credential key. A password's login tells whose it is, so it is sealed under its
 * person's key before that (`sealText`): erased, it is unreadable like the name. A PIN and pictures tell nothing.
 */
export function sealSecret(
  key: Uint8Array,
  person: PersonId,
  secret: Secret,
  randomness: Randomness,
  sealText: (text: string) => Uint8Array,
): Uint8Array {
  const text = JSON.stringify(secret);
  if (secret.kind !== 'password') return encrypt(key, Buffer.from(text), `credential ${person}`, randomness);
  return encrypt(key, sealText(text), `password ${person}`, randomness);
}

/** The secret; undefined with another key, of another person, or for a password whose person's key is not here. */
export function openSecret(
  key: Uint8Array,
  person: PersonId,
  sealed: Uint8Array,
  vault: Pick<Vault, 'open'>,
): Secret | undefined {
  const inner = decrypt(key, sealed, `password ${person}`);
  const plain = inner ? undefined : decrypt(key, sealed, `credential ${person}`);
  const text = inner ? vault.open(person, inner) : plain && Buffer.from(plain).toString('utf8');
  return text === undefined ? undefined : (JSON.parse(text) as Secret);
}

/** Seals a school's credential key to the school's and the region's age recipients: it outlives a burnt server. */
export async function sealCredentialKey(key: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(key);
}

export async function openCredentialKey(sealed: Uint8Array, ageIdentity: string): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(ageIdentity);
  return decrypter.decrypt(sealed);
}

/** What a work credential says: this pupil works on this tablet of this school since then. */
export type WorkCredential = { readonly p: PersonId; readonly t: TabletId; readonly s: SchoolId; readonly iat: number };

/**
 * Signed by the school's node. It opens nothing but the sending of work, so it can live in an outbox for weeks, over
 * restarts and restores, and on a tablet that the next pupil already uses.
 */
export function signWorkCredential(key: KeyObject, credential: WorkCredential): string {
  return signText('w1', key, credential);
}

export function readWorkCredential(keys: readonly KeyObject[], text: string): WorkCredential | undefined {
  return readSignedText('w1', keys, text);
}
