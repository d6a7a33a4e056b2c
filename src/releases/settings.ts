import { z } from 'zod/mini';
import { hour, minute } from '#kernel/time.ts';
import type { Log } from '#log/log.ts';

/** What a school sets for its updates (REL-14). */
export const releaseSettings = z.object({
  /** Whether a release that has come whole is begun by itself, at night. */
  isAutomatic: z.boolean(),
});
export type ReleaseSettings = z.infer<typeof releaseSettings>;

const stateName = 'release-settings';
/** Clocks of Kazakhstan are ahead of UTC by so much, whatever zone the server is set to. */
const minutesAhead = 300;
/** Between these hours nobody learns. */
const [nightFrom, nightTo] = [2, 5];

export async function readReleaseSettings(log: Log): Promise<ReleaseSettings> {
  const stored = await log.getState(stateName);
  const parsed = stored && z.safeParse(releaseSettings, JSON.parse(Buffer.from(stored).toString('utf8')));
  return parsed?.success ? parsed.data : { isAutomatic: true };
}

export async function writeReleaseSettings(log: Log, settings: ReleaseSettings): Promise<void> {
  await log.setState(stateName, Buffer.from(JSON.stringify(settings)));
}

export function isNight(now: number): boolean {
  const hourNow = ((now + minutesAhead * minute) / hour) % 24;
  return hourNow >= nightFrom && hourNow < nightTo;
}
