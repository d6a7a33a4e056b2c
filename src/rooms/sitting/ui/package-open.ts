import { err, ok, type Result } from '#kernel/result.ts';
import type { ItemFace } from '#rooms/bank/model/item.ts';
import { hex, sha256 } from '../model/sha256.ts';
import type { FormPackage } from '../package.ts';
import { bytesOf } from './attempt-store.ts';

/** A form that can be sat: all of it is here, and its media are those that they say (SIT-22). */
export type ReadyForm = {
  readonly items: readonly ItemFace[];
  readonly ofMedia: (media: string) => string;
  /** Lets the pictures' memory go. */
  readonly close: () => void;
};

/**
 * Opens a package by its key and verifies every picture and sound. Answers with the key of words for what is wrong: the
 * package came torn, or a file is missing or another.
 */
export async function openPackage(bytes: Uint8Array, key: string): Promise<Result<ReadyForm, string>> {
  const text = await decrypted(bytes, key);
  if (text === undefined) return err('sitting.package-torn');
  const { items, media } = JSON.parse(text) as FormPackage;
  const files = new Map(Object.entries(media).map(([name, file]) => [name, bytesOf(file)]));
  for (const name of items.flatMap((item) => item.media)) {
    const file = files.get(name);
    if (!file || hex(sha256(file)) !== name.split('.')[0]) return err('sitting.package-torn');
  }
  const addresses = new Map([...files].map(([name, file]) => [name, URL.createObjectURL(blobOf(name, file))]));
  return ok({
    items,
    ofMedia: (name) => addresses.get(name) ?? '',
    close: () => {
      for (const address of addresses.values()) URL.revokeObjectURL(address);
    },
  });
}

const types: Readonly<Record<string, string>> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
};

function blobOf(name: string, bytes: Uint8Array): Blob {
  return new Blob([new Uint8Array(bytes)], { type: types[name.split('.')[1] ?? ''] ?? 'application/octet-stream' });
}

async function decrypted(bytes: Uint8Array, key: string): Promise<string | undefined> {
  const { Decrypter } = await age();
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(key);
    return await decrypter.decrypt(bytes, 'text');
  } catch {
    return undefined;
  }
}

/**
 * The age library, which does all in JavaScript where the browser's own cryptography says that it does not know a curve.
 * A school's address is no secure context and has no `crypto.subtle` to say so: it gets one that says just that.
 */
export function age(): Promise<typeof import('age-encryption')> {
  if (!('subtle' in crypto) || crypto.subtle === undefined) {
    const unknown = (): never => {
      throw new DOMException('no cryptography in this context', 'NotSupportedError');
    };
    Object.defineProperty(crypto, 'subtle', { value: { importKey: unknown }, configurable: true });
  }
  return import('age-encryption');
}
