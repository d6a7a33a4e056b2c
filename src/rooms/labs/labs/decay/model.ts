import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { exp, log } from '../../model/elementary.ts';
import { poisson, share, streamOf, type Seed } from '../../model/noise.ts';
import type { Deed, Hidden, Model } from '../../model/world.ts';

/** What lies under the tube: nothing, a fresh drop of the short-lived isotope, or discs that outlive every lesson. */
export type Source = 'none' | 'drop' | 'discs';

/** A count that runs or has ended: from when to when (lab time), into which register, and what it comes to. */
export type Count = {
  readonly into: 'counter' | 'background';
  readonly from: number;
  readonly to: number;
  readonly total: number;
};

export type Decay = {
  /** Half-life of the drop's isotope in minutes. */
  readonly halfLife: number;
  /** Particles a second that meet the tube: of a fresh drop, of one disc, of the surroundings. */
  readonly rate: number;
  readonly disc: number;
  readonly background: number;
  /** For so many seconds after each particle the tube is blind. */
  readonly dead: number;
  readonly source: Source;
  readonly discs: number;
  /** The minute of the drop's age at which the timer begins to count, and for how many seconds. */
  readonly time: number;
  readonly interval: number;
  readonly at: number;
  /** When the drop was taken; absent while there is none. */
  readonly fresh?: number;
  readonly count?: Count;
  /** What the register of the background keeps. */
  readonly kept?: number;
};

/** Particles that meet the tube from one lab time to another, in the mean. */
export function meanOf(state: Decay, from: number, to: number): number {
  const seconds = (to - from) / 1000;
  const around = state.background * seconds;
  if (state.source === 'discs') return around + state.disc * state.discs * seconds;
  if (state.source === 'none' || state.fresh === undefined) return around;
  const each = log(2) / (state.halfLife * 60);
  const [young, old] = [(from - state.fresh) / 1000, (to - state.fresh) / 1000];
  return around + (state.rate / each) * (exp(-each * young) - exp(-each * old));
}

/**
 * What a tube counts that is blind for `dead` seconds after each particle it counts, where `rate` a second meet it. Only
 * while it sees do they matter, and then they are Poisson's: so live time is spent in pieces that surely fit into what is
 * left, and the last few particles are waited for one by one. Exact (a renewal process), not a correction of the mean.
 */
export function counted(seed: Seed, n: number, rate: number, seconds: number, dead: number): number {
  if (!(rate > 0)) return 0;
  let [left, total, draw] = [seconds, 0, 0];
  for (;;) {
    const expected = (rate * left) / (1 + rate * dead);
    if (expected < 100) break;
    // Eight standard deviations below what would fill the time that is left.
    const live = (expected - 8 * Math.sqrt(expected)) / rate;
    const found = poisson(seed, streamOf(`particles ${draw++}`), n, rate * live);
    total += found;
    left -= live + found * dead;
  }
  for (let k = 0; ; k++) {
    left += log(1 - share(seed, streamOf(`particle ${k}`), n)) / rate;
    if (left < 0) return total;
    total++;
    left -= dead;
  }
}

/** The count that has ended, as its register shows it. */
function endedIn({ count, kept, at }: Decay, register: Count['into']): number | undefined {
  if (count?.into === register) return at >= count.to ? count.total : undefined;
  return register === 'background' ? kept : undefined;
}

export function isCounting({ count, at }: Decay): boolean {
  return count !== undefined && at < count.to;
}

/** Nothing in the counter any more; what the register of the background has stays. */
function cleared(state: Decay): Decay {
  const kept = endedIn(state, 'background');
  const { count: _, kept: __, ...rest } = state;
  return kept === undefined ? rest : { ...rest, kept };
}

function begun(state: Decay, seed: Seed, n: number): Result<Decay, Refusal> {
  const { source, fresh, time, at, interval } = state;
  if (source === 'drop' && fresh === undefined) return refuse('labs.decay.no.drop', 409);
  const from = source === 'drop' && fresh !== undefined ? fresh + time * 60_000 : at;
  if (from < at) return refuse('labs.decay.no.passed', 409);
  const to = from + interval * 1000;
  const total = counted(seed, n, meanOf(state, from, to) / interval, interval, state.dead);
  return ok({ ...cleared(state), count: { into: source === 'none' ? 'background' : 'counter', from, to, total } });
}

function done(state: Decay, deed: string, seed: Seed, n: number): Result<Decay, Refusal> {
  if (deed === 'stop') {
    const { count: _, ...rest } = state;
    return isCounting(state) ? ok(rest) : refuse('labs.decay.no.stopped', 409);
  }
  if (isCounting(state)) return refuse('labs.decay.no.counting', 409);
  if (deed === 'count') return begun(state, seed, n);
  if (state.source !== 'drop') return refuse('labs.decay.no.place', 409);
  return ok({ ...cleared(state), fresh: state.at });
}

function set(state: Decay, { set: name, to }: Extract<Deed, { readonly set: string }>): Result<Decay, Refusal> {
  if (isCounting(state)) return refuse('labs.decay.no.counting', 409);
  const next = { ...cleared(state), [name]: to };
  if (name !== 'interval') return ok(next);
  // A background of other seconds would be taken away from what it does not belong to.
  const { kept: _, ...rest } = next;
  return ok(rest);
}

/** A Geiger tube with a counter, over a source that one chooses. */
export const decayModel: Model<Decay> = {
  begin: ({ halfLife = 3, rate = 50, disc = 900, background = 0.5, dead = 180 }: Hidden) => {
    return {
      halfLife,
      rate,
      disc,
      background,
      dead: dead / 1e6,
      source: 'none',
      discs: 1,
      time: 0.5,
      interval: 30,
      at: 0,
    };
  },
  advance: (state, milliseconds) => ({ ...state, at: state.at + milliseconds }),
  act: (state, deed, seed, n) => {
    if ('set' in deed) return set(state, deed);
    return 'do' in deed ? done(state, deed.do, seed, n) : ok(state);
  },
  value: (state, instrument) =>
    instrument === 'counter' || instrument === 'background' ? endedIn(state, instrument) : undefined,
};
