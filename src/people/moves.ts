import type { GroupId, PersonId } from '#kernel/ids.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import type { Reader } from '#log/store.ts';
import { enrolledDraft } from './drafts.ts';
import { ownSchool, schoolHere, todayOf } from './guards.ts';
import { moveUp, proposeGroups, type Exception, type Place, type Step } from './moving-up.ts';
import { selectGroupChanges, selectGroups, selectGroupsById, type GroupRow } from './queries-groups.ts';
import { enrolled, enrolmentEnded, groupClosed, groupSet } from './records.ts';
import { movedUp, moveUndone } from './records-moves.ts';

export type LastMove = {
  readonly move: string;
  readonly year: number;
  readonly day: string;
  readonly canUndo: boolean;
};

/** The open places of a school; joined and erased persons have theirs too, and go up with everybody. */
export function selectPlaces(read: Reader, school: string): Promise<Place[]> {
  return read.all<Place>(
    `select person, enrolment, grade, letter, medium, year from people_enrolments
     where school = ? and until is null order by grade, letter, person`,
    school,
  );
}

type StoredMove = { move: string; year: number; day: string; opened: string; closed: string };

async function newestMove(read: Reader, school: string): Promise<StoredMove | undefined> {
  const sql = `select move, year, day, opened, closed from people_moves where school = ? and is_undone = 0
    order by year desc, at desc, move limit 1`;
  return read.get<StoredMove>(sql, school);
}

/** The last moving up, and whether it can still be taken back: on the same day (PPL-26). */
export async function lastMove(house: House): Promise<LastMove | undefined> {
  const stored = await newestMove(house.log.read, ownSchool(house).school);
  if (!stored) return undefined;
  const { move, year, day } = stored;
  return { move, year, day, canUndo: day === todayOf(house) };
}

/** What a moving up into a year would come to now. */
export async function planMove(house: House, read: Reader, year: number, exceptions: readonly Exception[]) {
  const { school } = ownSchool(house);
  const kind = (await schoolHere(house))?.kind ?? 'general';
  const places = await selectPlaces(read, school);
  const steps = moveUp(places, kind, year, exceptions);
  const open = (await selectGroups(read, school)).filter((group) => group.year < year);
  return { kind, steps, groups: open, proposed: proposeGroups(open, steps) };
}

/** Carries a moving up out, in one write. With `hasGroups` the groups of the new year take the place of the old. */
export async function carryMove(
  house: House,
  by: PersonId,
  {
    year,
    exceptions,
    hasGroups,
  }: { readonly year: number; readonly exceptions: readonly Exception[]; readonly hasGroups: boolean },
): Promise<{ readonly move: string; readonly moved: number; readonly finished: number; readonly left: number }> {
  const { school, scope } = ownSchool(house);
  const today = todayOf(house);
  return house.log.write(async (on) => {
    const plan = await planMove(house, on, year, exceptions);
    if (plan.steps.length === 0) throw refused('people.move-nobody', 409, { year });
    const strangers = exceptions.filter((each) => !plan.steps.some((step) => step.person === each.person));
    if (strangers.length > 0) throw refused('people.move-stranger', 422, { count: strangers.length });
    const move = on.mint<string>();
    const steps = plan.steps.flatMap((step) => [
      enrolmentEnded.draft(scope, by, { enrolment: step.enrolment, on: today, reason: step.reason, move }),
      ...(step.next
        ? [
            enrolledDraft(on, scope, by, {
              ...step.next,
              person: step.person,
              school,
              medium: step.medium,
              year,
              from: today,
              move,
            }),
          ]
        : []),
    ]);
    const groups = hasGroups ? newGroups(on, scope, by, plan, year) : { opened: [], closed: [], drafts: [] };
    const said = movedUp.draft(scope, by, { move, year, on: today, opened: groups.opened, closed: groups.closed });
    const count = (reason: Step['reason']) => plan.steps.filter((step) => step.reason === reason).length;
    const answer = { move, moved: count('moved-up'), finished: count('finished'), left: count('left') };
    return { records: [said, ...steps, ...groups.drafts], answer };
  });
}

function newGroups(
  on: Deciding,
  scope: Draft['scope'],
  by: PersonId,
  { groups, proposed }: Awaited<ReturnType<typeof planMove>>,
  year: number,
) {
  const closed = groups.map((group) => group.group);
  const drafts: Draft[] = closed.map((group) => groupClosed.draft(scope, by, { group }));
  const opened = proposed.kept.map(({ subject, grades, classes, teacher }) => {
    const group = on.mint<GroupId>();
    const named = classes.length > 0 ? { classes: [...classes] } : {};
    drafts.push(
      groupSet.draft(scope, by, {
        group,
        subject,
        grades: [...grades],
        teacher,
        ...named,
        with: [],
        without: [],
        year,
      }),
    );
    return group;
  });
  return { opened, closed, drafts };
}

type Ended = Place & { readonly since: string };

/**
 * PPL-26: takes the last moving up back on its day: its places end as mistakes, those that it ended are open again,
 * groups too. Who was changed since by hand is left alone and counted.
 */
export async function undoMove(
  house: House,
  by: PersonId,
): Promise<{ readonly undone: number; readonly leftAlone: number }> {
  const { school, scope } = ownSchool(house);
  const today = todayOf(house);
  return house.log.write(async (on) => {
    const stored = await newestMove(on, school);
    if (!stored || stored.day !== today) throw refused('people.move-too-late', 409);
    const { move } = stored;
    const opened = await on.all<Place & { until: string | null }>(
      'select person, enrolment, grade, letter, medium, year, until from people_enrolments where begun_by = ? order by enrolment',
      move,
    );
    const changed = new Set(opened.filter((place) => place.until !== null).map((place) => place.person));
    const ended = await on.all<Ended>(
      'select person, enrolment, grade, letter, medium, year, since from people_enrolments where ended_by = ? order by enrolment',
      move,
    );
    const back = ended.filter((place) => !changed.has(place.person));
    const ends = opened.filter((place) => place.until === null);
    const records: Draft[] = [
      moveUndone.draft(scope, by, { move }),
      ...ends.map(({ enrolment }) =>
        enrolmentEnded.draft(scope, by, { enrolment, on: today, reason: 'mistake', move }),
      ),
      ...back.map(({ since, ...place }) => enrolled.draft(scope, by, { ...place, school, from: since })),
      ...(await groupsBack(on, scope, by, stored)),
    ];
    return { records, answer: { undone: back.length, leftAlone: changed.size } };
  });
}

async function groupsBack(
  on: Deciding,
  scope: Draft['scope'],
  by: PersonId,
  { opened, closed }: StoredMove,
): Promise<Draft[]> {
  const words = (text: string): string[] => text.split(' ').filter(Boolean);
  const drafts: Draft[] = words(opened).map((group) => groupClosed.draft(scope, by, { group: group as GroupId }));
  for (const group of await selectGroupsById(on, words(closed))) drafts.push(await groupAgain(on, scope, by, group));
  return drafts;
}

async function groupAgain(on: Deciding, scope: Draft['scope'], by: PersonId, group: GroupRow): Promise<Draft> {
  const changes = await selectGroupChanges(on, group.group);
  const { subject, teacher, year } = group;
  const named = group.classes.length > 0 ? { classes: [...group.classes] } : {};
  const listed = group.isListed ? { isListed: true } : {};
  const source = group.source ? { source: group.source } : {};
  const body = {
    group: group.group,
    subject,
    grades: [...group.grades],
    teacher,
    year,
    ...changes,
    ...named,
    ...listed,
    ...source,
  };
  return groupSet.draft(scope, by, body);
}
