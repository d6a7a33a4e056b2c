import type { Instant } from '#kernel/time.ts';
import { hour, minute, second } from '#kernel/time.ts';
import { mintId, schoolScope, type PersonId, type TabletId } from '#kernel/ids.ts';
import type { House, WorkKind } from '#http/house.ts';
import type { Draft } from '#log/record.ts';
import { findLessonFile, lessonReader, selectLessons, type ShelfLesson } from '#rooms/library/index.ts';
import { assigned } from '#rooms/lessons/records.ts';
import { isRight, rightAnswer, wrongAnswer } from './answers.ts';
import type { Dice } from './dice.ts';
import type { InventedGroup, InventedPeople, InventedPupil } from './people.ts';

/** A clock that a simulation sets: what happens then is stamped then. */
export type SetClock = { now(): Instant; set(time: number): void };

export function setClock(start: number): SetClock {
  let now = start;
  return {
    now: () => now as Instant,
    set: (time) => {
      now = time;
    },
  };
}

type Options = {
  readonly people: InventedPeople;
  readonly work: readonly WorkKind[];
  readonly dice: Dice;
  readonly clock: SetClock;
  /** Where lessons are read from: a school that does not run reads the region's files. */
  readonly reading: House;
  /** The first moment of the school days on which something happens. */
  readonly days: readonly number[];
};

/**
 * School days as they might have been: groups are given lessons of their subject and grade, pupils work through them
 * and answer as their ability lets them. Everything goes through the same work kinds as what real tablets send.
 */
export async function liveThrough(house: House, options: Options): Promise<number> {
  const shelf = await selectLessons(options.reading.log.read);
  let answers = 0;
  for (const [n, day] of options.days.entries()) {
    for (const group of options.dice.child(`day ${n}`).shuffled(options.people.groups).slice(0, 3)) {
      answers += await teach(house, options, group, shelf, day);
    }
  }
  return answers;
}

/** What is on the first screens of the sample this morning: for each group a lesson that nobody has begun. */
export async function giveToday(house: House, { people, reading, clock }: Options, today: number): Promise<void> {
  const { school } = house.self;
  if (!school) return;
  const scope = schoolScope(school);
  const shelf = await selectLessons(reading.log.read);
  const begun = await house.log.read.all<{ lesson: string }>('select distinct lesson from lessons_attempts');
  const known = new Set(begun.map((row) => row.lesson));
  clock.set(today);
  for (const group of people.groups) {
    const lessons = group.grades.flatMap((grade) => {
      const isFitting = (each: ShelfLesson): boolean => each.subject === group.subject && each.grade === grade;
      const fitting = shelf.filter(isFitting);
      return fitting.find((each) => !known.has(each.lesson)) ?? [];
    });
    if (lessons.length === 0) continue;
    const given = lessons.map(({ pack, lesson }) => ({ pack, lesson }));
    await house.log.write((on) => {
      const body = { assignment: on.mint<string>(), group: group.group, grades: [...group.grades], lessons: given };
      return { records: [assigned.draft(scope, group.teacher, body)], answer: undefined };
    });
  }
}

async function teach(
  house: House,
  options: Options,
  group: InventedGroup,
  shelf: readonly ShelfLesson[],
  day: number,
): Promise<number> {
  const { dice, clock, people } = options;
  const fitting = shelf.filter((each) => each.subject === group.subject && group.grades.includes(each.grade));
  const lessons = group.grades.flatMap((grade) => {
    const ofGrade = fitting.filter((each) => each.grade === grade);
    return ofGrade.length > 0 ? [dice.pick(ofGrade)] : [];
  });
  if (lessons.length === 0 || !house.self.school) return 0;
  const scope = schoolScope(house.self.school);
  clock.set(day + dice.int(5) * hour);
  const assignment = mintId<string>(dice);
  const given = lessons.map(({ pack, lesson }) => ({ pack, lesson }));
  const body = { assignment, group: group.group, grades: [...group.grades], lessons: given };
  await house.log.write(() => ({ records: [assigned.draft(scope, group.teacher, body)], answer: undefined }));
  let answers = 0;
  for (const pupil of people.pupils.filter((each) => group.grades.includes(each.grade))) {
    const lesson = lessons.find((each) => each.grade === pupil.grade);
    if (lesson && dice.int(10) > 0) answers += await learn(house, options, pupil, lesson, assignment);
  }
  return answers;
}

type Step = { readonly kind: string; readonly at: number; readonly body: Record<string, unknown> };

async function learn(
  house: House,
  options: Options,
  pupil: InventedPupil,
  { pack, lesson }: ShelfLesson,
  assignment: string,
): Promise<number> {
  const { reading, clock, dice, work } = options;
  const found = await findLessonFile(reading.log.read, pack, lesson, pupil.medium);
  const built = found && (await readLesson(reading, found.file));
  if (!found || !built) return 0;
  const tablet = mintId<TabletId>(dice);
  const attempt = `${tablet}-1`;
  const began = clock.now() + dice.int(5 * minute);
  const head = { attempt, assignment, pack, lesson, file: found.file, language: found.language };
  const steps: Step[] = [{ kind: 'lessons.begun', at: began, body: head }];
  let at = began + 8 * minute;
  for (const [n, question] of built.questions.entries()) {
    const ms = 20 * second + dice.int(100) * second;
    at += ms;
    const difficulty = -1.2 + (2.2 * n) / built.questions.length;
    const answer = isRight(pupil.ability, difficulty, dice) ? rightAnswer(question) : wrongAnswer(question, dice);
    steps.push({
      kind: 'lessons.answered',
      at,
      body: { attempt, file: found.file, question: question.id, answer, ms },
    });
  }
  steps.push({ kind: 'lessons.finished', at, body: { attempt } });
  await send(house, reading, clock, work, pupil.person, tablet, steps);
  return built.questions.length;
}

const readLesson = lessonReader();

/** Each step is decided at its own time; the steps of one pupil share a write as those of one outbox do. */
async function send(
  house: House,
  reading: House,
  clock: SetClock,
  work: readonly WorkKind[],
  person: PersonId,
  tablet: TabletId,
  steps: readonly Step[],
): Promise<void> {
  const before = clock.now();
  clock.set(steps.at(-1)?.at ?? before);
  await house.log.write(async (on) => {
    const records: Draft[] = [];
    for (const [n, { kind, at, body }] of steps.entries()) {
      const known = work.find((each) => each.kind === kind);
      const inHouse = { ...house, files: reading.files };
      const decided = await known?.decide(on, inHouse, { via: { tablet, n: n + 1 }, person, at: at as Instant, body });
      if (!decided?.ok) throw new Error(`the simulation's ${kind} was refused: ${decided?.error.key}`);
      records.push(...decided.value);
    }
    return { records, answer: undefined };
  });
  clock.set(before);
}
