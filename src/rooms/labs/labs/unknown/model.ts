import { ok, refuse } from '#kernel/result.ts';
import type { Hidden, Model } from '../../model/world.ts';
import { salts, sightOf, sights, type Test } from './ions.ts';

/** A jar with a salt that nobody named. Each test is done with a portion of its own. */
export type Jar = { readonly salt: string; readonly test: Test };

export function saltOf({ salt = 0 }: Hidden): string {
  return salts[salt] ?? 'NaCl';
}

export const unknownModel: Model<Jar> = {
  begin: (hidden) => ({ salt: saltOf(hidden), test: 'water' }),
  advance: (state) => state,
  act: (state, deed) => {
    if (!('set' in deed)) return 'do' in deed ? refuse('labs.no-such-deed', 409) : ok(state);
    return ok({ ...state, test: deed.to as Test });
  },
  value: ({ salt, test }, instrument) => (instrument === 'eyes' ? sights.indexOf(sightOf(salt, test)) : undefined),
};
