import type { PersonId } from '#kernel/ids.ts';
import { day } from '#kernel/time.ts';
import type { House } from '#http/house.ts';
import { idsOf, pupilAs, selectGroupsOf, shownName, type GroupRow } from '#people/index.ts';
import { mediaSignature } from '#rooms/library/index.ts';
import { commentOf } from './access.ts';
import { isFor } from './assigning.ts';
import { attemptsOf, selectAssignments, type AssignmentRow, type AttemptRow, type GivenLesson } from './queries.ts';
import { homeworkSince, selectRuns } from './queries-run.ts';
import { isCurrent, runReach } from './routes-run-desk.ts';
import { readShelf } from './shelf-titles.ts';

/** LES-3: an attempt counts for an assignment when it began with it, or when something was done after it was given. */
export function attemptAt(
  newestFirst: readonly AttemptRow[],
  { assignment, at }: Pick<AssignmentRow, 'assignment' | 'at'>,
  { pack, lesson }: GivenLesson,
): AttemptRow | undefined {
  return newestFirst.find((each) => {
    return each.pack === pack && each.lesson === lesson && (each.assignment === assignment || each.lastAt >= at);
  });
}

/**
 * What a pupil has to do now, newest first, and what became of what they did; with the names of the lessons' files and
 * the signature for their media, so that a tablet can fetch them all and go on without a server.
 */
export async function todayOf(house: House, person: PersonId) {
  const { read } = house.log;
  const pupil = await pupilAs(house, person);
  const media = mediaSignature(house.self.localKey, house.clock.now());
  if (!pupil) return { tasks: [], run: null, homework: [], media };
  const groups = await selectGroupsOf(read, pupil);
  const assignments = await selectAssignments(
    read,
    groups.map((each) => each.group),
  );
  const shelf = await readShelf(read);
  const attempts = await attemptsOf(read, await idsOf(read, person));
  const tasks = [];
  for (const given of assignments) {
    const teacher = await shownName(house, given.teacher);
    for (const at of given.lessons) {
      const described = shelf.find(at);
      if (!described || !isFor(described.grade, { grades: given.grades, pupilGrade: pupil.grade })) continue;
      const { subject, titles, files, minutes, questions } = described;
      const { assignment, group, due } = given;
      const mine = attemptAt(attempts, given, at);
      const done = mine ? doneOf(house, mine) : null;
      tasks.push({ assignment, group, ...at, subject, titles, files, minutes, questions, due, teacher, done });
    }
  }
  const homework = await homeworkOf(house, groups, pupil.grade);
  return { tasks, run: await runNow(house, groups), homework, media };
}

/** The lesson that goes on in one of a pupil's groups (LES-71). */
async function runNow(house: House, groups: readonly GroupRow[]): Promise<string | null> {
  const { school } = house.self;
  const now = house.clock.now();
  const ids = groups.map((each) => each.group);
  const runs = school
    ? await selectRuns(house.log.read, school, ids, { since: now - runReach, isOpenOnly: false })
    : [];
  return runs.find((each) => isCurrent(each, now))?.run ?? null;
}

/** LES-84: homework in words stands on a pupil's day for a week. */
const homeworkReach = 7 * day;

/** Homework in words of the newest lessons of a pupil's grade; lessons stand among the tasks. */
async function homeworkOf(house: House, groups: readonly GroupRow[], grade: number) {
  const { school } = house.self;
  const since = house.clock.now() - homeworkReach;
  const lanes = school
    ? await homeworkSince(house.log.read, school, { groups: groups.map((each) => each.group), grade, since })
    : [];
  return lanes.flatMap(({ subject, day: on, homework }) => {
    const texts = homework.flatMap((each) => (each.kind === 'task' ? [each.text] : []));
    return texts.length > 0 ? [{ subject, day: on, texts }] : [];
  });
}

function doneOf(house: House, mine: AttemptRow) {
  const { attempt, answered, right, mark, finishedAt } = mine;
  const state = finishedAt > 0 ? ('finished' as const) : ('working' as const);
  return { attempt, state, answered, right, mark, comment: commentOf(house, mine), isHandUp: mine.hand > 0 };
}
