/**
 * Why there is no answer: `nobody-answered`, no answer in the table; `no-variance`, fewer than two items are left whose
 * difficulty the answers tell; `no-link`, parts of the table that no person joins; `not-converged`; `bad-data`, points that the
 * item cannot give. `items` are those concerned.
 */
export type Fault = {
  readonly why: 'nobody-answered' | 'no-variance' | 'no-link' | 'not-converged' | 'bad-data';
  readonly items: readonly string[];
};

/** An item that was left out of a calibration, and why: it has no difficulty, whatever is done with it. */
export type Dropped = { readonly item: string; readonly why: 'nobody-answered' | 'no-variance' | 'not-estimable' };
