import { ok, refuse } from '#kernel/result.ts';
import { log10 } from '../../model/elementary.ts';
import type { Deed, Hidden, HiddenSpec, Model } from '../../model/world.ts';

/** Time under one strength of the field, in volts for a centimetre. */
export type Run = { readonly field: number; readonly milliseconds: number };

export type Gel = {
  /** Millimetres an hour for one volt a centimetre: of 500 base pairs, and by how much less with each tenfold length. */
  readonly swift: number;
  readonly slope: number;
  /** The fragment's length in base pairs. */
  readonly unknown: number;
  /** Where the wells lie: at the negative pole, at the positive one, or nothing is connected yet. */
  readonly poles: string;
  readonly voltage: number;
  /** Which band of the ladder is measured. */
  readonly length: number;
  readonly isLoaded: { readonly ladder: boolean; readonly sample: boolean };
  readonly runs: readonly Run[];
  readonly at: number;
  /** Since when the current flows. */
  readonly since?: number;
  readonly isLit: boolean;
};

export const hiddenOfGel: readonly HiddenSpec[] = [
  { name: 'swift', from: 11, to: 13 },
  { name: 'slope', from: 6.8, to: 8 },
  { name: 'unknown', from: 700, to: 4500, step: 1 },
];

export const ladder = [500, 750, 1000, 1500, 2000, 3000, 4000, 5000] as const;
/** Bromophenol blue goes with 300 base pairs, xylene cyanol with 4000 (Sambrook and Russell 2001, 5.4). */
export const dyes = { blue: 300, cyanol: 4000 } as const;
/** The gel ends so many millimetres from the wells. */
export const gelEnd = 90;
/** Centimetres between the electrodes. */
const apart = 15;
/** Above this length over the field, fragments are drawn out and go alike: 10 kb at 5 V/cm in 1 % agarose. */
const alike = 50_000;

/** So fast a fragment goes, mm/h for a V/cm: evenly with the logarithm of its length (Helling, Goodman and Boyer 1974). */
export function mobilityOf({ swift, slope }: Pick<Gel, 'swift' | 'slope'>, length: number, field: number): number {
  const told = log10(Math.min(length, alike / field));
  return Math.max(0.2, swift - slope * (told - log10(500)));
}

/** All runs until now, with the one that goes on. */
function runsOf({ runs, since, at, voltage }: Gel): readonly Run[] {
  return since === undefined ? runs : [...runs, { field: voltage / apart, milliseconds: at - since }];
}

export function minutesOf(state: Gel): number {
  return runsOf(state).reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 60_000;
}

/** How far a fragment has gone from its well, in millimetres; the wrong way where the poles are exchanged. */
export function placeOf(state: Gel, length: number): number {
  const far = runsOf(state).reduce(
    (sum, { field, milliseconds }) => sum + (mobilityOf(state, length, field) * field * milliseconds) / 3_600_000,
    0,
  );
  return state.poles === 'plus' ? -far : far;
}

/** Whether a band is still in the gel. */
export function isThere(place: number): boolean {
  return place >= 0 && place <= gelEnd;
}

function done(state: Gel, deed: string) {
  const { since, ...still } = state;
  const isBegun = since !== undefined || state.runs.length > 0;
  switch (deed) {
    case 'ladder':
    case 'sample':
      return isBegun
        ? refuse('labs.gel.no.begun', 409)
        : ok({ ...state, isLoaded: { ...state.isLoaded, [deed]: true } });
    case 'start':
      if (since !== undefined) return refuse('labs.gel.no.running', 409);
      if (state.poles === 'none') return refuse('labs.gel.no.wires', 409);
      if (!state.isLoaded.ladder && !state.isLoaded.sample) return refuse('labs.gel.no.empty', 409);
      return ok({ ...state, since: state.at, isLit: false });
    case 'stop':
      return since === undefined ? refuse('labs.gel.no.still', 409) : ok({ ...still, runs: runsOf(state) });
    case 'light':
      return since === undefined ? ok({ ...state, isLit: !state.isLit }) : refuse('labs.gel.no.running', 409);
    case 'anew':
      return ok({ ...still, isLoaded: { ladder: false, sample: false }, runs: [], isLit: false });
    default:
      return refuse('labs.no-such-deed', 409);
  }
}

function set(state: Gel, name: string, to: number | string) {
  if (name === 'length') return ok({ ...state, length: Number(to) });
  if (state.since !== undefined) return refuse('labs.gel.no.running', 409);
  if (name === 'voltage') return ok({ ...state, voltage: Number(to) });
  return state.runs.length > 0 ? refuse('labs.gel.no.begun', 409) : ok({ ...state, poles: String(to) });
}

/** DNA in a gel of agarose: a ladder of known lengths and a fragment that nobody knows, drawn to the positive pole. */
export const gelModel: Model<Gel> = {
  begin: ({ swift = 12, slope = 7.4, unknown = 1800 }: Hidden) => ({
    swift,
    slope,
    unknown,
    poles: 'none',
    voltage: 80,
    length: 1000,
    isLoaded: { ladder: false, sample: false },
    runs: [],
    at: 0,
    isLit: false,
  }),
  advance: (state, milliseconds) => ({ ...state, at: state.at + milliseconds }),
  act: (state, deed: Deed) =>
    'set' in deed ? set(state, deed.set, deed.to) : 'do' in deed ? done(state, deed.do) : ok(state),
  value: (state, instrument) => {
    if (instrument === 'clock') return minutesOf(state);
    if (!state.isLit || state.runs.length === 0) return undefined;
    const isOf = instrument === 'ladder';
    if (isOf ? !state.isLoaded.ladder : !state.isLoaded.sample) return undefined;
    const place = placeOf(state, isOf ? state.length : state.unknown);
    return isThere(place) ? place : undefined;
  },
};
