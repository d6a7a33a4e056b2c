import { nameOf } from '#people/index.ts';
import type { House } from '#http/house.ts';
import { attemptsOfMembers } from './access.ts';
import type { Plan } from './plan/plan.ts';
import type { AttemptRow } from './queries.ts';
import { answerTimesOf, attendanceIn, notesOfRun, pulsesOf } from './queries-run.ts';
import { titlesIn } from './routes-run-board.ts';
import type { OpenRun } from './routes-run-desk.ts';
import { afterOf, masteredOf, pulseCounts } from './run/after.ts';
import { laneOfPupil, runAt, spansUntil } from './run/engine.ts';
import { lessonKey, readShelf, type Shelf } from './shelf-titles.ts';

/** LES-82: what happened against the plan, for who taught it: one page. */
export async function afterwards(house: House, run: OpenRun) {
  const { read } = house.log;
  const now = house.clock.now();
  const { row, commands, members, held } = run;
  const { content, startedAt, closedAt } = row;
  const facts = { course: content, startedAt, commands };
  const until = closedAt || now;
  const state = runAt(facts, until);
  const lanes = afterOf(content, spansUntil(facts, until));
  const attempts = await attemptsOfMembers(
    house,
    members.map((each) => each.pupil),
    startedAt,
  );
  const shelf = await readShelf(read);
  const attendance = await attendanceIn(read, [row.run]);
  const sitting = members.map(({ pupil, lane }) => {
    const own = (attempts.get(pupil.person) ?? []).filter((each) => each.lastAt <= until + lateWork);
    return { pupil, lane: laneOfPupil(state, pupil.person, lane) ?? lane, attempts: own };
  });
  const times = await answerTimesOf(
    read,
    sitting.flatMap((each) => each.attempts.map((one) => one.attempt)),
    startedAt,
  );
  const shown = lanes.map((after) => {
    const pupils = sitting.filter((each) => each.lane === after.lane);
    const own = content.lanes.find((each) => each.lane === after.lane);
    const onTask = pupils.map((each) => each.attempts.reduce((sum, one) => sum + (times.get(one.attempt) ?? 0), 0));
    return {
      ...after,
      grade: own?.grade ?? 0,
      subject: own?.subject ?? '',
      topic: held.get(after.lane)?.topic ?? own?.topic ?? '',
      homework: held.get(after.lane)?.homework ?? own?.homework ?? [],
      pupils: pupils.length,
      /** Of those who did something on a tablet. */
      onTask: {
        milliseconds: onTask.reduce((sum, each) => sum + each, 0),
        of: onTask.filter((each) => each > 0).length,
      },
      objectives: objectivesOf(content, after.lane, pupils, shelf),
    };
  });
  const names = new Map(members.map(({ pupil }) => [pupil.person, nameOf(house, pupil)]));
  const notes = (await notesOfRun(read, row.run)).map(({ person, text, at }) => {
    return { name: names.get(person) ?? '', at, text: house.log.vault.open(person, text) ?? '' };
  });
  const pulses = await pulsesOf(read, row.run);
  return {
    now,
    run: row.run,
    day: row.day,
    title: content.title,
    startedAt,
    closedAt,
    isOnPaper: row.isOnPaper,
    minutes: content.minutes,
    lanes: shown,
    attendance: attendance.map(({ person, ...rest }) => ({ ...rest, name: names.get(person) ?? '' })),
    members: members.length,
    titles: titlesIn(run),
    notes,
    pulse: { answers: pulses.length, counts: pulseCounts(pulses) ?? null },
  };
}

/** What tablets send a little after the end is still of the lesson. */
const lateWork = 10 * 60_000;

type Sitting = { readonly pupil: { readonly person: string }; readonly attempts: readonly AttemptRow[] };

/** LES-83: by objective, how many of those who worked at its lessons have mastered it. */
function objectivesOf({ lanes, phases }: Plan, lane: string, pupils: readonly Sitting[], shelf: Shelf) {
  const place = lanes.findIndex((each) => each.lane === lane);
  const activities = [...phases.flatMap((each) => each.parts[place]?.activities ?? []), ...(lanes[place]?.more ?? [])];
  const keys = new Set(activities.flatMap((each) => (each.kind === 'lesson' ? [lessonKey(each)] : [])));
  const worked = pupils.flatMap(({ pupil, attempts }) => {
    return attempts.filter((each) => keys.has(lessonKey(each))).map((each) => ({ ...each, person: pupil.person }));
  });
  const planned = lanes[place]?.objectives ?? [];
  const taught = worked.flatMap((each) => shelf.find(each)?.objectives ?? []);
  return [...new Set([...planned, ...taught])].map((code) => {
    const at = worked.filter((each) => shelf.find(each)?.objectives.includes(code) === true && each.questions > 0);
    return { code, ...masteredOf(at) };
  });
}
