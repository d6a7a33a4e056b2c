import { z } from 'zod/mini';
import type { GroupId } from '#kernel/ids.ts';
import { grade, idOf } from '#kernel/schema.ts';
import { recordType } from '#log/projection.ts';

const id = z.string().check(z.maxLength(60));
export const quizTitle = z.string().check(z.minLength(1), z.maxLength(100));
/** An everyday test, a summative assessment of a section (БЖБ), one of a quarter (ТЖБ). */
export const quizKinds = ['quiz', 'section', 'quarter'] as const;
export type QuizKind = (typeof quizKinds)[number];

export const descriptor = z.object({
  /** The code of the curriculum, `7.2.1.3`. */
  objective: z.string().check(z.maxLength(20)),
  text: z.string().check(z.maxLength(200)),
  max: z.int().check(z.minimum(1), z.maximum(100)),
  /** The questions whose points it counts. */
  questions: z.array(z.string().check(z.maxLength(10))).check(z.minLength(1), z.maxLength(60)),
});
export type QuizDescriptor = z.infer<typeof descriptor>;

/** A teacher made a test for a grade of a group: a lesson of the pack. Those made in one go share the quiz (QUZ-4). */
export const quizMade = recordType('quiz.made', {
  owner: 'school',
  version: 1,
  body: z.object({
    quiz: id,
    pack: id,
    kind: z.enum(quizKinds),
    title: quizTitle,
    group: idOf<GroupId>(),
    subject: id,
    grade,
    lesson: id,
    minutes: z.int(),
    /** What it asks, as the pool names it: it comes last when the next test is proposed. */
    items: z.array(z.string().check(z.maxLength(80))).check(z.minLength(1), z.maxLength(40)),
    descriptors: z.array(descriptor).check(z.maxLength(20)),
  }),
});

/** The teacher handed what pupils of a grade have in it to the journal, where it is this assessment (QUZ-7). */
export const quizHanded = recordType('quiz.handed', {
  owner: 'school',
  version: 1,
  body: z.object({ quiz: id, grade, assessment: id }),
});

export const quizRecords = [quizMade, quizHanded] as const;
