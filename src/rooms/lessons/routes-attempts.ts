import { Hono } from 'hono';
import { z } from 'zod/mini';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { dayOf, nameOf, type GroupRow, type PupilRow } from '#people/index.ts';
import { lessonReader, mediaSignature, score, type Question } from '#rooms/library/index.ts';
import { commentOf, scopeOf, taughtAttempt } from './access.ts';
import { answerInWords, expanded, keptIn } from './answer-form.ts';
import { isMarked } from './marking.ts';
import { allow } from './permissions.ts';
import { answersOf, type AnswerRow, type AttemptRow } from './queries.ts';
import { handRaised, marked } from './records.ts';

const maxComment = 1000;
const toMark = z.object({
  mark: z.optional(z.int().check(z.minimum(2), z.maximum(5))),
  comment: z.optional(z.string().check(z.maxLength(maxComment))),
});

/** One pupil's work at one lesson: what was answered, and the teacher's word on it. */
export function attemptRoutes(house: House) {
  const read = lessonReader();
  return new Hono<Env>()
    .get('/attempts/:attempt', allow('lessons.teach'), async (context) => {
      const { attempt, pupil, groups } = await taughtAttempt(house, personOf(context), context.req.param('attempt'));
      const lesson = await read(house, attempt.file);
      const given = await answersOf(house.log.read, attempt.attempt);
      const rows = new Map(given.map((row) => [row.question, row]));
      const questions = (lesson?.questions ?? []).map((question) => {
        const row = rows.get(question.id);
        return { question, given: row ? givenIn(house, attempt, row, question) : null };
      });
      const title = lesson?.title ?? '';
      const shown = { ...aboutAttempt(house, attempt, pupil, groups), title, language: attempt.language, questions };
      const isHere = lesson !== undefined;
      return context.json({ ...shown, isHere, media: mediaSignature(house.self.localKey, house.clock.now()) });
    })
    .post('/attempts/:attempt/mark', allow('lessons.teach'), input('json', toMark), async (context) => {
      await mark(house, personOf(context), context.req.param('attempt'), context.req.valid('json'));
      return context.json({ done: true });
    })
    .post('/attempts/:attempt/hand-down', allow('lessons.teach'), async (context) => {
      const who = personOf(context);
      const { attempt } = await taughtAttempt(house, who, context.req.param('attempt'));
      const draft = handRaised.draft(scopeOf(house), who.person, { attempt: attempt.attempt, isRaised: false });
      if (attempt.hand > 0) await house.log.write(() => ({ records: [draft], answer: undefined }));
      return context.json({ done: true });
    });
}

function aboutAttempt(house: House, attempt: AttemptRow, pupil: PupilRow, groups: readonly GroupRow[]) {
  const {
    attempt: id,
    person,
    pack,
    lesson,
    beganAt,
    lastAt,
    finishedAt,
    right,
    answered,
    questions: of,
    mark,
  } = attempt;
  const group = groups.find((each) => each.subject === attempt.subject) ?? groups[0];
  return {
    attempt: id,
    person,
    pack,
    lesson,
    beganAt,
    lastAt,
    finishedAt,
    right,
    answered,
    of,
    mark,
    name: nameOf(house, pupil),
    grade: pupil.grade,
    group: group?.group ?? null,
    subject: attempt.subject,
    comment: commentOf(house, attempt),
    markedAt: attempt.markedAt,
    isMarked: isMarked(pupil.grade, dayOf(house.clock.now())),
    hand: attempt.hand,
  };
}

/** What was answered, and which parts of it are right; without the answer where the pupil was erased. */
export function givenIn(house: House, { person }: AttemptRow, row: AnswerRow, question: Question) {
  const { answer: bytes, points, of, tries, ms, at } = row;
  const words = row.is_sealed === 1 ? house.log.vault.open(person, bytes) : undefined;
  const inWords = words === undefined ? undefined : answerInWords(question.kind, words);
  const answer = row.is_sealed === 1 ? inWords : expanded(question.kind, keptIn(bytes));
  const parts = answer ? score(question, answer).parts : [];
  return { answer: answer || null, parts, points, of, tries, ms, at };
}

async function mark(house: House, who: Person, id: string, wanted: z.infer<typeof toMark>): Promise<void> {
  const { attempt, pupil } = await taughtAttempt(house, who, id);
  const comment = wanted.comment?.trim();
  if (wanted.mark === undefined && !comment) throw refused('lessons.empty-mark', 422);
  const today = dayOf(house.clock.now());
  if (wanted.mark !== undefined && !isMarked(pupil.grade, today)) {
    throw refused('lessons.no-marks-in-grade', 422, { grade: pupil.grade });
  }
  await house.log.write((on) => {
    const sealed = comment ? { comment: on.seal(attempt.person, scopeOf(house), comment) } : {};
    const given = wanted.mark === undefined ? {} : { mark: wanted.mark };
    const body = { attempt: attempt.attempt, person: attempt.person, ...given, ...sealed };
    return { records: [marked.draft(scopeOf(house), who.person, body)], answer: undefined };
  });
}
