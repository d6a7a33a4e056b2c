import { ownGrowth, type LinkError } from '#rooms/scale/index.ts';
import type { Grown } from './measured.ts';

/**
 * RES-14: what may be said of one pupil between two time points. Inside the error nothing is: neither fell nor rose. The
 * error is that of both scores and of the link between the scales.
 */
export type Change = { readonly kind: 'within' | 'higher' | 'lower' };

export function changeOf({ start, end }: Grown, link: LinkError): Change {
  const at = ({ score, error }: Grown['start']) => ({ theta: score, se: error });
  const { growth, isBeyond } = ownGrowth(at(start), at(end), link);
  return { kind: !isBeyond ? 'within' : growth > 0 ? 'higher' : 'lower' };
}
