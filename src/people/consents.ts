import type { purposes } from './records.ts';

export type Purpose = (typeof purposes)[number];

/** One thing that is off without a consent. What no room offers yet is off anyway: the screen says which is which. */
export type SwitchedOff = { readonly what: string; readonly isBuilt: boolean };

/**
 * PPL-23: what works before a consent is in, and what does not. Everything else works without it: the pupil signs in,
 * learns, is marked, and the school sees it. The doubt about the law stands in README.md.
 */
export const switchedOff: Readonly<Record<Purpose, readonly SwitchedOff[]>> = {
  'learning-records': [{ what: 'region-names', isBuilt: true }],
  'region-statistics': [{ what: 'single-results-in-studies', isBuilt: false }],
  'pictures-and-voice': [{ what: 'own-pictures-and-voice', isBuilt: false }],
  'remote-lessons': [{ what: 'seen-and-heard-by-other-schools', isBuilt: false }],
};

export type ConsentState = 'given' | 'withdrawn' | 'none';

export type ConsentRow = {
  readonly person: string;
  readonly purpose: Purpose;
  readonly given_on: string;
  readonly withdrawn_on: string | null;
};

/** What holds: a consent withdrawn is withdrawn from its day on, one given again is given. */
export function stateOf(row: ConsentRow | undefined): ConsentState {
  if (!row) return 'none';
  return row.withdrawn_on === null ? 'given' : 'withdrawn';
}
