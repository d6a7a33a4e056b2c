import { z } from 'zod/mini';
import { hour, minute } from '#kernel/time.ts';
import type { Log } from '#log/log.ts';

const hourOfDay = z.int().check(z.minimum(0), z.maximum(24));

/** What a school sets for its line (SYN-18). Records always go; these hold for files, which are large. */
export const syncSettings = z.object({
  /** Files travel only between these hours of the day; always, where there are none. `from` after `to` spans midnight. */
  hours: z.optional(z.object({ from: hourOfDay, to: hourOfDay })),
  /** Bytes a second that files may take; as many as there are, where it says nothing. */
  bytesPerSecond: z.optional(z.int().check(z.minimum(1000), z.maximum(1_000_000_000))),
});
export type SyncSettings = z.infer<typeof syncSettings>;

/**
 * Minutes by which clocks of Kazakhstan are ahead of UTC: one zone since 1 March 2024. Hours of the day are counted by
 * it, whatever zone the server's system is set to.
 */
const minutesAheadOfUtc = 300;

const stateName = 'sync-settings';

export async function readSettings(log: Log): Promise<SyncSettings> {
  const stored = await log.getState(stateName);
  const parsed = stored && z.safeParse(syncSettings, jsonIn(stored));
  return parsed?.success ? parsed.data : {};
}

/** Settings that cannot be read stand for none: files then go at any hour, which holds up nothing. */
function jsonIn(stored: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(stored).toString('utf8'));
  } catch {
    return undefined;
  }
}

export async function writeSettings(log: Log, settings: SyncSettings): Promise<void> {
  await log.setState(stateName, Buffer.from(JSON.stringify(settings)));
}

/** Whether files may travel now. */
export function isFileTime({ hours }: SyncSettings, now: number): boolean {
  if (!hours || hours.from === hours.to) return true;
  const hourNow = ((now + minutesAheadOfUtc * minute) / hour) % 24;
  const isAfter = hourNow >= hours.from;
  const isBefore = hourNow < hours.to;
  return hours.from < hours.to ? isAfter && isBefore : isAfter || isBefore;
}

/** Milliseconds that so many bytes are to take. */
export function paceOf({ bytesPerSecond }: SyncSettings, bytes: number): number {
  return bytesPerSecond ? (bytes * 1000) / bytesPerSecond : 0;
}
