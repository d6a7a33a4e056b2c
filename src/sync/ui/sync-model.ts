import { hour, minute } from '#kernel/time.ts';
import type { SyncSettings } from '../settings.ts';
import type { SyncStatus } from '../status.ts';

/** Records of this school that the region does not have yet. */
export function waitingRecords({ streams }: Pick<SyncStatus, 'streams'>): number {
  return streams.reduce((sum, { records, acknowledged }) => sum + Math.max(0, records - acknowledged), 0);
}

/** How the link as a whole is: the one sentence at the top of the page. */
export type LinkState =
  | 'not-joined'
  | 'revoked'
  | 'failing'
  | 'no-address'
  | 'in-turn'
  | 'held'
  | 'waiting'
  | 'all-there';

export function linkStateOf(status: SyncStatus): LinkState {
  const { link, region, self } = status;
  if (self.isRevoked) return 'revoked';
  if (region === undefined) return 'not-joined';
  if (link.failingSince !== undefined) return 'failing';
  if (link.url === undefined) return 'no-address';
  if (link.heldUntil !== undefined) return 'held';
  if (link.turn) return 'in-turn';
  return waitingRecords(status) > 0 ? 'waiting' : 'all-there';
}

export type Light = {
  readonly name: 'school' | 'region' | 'files';
  /** Lit: all is there. Half: on its way. Dark: it cannot come. */
  readonly is: 'on' | 'half' | 'off';
  readonly count: number;
};

/** Three lights of the school: what is safe here, what the region has, and the files that come from it. */
export function lightsOf(status: SyncStatus): Light[] {
  const records = status.streams.reduce((sum, stream) => sum + stream.records, 0);
  const waiting = waitingRecords(status);
  const state = linkStateOf(status);
  const isOpen = state !== 'failing' && state !== 'no-address' && state !== 'not-joined' && state !== 'revoked';
  const { waiting: files } = status.files;
  return [
    { name: 'school', is: 'on', count: records },
    { name: 'region', is: waiting === 0 && status.region ? 'on' : isOpen ? 'half' : 'off', count: waiting },
    { name: 'files', is: files === 0 ? 'on' : isOpen ? 'half' : 'off', count: files },
  ];
}

/** How much was still waiting when it was looked at. */
export type Sample = { readonly at: number; readonly bytes: number };

/** What is looked back on to say how fast files come. */
const window = 2 * minute;

export function withSample(samples: readonly Sample[], sample: Sample): Sample[] {
  return [...samples.filter(({ at }) => at > sample.at - window), sample];
}

/**
 * Milliseconds until the files will be there: from how fast they came while the page was looked at, else from the rate
 * that the school allows. Undefined where nothing is known: no guess is shown.
 */
export function forecastOf(samples: readonly Sample[], { bytesPerSecond }: SyncSettings): number | undefined {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last || last.bytes === 0) return undefined;
  const came = first.bytes - last.bytes;
  const took = last.at - first.at;
  if (came > 0 && took >= 10_000) return Math.round((last.bytes * took) / came);
  return bytesPerSecond ? Math.round((last.bytes * 1000) / bytesPerSecond) : undefined;
}

/** The whole country lives by UTC+5. */
const ahead = 5 * hour;

/** The hour of day at which files go on, where they do not travel now. */
export function filesWaitUntil({ hours }: SyncSettings, now: number): number | undefined {
  if (!hours || hours.from === hours.to) return undefined;
  const hourNow = ((now + ahead) / hour) % 24;
  const isAfter = hourNow >= hours.from;
  const isBefore = hourNow < hours.to;
  const isTime = hours.from < hours.to ? isAfter && isBefore : isAfter || isBefore;
  return isTime ? undefined : hours.from % 24;
}

/** Rates to choose from, in bytes a second; 0 is as much as there is. */
export const rates = [0, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 512_000] as const;

/** A rate as lines are sold: kilobits a second. */
export function kilobits(bytesPerSecond: number): number {
  return Math.round((bytesPerSecond * 8) / 1000);
}

/** A size for people: a number with its unit, `kb` or `mb` or `gb`. */
export function sizeOf(bytes: number): {
  readonly unit: 'kb' | 'mb' | 'gb';
  readonly value: number;
  readonly digits: number;
} {
  if (bytes < 1_000_000) return { unit: 'kb', value: Math.ceil(bytes / 1000), digits: 0 };
  if (bytes < 1_000_000_000) return { unit: 'mb', value: bytes / 1_000_000, digits: 1 };
  return { unit: 'gb', value: bytes / 1_000_000_000, digits: 2 };
}

/** A length of time for people: whole minutes, hours or days, rounded up. */
export function spanOf(milliseconds: number): { readonly unit: 'minutes' | 'hours' | 'days'; readonly value: number } {
  if (milliseconds <= 90 * minute) return { unit: 'minutes', value: Math.max(1, Math.ceil(milliseconds / minute)) };
  if (milliseconds <= 48 * hour) return { unit: 'hours', value: Math.ceil(milliseconds / hour) };
  return { unit: 'days', value: Math.ceil(milliseconds / (24 * hour)) };
}

/** A clock that is off by so much is said: lessons and marks would bear a wrong time. */
const clockTolerance = 2 * minute;

/** Minutes by which this server's clock is fast (below zero: slow), where it is worth saying. */
export function clockFault({ clockOffset = 0 }: SyncStatus['link']): number | undefined {
  return Math.abs(clockOffset) < clockTolerance ? undefined : Math.round(-clockOffset / minute);
}
