import type { Published } from '../../model/published.ts';
import { bathModel, depositOf } from './model.ts';

/** Faraday's law with the constants of IUPAC and CODATA. */
export function published(): readonly Published[] {
  const state = { ...bathModel.begin({}), off: 0, since: 0, at: 1e12 };
  const source = 'Faraday 1834; M(Cu) 63.546 g/mol (IUPAC), F 96 485.332 12 C/mol (CODATA 2018)';
  return [
    [0.5, 20],
    [1.2, 7],
    [0.3, 25],
  ].map(([current = 0, time = 0]): Published => {
    const wanted = (current * time * 60 * 63.546) / (2 * 96485.33212);
    const got = depositOf({ ...state, current, time });
    return { what: `g of copper, ${current} A for ${time} min`, of: 'closed', got, wanted, source };
  });
}
