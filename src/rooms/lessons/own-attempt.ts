import type { PersonId } from '#kernel/ids.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { idsOf } from '#people/index.ts';
import type { LessonReader } from '#rooms/library/index.ts';
import { answersOf, findAttempt } from './queries.ts';
import { givenIn } from './routes-attempts.ts';

/** LES-26: a pupil's own attempt with the answers in it, for a tablet that does not have them. Throws a refusal. */
export async function ownAttempt(house: House, read: LessonReader, person: PersonId, id: string) {
  const attempt = await findAttempt(house.log.read, id);
  if (!attempt || !(await idsOf(house.log.read, person)).includes(attempt.person)) {
    throw refused('lessons.no-such-attempt', 404);
  }
  const lesson = await read(house, attempt.file);
  const kinds = new Map(lesson?.questions.map((question) => [question.id, question]));
  const answers = (await answersOf(house.log.read, id)).flatMap((row) => {
    const question = kinds.get(row.question);
    const given = question && givenIn(house, attempt, row, question);
    return given?.answer
      ? [{ question: row.question, answer: given.answer, points: given.points, of: given.of, tries: given.tries }]
      : [];
  });
  const { assignment, language, finishedAt, hand } = attempt;
  return { attempt: id, assignment, language, finishedAt, isHandUp: hand > 0, answers };
}
