import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import { classKey, gradesOf, parseClassSet } from './classes.ts';
import type { Fault } from './errors.ts';
import { fault, quoted } from './errors.ts';
import type { ClassName } from './roster.ts';
import type { Subject } from './subjects.ts';
import { parseSubject } from './subjects.ts';

/** Grades that may sit together in one teaching group. */
export const groupGrades = 4;

/** One subject of a teacher for classes that sit together. */
export type Load = { readonly subject: Subject; readonly classes: readonly ClassName[] };

/** What is wrong with a load, and in which of the two cells. */
export type TeachingFault = { readonly cell: 'subjects' | 'classes'; readonly what: Fault };

/**
 * A teacher's load (ROS-21, ROS-22) from the cell of subjects, `физика: 7, 8; жаратылыстану: 5+6`, and the cell of
 * classes, which stands for every subject that names none of its own. A comma divides groups, a plus joins grades.
 * The same group twice is one.
 */
export function parseTeaching(subjects: string, classes: string): Result<readonly Load[], TeachingFault> {
  const general = parseSets(classes);
  if (!general.ok) return err({ cell: 'classes', what: general.error });
  const parts = parseParts(subjects);
  if (!parts.ok) return err({ cell: 'subjects', what: parts.error });
  if (parts.value.length === 0 && general.value.length > 0) {
    return err({ cell: 'classes', what: fault('roster.load-without-subjects') });
  }
  const loads = new Map<string, Load>();
  for (const { subject, text, sets } of parts.value) {
    const own = sets.length > 0 ? sets : general.value;
    if (own.length === 0) {
      return err({ cell: 'subjects', what: fault('roster.load-without-classes', { value: quoted(text) }) });
    }
    for (const set of own) loads.set(loadKey({ subject, classes: set }), { subject, classes: set });
  }
  return ok([...loads.values()]);
}

/** The subject and classes of a load as one text, the same for the same load however it was written. */
export function loadKey(load: Load): string {
  return `${load.subject}:${load.classes.map(classKey).toSorted().join('+')}`;
}

type ClassSet = readonly ClassName[];
type Part = { readonly subject: Subject; readonly text: string; readonly sets: ClassSet[] };

/**
 * Reads the cell piece by piece: a piece is a subject, a subject with its first classes, or more classes of the
 * subjects before it. So `физика, химия: 7, 8` gives both subjects both grades, and `физика: 7, химия: 8` one each.
 */
function parseParts(text: string): Result<readonly Part[], Fault> {
  const parts: Part[] = [];
  // Subjects that still wait for their classes, or share the ones that follow.
  let open: readonly Part[] = [];
  for (const segment of text.split(/[;\n]/u)) {
    open = open.filter((part) => part.sets.length > 0);
    for (const piece of pieces(segment)) {
      const read = readPiece(piece);
      if (!read.ok) return read;
      const { part, set } = read.value;
      if (part) {
        parts.push(part);
        open = open.some((earlier) => earlier.sets.length > 0) ? [part] : [...open, part];
      }
      if (set && open.length === 0) return err(fault('roster.load-unreadable', { value: quoted(piece) }));
      if (set) for (const each of open) each.sets.push(set);
    }
  }
  return ok(parts);
}

function readPiece(piece: string): Result<{ readonly part?: Part; readonly set?: ClassSet }, Fault> {
  const { name, sets } = divide(piece);
  const subject = parseSubject(name);
  if (name !== '' && subject === undefined) return err(fault('roster.subject-unknown', { value: quoted(name) }));
  const set = sets === '' ? undefined : parseSet(sets);
  if (set && !set.ok) return set;
  return ok({ ...(subject ? { part: { subject, text: name, sets: [] } } : {}), ...(set ? { set: set.value } : {}) });
}

/** A piece as its subject and its classes: after the colon, or from the first digit on. */
function divide(piece: string): { readonly name: string; readonly sets: string } {
  const colon = piece.indexOf(':');
  if (colon >= 0) return { name: piece.slice(0, colon).trim(), sets: piece.slice(colon + 1).trim() };
  if (parseClassSet(piece)) return { name: '', sets: piece };
  const [, name, sets] = /^([^\d]+?)[\s(–—-]*(\d.*?)\)?$/u.exec(piece) ?? [];
  return name && sets ? { name: name.trim(), sets } : { name: piece, sets: '' };
}

function parseSets(text: string): Result<readonly ClassSet[], Fault> {
  const sets: ClassSet[] = [];
  for (const piece of pieces(text)) {
    const set = parseSet(piece);
    if (!set.ok) return set;
    sets.push(set.value);
  }
  return ok(sets);
}

function parseSet(text: string): Result<ClassSet, Fault> {
  const classes = parseClassSet(text);
  if (!classes) return err(fault('roster.load-unreadable', { value: quoted(text) }));
  if (gradesOf(classes).length > groupGrades) return err(fault('roster.group-grades', { limit: groupGrades }));
  return ok(classes);
}

function pieces(text: string): readonly string[] {
  return text
    .split(/[,;\n]/u)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}
