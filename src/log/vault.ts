import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto';
import type { PersonId, Randomness, Scope } from '#kernel/ids.ts';
import type { PlacedOp, Reader } from './store.ts';
import { keysTable } from './tables.ts';

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Keys of persons. Names, free text, pictures and voices stand in records only as `seal`ed bytes under a key of their
 * person, which lies outside the log: to destroy the key is to erase the person everywhere (LOG-12).
 */
export interface Vault {
  /** What was sealed, or undefined once the person is erased or where this node was never given the key. */
  open(person: string, sealed: Uint8Array): string | undefined;
  has(person: string): boolean;
}

export type PersonKey = { readonly person: PersonId; readonly scope: Scope; readonly key: Uint8Array };

export type StoredKey = {
  readonly person: PersonId;
  readonly scope: Scope;
  readonly n: number;
  readonly sealed: Uint8Array;
};

/**
 * The keys of a node in memory, each opened when it is first used. A person has one key; it belongs to every scope in
 * which something is sealed with it, so that whoever may read a scope can be given its keys. Changes go through
 * `Keyring` after the commit.
 */
export class Keyring implements Vault {
  readonly #vaultKey: Uint8Array;
  readonly #sealed = new Map<string, Uint8Array>();
  readonly #opened = new Map<string, Uint8Array>();
  readonly #scopesOf = new Map<string, Set<Scope>>();
  readonly #numbers = new Map<Scope, Map<PersonId, number>>();
  readonly #counts = new Map<Scope, number>();
  readonly #erased = new Set<string>();

  constructor(vaultKey: Uint8Array) {
    this.#vaultKey = vaultKey;
  }

  async load(reader: Reader): Promise<void> {
    const rows = await reader.all<StoredKey>('select person, scope, n, sealed from log_keys');
    for (const row of rows) this.#remember(row);
    const erased = await reader.all<{ person: string }>('select person from log_erased');
    for (const { person } of erased) this.#erased.add(person);
  }

  has(person: string): boolean {
    return this.#sealed.has(person);
  }

  isIn(person: string, scope: Scope): boolean {
    return this.#scopesOf.get(person)?.has(scope) ?? false;
  }

  open(person: string, sealed: Uint8Array): string | undefined {
    const key = this.keyOf(person);
    const text = key && decrypt(key, sealed, person);
    return text && Buffer.from(text).toString('utf8');
  }

  keyOf(person: string): Uint8Array | undefined {
    const opened = this.#opened.get(person);
    if (opened) return opened;
    const sealed = this.#sealed.get(person);
    const key = sealed && decrypt(this.#vaultKey, sealed, person);
    if (key) this.#opened.set(person, key);
    return key;
  }

  /** Makes a key usable in a scope at once; answers with the operation that stores it. `forget` takes it back. */
  add(key: PersonKey, randomness: Randomness): PlacedOp {
    const n = (this.#counts.get(key.scope) ?? 0) + 1;
    const sealed = encrypt(this.#vaultKey, key.key, key.person, randomness);
    const stored: StoredKey = { person: key.person, scope: key.scope, n, sealed };
    this.#remember(stored);
    return { target: keysTable, op: { op: 'insert', table: 'log_keys', row: stored }, origin: 0 };
  }

  forget({ person, scope }: Pick<PersonKey, 'person' | 'scope'>): void {
    this.#numbers.get(scope)?.delete(person);
    const scopes = this.#scopesOf.get(person);
    scopes?.delete(scope);
    if (scopes?.size === 0) this.#drop(person);
  }

  erase(person: string): void {
    for (const scope of this.#scopesOf.get(person) ?? []) this.#numbers.get(scope)?.delete(person as PersonId);
    this.#drop(person);
    this.#erased.add(person);
  }

  isErased(person: string): boolean {
    return this.#erased.has(person);
  }

  /** Keys first used in this scope with a number above `after`, oldest first. */
  since(scope: Scope, after: number): { readonly n: number; readonly key: PersonKey }[] {
    const found: { n: number; key: PersonKey }[] = [];
    for (const [person, n] of this.#numbers.get(scope) ?? []) {
      const key = n > after ? this.keyOf(person) : undefined;
      if (key) found.push({ n, key: { person, scope, key } });
    }
    return found.sort((a, b) => a.n - b.n);
  }

  #remember({ person, scope, n, sealed }: StoredKey): void {
    if (!this.#sealed.has(person)) this.#sealed.set(person, sealed);
    const scopes = this.#scopesOf.get(person);
    if (scopes) scopes.add(scope);
    else this.#scopesOf.set(person, new Set([scope]));
    let numbers = this.#numbers.get(scope);
    if (!numbers) this.#numbers.set(scope, (numbers = new Map()));
    numbers.set(person, n);
    this.#counts.set(scope, Math.max(this.#counts.get(scope) ?? 0, n));
  }

  #drop(person: string): void {
    this.#sealed.delete(person);
    this.#opened.delete(person);
    this.#scopesOf.delete(person);
  }
}

/**
 * AES-256-GCM; `about` is bound to the bytes, so that a name cannot be moved to another person. Node takes a key that is
 * made into an object in a third of the time that it needs for bare bytes.
 */
export function encrypt(key: Uint8Array, plain: Uint8Array, about: string, randomness: Randomness): Uint8Array {
  const nonce = randomness.bytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce);
  cipher.setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** What `encrypt` sealed; undefined where key, bytes or `about` are not those. */
export function decrypt(key: Uint8Array, sealed: Uint8Array, about: string): Uint8Array | undefined {
  if (sealed.length < nonceBytes + tagBytes) return undefined;
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), bytes.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, bytes.length - tagBytes)), decipher.final()]);
  } catch {
    return undefined;
  }
}
