import type { Role } from '#kernel/role.ts';
import type { Say } from '#web/words.ts';
import type { OfficeAdult, OfficeClass } from '../office/lists.ts';

/** What the office's list of people holds. */
export type Lists = { readonly classes: readonly OfficeClass[]; readonly adults: readonly OfficeAdult[] };

/** Roles that a school gives; the last two by its head alone. */
export const schoolRoles = [
  'teacher',
  'class-teacher',
  'technician',
  'local-adult',
  'parent',
  'hub-teacher',
  'deputy-head',
  'head',
] as const satisfies readonly Role[];

const byHeadAlone: ReadonlySet<Role> = new Set(['head', 'deputy-head']);

/** The roles that a person with these roles may give and take. */
export function rolesToGive(own: readonly Role[]): readonly Role[] {
  return own.includes('head') ? schoolRoles : schoolRoles.filter((role) => !byHeadAlone.has(role));
}

/** An adult's roles in words, with the class that they lead. */
export function rolesOf({ posts }: Pick<OfficeAdult, 'posts'>, say: Say): string {
  return posts
    .map(({ role, class: led }) => [say(`people.office.role.${role}`), led].filter(Boolean).join(' '))
    .join(', ');
}
