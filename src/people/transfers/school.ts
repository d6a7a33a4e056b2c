import type { PersonId, SchoolId } from '#kernel/ids.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import { newPupilSecret } from '../adults.ts';
import type { Sealer } from '../credential-keys.ts';
import type { Desk } from '../desk.ts';
import { ownSchool } from '../guards.ts';
import { findSchool, type FullName } from '../queries.ts';
import { findCredential } from '../queries-secrets.ts';
import { enrolled, enrolmentEnded, personErased, personRegistered } from '../records.ts';
import { leaveAnswered, transferAsked, transferWithdrawn } from '../records-moves.ts';
import { readTransfers, type Deed, type LeaveAsk } from './queries.ts';
import { leaveDue, type RefusalReason } from './states.ts';

export type Wanted = {
  readonly from: SchoolId;
  readonly name: FullName;
  readonly birth: string;
  readonly grade: number;
  readonly letter: string;
  readonly medium: 'kk' | 'ru';
  readonly on: string;
};

/** Asks the region for a child of another school (PPL-28). Answers with the id of the transfer. */
export async function askForPupil(
  house: House,
  by: PersonId,
  { name, birth, from, ...place }: Wanted,
): Promise<string> {
  const { school, scope } = ownSchool(house);
  if (from === school) throw refused('people.transfer-own-school', 422);
  if (!(await findSchool(house.log.read, from))) throw refused('people.no-such-school', 404);
  return house.log.write((on) => {
    const transfer = on.mint<string>();
    const wanted = on.mint<PersonId>();
    const sealed = { name: on.seal(wanted, scope, JSON.stringify(name)), birth: on.seal(wanted, scope, birth) };
    const body = { transfer, wanted, ...sealed, from, ...place };
    return { records: [transferAsked.draft(scope, by, body)], answer: transfer };
  });
}

export async function withdrawAsk(house: House, by: PersonId, transfer: string): Promise<void> {
  const { scope } = ownSchool(house);
  await house.log.write(async (on) => {
    const ask = await on.get<{ is_withdrawn: number }>(
      'select is_withdrawn from people_transfer_asks where transfer = ?',
      transfer,
    );
    if (!ask) throw refused('people.no-such-transfer', 404);
    const records = ask.is_withdrawn === 1 ? [] : [transferWithdrawn.draft(scope, by, { transfer })];
    return { records, answer: undefined };
  });
}

/** The old school's word. With a yes its node ends its own place in the same write: nobody else may (PPL-28). */
export async function answerLeave(
  house: House,
  by: PersonId,
  transfer: string,
  refusal: RefusalReason | undefined,
): Promise<void> {
  const { school } = ownSchool(house);
  await house.log.write(async (on) => {
    const { leaves, answers } = await readTransfers(on);
    const leave = leaves.get(transfer);
    if (!leave || leave.school !== school) throw refused('people.no-such-transfer', 404);
    if (leaveDue(leave, answers.get(transfer)) !== 'answer') throw refused('people.transfer-answered', 409);
    return { records: await leaveDrafts(on, house, by, leave, refusal), answer: undefined };
  });
}

async function leaveDrafts(
  on: Deciding,
  house: House,
  by: string,
  leave: LeaveAsk,
  refusal: RefusalReason | undefined,
): Promise<Draft[]> {
  const { school, scope } = ownSchool(house);
  const { transfer, person } = leave;
  if (refusal) return [leaveAnswered.draft(scope, by, { transfer, isAccepted: false, reason: refusal })];
  const sql = 'select enrolment from people_enrolments where person = ? and school = ? and until is null';
  const open = await on.all<{ enrolment: string }>(sql, person, school);
  return [
    leaveAnswered.draft(scope, by, { transfer, isAccepted: true }),
    ...open.map(({ enrolment }) =>
      enrolmentEnded.draft(scope, by, { enrolment, on: leave.day, reason: 'transferred' }),
    ),
  ];
}

/**
 * What a school's node does by itself: it makes a place that the region opened its own, with a secret to sign in by
 * (PPL-30), and ends its own place of a pupil for whom the region has decided while it was silent (PPL-29).
 */
export async function settleAtSchool(house: House, desk: Desk): Promise<void> {
  const { school } = ownSchool(house);
  const now = await readTransfers(house.log.read);
  const mayArrive = [...now.deeds.values()].some((deed) => deed.school === school && deed.opened_at > 0);
  const mayForget = [...now.asks.values()].some((ask) => ask.school === school && ask.is_withdrawn === 1);
  const mayEnd = [...now.leaves.values()].some((leave) => leave.school === school && leave.is_decided === 1);
  if (!mayArrive && !mayEnd && !mayForget) return;
  const seal = await desk.keys.sealer(house);
  await house.log.write(async (on) => {
    const { deeds, leaves, answers } = await readTransfers(on);
    const records: Draft[] = [];
    for (const leave of leaves.values()) {
      if (leave.school === school && leaveDue(leave, answers.get(leave.transfer)) === 'end') {
        records.push(...(await leaveDrafts(on, house, 'node', leave, undefined)));
      }
    }
    for (const deed of deeds.values()) {
      if (deed.school === school && deed.opened_at > 0) records.push(...(await arrivalDrafts(on, house, seal, deed)));
    }
    records.push(...(await forgottenDrafts(on, house)));
    return { records, answer: undefined };
  });
}

/**
 * The name that was typed to ask for a child is forgotten when the child has come, or is no longer asked for: nothing
 * personal stays under an id that nobody would think of erasing.
 */
async function forgottenDrafts(on: Deciding, house: House): Promise<Draft[]> {
  const { school, scope } = ownSchool(house);
  const rows = await on.all<{ wanted: PersonId }>(
    `select a.wanted from people_transfer_asks a
     where a.school = ? and not exists (select 1 from log_erased x where x.person = a.wanted)
     and (a.is_withdrawn = 1 or exists (select 1 from people_transfers t where t.transfer = a.transfer and t.opened_at > 0))`,
    school,
  );
  return rows.map(({ wanted }) => personErased.draft(scope, 'node', { person: wanted }));
}

/** The name is passed on as it was sealed: the key of the person comes from the region with the scope's keys. */
async function arrivalDrafts(on: Deciding, house: House, seal: Sealer, deed: Deed): Promise<Draft[]> {
  const { school, scope } = ownSchool(house);
  const { person, name, birth, language, picture, enrolment, grade, letter, medium, year, day } = deed;
  if (await on.get('select enrolment from people_enrolments where enrolment = ?', enrolment)) return [];
  const isHere = await on.get(
    'select enrolment from people_enrolments where person = ? and school = ? and until is null',
    person,
    school,
  );
  if (isHere || (await on.get('select person from log_erased where person = ?', person))) return [];
  const before = await findCredential(on, scope, person);
  return [
    personRegistered.draft(scope, 'node', { person, name, ...(birth ? { birth } : {}), language, picture }),
    enrolled.draft(scope, 'node', { enrolment, person, school, grade, letter, medium, year, from: day }),
    seal(on, person, newPupilSecret(house, grade), 'node', before?.n ?? 0),
  ];
}
