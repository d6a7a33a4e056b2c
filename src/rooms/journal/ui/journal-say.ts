import type { Say } from '#web/words.ts';

/** A subject that the house does not know yet is shown by its id. */
export function subjectOf(say: Say, subject: string): string {
  const key = `people.subject.${subject}`;
  const said = say(key);
  return said === key ? subject : said;
}

/** `5–7`, `5, 7`, `5 А, 6 А`. */
export function gradesOf(grades: readonly number[], classes: readonly string[] = []): string {
  if (classes.length > 0) return classes.join(', ');
  const [first = 0] = grades;
  const last = grades.at(-1) ?? first;
  return grades.length > 1 && last - first === grades.length - 1 ? `${first}–${last}` : grades.join(', ');
}

/** `77,5`: a share in per cent with one place, the comma as papers have it. */
export function shareText({ part, of }: { readonly part: number; readonly of: number }): string {
  if (of === 0) return '–';
  const tenths = Math.round((1000 * part) / of);
  return tenths % 10 === 0 ? String(tenths / 10) : `${Math.floor(tenths / 10)},${tenths % 10}`;
}
