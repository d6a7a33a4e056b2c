import { createCipheriv, createDecipheriv, createSecretKey, hash, type KeyObject } from 'node:crypto';
import type { ZstdOptions } from 'node:zlib';
import type { Wrapping } from '#sync/wrapping.ts';
import type { Dice } from '../dice.ts';

const nonceBytes = 12;
const tagBytes = 16;
const markBytes = 4;

/** What stands for age in the simulated region: whose recipient it is, opens it, and nobody else. */
export function ageOf(node: string): { readonly identity: string; readonly recipient: string } {
  return { identity: `simulated identity of ${node}`, recipient: `simulated recipient of ${node}` };
}

/**
 * Seals by AES-GCM under a key that follows from the recipient: a thousandth of the time of age's X25519 in JavaScript,
 * with the same answers to who may read what, and the same bytes for a seed. What stands for zstd packs nothing: it
 * answers as zstd does where the dictionary is another, where the bytes are none of its own, and where they are too many.
 */
export function simWrapping(dice: Dice): Wrapping {
  const keyOf = (recipient: string): KeyObject => createSecretKey(hash('sha256', recipient, 'buffer'));
  const recipientOf = (identity: string): string => identity.replace('identity', 'recipient');
  return {
    recipientOf: async (identity) => recipientOf(identity),
    sealTo: async (recipient, plain) => {
      const nonce = dice.bytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', keyOf(recipient), nonce);
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    openSealed: async (identity, sealed) => {
      if (sealed.length < nonceBytes + tagBytes) return undefined;
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', keyOf(recipientOf(identity)), bytes.subarray(0, nonceBytes));
      decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
      } catch {
        return undefined;
      }
    },
    compress: async (plain, { dictionary }) => Buffer.concat([markOf(dictionary), plain]),
    decompress: async (packed, { dictionary, maxOutputLength = Infinity }) => {
      const isOurs = Buffer.compare(packed.subarray(0, markBytes), markOf(dictionary)) === 0;
      if (!isOurs || packed.length - markBytes > maxOutputLength) throw new Error('it does not unpack');
      return packed.subarray(markBytes);
    },
  };
}

function markOf(dictionary: ZstdOptions['dictionary']): Uint8Array {
  return hash('sha256', (dictionary as Uint8Array | undefined) ?? new Uint8Array(), 'buffer').subarray(0, markBytes);
}
