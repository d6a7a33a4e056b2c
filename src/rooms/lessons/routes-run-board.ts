import type { House } from '#http/house.ts';
import { nameOf, openName } from '#people/index.ts';
import { attemptsOfMembers } from './access.ts';
import { placeOf, shownAttempt } from './board.ts';
import type { Part } from './plan/plan.ts';
import type { AttemptRow } from './queries.ts';
import { attendanceIn, notesOfRun, pupilsOfRun, type RunPupil } from './queries-run.ts';
import type { OpenRun, RunMember, ShownActivity } from './routes-run-desk.ts';
import { laneOfPupil, runAt, type LaneState, type RunState } from './run/engine.ts';
import { byRunNeed, situationIn } from './run/needs.ts';
import { lessonKey } from './shelf-titles.ts';

type Seeing = {
  readonly house: House;
  readonly run: OpenRun;
  readonly state: RunState;
  readonly attempts: ReadonlyMap<string, readonly AttemptRow[]>;
  readonly said: ReadonlyMap<string, RunPupil>;
  readonly now: number;
};

async function look(house: House, run: OpenRun): Promise<Seeing> {
  const now = house.clock.now();
  const { row, commands, members } = run;
  const until = row.closedAt || now;
  const state = runAt({ course: row.content, startedAt: row.startedAt, commands }, until);
  const pupils = members.map((each) => each.pupil);
  const attempts = await attemptsOfMembers(house, pupils, row.startedAt);
  const said = new Map((await pupilsOfRun(house.log.read, row.run)).map((each) => [each.person as string, each]));
  return { house, run, state, attempts, said, now };
}

/** LES-74: what the teacher's hand needs: the lanes, and the pupils, first those who need somebody. */
export async function remoteOf(house: House, run: OpenRun) {
  const seeing = await look(house, run);
  const { row, commands } = run;
  const seats = run.members.map((member) => seatOf(seeing, member));
  const inOrder = seats.toSorted((a, b) => a.grade - b.grade || collator.compare(a.name, b.name));
  const attendance = await attendanceIn(house.log.read, [row.run]);
  const notes = (await notesOfRun(house.log.read, row.run)).map(({ deed, person, text, at }) => {
    return { deed, person, at, text: house.log.vault.open(person, text) ?? '' };
  });
  const { run: id, day, slot, startedAt, closedAt, content } = row;
  return {
    now: seeing.now,
    run: id,
    day,
    slot,
    startedAt,
    closedAt,
    content,
    titles: titlesIn(run),
    commands,
    attendance,
    notes,
    pupils: inOrder.toSorted(byRunNeed),
  };
}

/** LES-75: what the whole class sees: tasks, time, who is ready, whose hand is up. No marks, no points, no mistakes. */
export async function panelOf(house: House, run: OpenRun) {
  const seeing = await look(house, run);
  const { row, commands } = run;
  const pupils = run.members.map((member) => {
    const { person, name, givenName, grade, lane, isReady, need } = seatOf(seeing, member);
    return { person, name, givenName, grade, lane, isReady, hasHandUp: need === 'hand' };
  });
  const { run: id, startedAt, closedAt, content } = row;
  return {
    now: seeing.now,
    run: id,
    startedAt,
    closedAt,
    content,
    titles: titlesIn(run),
    commands,
    pupils: pupils.toSorted((a, b) => a.grade - b.grade || collator.compare(a.name, b.name)),
  };
}

const collator = new Intl.Collator('kk');

/** What the lessons of the library that a plan names are called, by `pack/lesson`. */
export function titlesIn({ row, show }: OpenRun): Readonly<Record<string, object>> {
  const titles: Record<string, object> = {};
  const { lanes, phases } = row.content;
  const parts = phases.flatMap((phase) => phase.parts).flatMap((part) => part.activities);
  for (const each of [...parts, ...lanes.flatMap((lane) => [...lane.more, ...lane.homework])]) {
    const shown = show(each);
    if (shown.kind === 'lesson') titles[lessonKey(shown)] = shown.titles;
  }
  return titles;
}

/** What a pupil does in the lesson, as the teacher sees it. */
function seatOf({ house, run, state, attempts, said, now }: Seeing, { pupil, lane: own }: RunMember) {
  const { person, grade, picture } = pupil;
  const lane = laneOfPupil(state, person, own) ?? own;
  const at = state.lanes.find((each) => each.lane === lane);
  const part = partAt(run, at);
  const shown = (part?.activities ?? []).map(run.show);
  const attempt = attemptIn(run, lane, attempts.get(person) ?? [], now);
  const { hand = 0, ready = 0 } = said.get(person) ?? {};
  const isReady = at !== undefined && (ready > at.phase || isDone(shown, attempts.get(person) ?? []));
  const questions = shown.reduce((sum, each) => sum + (each.kind === 'lesson' ? each.questions : 0), 0);
  const phase = {
    startsAt: now - (at?.spent ?? 0),
    spent: at?.spent ?? 0,
    left: at?.left ?? 0,
    questions,
    isOn: at?.status === 'on',
  };
  const situation = situationIn({ attempt, hand, isReady }, phase, now);
  return {
    person,
    name: nameOf(house, pupil),
    givenName: openName(house.log.vault, person, pupil.name)?.given ?? '',
    grade,
    picture,
    own,
    lane,
    isReady,
    ...situation,
    attempt: attempt?.attempt ?? null,
    place: attempt ? placeOf(attempt) : 0,
    answered: attempt?.answered ?? 0,
    right: attempt?.right ?? 0,
    questions: attempt?.questions ?? 0,
  };
}

/** The part that a lane does; a merged one does its leader's. */
export function partAt({ row }: OpenRun, at: Pick<LaneState, 'leader' | 'phase'> | undefined): Part | undefined {
  const { lanes, phases } = row.content;
  const place = lanes.findIndex((each) => each.lane === at?.leader);
  return at && phases[at.phase]?.parts[place];
}

/** The newest attempt at what the lane has in this lesson, or at its subject. */
function attemptIn(
  { row }: OpenRun,
  lane: string,
  newestFirst: readonly AttemptRow[],
  now: number,
): AttemptRow | undefined {
  const { lanes, phases } = row.content;
  const place = lanes.findIndex((each) => each.lane === lane);
  const activities = [...phases.flatMap((each) => each.parts[place]?.activities ?? []), ...(lanes[place]?.more ?? [])];
  const given = new Set(activities.flatMap((each) => (each.kind === 'lesson' ? [lessonKey(each)] : [])));
  const purpose = { subject: lanes[place]?.subject ?? '', given, givenAt: row.startedAt };
  return shownAttempt(newestFirst, purpose, now).shown;
}

/** Whether all lessons of a part are finished; a task in words only its pupil can call done. */
function isDone(activities: readonly ShownActivity[], attempts: readonly AttemptRow[]): boolean {
  return (
    activities.length > 0 &&
    activities.every((each) => {
      return each.kind === 'lesson' && attempts.some((one) => lessonKey(one) === lessonKey(each) && one.finishedAt > 0);
    })
  );
}
