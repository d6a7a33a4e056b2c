import { Hono } from 'hono';
import { hour } from '#kernel/time.ts';
import { personOf, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { groupsFor, nameOf, openName, selectMembers, shownName, type GroupRow, type PupilRow } from '#people/index.ts';
import { attemptsOfMembers, groupOf } from './access.ts';
import { isFor } from './assigning.ts';
import { byNeed, countsOf, placeOf, shownAttempt, sinceOf, situationOf, type Purpose } from './board.ts';
import { allow } from './permissions.ts';
import { selectAssignments, type AssignmentRow, type AttemptRow } from './queries.ts';
import { lessonKey, readShelf, type Shelf } from './shelf-titles.ts';

/** LES-8: the board shows the work of one school day. */
const boardReach = 12 * hour;

/** A teacher's groups, and the board of one. */
export function boardRoutes(house: House) {
  return new Hono<Env>()
    .get('/groups', allow('lessons.teach'), async (context) => {
      return context.json(await groupsOf(house, personOf(context)));
    })
    .get('/groups/:group', allow('lessons.teach'), async (context) => {
      const group = await groupOf(house, personOf(context), context.req.param('group'));
      const members = await selectMembers(house.log.read, group);
      const sizes = group.grades.map((grade) => ({
        grade,
        size: members.filter((each) => each.grade === grade).length,
      }));
      return context.json({ ...aboutGroup(group), size: members.length, sizes });
    })
    .get('/groups/:group/board', allow('lessons.teach'), async (context) => {
      const group = await groupOf(house, personOf(context), context.req.param('group'));
      return context.json(await boardOf(house, group));
    });
}

function aboutGroup({ group, subject, grades, classes }: GroupRow) {
  return { group, subject, grades, classes: classes.map(({ grade, letter }) => `${grade} ${letter}`.trim()) };
}

/** Whom a person teaches, with how many work and how many need somebody: one look at all groups. */
async function groupsOf(house: House, who: Person) {
  const { read } = house.log;
  const now = house.clock.now();
  const groups = await groupsFor(house, who);
  const members = new Map<string, PupilRow[]>();
  for (const group of groups) members.set(group.group, await selectMembers(read, group));
  const attempts = await attemptsOfMembers(house, [...members.values()].flat(), now - boardReach);
  const ids = groups.map((each) => each.group);
  const given = Map.groupBy(await selectAssignments(read, ids), (each) => each.group);
  const shelf = await readShelf(read);
  const shown = [];
  for (const group of groups) {
    const open = given.get(group.group) ?? [];
    const pupils = members.get(group.group) ?? [];
    const seats = pupils.map((pupil) => seatOf(attempts.get(pupil.person) ?? [], { group, pupil, open, shelf, now }));
    const isMine = group.teacher === who.person;
    const teacher = isMine ? '' : await shownName(house, group.teacher);
    const lessons = open.flatMap((each) => each.lessons).map((at) => ({ ...at, titles: shelf.find(at)?.titles ?? {} }));
    shown.push({ ...aboutGroup(group), isMine, teacher, size: pupils.length, counts: countsOf(seats), given: lessons });
  }
  return { now, groups: shown };
}

/** LES-7: where each pupil of a group is, those who need somebody first. */
async function boardOf(house: House, group: GroupRow) {
  const { read } = house.log;
  const now = house.clock.now();
  const members = await selectMembers(read, group);
  const attempts = await attemptsOfMembers(house, members, now - boardReach);
  const open = await selectAssignments(read, [group.group]);
  const shelf = await readShelf(read);
  const pupils = members.map((pupil) => {
    const { person, grade, picture } = pupil;
    const seat = seatOf(attempts.get(person) ?? [], { group, pupil, open, shelf, now });
    const givenName = openName(house.log.vault, person, pupil.name)?.given ?? '';
    return { person, name: nameOf(house, pupil), givenName, grade, picture, ...seat };
  });
  const inOrder = pupils.toSorted((a, b) => a.grade - b.grade || collator.compare(a.name, b.name));
  const given = open.flatMap((each) => each.lessons).map((at) => ({ ...at, titles: shelf.find(at)?.titles ?? {} }));
  return { now, ...aboutGroup(group), given, counts: countsOf(pupils), pupils: inOrder.toSorted(byNeed) };
}

const collator = new Intl.Collator('kk');

type Seeing = {
  readonly group: GroupRow;
  readonly pupil: PupilRow;
  readonly open: readonly AssignmentRow[];
  readonly shelf: Shelf;
  readonly now: number;
};

/** What a board shows of a pupil, besides who it is. */
function seatOf(newestFirst: readonly AttemptRow[], { group, pupil, open, shelf, now }: Seeing) {
  const purpose = purposeOf(group, pupil, open, shelf);
  const { shown, elsewhere } = shownAttempt(newestFirst, purpose, now);
  const { state, need } = situationOf(shown, elsewhere !== undefined, now);
  return {
    state,
    need,
    since: shown ? sinceOf(shown, need) : now,
    attempt: shown?.attempt ?? null,
    titles: (shown && shelf.find(shown)?.titles) ?? {},
    place: shown ? placeOf(shown) : 0,
    answered: shown?.answered ?? 0,
    right: shown?.right ?? 0,
    questions: shown?.questions ?? 0,
    mark: shown?.mark ?? null,
    isSeen: (shown?.markedAt ?? 0) > 0,
    elsewhere: elsewhere?.subject ?? null,
  };
}

function purposeOf(group: GroupRow, pupil: PupilRow, open: readonly AssignmentRow[], shelf: Shelf): Purpose {
  const forThem = open.filter(({ grades, lessons }) => {
    return lessons.some((at) => isFor(shelf.find(at)?.grade ?? pupil.grade, { grades, pupilGrade: pupil.grade }));
  });
  const given = new Set(forThem.flatMap((each) => each.lessons).map(lessonKey));
  return { subject: group.subject, given, givenAt: Math.max(0, ...forThem.map((each) => each.at)) };
}
