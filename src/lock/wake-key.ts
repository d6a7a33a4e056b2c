import { identityToRecipient } from 'age-encryption';
import type { Randomness } from '#kernel/ids.ts';
import { mintId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import { sealTo } from '#sync/index.ts';
import { ageIdentityOf } from './age-key.ts';
import type { WakeFile, WakeKey } from './wake-file.ts';

/** How many keys a holder has at most. A tablet's last but one still opens, should the answer with the last be lost. */
const mostOf = { tablet: 2, person: 4 } as const;

/** A wake key as a device keeps it: `k1.<id>.<secret>`. */
export type GivenKey = { readonly text: string; readonly key: WakeKey };

/** Makes a wake key for a holder, `tablet:<id>` or `person:<id>`, that opens this wake secret. */
export async function newWakeKey(
  holder: string,
  wake: Uint8Array,
  now: Instant,
  randomness: Randomness,
): Promise<GivenKey> {
  const secret = randomness.bytes(32);
  const recipient = await identityToRecipient(ageIdentityOf(secret));
  const id = mintId<string>(randomness);
  const sealed = [Buffer.from(await sealTo(recipient, wake)).toString('base64')];
  return {
    text: `k1.${id}.${Buffer.from(secret).toString('base64url')}`,
    key: { id, holder, recipient, sealed, since: now },
  };
}

/** The id of a wake key and the age identity that it is; undefined where the text is none. */
export function readWakeKey(text: string): { readonly id: string; readonly identity: string } | undefined {
  const [version, id, secret] = text.split('.');
  if (version !== 'k1' || !id || !secret) return undefined;
  const bytes = new Uint8Array(Buffer.from(secret, 'base64url'));
  return bytes.length === 32 ? { id, identity: ageIdentityOf(bytes) } : undefined;
}

/** The keys with a new one; the oldest of its holder go when there are too many. */
export function withKey(keys: readonly WakeKey[], added: WakeKey): WakeKey[] {
  const most = mostOf[added.holder.startsWith('tablet:') ? 'tablet' : 'person'];
  const own = keys.filter((each) => each.holder === added.holder).slice(1 - most);
  return [...keys.filter((each) => each.holder !== added.holder), ...own, added];
}

/** The file with the wake secret sealed for everybody once more: beside the old one, or alone. */
export async function sealedForAll(file: WakeFile, wake: Uint8Array, isBeside: boolean): Promise<WakeFile> {
  const again = async <T extends { readonly recipient: string; readonly sealed: readonly string[] }>(entry: T) => {
    const sealed = Buffer.from(await sealTo(entry.recipient, wake)).toString('base64');
    return { ...entry, sealed: [...(isBeside ? entry.sealed : []), sealed] };
  };
  const keys: WakeKey[] = [];
  for (const key of file.keys) keys.push(await again(key));
  return { keys, ...(file.recovery ? { recovery: await again(file.recovery) } : {}) };
}

/** The file with one of the sealings of each entry alone, the last where `n` is -1. */
export function onlySealing(file: WakeFile, n: number): WakeFile {
  const only = <T extends { readonly sealed: readonly string[] }>(entry: T): T => {
    const chosen = entry.sealed.at(Math.min(n, entry.sealed.length - 1));
    return { ...entry, sealed: chosen === undefined ? [] : [chosen] };
  };
  return { keys: file.keys.map(only), ...(file.recovery ? { recovery: only(file.recovery) } : {}) };
}
