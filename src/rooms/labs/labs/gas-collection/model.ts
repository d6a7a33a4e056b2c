import { ok, refuse } from '#kernel/result.ts';
import { exp } from '../../model/elementary.ts';
import { gaussian, streamOf } from '../../model/noise.ts';
import type { Hidden, Model } from '../../model/world.ts';

export const metals = ['mg', 'sample'] as const;
type Metal = (typeof metals)[number];

/** A piece of metal on the balance or in the acid; the gas goes over water into a measuring cylinder. */
export type Apparatus = {
  /** °C and kPa of the classroom. */
  readonly warmth: number;
  readonly pressure: number;
  /** How much of the zinc sample is zinc, from 0 to 1; the rest does not react. */
  readonly share: number;
  readonly metal: Metal;
  /** Grams: what was asked for, and what the piece weighs indeed. */
  readonly mass: number;
  readonly piece: number;
  readonly at: number;
  /** When it was dropped into the acid; absent while it lies on the balance. */
  readonly since?: number;
  /** Water stands as high in the cylinder as outside: the gas is under the pressure of the air. */
  readonly isLevel: boolean;
};

/** Standard atomic weights (IUPAC 2021), grams a mole. */
export const molarMass = { mg: 24.305, zn: 65.38 } as const;
/** J/(mol·K), exact to the digits that the SI of 2019 gives. */
export const gasConstant = 8.314462618;
/** Milliseconds: a piece is gone after seven of them. */
const constant: Readonly<Record<Metal, number>> = { mg: 9_000, sample: 25_000 };
const lasts = 7;
/** How far off the scissors cut, in grams. */
const cut = 0.004;
/** Kilopascal that a millilitre of water standing in the cylinder takes from the gas: 2 mm of height. */
const pull = 0.0196;
const whole = 100;

/** The pressure of saturated water vapour over water in kPa (Buck 1996, after J. Appl. Meteorol. 20, 1981, 1527). */
export function vapourOf(warmth: number): number {
  return 0.61121 * exp((18.678 - warmth / 234.5) * (warmth / (257.14 + warmth)));
}

/** Moles of hydrogen that have come so far: M + 2H⁺ → M²⁺ + H₂. */
export function hydrogenOf({ metal, piece, share, since, at }: Apparatus): number {
  if (since === undefined) return 0;
  const moles = metal === 'mg' ? piece / molarMass.mg : (piece * share) / molarMass.zn;
  return moles * (1 - exp(-(at - since) / constant[metal]));
}

export function isBubbling({ metal, since, at }: Apparatus): boolean {
  return since !== undefined && at - since < lasts * constant[metal];
}

/** Millilitres of moist gas: p·V = n·R·T for the hydrogen in it; while water stands in the cylinder the gas is drawn out. */
export function volumeOf(state: Apparatus): number {
  const energy = hydrogenOf(state) * gasConstant * (state.warmth + 273.15) * 1000;
  const dry = state.pressure - vapourOf(state.warmth);
  if (state.isLevel) return energy / dry;
  const rest = dry - pull * whole;
  return (-rest + Math.sqrt(rest * rest + 4 * pull * energy)) / (2 * pull);
}

function freshPiece(state: Apparatus, deviation: number): Apparatus {
  const { since: _, ...rest } = state;
  return { ...rest, piece: Math.max(0.01, state.mass + cut * deviation), isLevel: false };
}

export const gasModel: Model<Apparatus> = {
  begin: ({ warmth = 20, pressure = 101.3, share = 0.9 }: Hidden) => {
    return { warmth, pressure, share, metal: 'mg', mass: 0.05, piece: 0.05, at: 0, isLevel: false };
  },
  advance: (state, milliseconds) => ({ ...state, at: state.at + milliseconds }),
  act: (state, deed, seed, n) => {
    const deviation = gaussian(seed, streamOf('cut'), n);
    if ('set' in deed)
      return ok(freshPiece({ ...state, [deed.set]: deed.set === 'metal' ? deed.to : Number(deed.to) }, deviation));
    if (!('do' in deed)) return ok(state);
    switch (deed.do) {
      case 'fresh':
        return ok(freshPiece(state, deviation));
      case 'drop':
        return state.since === undefined
          ? ok({ ...state, since: state.at })
          : refuse('labs.gas-collection.no.dropped', 409);
      case 'level':
        if (state.since === undefined) return refuse('labs.gas-collection.no.gas', 409);
        return isBubbling(state) ? refuse('labs.gas-collection.no.bubbling', 409) : ok({ ...state, isLevel: true });
      default:
        return refuse('labs.no-such-deed', 409);
    }
  },
  value: (state, instrument) => {
    switch (instrument) {
      case 'balance':
        return state.since === undefined ? state.piece : undefined;
      case 'cylinder':
        return state.since === undefined ? undefined : volumeOf(state);
      case 'thermometer':
        return state.warmth;
      case 'barometer':
        return state.pressure;
      case 'table':
        return vapourOf(state.warmth);
      default:
        return undefined;
    }
  },
};
