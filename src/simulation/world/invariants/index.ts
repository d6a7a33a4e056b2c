import { nothingAcknowledgedIsLost } from './acknowledged.ts';
import { nothingCountsTwice } from './counts.ts';
import { noErasedNameIsReadable } from './erasure.ts';
import { nothingWithoutAGrant } from './grants.ts';
import type { Invariant } from './invariant.ts';
import { allArrives } from './rest.ts';
import { nothingByARevokedKey } from './revoked.ts';
import { rowsAreEqual } from './rows.ts';
import { allIsSound } from './soundness.ts';
import { streamsAreWhole } from './streams.ts';
import { wantsAreTrue } from './wants.ts';

/** In the order in which they are looked at: the first that is broken names the failure. */
export const invariants: readonly Invariant[] = [
  allIsSound,
  streamsAreWhole,
  nothingAcknowledgedIsLost,
  nothingCountsTwice,
  nothingWithoutAGrant,
  nothingByARevokedKey,
  wantsAreTrue,
  allArrives,
  rowsAreEqual,
  noErasedNameIsReadable,
];
