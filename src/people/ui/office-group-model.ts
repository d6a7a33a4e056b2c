import type { OfficeClass, OfficePupil } from '../office/lists.ts';
import type { Lists } from './office-roles.ts';

/** A group as the list of groups shows it. */
export type GroupShown = {
  readonly id: string;
  readonly subject: string;
  readonly grades: readonly number[];
  /** Where it is only some classes of its grades: those, as on their doors. */
  readonly classes: readonly string[];
  readonly teacher: string;
  readonly teacherName: string;
  readonly size: number;
};

/** A group with its members. */
export type GroupWhole = {
  readonly members: readonly { readonly person: string }[];
  /** Members of other schools, whom this school's lists do not hold. */
  readonly elsewhere: readonly string[];
};

/** A group as it is being put together on the screen. */
export type GroupDraft = {
  readonly subject: string;
  readonly teacher: string;
  readonly grades: readonly number[];
  /** Classes by name; none: all of the grades. */
  readonly classes: readonly string[];
  /** Pupils of the grades who do not take part. */
  readonly without: readonly string[];
  /** Pupils of other grades, or other schools, who do. */
  readonly with: readonly string[];
};

/** What a part of the screen on which a group is put together reads and says. */
export type Drafting = {
  readonly draft: GroupDraft;
  readonly setDraft: (draft: GroupDraft) => void;
  readonly lists: Lists;
};

/** A combined class has at most so many grades. */
export const mostGrades = 4;

const teaching = new Set(['teacher', 'class-teacher', 'hub-teacher', 'deputy-head', 'head']);

/** Who may be the teacher of a group; `teaches` where that is their post. */
export function teachersOf({ adults }: Lists) {
  return adults
    .filter((adult) => adult.posts.some((post) => teaching.has(post.role)))
    .map(({ person, name, posts }) => ({ person, name, teaches: posts.some((post) => post.role === 'teacher') }));
}

/** The pupils whom the grades and classes of a draft mean, before exceptions. */
export function pupilsMeant(
  classes: readonly OfficeClass[],
  draft: Pick<GroupDraft, 'grades' | 'classes'>,
): OfficePupil[] {
  return classes.filter((each) => isMeant(each, draft)).flatMap((each) => each.pupils);
}

function isMeant(each: OfficeClass, { grades, classes }: Pick<GroupDraft, 'grades' | 'classes'>): boolean {
  return grades.includes(each.grade) && (classes.length === 0 || classes.includes(each.class));
}

/** The draft of a group that is there, with everybody who sits in it and nobody else. */
export function draftOf(group: GroupShown, whole: GroupWhole, lists: Lists): GroupDraft {
  const { subject, teacher, grades, classes } = group;
  const members = new Set(whole.members.map((member) => member.person));
  const meant = pupilsMeant(lists.classes, { grades, classes }).map((pupil) => pupil.person as string);
  const others = [...members].filter((person) => !meant.includes(person));
  return {
    subject,
    teacher,
    grades,
    classes,
    without: meant.filter((person) => !members.has(person)),
    with: [...others, ...whole.elsewhere],
  };
}

/** What the server takes. Exceptions of classes that are no longer meant fall away. */
export function groupBody(draft: GroupDraft, lists: Lists) {
  const { subject, teacher, grades, classes } = draft;
  const meant = new Set(pupilsMeant(lists.classes, draft).map((pupil) => pupil.person as string));
  const named = lists.classes.filter((each) => grades.includes(each.grade) && classes.includes(each.class));
  return {
    subject,
    teacher,
    grades: grades.toSorted((a, b) => a - b),
    ...(named.length > 0 ? { classes: named.map(({ grade, letter }) => ({ grade, letter })) } : {}),
    with: draft.with.filter((person) => !meant.has(person)),
    without: draft.without.filter((person) => meant.has(person)),
  };
}

/** A list with one value more, or without it. */
export function toggled<T>(values: readonly T[], value: T, isIn: boolean): T[] {
  const others = values.filter((each) => each !== value);
  return isIn ? [...others, value] : others;
}
