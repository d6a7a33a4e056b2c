import type { Language } from '#kernel/language.ts';
import type { Say } from '#web/words.ts';

export type Titles = Readonly<Partial<Record<Language, string>>>;

/** `5–6`, `5, 7`, `5 А, 6 А`: the grades of a group, or the classes where it is only some of them. */
export function gradesText(grades: readonly number[], classes: readonly string[] = []): string {
  if (classes.length > 0) return classes.join(', ');
  const [first = 0] = grades;
  const last = grades.at(-1) ?? first;
  const isRow = grades.length > 1 && last - first === grades.length - 1;
  return isRow ? `${first}–${last}` : grades.join(', ');
}

/** A lesson's title in the reader's language, or in the first that it has. */
export function titleOf(titles: Titles, language: Language): string {
  return titles[language] ?? titles.kk ?? titles.ru ?? titles.en ?? '';
}

/** A subject that the house does not know yet is shown by its id. */
export function subjectOf(say: Say, subject: string): string {
  const key = `people.subject.${subject}`;
  const said = say(key);
  return said === key ? subject : said;
}

export type GroupAbout = {
  readonly subject: string;
  readonly grades: readonly number[];
  readonly classes: readonly string[];
};

export function groupText(say: Say, { subject, grades, classes }: GroupAbout): string {
  return say('lessons.group', { subject: subjectOf(say, subject), grades: gradesText(grades, classes) });
}

/** Whole minutes that have passed. */
export function minutesOf(milliseconds: number): number {
  return Math.max(0, Math.floor(milliseconds / 60_000));
}
