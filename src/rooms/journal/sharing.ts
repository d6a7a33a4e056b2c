import type { PersonId, SchoolId, Scope } from '#kernel/ids.ts';
import type { House, JobStart } from '#http/house.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import type { Reader } from '#log/store.ts';
import { findGroup, hasConsent, openName, schoolYearOf, dayOf, type GroupRow } from '#people/index.ts';
import { granted, grantEnded, nodesOfSchool, openedBy, regionOf } from '#sync/index.ts';
import { schoolHere } from './access.ts';
import { groupJournal } from './group-journal.ts';
import { lessonScope, sharedBy, sharedPupils, sharedRuns, type SharedRow } from './queries-hub.ts';
import { groupShared } from './records-hub.ts';

/** How many of the newest lessons a hub can give points for: so the list fits a record. */
const mostRuns = 20;
const mostPupils = 60;

/** What the writer of a shared scope must open so that the other school and the region can read it. */
export async function opened(read: Reader, house: House, own: Scope, scope: Scope, other: SchoolId): Promise<Draft[]> {
  const region = await regionOf(read, house.self);
  const readers = [...(await nodesOfSchool(read, other)), ...(region ? [region] : [])];
  const already = await openedBy(read, house.self.node, scope);
  return readers
    .filter((node) => node !== house.self.node && !already.includes(node))
    .map((node) => granted.draft(own, 'node', { scope, to: node }));
}

/**
 * What of a group goes to its hub (JRN-13): its subject, the pupils whose representatives agreed to remote lessons, by
 * name, and the newest lessons. Nobody's points.
 */
async function sharedBody(on: Deciding, house: House, group: GroupRow, lesson: string, hub: SchoolId) {
  const { school } = schoolHere(house);
  const scope = lessonScope(lesson);
  const journal = await groupJournal(on, group, schoolYearOf(dayOf(on.now)));
  const pupils = [];
  for (const { person, grade, name } of journal.members) {
    const full = openName(house.log.vault, person, name);
    if (!full || pupils.length >= mostPupils || !(await hasConsent(on, person, 'remote-lessons'))) continue;
    pupils.push({ person, grade, name: on.seal(person, scope, JSON.stringify(full)) });
  }
  const runs = journal.runs
    .slice(-mostRuns)
    .flatMap(({ run, day, lanes }) =>
      lanes
        .filter((lane) => lane.group === group.group)
        .map(({ grade, topic }) => ({ run, day, grade, topic: topic.slice(0, 120) })),
    );
  const newest = runs.slice(-2 * mostRuns);
  return { lesson, school, hub, group: group.group, subject: group.subject, isOpen: true, pupils, runs: newest };
}

/** The records by which a group is shared with a hub, or shared anew as it is now. */
export async function shareDrafts(
  on: Deciding,
  house: House,
  by: PersonId | 'node',
  group: GroupRow,
  hub: SchoolId,
): Promise<Draft[]> {
  const { school, scope: own } = schoolHere(house);
  const before = (await sharedBy(on, school)).find((each) => each.group === group.group && each.hub === hub);
  const lesson = before?.lesson ?? on.mint<string>();
  const scope = lessonScope(lesson);
  const body = await sharedBody(on, house, group, lesson, hub);
  return [groupShared.draft(scope, by, body), ...(await opened(on, house, own, scope, hub))];
}

/** The head takes it back: the hub's node drops names, lessons and keys of the scope (SYN-9). */
export async function unshareDrafts(on: Deciding, house: House, by: PersonId, shared: SharedRow): Promise<Draft[]> {
  const { scope: own } = schoolHere(house);
  const scope = lessonScope(shared.lesson);
  const { lesson, school, hub, group, subject } = shared;
  const body = { lesson, school, hub, group, subject, isOpen: false, pupils: [], runs: [] };
  const nodes = await nodesOfSchool(on, hub, 'ever');
  const open = (await openedBy(on, house.self.node, scope)).filter((node) => nodes.includes(node));
  return [
    groupShared.draft(scope, by, body),
    ...open.map((node) => grantEnded.draft(own, 'node', { scope, to: node })),
  ];
}

/** Says shared groups anew where their pupils or newest lessons are not those that were said. Answers with how many. */
export async function refreshShared(house: House): Promise<number> {
  if (!house.self.school) return 0;
  const { school } = schoolHere(house);
  let said = 0;
  for (const shared of (await sharedBy(house.log.read, school)).filter((each) => each.isOpen)) {
    const group = await findGroup(house.log.read, shared.group);
    if (!group) continue;
    const was = JSON.stringify([
      (await sharedPupils(house.log.read, shared)).map(({ person }) => person).toSorted(),
      (await sharedRuns(house.log.read, shared)).map(({ run, grade }) => `${run} ${grade}`).toSorted(),
    ]);
    said += await house.log.write(async (on) => {
      const body = await sharedBody(on, house, group, shared.lesson, shared.hub);
      const now = JSON.stringify([
        body.pupils.map(({ person }) => person).toSorted(),
        body.runs.map(({ run, grade }) => `${run} ${grade}`).toSorted(),
      ]);
      if (now === was) return { records: [], answer: 0 };
      return { records: [groupShared.draft(lessonScope(shared.lesson), 'node', body)], answer: 1 };
    });
  }
  return said;
}

const changing: ReadonlySet<string> = new Set([
  'lessons.run-started',
  'people.enrolled',
  'people.unenrolled',
  'people.group-set',
  'people.consent-given',
  'people.consent-withdrawn',
]);

/** Keeps what hubs see of shared groups as it is: one turn at a time, after what may have changed it. */
export const keepShared: JobStart = (house) => {
  let turn: Promise<unknown> = Promise.resolve();
  let isDue = false;
  const refresh = async (): Promise<void> => {
    isDue = false;
    await refreshShared(house);
  };
  const stop = house.log.onCommit((records) => {
    if (isDue || !records.some(({ type }) => changing.has(type))) return;
    isDue = true;
    // The next change asks again; what failed now is said then.
    turn = turn.then(refresh).catch(() => undefined);
  });
  return async () => {
    stop();
    await turn;
  };
};
