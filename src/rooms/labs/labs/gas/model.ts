import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { exp, pow } from '../../model/elementary.ts';
import type { Hidden, Model } from '../../model/world.ts';

export type Gas = {
  /** Pressure of the air in the room, kPa; the volume of tube and sensor, mL. */
  readonly air: number;
  readonly dead: number;
  /** What the scale of the syringe shows, mL; what the bath is set to, °C. */
  readonly volume: number;
  readonly bath: number;
  readonly kind: 'air' | 'co2';
  /** How much gas is shut in, in mol; absent while the tap is open. */
  readonly amount?: number;
  readonly at: number;
  /** How warm bath and gas were when something was changed last, °C. */
  readonly since: number;
  readonly water: number;
  readonly gas: number;
};

/** J/(mol·K), exact since 2019 (SI Brochure, 9th edition). */
export const gasConstant = 8.31446261815324;
const zeroCelsius = 273.15;
/**
 * Van der Waals' constants in Pa·m⁶/mol² and m³/mol, as older editions of the CRC Handbook have them (newer: 0.3658 and
 * 4.29·10⁻⁵, at one atmosphere 3 Pa apart); air is taken as ideal.
 */
const waals = { air: { a: 0, b: 0 }, co2: { a: 0.364, b: 4.267e-5 } } as const;
/** How much a gas that is pressed quickly warms: cp/cV − 1. */
const warming = { air: 0.4, co2: 0.29 } as const;
/** Time constants in seconds: of the bath, and of the gas in it. */
const [slow, quick] = [60, 4];

/** Pascal of so many mol in so many m³ at so many kelvin (van der Waals 1873). */
export function pressureOf(kind: Gas['kind'], amount: number, volume: number, kelvin: number): number {
  const { a, b } = waals[kind];
  return (amount * gasConstant * kelvin) / (volume - amount * b) - (a * amount * amount) / (volume * volume);
}

/** How many mol are in so many m³ at this pressure: Newton's steps from the ideal gas. */
export function amountOf(kind: Gas['kind'], pascal: number, volume: number, kelvin: number): number {
  let amount = (pascal * volume) / (gasConstant * kelvin);
  for (let step = 0; step < 8; step++) {
    const { a, b } = waals[kind];
    const room = volume - amount * b;
    const slope = (gasConstant * kelvin * volume) / (room * room) - (2 * a * amount) / (volume * volume);
    amount += (pascal - pressureOf(kind, amount, volume, kelvin)) / slope;
  }
  return amount;
}

/** How warm bath and gas are now, °C: the gas follows the bath, the bath what it is set to. */
export function warmthOf({ at, since, bath, water, gas }: Gas): { readonly water: number; readonly gas: number } {
  const seconds = (at - since) / 1000;
  const far = (water - bath) * exp(-seconds / slow);
  const share = 1 / (1 - quick / slow);
  return { water: bath + far, gas: bath + far * share + (gas - bath - (water - bath) * share) * exp(-seconds / quick) };
}

const cubicMetres = ({ volume, dead }: Gas): number => (volume + dead) * 1e-6;

/** kPa at the sensor. */
export function sensedOf(state: Gas): number {
  const { amount, kind, air } = state;
  if (amount === undefined) return air;
  return pressureOf(kind, amount, cubicMetres(state), warmthOf(state).gas + zeroCelsius) / 1000;
}

function changed(state: Gas, name: string, to: number | string): Result<Gas, Refusal> {
  const now = { ...state, ...warmthOf(state), since: state.at };
  if (name === 'kind') {
    if (state.amount !== undefined) return refuse('labs.gas.no.closed', 409);
    return ok({ ...now, kind: to === 'co2' ? 'co2' : 'air' });
  }
  const next = { ...now, [name]: Number(to) };
  if (name !== 'volume' || state.amount === undefined) return ok(next);
  // Pressed by hand, the gas has no time to give its heat away: T·V^(γ−1) stays.
  const ratio = pow(cubicMetres(state) / cubicMetres(next), warming[state.kind]);
  return ok({ ...next, gas: (now.gas + zeroCelsius) * ratio - zeroCelsius });
}

/** A syringe in a water bath, shut by a tap, with a sensor of pressure at a short tube. */
export const gasModel: Model<Gas> = {
  begin: ({ air = 101.325, dead = 3 }: Hidden) => {
    return { air, dead, volume: 40, bath: 20, kind: 'air', at: 0, since: 0, water: 20, gas: 20 };
  },
  advance: (state, milliseconds) => ({ ...state, at: state.at + milliseconds }),
  act: (state, deed) => {
    if ('set' in deed) return changed(state, deed.set, deed.to);
    if (!('do' in deed)) return ok(state);
    if (deed.do === 'open') {
      const { amount: _, ...open } = state;
      return ok(open);
    }
    if (deed.do !== 'close') return refuse('labs.no-such-deed', 409);
    if (state.amount !== undefined) return refuse('labs.gas.no.shut', 409);
    const kelvin = warmthOf(state).gas + zeroCelsius;
    return ok({ ...state, amount: amountOf(state.kind, state.air * 1000, cubicMetres(state), kelvin) });
  },
  value: (state, instrument) => (instrument === 'sensor' ? sensedOf(state) : warmthOf(state).water),
};
