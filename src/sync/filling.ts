import { minute, second, type Clock } from '#kernel/time.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import type { Log } from '#log/log.ts';
import type { Authority } from './authority.ts';
import type { Exchange } from './exchange.ts';
import type { FileLedger } from './file-ledger.ts';
import { isEarlierKey, type Recovery, type RecoveryKeeper } from './recovery.ts';

/** How far a node that came back has been filled again: what its head is shown meanwhile, and afterwards (SYN-24). */
export type Filling = Recovery & {
  readonly now: number;
  /**
   * What comes now: what lessons need first, the rest, or nothing more but the tables that are being derived anew. A school
   * whose lessons go on is at `filling` at once.
   */
  readonly state: 'first' | 'filling' | 'tables' | 'whole';
  /** Records of the node's earlier epochs that are here, and that the other end says it has; 0 before it has spoken. */
  readonly records: { readonly here: number; readonly of: number };
  readonly files: { readonly here: number; readonly of: number; readonly waitingBytes: number };
  /** Who can work: everybody signs in, the newest lessons open, all of earlier years is seen. */
  readonly works: { readonly people: boolean; readonly lessons: boolean; readonly all: boolean };
  /** By the speed of the last minutes; undefined where it is not known yet. No guess is shown. */
  readonly minutesLeft?: number;
};

/** How much was here at a moment. */
export type FillSample = { readonly at: number; readonly records: number; readonly waitingBytes: number };

/** What is looked back on to say how fast it comes, and the distance of two looks. */
const window = 3 * minute;
const lookEvery = 5 * second;

type Needs = {
  readonly self: NodeIdentity;
  readonly log: Log;
  readonly authority: Authority;
  readonly exchange: Exchange;
  readonly recovery: RecoveryKeeper;
  readonly files: Pick<FileLedger, 'missing' | 'named'>;
  readonly clock: Clock;
};

export type FillWatch = {
  /** To be called after each message that came in. */
  readonly note: () => Promise<void>;
  /** Undefined where this node never came back. */
  readonly now: () => Promise<Filling | undefined>;
};

/** Watches a node that came back fill again. Speeds are of this run of the program. */
export function fillWatch({ self, log, authority, exchange, recovery, files, clock }: Needs): FillWatch {
  let samples: readonly FillSample[] = [];
  const records = (): number => {
    const earlier = log.streams().filter(({ stream }) => stream.node === self.node && stream.epoch < self.epoch);
    return earlier.reduce((sum, { next }) => sum + next - 1, 0);
  };
  const note: FillWatch['note'] = async () => {
    const at = clock.now();
    if (!recovery.isGoingOn() || at - (samples.at(-1)?.at ?? 0) < lookEvery) return;
    const sample = { at, records: records(), waitingBytes: bytesOf(await files.missing()) };
    samples = [...samples.filter((each) => each.at > at - window && each.at <= at), sample];
  };
  const now: FillWatch['now'] = async () => {
    const state = recovery.state();
    if (!state) return undefined;
    const { region } = authority;
    const wants = region && region.node !== self.node ? [...(await exchange.stateOf(region.node)).wants] : [];
    const there = wants.filter(([key]) => isEarlierKey(self, key)).reduce((sum, [, next]) => sum + next - 1, 0);
    const here = records();
    const missing = await files.missing();
    const named = new Set((await files.named()).map(({ hash }) => hash)).size;
    const sample = { at: clock.now(), records: here, waitingBytes: bytesOf(missing) };
    const left = state.wholeAt === undefined ? minutesLeft([...samples, sample], Math.max(here, there)) : undefined;
    const isWaitingForFirst = recovery.isWaitingFor('records');
    const isWhole = state.wholeAt !== undefined;
    const isHere = there > 0 && here >= there;
    return {
      ...state,
      now: clock.now(),
      state: isWhole ? 'whole' : isWaitingForFirst ? 'first' : isHere ? 'tables' : 'filling',
      records: { here, of: Math.max(here, there) },
      files: { here: named - missing.length, of: named, waitingBytes: sample.waitingBytes },
      works: {
        people: !isWaitingForFirst,
        lessons: !isWaitingForFirst && !recovery.isWaitingFor('files'),
        all: isWhole,
      },
      ...(left === undefined ? {} : { minutesLeft: left }),
    };
  };
  return { note, now };
}

/**
 * Whole minutes until all is here, at least 1: by what came between the first and the last look. Records and files share
 * the line, so that the longer of both counts; files that do not move (their hours have not come) are left out. Undefined
 * where too little was seen.
 */
export function minutesLeft(samples: readonly FillSample[], of: number): number | undefined {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last || last.at - first.at < 10 * second) return undefined;
  const took = last.at - first.at;
  const spans = [
    spanOf(of - last.records, last.records - first.records, took),
    spanOf(last.waitingBytes, first.waitingBytes - last.waitingBytes, took),
  ].filter((span) => span !== undefined);
  return spans.length === 0 ? undefined : Math.max(1, Math.ceil(Math.max(...spans) / minute));
}

function bytesOf(files: readonly { readonly bytes: number }[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

function spanOf(left: number, came: number, took: number): number | undefined {
  return left > 0 && came > 0 ? (left * took) / came : undefined;
}
