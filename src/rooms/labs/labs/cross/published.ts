import { chiShare, chiSquare } from '../../model/chi-square.ts';
import type { Published } from '../../model/published.ts';
import { expected } from './model.ts';

/** χ² of Mendel's counts, and the quantiles of its distribution. */
export function published(): readonly Published[] {
  const counts: readonly (readonly [readonly number[], readonly number[], number])[] = [
    [[5474, 0, 1850, 0], expected.own, 0.2629],
    [[6022, 0, 2001, 0], expected.own, 0.015],
    [[705, 0, 224, 0], expected.own, 0.3907],
    [[315, 101, 108, 32], expected.di, 0.47],
  ];
  const quantiles: readonly (readonly [number, 1 | 3, number])[] = [
    [3.841458820694124, 1, 0.05],
    [6.634896601021214, 1, 0.01],
    [7.814727903251179, 3, 0.05],
    [11.344866730144373, 3, 0.01],
  ];
  return [
    ...counts.map(([seen, ratio, wanted]): Published => {
      const what = `χ² of ${seen.filter((n) => n > 0).join(' : ')}`;
      const source = 'counts of Mendel 1866; Σ(O − E)²/E to four digits';
      return { what, of: 'closed', got: chiSquare(seen, ratio), wanted, within: 5e-5, source };
    }),
    ...quantiles.map(([chi, free, wanted]): Published => {
      const source = 'NIST e-Handbook, 1.3.6.7.4; more digits by erfc of the C library';
      return { what: `share above ${chi}`, of: 'closed', got: chiShare(chi, free), wanted, source };
    }),
  ];
}
