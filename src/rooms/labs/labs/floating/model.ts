import { ok, refuse } from '#kernel/result.ts';
import type { Hidden, HiddenSpec, Model } from '../../model/world.ts';

export const stuffs = ['own', 'cork', 'wood', 'wax', 'glass', 'aluminium', 'iron'] as const;
export type Stuff = (typeof stuffs)[number];

export type Tray = {
  /** g/cm³ of what nobody names. */
  readonly own: number;
  /** How the pieces were cut: no two pupils have the same. */
  readonly cut: number;
  readonly stuff: Stuff;
  /** Which of the eight pieces: 1 is the smallest. */
  readonly piece: number;
  readonly where: 'table' | 'balance' | 'water';
  /** Held under water with a thin rod. */
  readonly isPushed: boolean;
};

export const floatingHidden: readonly HiddenSpec[] = [
  { name: 'own', from: 0, to: 1 },
  { name: 'cut', from: 0, to: 1 },
];

/** Half of the pupils have something that floats, half something that sinks: g/cm³. */
export function ownDensity({ own = 0 }: Hidden): number {
  return own < 0.5 ? 0.55 + 0.7 * own : 1.3 + 12 * (own - 0.5);
}

/** g/cm³ (Kaye and Laby, Tables of Physical and Chemical Constants, 2.2.1; of wood and wax a usual one). */
const densities = { cork: 0.24, wood: 0.5, wax: 0.9, glass: 2.5, aluminium: 2.7, iron: 7.87 } as const;
const ofWater = 0.998;
/** Millilitres in the cylinder before anything is put in. */
export const firstLevel = 100;

export function densityOf({ stuff, own }: Tray): number {
  return stuff === 'own' ? own : densities[stuff];
}

/** Cubic centimetres of a piece. */
export function volumeOf(cut: number, piece: number): number {
  const more = cut * piece * 7.3;
  return 8 * piece + 3 * (more - Math.floor(more));
}

export function massOf(tray: Tray): number {
  return densityOf(tray) * volumeOf(tray.cut, tray.piece);
}

/** Does it stay at the surface by itself? */
export function isAfloat(tray: Tray): boolean {
  return densityOf(tray) < ofWater;
}

/** The share of the piece that is under water: what floats makes room for its own mass of water (Archimedes). */
export function sunkShare(tray: Tray): number {
  return isAfloat(tray) && !tray.isPushed ? densityOf(tray) / ofWater : 1;
}

export function levelOf(tray: Tray): number {
  return firstLevel + (tray.where === 'water' ? volumeOf(tray.cut, tray.piece) * sunkShare(tray) : 0);
}

/** Pieces of several stuffs, a balance, and a measuring cylinder with water. A wet piece is dried before it is weighed. */
export const floatingModel: Model<Tray> = {
  begin: (hidden) => {
    const { cut = 0 } = hidden;
    return { own: ownDensity(hidden), cut, stuff: 'iron', piece: 1, where: 'table', isPushed: false };
  },
  advance: (tray) => tray,
  act: (tray, deed) => {
    const taken: Tray = { ...tray, where: 'table', isPushed: false };
    if ('set' in deed) {
      if (deed.set === 'piece') return ok({ ...taken, piece: Number(deed.to) });
      return ok({ ...taken, stuff: stuffs.find((each) => each === deed.to) ?? tray.stuff });
    }
    if (!('do' in deed)) return ok(tray);
    switch (deed.do) {
      case 'weigh':
        return ok({ ...taken, where: 'balance' });
      case 'drop':
        return ok({ ...taken, where: 'water' });
      case 'push':
        if (tray.where !== 'water') return refuse('labs.floating.no.dry', 409);
        return ok({ ...tray, isPushed: true });
      default:
        return refuse('labs.no-such-deed', 409);
    }
  },
  value: (tray, instrument) => {
    if (instrument === 'balance') return tray.where === 'balance' ? massOf(tray) : 0;
    return instrument === 'cylinder' ? levelOf(tray) : undefined;
  },
};
