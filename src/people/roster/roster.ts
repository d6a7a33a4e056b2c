import type { Role } from '#kernel/role.ts';
import type { Sex } from './cells.ts';

/** The language in which a pupil is taught. */
export type Medium = 'kk' | 'ru';

/**
 * What a roster can make of a person. Roles of the region (methodist, coordinator, funder, a hub's teacher in another
 * school) are not among them: a school's file must not open the region's doors (ROS-20).
 */
export const rosterRoles = [
  'pupil',
  'teacher',
  'class-teacher',
  'head',
  'deputy-head',
  'technician',
  'local-adult',
  'parent',
] as const satisfies readonly Role[];
export type RosterRole = (typeof rosterRoles)[number];

/** One class of a school: a grade, and a letter where the grade has several classes. */
export type ClassName = {
  /** 0 is the class before grade 1, then 1–11. */
  readonly grade: number;
  /** One capital letter, Kazakh or Russian; absent where the grade has one class. */
  readonly letter?: string;
};

export type RosterSchool = {
  readonly sourcedId: string;
  readonly name: string;
  readonly identifier?: string;
};

export type RosterPerson = {
  /** The id in the source, kept for life; made from names and date of birth where the file has none (ROS-31). */
  readonly sourcedId: string;
  /** All roles of the person, the widest first: a head who also teaches is one person. Never empty. */
  readonly roles: readonly RosterRole[];
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic?: string;
  /** `yyyy-mm-dd` */
  readonly birthDate?: string;
  readonly sex?: Sex;
  /** The language of the person's own screens. */
  readonly language?: 'kk' | 'ru' | 'en';
  /** For a class teacher: the class that they lead. */
  readonly leads?: ClassName;
  /** For a parent: the sourcedIds of their own children. */
  readonly children?: readonly string[];
  /** The school's sourcedId; absent in a plain spreadsheet, which is always the importing school's. */
  readonly school?: string;
};

export type RosterEnrolment = {
  /** The pupil's sourcedId. */
  readonly person: string;
  readonly grade: number;
  readonly classLetter?: string;
  readonly medium: Medium;
  readonly school?: string;
};

/** A teaching group: grades × subject × teacher. */
export type RosterGroup = {
  /** Stable from one import of the same file to the next. */
  readonly id: string;
  /** An id of `subjects.ts`. */
  readonly subject: string;
  /** One to four grades, ascending; several make a combined class. */
  readonly grades: readonly number[];
  /** Where the group is only some classes of its grades; absent: all of them. */
  readonly classes?: readonly ClassName[];
  /** The teacher's sourcedId. */
  readonly teacher: string;
  /** The pupils' sourcedIds; absent: every pupil of the grades or classes. */
  readonly members?: readonly string[];
  readonly school?: string;
};

export type Roster = {
  /** Empty for a plain spreadsheet. */
  readonly schools: readonly RosterSchool[];
  readonly people: readonly RosterPerson[];
  readonly enrolments: readonly RosterEnrolment[];
  readonly groups: readonly RosterGroup[];
};

/** What the importing edge knows and the file may not say. */
export type ImportContext = {
  /** The day of the import, `yyyy-mm-dd`: dates of birth lie before it, ended memberships are left out. */
  readonly today: string;
  /** The medium of a single-medium school, for rows that name none. */
  readonly medium?: Medium;
  /**
   * A secret of the school, the same at every import. With it, ids made from names cannot be guessed back into names;
   * without it, they can.
   */
  readonly idKey?: Uint8Array;
};

/**
 * The part of a roster that belongs to one school, for an export of a whole district. Rows without a school stay,
 * because a plain spreadsheet is always the importing school's.
 */
export function rosterOfSchool(roster: Roster, school: string): Roster {
  const isHere = (row: { readonly school?: string }) => row.school === undefined || row.school === school;
  return {
    schools: roster.schools.filter((row) => row.sourcedId === school),
    people: roster.people.filter(isHere),
    enrolments: roster.enrolments.filter(isHere),
    groups: roster.groups.filter(isHere),
  };
}
