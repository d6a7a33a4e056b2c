import { z } from 'zod/mini';
import { bytes } from '#kernel/schema.ts';
import { recordType } from '#log/projection.ts';
import { platforms } from './box/manifest.ts';

const version = z.string().check(z.regex(/^\d{1,6}(\.\d{1,6}){1,4}$/));
const size = z.int().check(z.minimum(0));
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** The region offers a release: its signed manifest and its chunks, files by hash (REL-13). */
export const published = recordType('releases.published', {
  owner: 'region',
  version: 1,
  body: z.object({
    version,
    manifest: z.object({ hash, bytes: size }),
    key: bytes,
    signature: bytes,
    /** For each part its chunks: SHA-256 as raw bytes, and the size. */
    parts: z
      .array(
        z.object({
          platform: z.enum(['common', ...platforms]),
          chunks: z.array(z.object({ hash: bytes, bytes: size })).check(z.maxLength(250)),
        }),
      )
      .check(z.maxLength(8)),
  }),
});

/** The region takes a release back: no node begins it any more. */
export const withdrawn = recordType('releases.withdrawn', {
  owner: 'region',
  version: 1,
  body: z.object({ version }),
});

/** A school's server says which release it runs, and, where it went back, why. */
export const running = recordType('releases.running', {
  owner: 'school',
  version: 1,
  body: z.object({
    version,
    platform: z.string().check(z.maxLength(40)),
    wentBack: z.optional(z.object({ from: version, why: z.string().check(z.maxLength(40)) })),
  }),
});

export const releaseRecords = [published, withdrawn, running] as const;
