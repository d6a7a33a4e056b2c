import { z } from 'zod/mini';
import type { PersonId } from '#kernel/ids.ts';
import { grade, idOf, language } from '#kernel/schema.ts';
import { roles, type Role } from '#kernel/role.ts';
import { refused } from '#http/frame.ts';
import type { Person } from '#http/who.ts';
import { isHead } from '../guards.ts';
import { namePictures } from '../pictures.ts';
import type { FullName } from '../queries.ts';
import { date } from '../records.ts';
import { classLetter } from '../roster/letters.ts';
import { normaliseName } from '../roster/names.ts';

const sex = z.enum(['female', 'male']);
const word = z.string().check(z.maxLength(200));
const letter = z.string().check(z.maxLength(4));

export const nameInput = z.object({ family: word, given: word, patronymic: z.optional(word) });
export const seatInput = z.object({ grade, letter, medium: z.enum(['kk', 'ru']), from: z.optional(date) });
/** Roles come as words: which of them may be given here is a rule, not a shape. */
export const postInput = z.object({
  role: z.string().check(z.maxLength(40)),
  class: z.optional(z.string().check(z.maxLength(8))),
});

export const whoInput = {
  name: nameInput,
  birth: z.optional(date),
  language,
  picture: z.optional(z.enum(namePictures)),
};

export const newPersonInput = z.object({
  ...whoInput,
  pupil: z.optional(z.extend(seatInput, { sex: z.optional(sex) })),
  posts: z.optional(z.array(postInput).check(z.maxLength(8))),
  children: z.optional(z.array(idOf<PersonId>()).check(z.maxLength(20))),
  /** Said by who looked at the people alike and knows that this is somebody else. */
  isNew: z.optional(z.boolean()),
});

export type NewPerson = z.infer<typeof newPersonInput>;
export type SeatInput = z.infer<typeof seatInput>;

/** A name as it is kept, by the rules of rosters (ROS-12). */
export function readName(given: z.infer<typeof nameInput>): FullName {
  const family = readPart(given.family);
  const first = readPart(given.given);
  const patronymic = readPart(given.patronymic ?? '');
  if (family === '' || first === '') throw refused('people.name-missing', 422);
  return { family, given: first, ...(patronymic ? { patronymic } : {}) };
}

function readPart(text: string): string {
  const read = normaliseName(text);
  if (read.ok) return read.value;
  throw refused(read.error.key.replace('roster.', 'people.'), 422, read.error.values);
}

export function readLetter(text: string): string {
  const bare = text.trim();
  if (bare === '') return '';
  if (!/^\p{L}$/u.test(bare)) throw refused('people.class-letter', 422);
  return classLetter(bare);
}

/** Roles that a school's office gives. Those of the region come from the region alone (PPL-17). */
const ofSchool: ReadonlySet<Role> = new Set([
  'teacher',
  'class-teacher',
  'deputy-head',
  'head',
  'technician',
  'local-adult',
  'parent',
  'hub-teacher',
]);
const byHeadAlone: ReadonlySet<Role> = new Set(['head', 'deputy-head']);

/** The role, where this person may give or take it here. */
export function readRole(who: Person, text: string): Role {
  const role = roles.find((each) => each === text);
  if (!role) throw refused('people.role-unknown', 422, { value: text.slice(0, 40) });
  if (role === 'pupil') throw refused('people.role-of-pupil', 422);
  if (!ofSchool.has(role)) throw refused('people.role-of-region', 422);
  if (byHeadAlone.has(role) && !isHead(who)) throw refused('people.role-by-head', 403);
  return role;
}
