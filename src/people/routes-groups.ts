import { Hono } from 'hono';
import { z } from 'zod/mini';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { newPupilSecret } from './adults.ts';
import { className } from './classes.ts';
import type { Desk } from './desk.ts';
import { isOffice, pupilHere } from './guards.ts';
import { shownName } from './names.ts';
import { allow } from './permissions.ts';
import { byName, listName, openName } from './queries.ts';
import { findGroup, selectGroupChanges, selectGroups, selectMembers, type GroupRow } from './queries-groups.ts';

/** A teacher's groups and what a teacher does for a pupil of them. */
export function groupRoutes(house: House, desk: Desk) {
  return new Hono<Env>()
    .get('/groups', allow('people.see-groups'), async (context) => {
      const groups = await groupsFor(house, personOf(context));
      const answer = [];
      for (const group of groups) {
        const size = (await selectMembers(house.log.read, group)).length;
        const { group: id, subject, grades, classes, teacher } = group;
        const names = classes.map(({ grade, letter }) => className(grade, letter));
        answer.push({
          id,
          subject,
          grades,
          classes: names,
          teacher,
          teacherName: await shownName(house, teacher),
          size,
        });
      }
      return context.json({ groups: answer });
    })
    .get('/groups/:group', allow('people.see-groups'), async (context) => {
      const group = await findGroup(house.log.read, context.req.param('group'));
      if (!group || !(await mayTeach(house, personOf(context), group))) throw refused('people.no-such-group', 404);
      const members = await selectMembers(house.log.read, group);
      const shown = members.map(({ person, name, grade, letter, picture }) => ({
        person,
        name: listName(openName(house.log.vault, person, name)) ?? '',
        grade,
        class: className(grade, letter),
        picture,
      }));
      const changes = await selectGroupChanges(house.log.read, group.group);
      const here = new Set(members.map((each) => each.person));
      const elsewhere = changes.with.filter((person) => !here.has(person));
      return context.json({ group, members: shown.toSorted(byName), elsewhere, without: changes.without });
    })
    .post(
      '/pupils/:person/reset',
      allow('people.reset-secret'),
      input('param', z.object({ person: z.string() })),
      async (context) => {
        const pupil = await pupilHere(house, context.req.valid('param').person);
        const secret = newPupilSecret(house, pupil.grade);
        const draft = await desk.keys.seal(house, pupil.person, secret);
        const by = personOf(context).person;
        await house.log.write((on) => ({ records: [{ ...draft(on), actor: by }], answer: undefined }));
        return context.json({ person: pupil.person, secret });
      },
    );
}

/** A teacher sees their own groups, heads and their deputies all of the school. */
export async function groupsFor(house: House, who: Person): Promise<GroupRow[]> {
  const { school } = house.self;
  if (!school) return [];
  return selectGroups(house.log.read, school, isOffice(who) ? undefined : who.person);
}

export async function mayTeach(house: House, who: Person, group: GroupRow): Promise<boolean> {
  return (await groupsFor(house, who)).some((each) => each.group === group.group);
}
