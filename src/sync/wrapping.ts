import { identityToRecipient } from 'age-encryption';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress, type ZstdOptions } from 'node:zlib';
import { openSealed, sealTo } from './seal.ts';

/** How what nodes say is sealed and packed. Programs use `realWrapping`; only the simulated region has another. */
export type Wrapping = {
  /** The age recipient of an age identity. */
  recipientOf(identity: string): Promise<string>;
  sealTo(recipient: string, plain: Uint8Array): Promise<Uint8Array>;
  /** Undefined where it was sealed to another, or is damaged. */
  openSealed(identity: string, sealed: Uint8Array): Promise<Uint8Array | undefined>;
  compress(plain: Uint8Array, options: ZstdOptions): Promise<Uint8Array>;
  /** Rejects on what is no zstd, or unpacks to more than `options.maxOutputLength`. */
  decompress(packed: Uint8Array, options: ZstdOptions): Promise<Uint8Array>;
};

export const realWrapping: Wrapping = {
  recipientOf: identityToRecipient,
  sealTo,
  openSealed,
  compress,
  decompress: promisify(zstdDecompress),
};

const pack = promisify(zstdCompress);

/**
 * The size is said beforehand: for a stream without an end a high level lays out tables of hundreds of megabytes, and
 * one small bundle costs 350 ms in place of 1.
 */
function compress(plain: Uint8Array, options: ZstdOptions): Promise<Uint8Array> {
  return pack(plain, { ...options, pledgedSrcSize: plain.length });
}
