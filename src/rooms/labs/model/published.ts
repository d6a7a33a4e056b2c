/** What a compared value is of, with the largest error that it may have: relative, of a pH absolute. */
export const allowed = { closed: 1e-9, ode: 1e-6, ph: 1e-4, linear_circuit: 1e-6, diode: 2e-5 } as const;
export type Compared = keyof typeof allowed;

/**
 * A value that a lab's model gives, beside what was published or what another solver gives: `closed` a formula, `ode`
 * equations of motion, `ph`, and circuits against ngspice.
 */
export type Published = {
  readonly what: string;
  readonly of: Compared;
  readonly got: number;
  readonly wanted: number;
  /** What a printed value may be off by itself: half of its last digit. Nothing, where it was computed in full. */
  readonly within?: number;
  /** What an error is relative to, where the value itself is near nothing: the full swing of the quantity. */
  readonly scale?: number;
  readonly source: string;
};

/** LAB-2: how far the model is off, by the measure of its kind. */
export function offBy({ of, got, wanted, within = 0, scale = Math.abs(wanted) }: Published): number {
  const off = Math.max(0, Math.abs(got - wanted) - within);
  if (Number.isNaN(off)) return Infinity;
  return of === 'ph' || off === 0 ? off : off / scale;
}
