import type { Language } from '#kernel/language.ts';
import type { Level } from '#rooms/bank/index.ts';

/** What a design knows of an item version that may be used: nothing of its text. */
export type Candidate = {
  readonly item: string;
  readonly version: number;
  readonly objective: string;
  readonly level: Level;
  readonly points: number;
  /** How long a pupil is thought to need. */
  readonly seconds: number;
  readonly languages: readonly Language[];
  /** The text, table or picture that it shares with others: they stand side by side. */
  readonly stimulus?: string | undefined;
  /** In logits, where it was calibrated. */
  readonly difficulty?: number | undefined;
  /** For an item of one question with options: the place of the right one, and how many there are. */
  readonly right?: { readonly place: number; readonly of: number } | undefined;
};

const byLevel: Readonly<Record<Level, number>> = { A: -1, B: 0, C: 1 };

/** Harder items have a higher one: estimated where that was done, else by level. */
export function hardness({ difficulty, level }: Pick<Candidate, 'difficulty' | 'level'>): number {
  return difficulty ?? byLevel[level];
}

/** The part of the programme that an objective belongs to: `5.1.2.13` → `5.1`. */
export function sectionOf(objective: string): string {
  return objective.split('.').slice(0, 2).join('.');
}
