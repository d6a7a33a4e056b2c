import type { Published } from '../../model/published.ts';
import { levelOf, massOf, type Tray } from './model.ts';

/** 40 cm³ of iron on the balance; wood that floats in its own mass of water. */
export function published(): readonly Published[] {
  const iron: Tray = { own: 1, cut: 0, stuff: 'iron', piece: 5, where: 'water', isPushed: false };
  const source = 'Kaye and Laby, 2.2.1: iron 7.87 g/cm³';
  return [
    { what: 'mass of 40 cm³ of iron', of: 'closed', got: massOf(iron), wanted: 314.8, source },
    { what: 'level with it', of: 'closed', got: levelOf(iron), wanted: 140, source: 'displaced volume' },
    {
      what: 'level with 40 cm³ of floating wood',
      of: 'closed',
      got: levelOf({ ...iron, stuff: 'wood' }),
      wanted: 100 + 20 / 0.998,
      source: 'Archimedes: 20 g of wood displace 20 g of water of 0.998 g/cm³',
    },
  ];
}
