import { ok, refuse } from '#kernel/result.ts';
import { log } from '../../model/elementary.ts';
import { lagged } from '../../model/instrument.ts';
import type { Hidden, Model } from '../../model/world.ts';

export type Cell = {
  /** Standard potential of the unknown metal, volts. */
  readonly potential: number;
  readonly metal: string;
  /** Copper ions in the right beaker, mol/L. */
  readonly concentration: number;
  readonly hasBridge: boolean;
  readonly hasWires: boolean;
  /** The wires of the voltmeter are the wrong way round. */
  readonly isSwapped: boolean;
  /** What the voltmeter showed before the newest change, and when that was. */
  readonly before: number;
  readonly since: number;
  readonly at: number;
};

/** Standard potentials at 25 °C, volts (CRC Handbook of Chemistry and Physics, 97th ed., 5-78). */
export const standards: Readonly<Record<string, number>> = {
  zinc: -0.7618,
  iron: -0.447,
  lead: -0.1262,
  copper: 0.3419,
};
/** RT/F at 25 °C, volts (CODATA 2018: R = 8.314462618 J/(mol·K), F = 96485.33212 C/mol). */
const thermal = (8.314462618 * 298.15) / 96485.33212;
/** Ions of the left metal, mol/L; electrons that one ion takes, on both sides. */
const left = 1;
const electrons = 2;
/** How fast the voltmeter comes to rest, milliseconds. */
const response = 800;

/** Nernst: the voltage of M | M²⁺ (1 mol/L) || Cu²⁺ (c) | Cu. Activities are taken as concentrations. */
export function voltageOf({ potential, metal, concentration }: Cell): number {
  const standard = metal === 'unknown' ? potential : (standards[metal] ?? 0);
  return (standards['copper'] ?? 0) - standard + (thermal / electrons) * log(concentration / left);
}

/** What is at the voltmeter, once it has come to rest. */
function appliedTo(state: Cell): number {
  if (!state.hasBridge || !state.hasWires) return 0;
  return state.isSwapped ? -voltageOf(state) : voltageOf(state);
}

/** What the voltmeter shows now. */
export function shownOf(state: Cell): number {
  return lagged(state.before, appliedTo(state), state.at - state.since, response);
}

/** A galvanic cell of two beakers; nothing is connected at first. */
export const cellModel: Model<Cell> = {
  begin: ({ potential = -0.5 }: Hidden) => ({
    potential,
    metal: 'zinc',
    concentration: 1,
    hasBridge: false,
    hasWires: false,
    isSwapped: false,
    before: 0,
    since: 0,
    at: 0,
  }),
  advance: (state, milliseconds) => ({ ...state, at: state.at + milliseconds }),
  act: (state, deed) => {
    const changed = { ...state, before: shownOf(state), since: state.at };
    if ('set' in deed)
      return ok(
        deed.set === 'metal' ? { ...changed, metal: String(deed.to) } : { ...changed, concentration: Number(deed.to) },
      );
    if (!('do' in deed)) return ok(state);
    switch (deed.do) {
      case 'bridge':
        return ok({ ...changed, hasBridge: !state.hasBridge });
      case 'wires':
        return ok({ ...changed, hasWires: !state.hasWires });
      case 'swap':
        return state.hasWires ? ok({ ...changed, isSwapped: !state.isSwapped }) : refuse('labs.cell.no.wires', 409);
      default:
        return refuse('labs.no-such-deed', 409);
    }
  },
  value: (state, instrument) =>
    instrument === 'voltmeter' && state.hasBridge && state.hasWires ? shownOf(state) : undefined,
};
