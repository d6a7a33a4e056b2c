import { z } from 'zod/mini';
import { schoolScope, type PersonId, type Scope } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import { workKind, type House, type WorkEntry, type WorkKind } from '#http/house.ts';
import type { Deciding } from '#log/log.ts';
import { lessonReader, score, type Answer, type LessonReader } from '#rooms/library/index.ts';
import { compact, ownWords } from './answer-form.ts';
import { answered, attemptId, begun, finished, handRaised } from './records.ts';

const id = z.string().check(z.maxLength(60));
/** Bounds a text that a pupil types. */
const words = z.string().check(z.maxLength(500));
const place = z.int().check(z.minimum(0), z.maximum(20));
const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('single'), choice: place }),
  z.object({ kind: z.literal('multiple'), choices: z.array(place).check(z.maxLength(20)) }),
  z.object({ kind: z.literal('number'), text: z.string().check(z.maxLength(60)) }),
  z.object({ kind: z.literal('short'), text: words }),
  z.object({ kind: z.literal('order'), order: z.array(place).check(z.maxLength(20)) }),
  z.object({ kind: z.literal('match'), pairs: z.array(z.nullable(place)).check(z.maxLength(20)) }),
  z.object({ kind: z.literal('gap'), texts: z.array(words).check(z.maxLength(20)) }),
]);

const answeredBody = z.object({
  attempt: attemptId,
  file: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  question: id,
  answer,
  ms: z.int().check(z.minimum(0)),
  hinted: z.optional(z.boolean()),
});

/** A day: a longer time is a tablet that was left lying. */
const longestMilliseconds = 24 * 3600 * 1000;

function scopeOf(house: House): Scope | undefined {
  return house.self.school && schoolScope(house.self.school);
}

/** LES-4: an attempt belongs to who began it; nobody else's work is added to it. */
async function isForeign(on: Deciding, attempt: string, person: PersonId): Promise<boolean> {
  // With the origins, which begin the key: without them each answer would read all attempts of the year.
  const sql = `select person from lessons_attempts
    where _origin in (select id from log_origins) and attempt = ?`;
  const row = await on.get<{ person: string }>(sql, attempt);
  return row !== undefined && row.person !== '' && row.person !== person;
}

/** What pupils do in a lesson, as their tablets send it. */
export function lessonWork(read: LessonReader = lessonReader()): readonly WorkKind[] {
  const takeAnswer = async (
    on: Deciding,
    house: House,
    { via, person, body }: WorkEntry<z.infer<typeof answeredBody>>,
  ) => {
    const scope = scopeOf(house);
    const lesson = await read(house, body.file);
    const question = lesson?.questions.find((each) => each.id === body.question);
    if (!scope || !lesson || !question) return refuse('lessons.no-such-question', 404);
    if (await isForeign(on, body.attempt, person)) return refuse('lessons.not-yours', 403);
    const { points, of } = score(question, body.answer as Answer);
    const { attempt, hinted } = body;
    const words = ownWords(body.answer as Answer);
    const given =
      words === undefined ? { answer: compact(body.answer as Answer) } : { sealed: on.seal(person, scope, words) };
    const ms = Math.min(body.ms, longestMilliseconds);
    const record = {
      attempt,
      lesson: lesson.id,
      question: question.id,
      ...given,
      ms,
      points,
      of,
      ...(hinted ? { hinted } : {}),
    };
    return ok([answered.draft(scope, person, record, via)]);
  };

  return [
    workKind('lessons.begun', begun.schema, async (on, house, { via, person, body }) => {
      const scope = scopeOf(house);
      if (!scope) return refuse('lessons.schools-only', 409);
      if (await isForeign(on, body.attempt, person)) return refuse('lessons.not-yours', 403);
      return ok([begun.draft(scope, person, body, via)]);
    }),
    workKind('lessons.answered', answeredBody, takeAnswer),
    workKind('lessons.finished', finished.schema, async (on, house, { via, person, body }) => {
      const scope = scopeOf(house);
      if (!scope || (await isForeign(on, body.attempt, person))) return refuse('lessons.not-yours', 403);
      return ok([finished.draft(scope, person, body, via)]);
    }),
    workKind('lessons.hand-raised', handRaised.schema, async (on, house, { via, person, body }) => {
      const scope = scopeOf(house);
      if (!scope || (await isForeign(on, body.attempt, person))) return refuse('lessons.not-yours', 403);
      return ok([handRaised.draft(scope, person, body, via)]);
    }),
  ];
}
