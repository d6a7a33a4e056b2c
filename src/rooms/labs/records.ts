import { z } from 'zod/mini';
import type { GroupId, PersonId } from '#kernel/ids.ts';
import { bytes, grade, idOf } from '#kernel/schema.ts';
import { recordType } from '#log/projection.ts';
import { skills } from './model/rubric/skill.ts';

const name = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/));
/** Named by the tablet and the number of the entry that began it. */
export const workId = z.string().check(z.regex(/^[0-9a-z-]{1,60}$/));

/** A key of the school from which each pupil's own follows (LAB-3). Minted once; a second one does no harm. */
export const keyed = recordType('labs.keyed', { owner: 'school', version: 1, body: z.object({ key: bytes }) });

/** A pupil went to the bench. `isOwn`: the seed is this pupil's at this school, as seen when the entry came (LAB-8). */
export const begun = recordType('labs.begun', {
  owner: 'school',
  version: 1,
  body: z.object({
    work: workId,
    lab: name,
    version: z.int(),
    task: name,
    key: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    isReal: z.boolean(),
    isOwn: z.boolean(),
    /** Who works with them: the bench and the report are of both (LAB-20). */
    partner: z.optional(idOf<PersonId>()),
  }),
});

/** Work with real apparatus: the safety rules that the pupil read, one by one, before the first reading (LAB-13). */
export const briefed = recordType('labs.briefed', {
  owner: 'school',
  version: 1,
  body: z.object({ work: workId, rules: z.array(name).check(z.minLength(1), z.maxLength(20)) }),
});

/** Neighbouring actions at the bench (`model/run.ts`), the first of which has this number. */
export const acted = recordType('labs.acted', {
  owner: 'school',
  version: 1,
  body: z.object({
    work: workId,
    from: z.int().check(z.minimum(1)),
    run: z.string().check(z.maxLength(12_000)),
  }),
});

/** The notebook as it stood, packed and sealed; the one with the highest `turn` counts. `step`: where the pupil was. */
export const noted = recordType('labs.noted', {
  owner: 'school',
  version: 1,
  body: z.object({ work: workId, turn: z.int().check(z.minimum(1)), step: name, notebook: bytes }),
});

/** The pupil handed the report in; again, after more work. */
export const handedIn = recordType('labs.handed-in', {
  owner: 'school',
  version: 1,
  body: z.object({ work: workId, turn: z.int().check(z.minimum(1)) }),
});

export const marks = z.array(z.int().check(z.minimum(0), z.maximum(3))).check(z.length(skills.length));

/** The teacher's points for the six skills, which alone count; the comment is sealed. */
export const marked = recordType('labs.marked', {
  owner: 'school',
  version: 1,
  body: z.object({ work: workId, turn: z.int(), points: marks, comment: z.optional(bytes) }),
});

/** The confirmed points of a grade's works at a task are in the journal, as this summative assessment (LAB-19). */
export const journalled = recordType('labs.journalled', {
  owner: 'school',
  version: 1,
  body: z.object({
    group: idOf<GroupId>(),
    lab: name,
    task: name,
    grade,
    assessment: z.string().check(z.maxLength(60)),
  }),
});

export const labsRecords = [keyed, begun, briefed, acted, noted, handedIn, marked, journalled] as const;
