import { argon2, createHmac } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Randomness, SchoolId } from '#kernel/ids.ts';
import { fromCbor, toCbor } from '#log/record.ts';
import { decrypt, encrypt } from '#log/vault.ts';
import type { ItemKey } from '#rooms/bank/index.ts';
import { codeBytes } from './model/code.ts';
import type { OpenedForm } from './model/form.ts';

const harden = promisify(argon2);

/**
 * ASM-22: argon2id by RFC 9106 with 19 MiB, 2 passes and one lane (OWASP's second choice), a salt of 16 bytes, a key of 32.
 * A code has 64 random bits; what a guess costs comes on top of that.
 */
export const codeCost = { memory: 19 * 1024, passes: 2 };

/** Protects the reader of a damaged or hostile file: what it unpacks to, in bytes. */
const mostUnpacked = 64 * 1024 * 1024;

export type WrappedKey = { readonly salt: Uint8Array; readonly sealed: Uint8Array };

/** A form as its file: packed, and encrypted under its key, bound to its id (ASM-20). */
export function sealForm(opened: OpenedForm, key: Uint8Array, randomness: Randomness): Uint8Array {
  return sealed(opened, key, aboutForm(opened.form), randomness);
}

/** What `sealForm` sealed; undefined where the key or the bytes are not those. */
export function unsealForm(form: string, bytes: Uint8Array, key: Uint8Array): OpenedForm | undefined {
  return unsealed(bytes, key, aboutForm(form)) as OpenedForm | undefined;
}

/** The keys of a form's items, as the second file (ASM-24). */
export function sealKeys(form: string, keys: readonly ItemKey[], key: Uint8Array, randomness: Randomness): Uint8Array {
  return sealed(keys, key, aboutKeys(form), randomness);
}

export function unsealKeys(form: string, bytes: Uint8Array, key: Uint8Array): readonly ItemKey[] | undefined {
  return unsealed(bytes, key, aboutKeys(form)) as readonly ItemKey[] | undefined;
}

/** The code of a form for a school: 64 bits that follow from the form's secret, and tell nothing of another's (ASM-21). */
export function codeFor(codes: Uint8Array, form: string, school: SchoolId): Uint8Array {
  return createHmac('sha256', codes).update(`tirek code 1\n${form}\n${school}`).digest().subarray(0, codeBytes);
}

/** The key of a form, wrapped under a code. */
export async function wrapKey(
  key: Uint8Array,
  code: Uint8Array,
  about: { readonly form: string; readonly school: SchoolId },
  randomness: Randomness,
): Promise<WrappedKey> {
  const salt = randomness.bytes(16);
  const under = await hardened(code, { salt, ...codeCost });
  return { salt, sealed: encrypt(under, key, aboutWrap(about), randomness) };
}

/** The key of a form by a code; undefined where the code is not the one. It never says which part of it is wrong. */
export async function unwrapKey(
  wrap: WrappedKey & { readonly memory: number; readonly passes: number },
  code: Uint8Array,
  about: { readonly form: string; readonly school: SchoolId },
): Promise<Uint8Array | undefined> {
  return decrypt(await hardened(code, wrap), wrap.sealed, aboutWrap(about));
}

type Cost = { readonly salt: Uint8Array; readonly memory: number; readonly passes: number };

function hardened(code: Uint8Array, { salt, memory, passes }: Cost): Promise<Uint8Array> {
  return harden('argon2id', { message: code, nonce: salt, memory, passes, parallelism: 1, tagLength: 32 });
}

const aboutForm = (form: string): string => `tirek form 1\n${form}`;
const aboutKeys = (form: string): string => `tirek form keys 1\n${form}`;
const aboutWrap = (of: { readonly form: string; readonly school: SchoolId }): string => {
  return `tirek form code 1\n${of.form}\n${of.school}`;
};

function sealed(value: unknown, key: Uint8Array, about: string, randomness: Randomness): Uint8Array {
  return encrypt(key, zstdCompressSync(toCbor(value)), about, randomness);
}

function unsealed(bytes: Uint8Array, key: Uint8Array, about: string): unknown {
  const packed = decrypt(key, bytes, about);
  return packed && fromCbor(zstdDecompressSync(packed, { maxOutputLength: mostUnpacked }));
}
