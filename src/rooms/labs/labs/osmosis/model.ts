import { ok, refuse } from '#kernel/result.ts';
import { exp } from '../../model/elementary.ts';
import { lagged } from '../../model/instrument.ts';
import { gaussian, streamOf, type Seed } from '../../model/noise.ts';
import type { Hidden, HiddenSpec, Model } from '../../model/world.ts';

/** A cylinder cut out of the potato. */
export type Cylinder = {
  /** Its mass in grams when it was cut. */
  readonly fresh: number;
  /** By which share it differs from its neighbours. */
  readonly own: number;
  /** By which share its mass had changed when it was last moved. */
  readonly change: number;
  /** When it was laid into the solution; absent while it is out. */
  readonly since?: number;
  /** Milliseconds that it has lain in a solution. */
  readonly soaked: number;
  /** Grams of solution that cling to it. */
  readonly film: number;
};

export type Osmosis = {
  /** The concentration in mol/L at which this potato neither gains nor loses water. */
  readonly isotonic: number;
  /** The pressure in its cells when it is cut, and how stiff their walls are: megapascals. */
  readonly turgor: number;
  readonly stiffness: number;
  readonly sugar: number;
  readonly at: number;
  readonly cylinder?: Cylinder;
};

export const hiddenOfOsmosis: readonly HiddenSpec[] = [
  { name: 'isotonic', from: 0.2, to: 0.3 },
  { name: 'turgor', from: 0.28, to: 0.38 },
  { name: 'stiffness', from: 3, to: 4 },
];

/** R·T at 20 °C in MPa·L/mol. */
const warmth = (8.314462618 * 293.15) / 1000;
/** Which share of the cylinder is water that comes and goes. */
const water = 0.7;
/** How unlike two cylinders of one potato are. */
const unlike = 0.008;
/** In so many milliseconds what is left of the change falls to 1/e. */
const response = 12 * 60_000;

/** The water potential of a sucrose solution at 20 °C, in megapascals: −R·T·c (van 't Hoff 1887). */
export function potentialOf(sugar: number): number {
  return -warmth * sugar;
}

/** The water potential of the potato when its cells hold by the share `more` more water than when it was cut. */
export function potatoPotential({ isotonic, turgor, stiffness }: Osmosis, more: number): number {
  const inside = isotonic + turgor / warmth;
  return (-warmth * inside) / (1 + more) + Math.max(0, turgor + stiffness * more);
}

/** How much more water the cells hold once they are at rest with the solution; below nothing they are limp. */
export function balanceOf({ isotonic, turgor, stiffness, sugar }: Osmosis): number {
  const inside = isotonic + turgor / warmth;
  const outer = warmth * sugar;
  const half = stiffness + turgor + outer;
  const tight = (-half + Math.sqrt(half * half + 4 * stiffness * (warmth * inside - turgor - outer))) / (2 * stiffness);
  return turgor + stiffness * tight >= 0 ? tight : inside / sugar - 1;
}

/** By which share the cylinder's mass has changed now. */
export function changeOf(state: Osmosis): number {
  const { cylinder, at } = state;
  if (!cylinder) return 0;
  if (cylinder.since === undefined) return cylinder.change;
  return lagged(cylinder.change, water * balanceOf(state) + cylinder.own, at - cylinder.since, response);
}

/** What the cylinder weighs now, in grams. */
export function massOf(state: Osmosis): number {
  return state.cylinder ? state.cylinder.fresh * (1 + changeOf(state)) + state.cylinder.film : 0;
}

/** Milliseconds in a solution, until now. */
export function soakedOf({ cylinder, at }: Osmosis): number {
  if (!cylinder) return 0;
  return cylinder.soaked + (cylinder.since === undefined ? 0 : at - cylinder.since);
}

function done(state: Osmosis, deed: string, seed: Seed, n: number) {
  const { cylinder } = state;
  const chance = (name: string): number => gaussian(seed, streamOf(name), n);
  if (deed === 'cut') {
    const fresh = Math.min(5.3, Math.max(4.7, 5 + 0.06 * chance('cut')));
    return cylinder?.since === undefined
      ? ok({ ...state, cylinder: { fresh, own: unlike * chance('own'), change: 0, soaked: 0, film: 0 } })
      : refuse('labs.osmosis.no.inside', 409);
  }
  if (!cylinder) return refuse('labs.osmosis.no.cylinder', 409);
  const { since, ...out } = cylinder;
  switch (deed) {
    case 'put':
      return since === undefined
        ? ok({ ...state, cylinder: { ...cylinder, film: 0, since: state.at } })
        : refuse('labs.osmosis.no.inside', 409);
    case 'take': {
      if (since === undefined) return refuse('labs.osmosis.no.outside', 409);
      const film = 0.12 * exp(0.4 * chance('film'));
      return ok({ ...state, cylinder: { ...out, change: changeOf(state), soaked: soakedOf(state), film } });
    }
    case 'blot':
      return since === undefined
        ? ok({ ...state, cylinder: { ...cylinder, film: 0 } })
        : refuse('labs.osmosis.no.inside', 409);
    default:
      return refuse('labs.no-such-deed', 409);
  }
}

/** Potato cylinders in sucrose: water goes to where its potential is lower, until the cells' walls hold it back. */
export const osmosisModel: Model<Osmosis> = {
  begin: ({ isotonic = 0.25, turgor = 0.33, stiffness = 3.5 }: Hidden) => {
    return { isotonic, turgor, stiffness, sugar: 0, at: 0 };
  },
  advance: (state, milliseconds) => ({ ...state, at: state.at + milliseconds }),
  act: (state, deed, seed, n) => {
    if ('set' in deed)
      return state.cylinder?.since === undefined
        ? ok({ ...state, sugar: Number(deed.to) })
        : refuse('labs.osmosis.no.inside', 409);
    return 'do' in deed ? done(state, deed.do, seed, n) : ok(state);
  },
  value: (state, instrument) => {
    const { cylinder } = state;
    if (!cylinder) return undefined;
    if (instrument === 'clock') return soakedOf(state) / 60_000;
    if (cylinder.since !== undefined) return undefined;
    if (instrument === 'before') return cylinder.soaked === 0 ? massOf(state) : undefined;
    return instrument === 'after' && cylinder.soaked > 0 ? massOf(state) : undefined;
  },
};
