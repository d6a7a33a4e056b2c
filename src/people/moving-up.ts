import type { PersonId } from '#kernel/ids.ts';
import { className, lastGradeOf } from './classes.ts';
import type { SchoolKind } from './queries.ts';
import type { ClassOf, GroupRow } from './queries-groups.ts';

/** A pupil's open place before the moving up. */
export type Place = {
  readonly person: PersonId;
  readonly enrolment: string;
  readonly grade: number;
  readonly letter: string;
  readonly medium: 'kk' | 'ru';
  readonly year: number;
};

/** What is said of one pupil against the rule: stays in the grade, leaves the school, or goes into another class. */
export type Exception =
  | { readonly person: PersonId; readonly does: 'stays' }
  | { readonly person: PersonId; readonly does: 'leaves' }
  | { readonly person: PersonId; readonly does: 'goes'; readonly grade: number; readonly letter: string };

export type Step = Place & {
  /** The class of the new year; undefined for who finishes or leaves. */
  readonly next: ClassOf | undefined;
  readonly reason: 'moved-up' | 'finished' | 'left';
};

/**
 * PPL-25: where each pupil is in the new year: a grade higher, in the class of the same letter; the last grade of the
 * school's kind finishes; exceptions go before the rule. Who is in the new year already stays as they are.
 */
export function moveUp(
  places: readonly Place[],
  kind: SchoolKind,
  year: number,
  exceptions: readonly Exception[],
): Step[] {
  const said = new Map(exceptions.map((each) => [each.person, each]));
  const last = lastGradeOf(kind);
  return places.filter((place) => place.year < year).map((place) => stepOf(place, last, said.get(place.person)));
}

function stepOf(place: Place, last: number, said: Exception | undefined): Step {
  const { grade, letter } = place;
  if (said?.does === 'leaves') return { ...place, next: undefined, reason: 'left' };
  if (said?.does === 'stays') return { ...place, next: { grade, letter }, reason: 'moved-up' };
  if (said?.does === 'goes') return { ...place, next: { grade: said.grade, letter: said.letter }, reason: 'moved-up' };
  if (grade >= last) return { ...place, next: undefined, reason: 'finished' };
  return { ...place, next: { grade: grade + 1, letter }, reason: 'moved-up' };
}

export type ClassMove = {
  readonly class: string;
  readonly pupils: number;
  readonly next: string;
  readonly stays: number;
  readonly leaves: number;
};

/** Class by class, what the steps come to. `next` is empty for a class that finishes. */
export function classMoves(steps: readonly Step[], kind: SchoolKind): ClassMove[] {
  const last = lastGradeOf(kind);
  const classes = Map.groupBy(steps, ({ grade, letter }) => className(grade, letter));
  return [...classes].map(([name, members]) => {
    const { grade, letter } = members[0] as Step;
    return {
      class: name,
      pupils: members.length,
      next: grade >= last ? '' : className(grade + 1, letter),
      stays: members.filter((step) => step.next?.grade === grade).length,
      leaves: members.filter((step) => step.reason === 'left').length,
    };
  });
}

export type ProposedGroup = Pick<GroupRow, 'subject' | 'grades' | 'classes' | 'teacher'> & { readonly from: string };

/**
 * PPL-27: the groups of the new year as the old ones propose them: the same subject, teacher and grades, as far as
 * somebody will be in these grades. Pupils named one by one belong to the old year and are not carried over.
 */
export function proposeGroups(
  groups: readonly GroupRow[],
  steps: readonly Step[],
): { readonly kept: ProposedGroup[]; readonly ended: string[] } {
  const filled = new Set(steps.flatMap((step) => (step.next ? [step.next.grade] : [])));
  const classes = new Set(steps.flatMap((step) => (step.next ? [`${step.next.grade}${step.next.letter}`] : [])));
  const kept: ProposedGroup[] = [];
  const ended: string[] = [];
  for (const group of groups) {
    const grades = group.grades.filter((grade) => filled.has(grade));
    const named = group.classes.filter(({ grade, letter }) => classes.has(`${grade}${letter}`));
    const isEmpty = grades.length === 0 || group.isListed || (group.classes.length > 0 && named.length === 0);
    if (isEmpty) ended.push(group.group);
    else kept.push({ subject: group.subject, grades, classes: named, teacher: group.teacher, from: group.group });
  }
  return { kept, ended };
}
