import { hash as digest } from 'node:crypto';
import type { SourceItem, SourceStimulus } from './model/source.ts';

/**
 * BNK-23: what names the content of a version: SHA-256 over its source, its shared text and the hashes of its media,
 * written with sorted keys. The same content has the same hash on every machine.
 */
export function contentHash(
  source: SourceItem,
  stimulus: SourceStimulus | undefined,
  media: readonly { readonly name: string; readonly hash: string }[],
): string {
  const files = media.map(({ name, hash }) => [name, hash]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return digest('sha256', sortedJson({ source, stimulus: stimulus ?? null, media: files }));
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
