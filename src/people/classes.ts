import type { SchoolKind } from './queries.ts';

/** A class as on its door: `5 А`, or `5` where the grade has one class. */
export function className(grade: number, letter: string): string {
  return letter ? `${grade} ${letter}` : String(grade);
}

/** Grades 1–4 (and 0) are given three pictures, older pupils a PIN (PPL-7). */
export function methodOf(grade: number): 'pictures' | 'pin' {
  return grade <= 4 ? 'pictures' : 'pin';
}

/** The last grade of a school: primary 1–4, basic 1–9, general 1–11. */
export function lastGradeOf(kind: SchoolKind): number {
  return kind === 'primary' ? 4 : kind === 'basic' ? 9 : 11;
}
