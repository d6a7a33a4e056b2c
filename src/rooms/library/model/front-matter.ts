import type { Report } from './pack-error.ts';
import { gradesBySubject, isSubject, type Subject } from './pack.ts';

/** PCK-3: the head of a lesson file. */
export type FrontMatter = {
  readonly title: string;
  readonly subject: Subject;
  readonly grade: number;
  readonly minutes: number;
  readonly objectives: readonly string[];
  readonly listen?: string;
  /** The line on which each entry stands. */
  readonly lines: ReadonlyMap<string, number>;
};

const required = ['title', 'subject', 'grade', 'minutes', 'objectives'];
const known = new Set([...required, 'listen']);
const longestMinutes = 240;

type Entries = { readonly values: Map<string, string>; readonly lines: Map<string, number>; readonly next: number };

/**
 * Reads the lines between the first two `---`. `next` is the place of the line after them. The front matter is
 * undefined if anything is missing or wrong, which is then reported.
 */
export function parseFrontMatter(
  lines: readonly string[],
  report: Report,
): { readonly front?: FrontMatter; readonly next: number } {
  if (lines[0]?.trim() !== '---') {
    report('front-matter-missing', 1);
    return { next: 0 };
  }
  const entries = readEntries(lines, report);
  for (const name of required) {
    if (!entries.values.get(name)) report('front-matter-entry-missing', 1, { entry: name });
  }
  const front = readFront(entries, report);
  return front ? { front, next: entries.next } : { next: entries.next };
}

function readEntries(lines: readonly string[], report: Report): Entries {
  const values = new Map<string, string>();
  const places = new Map<string, number>();
  const end = lines.findIndex((line, place) => place > 0 && line.trim() === '---');
  if (end < 0) report('front-matter-open', 1);
  lines.slice(1, Math.max(end, 1)).forEach((line, place) => {
    const match = /^([a-z]+):\s*(.*)$/u.exec(line.trim());
    const [, name = '', value = ''] = match ?? [];
    if (!match) return report('front-matter-line', place + 2, { found: line });
    if (!known.has(name)) report('front-matter-entry-unknown', place + 2, { entry: name });
    if (values.has(name)) report('front-matter-entry-twice', place + 2, { entry: name });
    values.set(name, value.trim());
    places.set(name, place + 2);
  });
  return { values, lines: places, next: end < 0 ? lines.length : end + 1 };
}

function readFront({ values, lines }: Entries, report: Report): FrontMatter | undefined {
  const at = (name: string) => lines.get(name) ?? 1;
  const subject = values.get('subject') ?? '';
  const grade = wholeNumber(values.get('grade'));
  const minutes = wholeNumber(values.get('minutes'));
  const objectives = (values.get('objectives') ?? '').split(',').map((code) => code.trim());
  const isOfSubject = isSubject(subject);
  if (subject && !isOfSubject) report('subject-unknown', at('subject'), { subject });
  if (isOfSubject && !isTaughtIn(subject, grade)) report('grade-not-of-subject', at('grade'), { subject, grade });
  if (values.get('minutes') && !(minutes >= 1 && minutes <= longestMinutes)) report('minutes-wrong', at('minutes'));
  const wrong = values.get('objectives') ? objectives.filter((code) => !/^\d{1,2}(\.\d{1,2}){3}$/u.test(code)) : [];
  for (const code of wrong) report('objective-form', at('objectives'), { code });
  const title = values.get('title');
  const listen = values.get('listen');
  if (!title || !isOfSubject || Number.isNaN(grade) || Number.isNaN(minutes)) return undefined;
  return { title, subject, grade, minutes, objectives, lines, ...(listen ? { listen } : {}) };
}

function isTaughtIn(subject: Subject, grade: number): boolean {
  const [first, last] = gradesBySubject[subject];
  return grade >= first && grade <= last;
}

function wholeNumber(text = ''): number {
  return /^\d{1,3}$/u.test(text) ? Number(text) : NaN;
}
