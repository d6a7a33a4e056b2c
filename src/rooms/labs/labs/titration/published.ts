import type { Published } from '../../model/published.ts';
import { phCases, publishedPh } from './ph-cases.ts';

/** A thousand mixtures against the balance of charges as a polynomial in 120 decimals, and a textbook's table. */
export function published(): readonly Published[] {
  const mixtures = phCases().map(({ name, ours, reference }): Published => {
    return { what: name, of: 'ph', got: ours, wanted: reference, source: 'the balance of charges as a polynomial' };
  });
  const printed = publishedPh().map(({ name, ours, reference }): Published => {
    const source = 'OpenStax, Chemistry: Atoms First 2e, table 14.4';
    return { what: name, of: 'ph', got: ours, wanted: reference, within: 0.005, source };
  });
  return [...mixtures, ...printed];
}
