import { minute } from '#kernel/time.ts';
import type { Mode } from '#rooms/lessons/plan/plan.ts';
import type { Command } from '#rooms/lessons/run/command.ts';
import { runAt, type Course, type RunFacts, type RunState } from '#rooms/lessons/run/engine.ts';
import { lessonLine } from './class-line.ts';
import { teach } from './class-teacher.ts';
import { diceOf, type Dice } from './dice.ts';
import { planRegion, type PlannedSchool } from './plan.ts';

/** What was held, and everything that broke a rule: with the lesson in which it did, so that it can be held again. */
export type WeekReport = {
  readonly schools: number;
  readonly lessons: number;
  readonly lanes: number;
  readonly tablets: number;
  readonly commands: number;
  /** Lessons in which the server was away at least once. */
  readonly cut: number;
  readonly faults: readonly string[];
};

const weekDays = 5;
/** Looked at so often, and on after its planned end until every lane is through. */
const lookMinutes = 6;
const afterMinutes = 240;

/**
 * A week of a region's combined classes, run through the board's engine: every school's grades sit together two to four, a
 * teacher steers from a telephone, servers lose power, telephones lose their net, tablets' clocks are wrong, pupils come late.
 * Of each lesson it is asked: is the teacher in one place in everybody's view; does who knows the same see the same;
 * does every lane come through; and do all agree once everybody has heard.
 */
export function simulateWeek(seed: string, lessonsADay: number): WeekReport {
  const { schools } = planRegion(seed);
  const counts = { schools: schools.length, lessons: 0, lanes: 0, tablets: 0, commands: 0, cut: 0 };
  const faults: string[] = [];
  for (const school of schools) {
    for (const [set, grades] of setsOf(school).entries()) {
      for (let n = 0; n < weekDays * lessonsADay; n++) {
        const name = `${school.school} ${set} ${n}`;
        const held = hold(diceOf(`${seed} ${name}`), grades);
        counts.lessons++;
        counts.lanes += grades.length;
        counts.tablets += held.tablets;
        counts.commands += held.commands;
        counts.cut += held.isCut ? 1 : 0;
        faults.push(...held.faults.map((fault) => `${name}: ${fault}`));
      }
    }
  }
  return { ...counts, faults };
}

/** Pupils of the grades that sit together: in a small school two to four, in a large one each alone. */
function setsOf({ grades }: PlannedSchool): readonly (readonly number[])[] {
  const size = grades.reduce((sum, each) => sum + each, 0);
  const together = size > 80 ? 1 : size > 50 ? 2 : size > 30 ? 3 : 4;
  const sets: number[][] = [];
  for (let from = 0; from < grades.length; from += together) sets.push(grades.slice(from, from + together));
  return sets;
}

const laneNames = ['a', 'b', 'c', 'd'] as const;
/** A tablet more in a lane hears nothing else than the others. */
const mostTablets = 3;

type Held = {
  readonly tablets: number;
  readonly commands: number;
  readonly isCut: boolean;
  readonly faults: readonly string[];
};

/** One lesson with all who look at it. */
export function hold(dice: Dice, pupils: readonly number[]): Held {
  const course = courseOf(dice, pupils.length);
  const startedAt = dice.int(1000) * minute;
  const planned = course.phases.reduce((sum, each) => sum + each.minutes, 0) * minute;
  const line = lessonLine(dice.child('line'), startedAt, planned);
  const commands = teach(dice.child('teacher'), course, startedAt, planned);
  const sent = commands.map((command) => ({ command, atServer: line.fromRemote(command.at) }));
  const tablets = pupils.flatMap((count, place) => {
    return Array.from({ length: Math.min(count, mostTablets) }, () => ({ place, line: line.tablet() }));
  });
  // Backwards, and some of it twice: what order they come in is nobody's business.
  const known = (by: (at: number) => number, now: number): Command[] => {
    const heard = sent.filter((each) => by(each.atServer) <= now).map(({ command }) => command);
    return [...heard.toReversed(), ...heard.slice(0, 3)];
  };
  const facts = (all: readonly Command[]): RunFacts => ({ course, startedAt, commands: all });
  const faults = new Set<string>();
  const say = (isBroken: boolean, fault: string, now: number): void => {
    if (isBroken) faults.add(`${fault} in minute ${Math.round((now - startedAt) / minute)}`);
  };
  const end = startedAt + planned + afterMinutes * minute;
  for (let now = startedAt; now <= end; now += now < startedAt + planned ? lookMinutes * minute : 60 * minute) {
    const own = commands.filter((each) => each.at <= now);
    const remote = runAt(facts(own), now);
    const server = runAt(facts(known((at) => at, now)), now);
    for (const view of [remote, server]) say(placesOf(course, view) > 1, 'the teacher is asked for in two lanes', now);
    for (const tablet of tablets) {
      const heard = known(tablet.line.hears, now);
      const view = runAt(facts(heard), now + tablet.line.clockError);
      say(view.lanes.length < pupils.length, 'a lane is lost', now);
      say(placesOf(course, view) > 1, 'a tablet shows the teacher in two lanes', now);
      const hasAll = new Set(heard.map((each) => each.deed)).size === own.length;
      const same = runAt(facts(own), now + tablet.line.clockError);
      say(hasAll && !isSame(view, same), 'who knows the same sees another lesson', now);
    }
  }
  const last = [
    ...tablets.map((each) => runAt(facts(known(each.line.hears, end)), end)),
    runAt(facts(known((at) => at, end)), end),
  ];
  const remote = runAt(facts(commands), end);
  say(!remote.isOver, 'a lane does not come through', end);
  for (const view of last) say(!isSame(view, remote), 'not all agree in the end', end);
  return { tablets: tablets.length, commands: commands.length, isCut: line.isCut, faults: [...faults] };
}

function isSame(a: RunState, b: RunState): boolean {
  return JSON.stringify([a.lanes, [...a.moved], a.isAway]) === JSON.stringify([b.lanes, [...b.moved], b.isAway]);
}

/** In how many places the teacher is asked for; lanes that share a theme are one. */
function placesOf(course: Course, { lanes }: RunState): number {
  const places = lanes.map(({ lane, leader, phase, hasTeacher }, place) => {
    if (!hasTeacher || leader !== lane) return '';
    return course.phases[phase]?.parts[place]?.mode === 'shared' ? `shared ${phase}` : lane;
  });
  return new Set(places.filter(Boolean)).size;
}

/** Most plans are such as the planner makes: the teacher goes round. Some are anything: a run does not ask who made it. */
function courseOf(dice: Dice, count: number): Course {
  const lanes = laneNames.slice(0, count).map((lane) => ({ lane }));
  const isWild = dice.int(5) === 0;
  const rounds = Math.max(count, 2 + dice.int(3));
  const modes: readonly Mode[] = ['teacher-led', 'independent', 'shared', 'remote-led'];
  const mode = (round: number, place: number): Mode => {
    if (isWild) return dice.pick(modes);
    return round % count === place ? 'teacher-led' : 'independent';
  };
  const middle = Array.from({ length: rounds }, (_, round) => ({
    minutes: 5 + dice.int(8),
    parts: lanes.map((_, place) => ({ mode: mode(round, place) })),
  }));
  const together = { minutes: 5, parts: lanes.map(() => ({ mode: 'shared' as const })) };
  return { lanes, phases: dice.int(2) === 0 ? middle : [together, ...middle, together] };
}
