import { Hono } from 'hono';
import type { PersonId } from '#kernel/ids.ts';
import { personOf, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { className } from './classes.ts';
import { shownName } from './names.ts';
import { allow } from './permissions.ts';
import { idsOf, isErased, listName, openName } from './queries.ts';
import { selectGroupsOf } from './queries-groups.ts';
import { pupilAs } from './sessions.ts';

/** What a parent sees: their own children, and nobody else's (PPL-35). */
export function parentRoutes(house: House) {
  return new Hono<Env>().get('/children', allow('people.see-own-children'), async (context) => {
    const children = [];
    for (const child of await childrenOf(house, personOf(context))) {
      const pupil = await pupilAs(house, child);
      if (!pupil) continue;
      const groups = [];
      for (const { group, subject, teacher } of await selectGroupsOf(house.log.read, pupil)) {
        groups.push({ group, subject, teacher: await shownName(house, teacher) });
      }
      const { person, name, picture, grade, letter } = pupil;
      const shown = listName(openName(house.log.vault, person, name)) ?? '';
      children.push({ person, name: shown, picture, grade, class: className(grade, letter), groups });
    }
    return context.json({ children });
  });
}

/** The ids of a parent's own children: under any id of the parent. */
async function childrenOf(house: House, who: Person): Promise<PersonId[]> {
  const children = new Set<PersonId>();
  for (const parent of await idsOf(house.log.read, who.person)) {
    const rows = await house.log.read.all<{ child: PersonId }>(
      'select child from people_children where parent = ? order by child',
      parent,
    );
    for (const { child } of rows) if (!(await isErased(house.log.read, child))) children.add(child);
  }
  return [...children];
}

/** Whether somebody is the parent of a pupil, under any of the pupil's ids: asked by rooms that show a child's work. */
export async function isParentOf(house: House, who: Person, child: PersonId): Promise<boolean> {
  const isParent = who.posts.some((post) => post.role === 'parent');
  const ids = isParent ? await idsOf(house.log.read, child) : [];
  const own = isParent ? await childrenOf(house, who) : [];
  return own.some((each) => ids.includes(each));
}
