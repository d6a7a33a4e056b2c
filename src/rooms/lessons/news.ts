import type { PersonId } from '#kernel/ids.ts';
import type { House, JobStart } from '#http/house.ts';
import type { LiveTopics } from '#http/live-topics.ts';
import type { LogRecord } from '#log/record.ts';
import { findGroup, pupilAs, selectGroupsOf, selectMembers } from '#people/index.ts';
import { lessonsPermissions } from './permissions.ts';
import { groupsOfAssignments, personsOfAttempts } from './queries.ts';

/** What open screens may follow of this room. */
export const lessonsTopics: readonly LiveTopics[] = [
  { prefix: 'lessons:group:', callers: lessonsPermissions['lessons.teach'] },
  { prefix: 'lessons:person:', callers: lessonsPermissions['lessons.learn'], isOwnOnly: true },
];

/** LES-14: a group's board is told of changes at most this often. */
const restMilliseconds = 500;

/** As whom a pupil is known at this school (PPL-31), and in which groups. */
type Seat = { readonly shown: PersonId; readonly groups: readonly string[] };

type Changed = {
  readonly groups: Set<string>;
  readonly assignments: Set<string>;
  readonly attempts: Set<string>;
  readonly persons: Set<PersonId>;
};

/**
 * Tells open screens, after records of this room are durable, whose group or who is meant. What is said to one group
 * within half a second is said once; who sits in which group is looked up once until a record about people comes.
 */
export const publishLessonNews: JobStart = (house) => {
  if (!house.self.school) return () => undefined;
  const seats = new Map<PersonId, Seat>();
  let changed = nothing();
  let lastAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let telling: Promise<void> = Promise.resolve();
  const tell = (): void => {
    timer = undefined;
    lastAt = performance.now();
    const now = changed;
    changed = nothing();
    // Screens ask again by themselves after a while: news that cannot be told stops nothing.
    telling = telling.then(() => publish(house, now, seats)).catch(() => undefined);
  };
  const stop = house.log.onCommit((records) => {
    if (records.some((record) => record.type.startsWith('people.'))) seats.clear();
    if (!note(records, changed) || timer) return;
    timer = setTimeout(tell, Math.max(0, lastAt + restMilliseconds - performance.now()));
    timer.unref();
  });
  return async () => {
    stop();
    clearTimeout(timer);
    await telling;
  };
};

function nothing(): Changed {
  return { groups: new Set(), assignments: new Set(), attempts: new Set(), persons: new Set() };
}

/** Remembers whom records of this room are about; answers whether there were any. */
function note(records: readonly LogRecord[], changed: Changed): boolean {
  let isNews = false;
  for (const { type, actor, body } of records) {
    if (!type.startsWith('lessons.')) continue;
    isNews = true;
    const about = body as {
      readonly group?: string;
      readonly assignment?: string;
      readonly attempt?: string;
      readonly person?: PersonId;
    };
    if (type === 'lessons.run-started') for (const group of groupsOfRun(body)) changed.groups.add(group);
    else if (type === 'lessons.assigned' && about.group) changed.groups.add(about.group);
    else if (type === 'lessons.assignment-ended' && about.assignment) changed.assignments.add(about.assignment);
    // A hand in a lesson is lowered by the teacher too: then the actor is not the pupil.
    else if ((type === 'lessons.marked' || type === 'lessons.help-asked') && about.person)
      changed.persons.add(about.person);
    // So is one in an attempt.
    else if (type === 'lessons.hand-raised' && about.attempt) changed.attempts.add(about.attempt);
    else changed.persons.add(actor as PersonId);
  }
  return isNews;
}

/** A lesson begins for all who sit in it. */
function groupsOfRun(body: unknown): readonly string[] {
  const { content } = body as { readonly content?: { readonly lanes?: readonly { readonly group?: string }[] } };
  return (content?.lanes ?? []).flatMap(({ group }) => (group ? [group] : []));
}

async function publish(house: House, changed: Changed, seats: Map<PersonId, Seat>): Promise<void> {
  const { read } = house.log;
  for (const group of await groupsOfAssignments(read, [...changed.assignments])) changed.groups.add(group);
  const groups = new Set(changed.groups);
  for (const person of await personsOfAttempts(read, [...changed.attempts])) changed.persons.add(person);
  for (const person of changed.persons) {
    const { shown, groups: own } = await seatOf(house, person, seats);
    for (const group of own) groups.add(group);
    house.live.publish(`lessons:person:${shown}`);
  }
  for (const group of changed.groups) await tellMembers(house, group);
  for (const group of groups) house.live.publish(`lessons:group:${group}`);
}

/** What was given to a group, or taken back, changes what its pupils have to do. */
async function tellMembers(house: House, id: string): Promise<void> {
  const group = await findGroup(house.log.read, id);
  const members = group ? await selectMembers(house.log.read, group) : [];
  for (const { person } of members) house.live.publish(`lessons:person:${person}`);
}

async function seatOf(house: House, person: PersonId, seats: Map<PersonId, Seat>): Promise<Seat> {
  const known = seats.get(person);
  if (known) return known;
  const pupil = await pupilAs(house, person);
  const groups = pupil ? (await selectGroupsOf(house.log.read, pupil)).map((each) => each.group) : [];
  const seat = { shown: pupil?.person ?? person, groups };
  seats.set(person, seat);
  return seat;
}
