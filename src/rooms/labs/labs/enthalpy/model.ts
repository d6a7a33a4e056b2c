import { ok, refuse } from '#kernel/result.ts';
import { exp } from '../../model/elementary.ts';
import type { Hidden, Model } from '../../model/world.ts';

export type Cup = {
  /** The room, °C; how fast the cup with its lid cools, 1/s; heat of solution of the unknown salt, kJ/mol. */
  readonly room: number;
  readonly cooling: number;
  readonly heat: number;
  readonly process: string;
  /** Grams of salt in its paper. */
  readonly mass: number;
  readonly lid: string;
  readonly at: number;
  /** When the second part came into the cup. */
  readonly since?: number;
};

/** J/(g·K) of the solution, taken as of water; J/K of the cup. */
const [specific, cup] = [4.18, 12];
/** Grams of liquid in the cup: two solutions of 50 mL, or 100 mL of water. */
const liquid = 100;
/** Moles of water that 50 mL of acid and 50 mL of alkali of 1 mol/L make. */
export const moles = 0.05;
/** H⁺ + OH⁻ → H₂O, kJ/mol (CRC Handbook of Chemistry and Physics, 97th ed., 5-3 and 5-65: −285.83 + 229.99). */
export const neutralisation = -55.84;
/** Heat of solution of ammonium nitrate, kJ/mol, and molar masses, g/mol (CRC Handbook, 5-85 for the heat). */
export const nitrate = { heat: 25.69, molar: 80.04 } as const;
export const unknownMolar = 100;
/** How fast it mixes or dissolves, and how fast the thermometer follows, seconds. */
const [mixing, dissolving, response] = [2, 6, 3];
/** How much faster it cools without a lid. */
const open = 4;

/** Joules for a kelvin of the whole, with so many grams of salt. */
export function capacityOf(salt: number): number {
  return specific * (liquid + salt) + cup;
}

/** By how much the cup would warm if it lost nothing, kelvin. */
export function riseOf({ process, mass, heat }: Cup): number {
  if (process === 'neutral') return (-1000 * neutralisation * moles) / capacityOf(0);
  const [each, molar] = process === 'nitrate' ? [nitrate.heat, nitrate.molar] : [heat, unknownMolar];
  return (-1000 * each * (mass / molar)) / capacityOf(mass);
}

const coolingOf = ({ cooling, lid }: Cup): number => (lid === 'off' ? open * cooling : cooling);

/** What the thermometer shows above the room so many seconds after mixing: heat comes, goes by Newton's law, and is shown late. */
export function aboveRoom(state: Cup, seconds: number): number {
  const [slow, fast] = [coolingOf(state), 1 / (state.process === 'neutral' ? mixing : dissolving)];
  const size = (riseOf(state) * fast) / (fast - slow);
  const shown = (rate: number): number => (exp(-rate * seconds) - exp(-seconds / response)) / (1 - rate * response);
  return size * (shown(slow) - shown(fast));
}

/** What the thermometer in the cup shows. */
export function shownIn(state: Cup): number {
  return state.since === undefined ? state.room : state.room + aboveRoom(state, (state.at - state.since) / 1000);
}

/** A calorimeter of two polystyrene cups: acid and alkali, or a salt in water. */
export const cupModel: Model<Cup> = {
  begin: ({ room = 20, cooling = 3e-4, heat = 25 }: Hidden) => {
    return { room, cooling, heat, process: 'neutral', mass: 5, lid: 'on', at: 0 };
  },
  advance: (state, milliseconds) => ({ ...state, at: state.at + milliseconds }),
  act: (state, deed) => {
    const { since, ...fresh } = state;
    if ('set' in deed) {
      if (since !== undefined) return refuse('labs.enthalpy.no.mixed', 409);
      return ok({ ...state, [deed.set]: deed.set === 'mass' ? Number(deed.to) : String(deed.to) });
    }
    if (!('do' in deed)) return ok(state);
    if (deed.do === 'fresh') return ok(fresh);
    if (deed.do !== 'mix') return refuse('labs.no-such-deed', 409);
    return since === undefined ? ok({ ...state, since: state.at }) : refuse('labs.enthalpy.no.mixed', 409);
  },
  value: (state, instrument) => {
    switch (instrument) {
      case 'thermometer':
        return shownIn(state);
      case 'room':
        return state.room;
      case 'stopwatch':
        return state.since === undefined ? undefined : (state.at - state.since) / 1000;
      default:
        return undefined;
    }
  },
};
