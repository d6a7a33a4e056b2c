import { ok, refuse } from '#kernel/result.ts';
import { exp } from '../../model/elementary.ts';
import { gaussian, streamOf, type Seed } from '../../model/noise.ts';
import type { Hidden, Model } from '../../model/world.ts';

export const dyes = ['red', 'violet', 'yellow'] as const;
export type Dye = (typeof dyes)[number];

/** A strip of paper with a spot of ink on the starting line, over a solvent of water and ethanol. */
export type Strip = {
  /** For each dye: ln k in pure water, and by how much it falls where all is ethanol; k = 1/Rf − 1. */
  readonly dyes: Readonly<Record<Dye, { readonly water: number; readonly fall: number }>>;
  /** Per cent of ethanol. */
  readonly ethanol: number;
  /** Centimetres from the starting line to the pencil mark at which the strip is to be taken out. */
  readonly front: number;
  readonly at: number;
  /** When it was put into the solvent; absent before. */
  readonly since?: number;
  /** How far the solvent had come when the strip was taken out, in centimetres; absent before. */
  readonly stopped?: number;
  /** How far each spot lies off where it should: paper is not even. */
  readonly off: Readonly<Record<Dye, number>>;
};

/** Paper of middling speed: the solvent comes 13 cm in half an hour. */
const [flow, flowSeconds] = [13, 1800];
/** The paper ends here, in centimetres from the starting line. */
export const paper = 15;
/** Standard deviation of where a spot comes to lie, in centimetres. */
const unevenness = 0.07;

/** How far the solvent has come: with the root of time (Lucas 1918, Washburn 1921). */
export function frontOf({ since, stopped, at }: Strip): number {
  if (stopped !== undefined) return stopped;
  if (since === undefined) return 0;
  return Math.min(paper, flow * Math.sqrt((at - since) / 1000 / flowSeconds));
}

/** The share of the solvent's way that a dye goes. ln(1/Rf − 1) falls in a line with the share of ethanol (Bate-Smith and Westall 1950). */
export function shareOf({ water, fall }: { readonly water: number; readonly fall: number }, ethanol: number): number {
  return 1 / (1 + exp(water - (fall * ethanol) / 100));
}

export function spotOf(state: Strip, dye: Dye): number {
  const front = frontOf(state);
  const place = shareOf(state.dyes[dye], state.ethanol) * front + state.off[dye] * Math.min(1, front / 4);
  return Math.min(front, Math.max(0, place));
}

function freshStrip(state: Strip, seed: Seed, n: number): Strip {
  const { since: _, stopped: __, ...clean } = state;
  const off = (dye: Dye): number => unevenness * gaussian(seed, streamOf(`paper ${dye}`), n);
  return { ...clean, off: { red: off('red'), violet: off('violet'), yellow: off('yellow') } };
}

export const chromatographyModel: Model<Strip> = {
  begin: ({ red = 2, violet = 1, fall = 3, yellow = 0 }: Hidden) => ({
    dyes: { red: { water: red, fall: 2 }, violet: { water: violet, fall }, yellow: { water: yellow, fall: 1.5 } },
    ethanol: 20,
    front: 10,
    at: 0,
    off: { red: 0, violet: 0, yellow: 0 },
  }),
  advance: (state, milliseconds) => ({ ...state, at: state.at + milliseconds }),
  act: (state, deed, seed, n) => {
    if ('set' in deed) return ok(freshStrip({ ...state, [deed.set]: Number(deed.to) }, seed, n));
    if (!('do' in deed)) return ok(state);
    switch (deed.do) {
      case 'fresh':
        return ok(freshStrip(state, seed, n));
      case 'run':
        if (state.stopped !== undefined) return refuse('labs.chromatography.no.used', 409);
        return state.since === undefined
          ? ok({ ...state, since: state.at })
          : refuse('labs.chromatography.no.running', 409);
      case 'lift':
        return state.since === undefined || state.stopped !== undefined
          ? refuse('labs.chromatography.no.dry', 409)
          : ok({ ...state, stopped: frontOf(state) });
      default:
        return refuse('labs.no-such-deed', 409);
    }
  },
  value: (state, instrument) => {
    // A strip is measured once it lies dry on the table.
    if (state.stopped === undefined) return undefined;
    if (instrument === 'front') return state.stopped;
    const dye = dyes.find((each) => each === instrument);
    return dye && spotOf(state, dye);
  },
};
