import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { GroupId, PersonId } from '#kernel/ids.ts';
import { grade, idOf } from '#kernel/schema.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { schoolYearOf } from './calendar.ts';
import { ownSchool, schoolHere, todayOf } from './guards.ts';
import { lastGradeOf } from './classes.ts';
import { readLetter } from './office/input.ts';
import { adultsHere } from './office/lists.ts';
import { allow } from './permissions.ts';
import { findGroup } from './queries-groups.ts';
import { groupClosed, groupSet } from './records.ts';
import { parseSubject } from './roster/subjects.ts';

const teaching: ReadonlySet<string> = new Set(['teacher', 'class-teacher', 'hub-teacher', 'deputy-head', 'head']);
const people = z.array(idOf<PersonId>()).check(z.maxLength(300));

const groupInput = z.object({
  /** A subject by its id, or as schools write it. */
  subject: z.string().check(z.maxLength(80)),
  grades: z.array(grade).check(z.minLength(1), z.maxLength(4)),
  classes: z.optional(z.array(z.object({ grade, letter: z.string().check(z.maxLength(4)) })).check(z.maxLength(20))),
  teacher: idOf<PersonId>(),
  /** Pupils of other schools, or of other grades, who take part. */
  with: z.optional(people),
  without: z.optional(people),
});

/** Teaching groups: grades × subject × teacher (PPL-18). */
export function officeGroupRoutes(house: House) {
  const set = async (group: GroupId | undefined, given: z.infer<typeof groupInput>, by: PersonId): Promise<GroupId> => {
    const { scope } = ownSchool(house);
    const body = await readGroup(house, given);
    const set = await house.log.write((on) => {
      const id = group ?? on.mint<GroupId>();
      return { records: [groupSet.draft(scope, by, { ...body, group: id })], answer: id };
    });
    house.live.publish('people:school:groups');
    return set;
  };
  return new Hono<Env>()
    .post('/groups', allow('people.manage'), input('json', groupInput), async (context) => {
      return context.json({ group: await set(undefined, context.req.valid('json'), personOf(context).person) });
    })
    .put('/groups/:group', allow('people.manage'), input('json', groupInput), async (context) => {
      const group = await ownGroup(house, context.req.param('group'));
      return context.json({ group: await set(group, context.req.valid('json'), personOf(context).person) });
    })
    .delete('/groups/:group', allow('people.manage'), async (context) => {
      const group = await ownGroup(house, context.req.param('group'));
      const draft = groupClosed.draft(ownSchool(house).scope, personOf(context).person, { group });
      await house.log.write(() => ({ records: [draft], answer: undefined }));
      house.live.publish('people:school:groups');
      return context.json({ done: true });
    });
}

async function ownGroup(house: House, id: string): Promise<GroupId> {
  const group = await findGroup(house.log.read, id);
  if (!group || group.school !== house.self.school) throw refused('people.no-such-group', 404);
  return group.group;
}

async function readGroup(house: House, given: z.infer<typeof groupInput>) {
  const { subject: word, teacher, grades, classes = [], with: added = [], without = [] } = given;
  const subject = parseSubject(word);
  if (!subject) throw refused('people.subject-unknown', 422, { value: word.slice(0, 40) });
  const last = lastGradeOf((await schoolHere(house))?.kind ?? 'general');
  const sorted = [...new Set(grades)].toSorted((a, b) => a - b);
  if (sorted.some((each) => each > last)) throw refused('people.grade-beyond-school', 422, { last });
  const adult = (await adultsHere(house)).find((each) => each.person === teacher);
  if (!adult?.posts.some((post) => teaching.has(post.role))) throw refused('people.no-such-teacher', 422);
  const named = classes.map((each) => ({ grade: each.grade, letter: readLetter(each.letter) }));
  if (named.some((each) => !sorted.includes(each.grade))) throw refused('people.class-beyond-grades', 422);
  const both = added.find((person) => without.includes(person));
  if (both) throw refused('people.with-and-without', 422);
  return {
    subject,
    grades: sorted,
    ...(named.length > 0 ? { classes: named } : {}),
    teacher,
    with: added,
    without,
    year: schoolYearOf(todayOf(house)),
  };
}
