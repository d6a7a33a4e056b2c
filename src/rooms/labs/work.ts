import { z } from 'zod/mini';
import { schoolScope, type PersonId, type SchoolId } from '#kernel/ids.ts';
import { idOf } from '#kernel/schema.ts';
import { err, ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { workKind, type House, type WorkKind } from '#http/house.ts';
import type { Reader } from '#log/store.ts';
import { findPupil, idsOf } from '#people/index.ts';
import { isOf, matesOf } from './access.ts';
import { isOwnKey } from './keys.ts';
import { findLab, hasTask } from './labs/find-lab.ts';
import { notebook } from './model/notebook-schema.ts';
import { readRun } from './model/read-run.ts';
import { packedNotebook } from './notes.ts';
import { findWork } from './queries.ts';
import { acted, begun, briefed, handedIn, noted, workId } from './records.ts';

const name = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/));
const beganBody = z.object({
  work: workId,
  lab: name,
  version: z.int(),
  task: name,
  key: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  isReal: z.boolean(),
  partner: z.optional(idOf<PersonId>()),
});
const notedBody = z.object({ work: workId, turn: z.int().check(z.minimum(1)), step: name, notebook });

type Own = { readonly school: SchoolId; readonly people: readonly PersonId[] };

/**
 * LAB-7: what tablets send of a bench. An entry that comes twice counts once. Work of another is refused; work that comes
 * before its beginning is taken, for entries of one request do not see each other.
 */
async function ownWork(on: Reader, house: House, person: PersonId, work: string): Promise<Result<Own, Refusal>> {
  const { school } = house.self;
  if (!school) return refuse('labs.schools-only', 409);
  const people = await idsOf(on, person);
  const row = await findWork(on, school, work);
  return row && !isOf(row, people) ? refuse('labs.not-yours', 403) : ok({ school, people });
}

async function isMate(on: Reader, person: PersonId, partner: PersonId): Promise<boolean> {
  const pupil = await findPupil(on, person);
  return pupil !== undefined && (await matesOf(on, pupil)).some((each) => each.person === partner);
}

export function labsWork(): readonly WorkKind[] {
  return [
    workKind('labs.begun', beganBody, async (on, house, { via, person, body }) => {
      const own = await ownWork(on, house, person, body.work);
      if (!own.ok) return own;
      if (!findLab(body.lab) || !hasTask(body.lab, body.task)) return refuse('labs.no-such-lab', 404);
      const { school, people } = own.value;
      const { partner } = body;
      if (partner && !(await isMate(on, person, partner))) return refuse('labs.no-such-partner', 404);
      const isOwn = await isOwnKey(on, school, people, body.key);
      return ok([begun.draft(schoolScope(school), person, { ...body, isOwn }, via)]);
    }),
    workKind('labs.briefed', briefed.schema, async (on, house, { via, person, body }) => {
      const own = await ownWork(on, house, person, body.work);
      return own.ok ? ok([briefed.draft(schoolScope(own.value.school), person, body, via)]) : own;
    }),
    workKind('labs.acted', acted.schema, async (on, house, { via, person, body }) => {
      const own = await ownWork(on, house, person, body.work);
      if (!own.ok) return own;
      if (!readRun(body.from, body.run)) return refuse('labs.unreadable', 400);
      return ok([acted.draft(schoolScope(own.value.school), person, body, via)]);
    }),
    workKind('labs.noted', notedBody, async (on, house, { via, person, body }) => {
      const own = await ownWork(on, house, person, body.work);
      if (!own.ok) return own;
      const packed = packedNotebook(body.notebook);
      if (packed === undefined) return err({ key: 'labs.too-long', status: 413 });
      const scope = schoolScope(own.value.school);
      const { work, turn, step } = body;
      return ok([noted.draft(scope, person, { work, turn, step, notebook: on.seal(person, scope, packed) }, via)]);
    }),
    workKind('labs.handed-in', handedIn.schema, async (on, house, { via, person, body }) => {
      const own = await ownWork(on, house, person, body.work);
      return own.ok ? ok([handedIn.draft(schoolScope(own.value.school), person, body, via)]) : own;
    }),
  ];
}
