/** A cell of the journal outside: what it must hold, and whether that was carried over. */
export type CarryState = 'empty' | 'to-do' | 'done' | 'changed';

/** What was carried over of a cell, and when. */
export type Carried = { readonly held: string; readonly at: number };

/**
 * JRN-12: a cell with nothing in it needs nothing, unless something was carried over that is not there any more; what
 * differs from what was carried over is changed, and stays so until it is ticked off anew.
 */
export function carryState(text: string, carried: Carried | undefined): CarryState {
  if (carried === undefined) return text === '' ? 'empty' : 'to-do';
  return carried.held === text ? (text === '' ? 'empty' : 'done') : 'changed';
}

export type CarryColumn = {
  readonly key: string;
  readonly kind: 'lesson' | 'formative-mean' | 'section' | 'quarter' | 'percent' | 'mark';
  /** Of a lesson and an assessment. */
  readonly day?: string;
  readonly n?: number;
  readonly max?: number;
};

export const columnKinds = [
  'number',
  'name',
  'lessons',
  'formative-mean',
  'sections',
  'quarter',
  'percent',
  'mark',
] as const;
export type ColumnKind = (typeof columnKinds)[number];
