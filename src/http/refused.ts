import type { Refusal } from '#kernel/result.ts';

/** Thrown at the edge only; answered by the frame with its status and `{ error: { key, values } }`. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.key);
    this.refusal = refusal;
  }
}

export function refused(key: string, status: Refusal['status'], values?: Refusal['values']): Refused {
  return new Refused(values ? { key, status, values } : { key, status });
}
