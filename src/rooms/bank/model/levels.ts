/** A: knows and recognises; B: applies; C: reasons, connects, judges data. */
export const levels = ['A', 'B', 'C'] as const;
export type Level = (typeof levels)[number];
