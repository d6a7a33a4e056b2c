import type { FirstNeeds } from '#http/house.ts';
import { day } from '#kernel/time.ts';
import type { Reader } from '#log/store.ts';
import { planDropped, planPlaced, planSaved } from './records-plan.ts';
import { runLanes, runMoved, runStarted, runSteered } from './records-run.ts';
import { answered, assigned, assignmentEnded, begun, finished, marked } from './records.ts';

/** Lessons that were given so lately may still be worked at. */
const newestDays = 14;

/**
 * What a school that was restored needs first (SYN-22). All assignments: some thousands in a year, and what was given
 * once may be begun any day. Attempts and marks of a month, so that a tablet hears which of its entries the region has:
 * it keeps them for 30 days. Answers, most of what a year holds, of two weeks: what pupils are in the midst of.
 */
export const lessonsFirst: FirstNeeds = {
  records: {
    [assigned.type]: 'all',
    [assignmentEnded.type]: 'all',
    [begun.type]: 30,
    [finished.type]: 30,
    [marked.type]: 30,
    [answered.type]: newestDays,
    // What is planned for these days.
    [planSaved.type]: newestDays,
    [planPlaced.type]: newestDays,
    [planDropped.type]: newestDays,
    // A lesson that went on when the server burnt goes on where it was.
    [runStarted.type]: 1,
    [runSteered.type]: 1,
    [runLanes.type]: 1,
    [runMoved.type]: 1,
  },
  files: selectNewestFiles,
};

/** The files of lessons in open assignments, the newest assignments first. */
async function selectNewestFiles(read: Reader): Promise<readonly string[]> {
  const newest = await read.get<{ at: number | null }>('select max(at) as at from lessons_assignments');
  const rows = await read.all<{ file: string; at: number }>(
    `select v.file, max(a.at) as at from lessons_assignments a
     join lessons_assigned s on s._origin = a._origin and s.assignment = a.assignment
     join library_versions v on v.pack = s.pack and v.lesson = s.lesson
     where a.is_open = 1 and a.at >= ? group by v.file order by at desc, v.file`,
    Number(newest?.at ?? 0) - newestDays * day,
  );
  return rows.map(({ file }) => file);
}
