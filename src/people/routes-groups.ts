import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { PersonId } from '#kernel/ids.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { newPictures, newPin } from './credentials.ts';
import type { Desk } from './desk.ts';
import { allow } from './permissions.ts';
import { findGroup, findPupil, listName, openName, selectGroups, selectMembers, type GroupRow } from './queries.ts';
import { className, methodOf } from './routes-sign-in.ts';

/** A teacher's groups and what a teacher does for a pupil of them. */
export function groupRoutes(house: House, desk: Desk) {
  return new Hono<Env>()
    .get('/groups', allow('people.see-groups'), async (context) => {
      const groups = await groupsFor(house, personOf(context));
      const answer = [];
      for (const group of groups) {
        const size = (await selectMembers(house.log.read, group)).length;
        const { group: id, subject, grades, letter, teacher } = group;
        answer.push({ id, subject, grades, letter, teacher, teacherName: await shownName(house, teacher), size });
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
      return context.json({ group, members: shown });
    })
    .post('/pupils/:person/reset', allow('people.reset-secret'), input('param', z.object({ person: z.string() })), async (context) => {
      const pupil = await findPupil(house.log.read, context.req.valid('param').person);
      if (!pupil) throw refused('people.no-such-pupil', 404);
      const method = methodOf(pupil.grade);
      const secret =
        method === 'pin'
          ? ({ kind: 'pin', pin: newPin(house.randomness) } as const)
          : ({ kind: 'pictures', pictures: newPictures(house.randomness) } as const);
      const draft = await desk.keys.seal(house, pupil.person, secret);
      const by = personOf(context).person;
      await house.log.write(() => ({ records: [{ ...draft, actor: by }], answer: undefined }));
      return context.json({ person: pupil.person, secret });
    });
}

/** A teacher sees their own groups, heads and their deputies all of the school. */
export async function groupsFor(house: House, who: Person): Promise<GroupRow[]> {
  const { school } = house.self;
  if (!school) return [];
  const seesAll = who.posts.some((post) => ['head', 'deputy-head'].includes(post.role) && post.school === school);
  return selectGroups(house.log.read, school, seesAll ? undefined : who.person);
}

export async function mayTeach(house: House, who: Person, group: GroupRow): Promise<boolean> {
  return (await groupsFor(house, who)).some((each) => each.group === group.group);
}

export async function shownName(house: House, person: PersonId): Promise<string> {
  const row = await house.log.read.get<{ name: Uint8Array }>('select name from people_persons where person = ?', person);
  return (row && listName(openName(house.log.vault, person, row.name))) ?? '';
}
