import { z } from 'zod/mini';
import type { GroupId } from '#kernel/ids.ts';
import { grade, idOf } from '#kernel/schema.ts';

/** How a grade is led in a phase of a lesson. `shared`: one theme with the teacher, tasks of different depth. */
export const modes = ['teacher-led', 'independent', 'shared', 'remote-led'] as const;
export type Mode = (typeof modes)[number];

/** Forms of work. How often a group has had each is counted against monotony (LES-47). */
export const forms = [
  'explanation',
  'discussion',
  'experiment',
  'game',
  'project',
  'pair',
  'drill',
  'reading',
  'writing',
  'watching',
  'making',
  'test',
] as const;
export type Form = (typeof forms)[number];

const id = z.string().check(z.maxLength(60));
const words = z.string().check(z.maxLength(300));
const minutes = z.int().check(z.minimum(1), z.maximum(90));

/** What pupils work at: a lesson of the library, or a task in words (a page of the textbook, apparatus, a notebook). */
export const activity = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lesson'), pack: id, lesson: id, minutes }),
  z.object({ kind: z.literal('task'), text: words, minutes }),
]);
export type Activity = z.infer<typeof activity>;

/** What one lane does in one phase. `pupils` is read by pupils on the board and on tablets, `teacher` by the teacher. */
export const part = z.object({
  mode: z.enum(modes),
  form: z.enum(forms),
  pupils: words,
  teacher: z.optional(words),
  activities: z.array(activity).check(z.maxLength(6)),
});
export type Part = z.infer<typeof part>;

/** A grade of a teaching group. Two grades of one group are two lanes; so are two groups that sit in one room. */
export const lane = z.object({
  lane: z.string().check(z.regex(/^[a-d]$/)),
  group: idOf<GroupId>(),
  subject: id,
  grade,
  topic: z.string().check(z.maxLength(200)),
  /** Codes of the curriculum, `8.2.1.4`. */
  objectives: z.array(id).check(z.maxLength(8)),
  /** What pupils will know and do by the end, and how that is seen: for the printed plan. */
  goals: z.optional(words),
  criteria: z.optional(words),
  /** For who has finished early. */
  more: z.array(activity).check(z.maxLength(6)),
  homework: z.array(activity).check(z.maxLength(6)),
});
export type Lane = z.infer<typeof lane>;

export const phase = z.object({
  minutes,
  /** The part of each lane, in the order of the lanes. */
  parts: z.array(part).check(z.minLength(1), z.maxLength(4)),
});
export type Phase = z.infer<typeof phase>;

/**
 * A lesson planned: lanes of grades, and phases in time that all lanes share. A lane that goes on with the same thing
 * has equal parts in neighbouring phases. The schema says what a plan is made of; whether it can be taught says `rules.ts`.
 */
export const plan = z.object({
  title: z.string().check(z.maxLength(200)),
  /** How long the lesson lasts: 35, 40 or 45. */
  minutes,
  lanes: z.array(lane).check(z.minLength(1), z.maxLength(4)),
  phases: z.array(phase).check(z.minLength(1), z.maxLength(12)),
  /** Pupils' own telephones are used; where a plan does not say so, they are refused. */
  hasTelephones: z.boolean(),
});
export type Plan = z.infer<typeof plan>;
