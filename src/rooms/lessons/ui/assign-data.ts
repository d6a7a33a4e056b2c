import type { Language } from '#kernel/language.ts';

import { searchable } from '#kernel/search.ts';
import type { PupilState } from '../board.ts';
import type { Titles } from './teacher-say.ts';

export type ShelfLesson = {
  readonly pack: string;
  readonly lesson: string;
  readonly subject: string;
  readonly grade: number;
  readonly minutes: number;
  readonly questions: number;
  readonly titles: Titles;
};

export type GroupToAssign = {
  readonly group: string;
  readonly subject: string;
  readonly grades: readonly number[];
  readonly classes: readonly string[];
  readonly size: number;
  readonly sizes: readonly { readonly grade: number; readonly size: number }[];
};

export type PupilProgress = {
  readonly person: string;
  readonly name: string;
  readonly state: PupilState;
  readonly attempt: string | null;
  readonly right: number;
  readonly questions: number;
  readonly mark: number | null;
  readonly isSeen: boolean;
};

export type OpenAssignment = {
  readonly assignment: string;
  readonly grades: readonly number[];
  readonly due: string;
  readonly at: number;
  readonly teacher: string;
  readonly lessons: readonly {
    readonly pack: string;
    readonly lesson: string;
    readonly titles: Titles;
    readonly grade: number | null;
    readonly finished: number;
    readonly of: number;
    readonly pupils: readonly PupilProgress[];
  }[];
};

export const lessonKey = ({ pack, lesson }: { readonly pack: string; readonly lesson: string }): string =>
  `${pack}/${lesson}`;

/** What the list of lessons is narrowed to; `undefined`: to nothing. */
export type Filter = {
  readonly subject: string | undefined;
  readonly grades: readonly number[] | undefined;
  readonly text: string;
};

/**
 * The lessons of the shelf that fit, those of the group's subject and grades first; within them the shelf's order,
 * which is the order of teaching.
 */
export function fitting(
  shelf: readonly ShelfLesson[],
  { subject, grades, text }: Filter,
  group: Pick<GroupToAssign, 'subject' | 'grades'>,
): readonly ShelfLesson[] {
  const wanted = searchable(text.trim());
  const found = shelf.filter((each) => {
    if (subject !== undefined && each.subject !== subject) return false;
    if (grades && !grades.includes(each.grade)) return false;
    return wanted === '' || Object.values(each.titles).some((title) => searchable(title).includes(wanted));
  });
  const rank = (each: ShelfLesson): number => {
    return (each.subject === group.subject ? 0 : 2) + (group.grades.includes(each.grade) ? 0 : 1);
  };
  return found.toSorted((a, b) => rank(a) - rank(b));
}

/** Which of these grades would get none of the chosen lessons (LES-2). */
export function gradesWithout(grades: readonly number[], chosen: readonly ShelfLesson[]): readonly number[] {
  if (chosen.length === 0 || chosen.some((each) => !grades.includes(each.grade))) return [];
  return grades.filter((grade) => !chosen.some((each) => each.grade === grade));
}

/** Lessons that a set of grades has open: to give them again is refused (LES-5). */
export function openFor(assignments: readonly OpenAssignment[], grades: readonly number[]): ReadonlySet<string> {
  const open = assignments.filter((each) => each.grades.some((grade) => grades.includes(grade)));
  return new Set(
    open.flatMap((each) => {
      const theirs = each.lessons.filter(({ grade }) => {
        const takers = grade !== null && each.grades.includes(grade) ? [grade] : each.grades;
        return takers.some((taker) => grades.includes(taker));
      });
      return theirs.map(lessonKey);
    }),
  );
}

/** The languages that a lesson is in, by their own names. */
export const languageNames: Readonly<Record<Language, string>> = { kk: 'қазақша', ru: 'русский', en: 'English' };
