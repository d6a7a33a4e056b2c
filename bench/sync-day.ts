import { mintId, type PersonId, type TabletId } from '#kernel/ids.ts';
import { minute, second, type Instant } from '#kernel/time.ts';
import type { House, WorkKind } from '#http/house.ts';
import type { Draft } from '#log/record.ts';
import { rooms } from '../src/rooms.ts';
import { rightAnswer, wrongAnswer } from '../src/simulation/answers.ts';
import { diceOf } from '../src/simulation/dice.ts';
import type { Question } from '#rooms/library/index.ts';

/** A lesson file as pupils work through it. */
export type DayLesson = {
  readonly id: string;
  readonly grade: number;
  readonly file: string;
  readonly questions: readonly Question[];
};

/** Something that a tablet sends, and when. */
type Step = {
  readonly at: number;
  readonly person: PersonId;
  readonly tablet: TabletId;
  readonly n: number;
  readonly kind: 'lessons.begun' | 'lessons.answered' | 'lessons.finished';
  readonly body: Record<string, unknown>;
};

/** 08:30 in Aktobe; six lessons of 45 minutes, ten minutes between them. */
const begins = Date.UTC(2026, 9, 6, 3, 30);
const lessonsADay = 6;
const lessonMinutes = 45;
const breakMinutes = 10;
const pupilCount = 60;
const answersEach = 100;

/** The first and the last minute of the day. */
export const dayMinutes = { from: begins, count: lessonsADay * (lessonMinutes + breakMinutes) };

/**
 * A school day: 60 pupils of grades 5 to 7 (or the pupils given) on tablets of their own, 100 answers each to questions
 * of the shipped lessons, seven in ten right. When one lesson's questions are done the next is begun.
 */
export function schoolDay(lessons: readonly DayLesson[], pupils?: readonly PersonId[], seed = 'school day'): Step[] {
  const dice = diceOf(seed);
  const steps: Step[] = [];
  const persons = pupils ?? Array.from({ length: pupilCount }, () => undefined);
  for (const [p, person] of persons.entries()) {
    const ofGrade = lessons.filter(({ grade }) => grade === 5 + (p % 3));
    const pupil = {
      person: person ?? mintId<PersonId>(dice),
      tablet: mintId<TabletId>(dice),
      dice: dice.child(`pupil ${p}`),
    };
    steps.push(...pupilDay(pupil, ofGrade));
  }
  return steps.sort((a, b) => a.at - b.at);
}

type DayPupil = { readonly person: PersonId; readonly tablet: TabletId; readonly dice: ReturnType<typeof diceOf> };

function pupilDay({ person, tablet, dice }: DayPupil, lessons: readonly DayLesson[]): Step[] {
  const steps: Step[] = [];
  let n = 0;
  let next = 0;
  let current: { lesson: DayLesson; attempt: string; asked: number } | undefined;
  const send = (at: number, kind: Step['kind'], body: Step['body']): void =>
    void steps.push({ at: Math.round(at), person, tablet, n: ++n, kind, body });
  for (let lesson = 0; lesson < lessonsADay; lesson++) {
    const count =
      Math.floor(((lesson + 1) * answersEach) / lessonsADay) - Math.floor((lesson * answersEach) / lessonsADay);
    const share = (lessonMinutes * minute) / (count + 1);
    let at = begins + lesson * (lessonMinutes + breakMinutes) * minute + dice.int(2 * minute);
    for (let k = 0; k < count; k++) {
      if (!current || current.asked === current.lesson.questions.length) {
        if (current) send(at, 'lessons.finished', { attempt: current.attempt });
        const begun = lessons[next++ % lessons.length] as DayLesson;
        current = { lesson: begun, attempt: `${tablet}-${n + 1}`, asked: 0 };
        send(at, 'lessons.begun', {
          attempt: current.attempt,
          pack: 'week-5-7',
          lesson: begun.id,
          file: begun.file,
          language: 'kk',
        });
      }
      const question = current.lesson.questions[current.asked++] as Question;
      const ms = 15 * second + dice.int(Math.round(share * 1.6));
      at += share * 0.3 + dice.int(Math.round(share * 1.2));
      const answer = dice.int(10) < 7 ? rightAnswer(question) : wrongAnswer(question, dice);
      send(at, 'lessons.answered', {
        attempt: current.attempt,
        file: current.lesson.file,
        question: question.id,
        answer,
        ms,
      });
    }
  }
  return steps;
}

/** Makes the records of steps as tablets' entries do, one write each, at their own time, or some at once at the first's. */
export async function take(
  house: House,
  clock: { set(time: number): void },
  steps: readonly Step[],
  atOnce = 1,
): Promise<number> {
  const kinds = new Map<string, WorkKind>(rooms.flatMap((room) => room.work ?? []).map((work) => [work.kind, work]));
  const takeOne = ({ at, person, tablet, n, kind, body }: Step): Promise<number> =>
    house.log.write(async (on) => {
      const entry = { via: { tablet, n }, person, at: at as Instant, body };
      const decided = await kinds.get(kind)?.decide(on, house, entry);
      if (!decided?.ok) throw new Error(`${kind} was refused: ${decided?.error.key}`);
      return { records: decided.value as Draft[], answer: decided.value.length };
    });
  let records = 0;
  for (let from = 0; from < steps.length; from += atOnce) {
    const together = steps.slice(from, from + atOnce);
    clock.set(together[0]?.at ?? 0);
    for (const made of await Promise.all(together.map(takeOne))) records += made;
  }
  return records;
}

/** The same answers as a plain program would send them. */
export function asJson(steps: readonly Step[], lessons: readonly DayLesson[]): unknown[] {
  const byFile = new Map(lessons.map((lesson) => [lesson.file, lesson.id]));
  return steps
    .filter(({ kind }) => kind === 'lessons.answered')
    .map(({ at, person, tablet, n, body }) => {
      const { attempt, file, question, answer, ms } = body;
      const isRight = n % 10 < 7;
      return {
        pupil: person,
        tablet,
        n,
        time: new Date(at).toISOString(),
        lesson: byFile.get(file as string),
        attempt,
        question,
        answer,
        ms,
        isRight,
      };
    });
}
