import { schoolScope, type PersonId, type SchoolId } from '#kernel/ids.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import { schoolYearOf } from '../calendar.ts';
import { findPerson, findPupil, isErased, openName, selectPupils, type PupilRow } from '../queries.ts';
import { leaveAsked, transferOpened, transferPassed, transferRefused } from '../records-moves.ts';
import { nameKey } from '../roster/names.ts';
import { readTransfers, type Ask, type Transfers } from './queries.ts';
import type { RefusalReason } from './states.ts';

/** Pupils of the old school whose names and date of birth are those that the new school gave. */
export async function candidatesFor(house: House, ask: Ask): Promise<PupilRow[]> {
  const { vault, read } = house.log;
  const name = openName(vault, ask.wanted, ask.name);
  const birth = vault.open(ask.wanted, ask.birth);
  if (!name || !birth) return [];
  const wanted = nameKey(name.family, name.given);
  const found: PupilRow[] = [];
  for (const pupil of await selectPupils(read, ask.from_school)) {
    const known = openName(vault, pupil.person, pupil.name);
    if (!known || nameKey(known.family, known.given) !== wanted) continue;
    const row = await findPerson(read, pupil.person, schoolScope(ask.from_school));
    if (row?.birth && vault.open(pupil.person, row.birth) === birth) found.push(pupil);
  }
  return found;
}

/**
 * What the region's node does by itself (PPL-28): where exactly one child of the old school is meant, it asks the old
 * school; a yes opens the place at the new school, a no is passed on. Everything else waits for a coordinator.
 */
export async function settleAtRegion(house: House): Promise<void> {
  const now = await readTransfers(house.log.read);
  const found = new Map<string, PersonId>();
  for (const ask of now.asks.values()) {
    if (!isWaiting(now, ask)) continue;
    const [only, ...others] = now.leaves.has(ask.transfer) ? [] : await candidatesFor(house, ask);
    if (only && others.length === 0) found.set(ask.transfer, only.person);
  }
  const isDue = [...now.asks.values()].some(
    (ask) => isWaiting(now, ask) && (found.has(ask.transfer) || now.answers.has(ask.transfer)),
  );
  if (!isDue) return;
  await house.log.write(async (on) => {
    const fresh = await readTransfers(on);
    const records: Draft[] = [];
    for (const ask of fresh.asks.values())
      records.push(...(await nextDrafts(on, house, fresh, ask, found.get(ask.transfer))));
    return { records, answer: undefined };
  });
}

function isWaiting({ deeds }: Transfers, ask: Ask): boolean {
  const deed = deeds.get(ask.transfer);
  return ask.is_withdrawn === 0 && !((deed?.opened_at ?? 0) > 0 || (deed?.refused_at ?? 0) > 0);
}

async function nextDrafts(
  on: Deciding,
  house: House,
  known: Transfers,
  ask: Ask,
  person: PersonId | undefined,
): Promise<Draft[]> {
  const { transfer, school: to, from_school: from, day } = ask;
  if (!isWaiting(known, ask)) return [];
  const leave = known.leaves.get(transfer);
  const answer = known.answers.get(transfer);
  if (leave && answer?.is_accepted === 1)
    return openDrafts(on, house, 'node', { ...placeOf(ask), person: leave.person, to, from, on: day, transfer });
  if (answer && answer.is_accepted === 0)
    return [transferRefused.draft(schoolScope(to), 'node', { transfer, reason: answer.reason })];
  if (leave || !person) return [];
  return [
    leaveAsked.draft(schoolScope(from), 'node', { transfer, person, to, on: day, isDecided: false }),
    transferPassed.draft(schoolScope(to), 'node', { transfer }),
  ];
}

function placeOf({ grade, letter, medium }: Ask): Pick<Opening, 'grade' | 'letter' | 'medium'> {
  return { grade, letter, medium };
}

export type Opening = {
  readonly transfer?: string;
  readonly person: PersonId;
  readonly from: SchoolId;
  readonly to: SchoolId;
  readonly grade: number;
  readonly letter: string;
  readonly medium: 'kk' | 'ru';
  readonly on: string;
};

/**
 * The place at the new school. Names are sealed again in its scope: so the person's key belongs to that scope too, and
 * goes to the new school's node with it.
 */
async function openDrafts(on: Deciding, house: House, by: string, opening: Opening): Promise<Draft[]> {
  const { person, from, to, on: day, grade, letter, medium } = opening;
  const row = await findPerson(on, person, schoolScope(from));
  const name = row && on.open(person, row.name);
  if (!row || !name) return [];
  const birth = row.birth ? on.open(person, row.birth) : undefined;
  const scope = schoolScope(to);
  const transfer = opening.transfer ?? on.mint<string>();
  const body = {
    transfer,
    person,
    name: on.seal(person, scope, name),
    ...(birth ? { birth: on.seal(person, scope, birth) } : {}),
    language: row.language,
    picture: row.picture,
    from,
    grade,
    letter,
    medium,
    year: schoolYearOf(day),
    on: day,
    enrolment: on.mint<string>(),
  };
  const decided = leaveAsked.draft(schoolScope(from), by, { transfer, person, to, on: day, isDecided: true });
  const isAgreed = opening.transfer !== undefined && (await hasAccepted(on, opening.transfer));
  return [transferOpened.draft(scope, by, body), ...(isAgreed ? [] : [decided])];
}

async function hasAccepted(on: Deciding, transfer: string): Promise<boolean> {
  return (
    (await on.get('select transfer from people_leave_answers where transfer = ? and is_accepted = 1', transfer)) !==
    undefined
  );
}

/**
 * A coordinator opens the place, without waiting for the old school (PPL-29). Its node ends its own place when it
 * hears of it; what its tablets still send stays the old school's.
 */
export async function openByRegion(house: House, by: PersonId, opening: Omit<Opening, 'from'>): Promise<void> {
  if (house.self.kind !== 'region') throw refused('people.region-only', 409);
  await house.log.write(async (on) => {
    const pupil = await findPupil(on, opening.person);
    if (!pupil || (await isErased(on, opening.person))) throw refused('people.no-such-pupil', 404);
    if (pupil.school === opening.to) throw refused('people.transfer-own-school', 422);
    const { deeds } = await readTransfers(on);
    if (opening.transfer && (deeds.get(opening.transfer)?.opened_at ?? 0) > 0)
      throw refused('people.transfer-answered', 409);
    const records = await openDrafts(on, house, by, { ...opening, from: pupil.school });
    if (records.length === 0) throw refused('people.no-such-pupil', 404);
    return { records, answer: undefined };
  });
}

export async function refuseByRegion(
  house: House,
  by: PersonId,
  transfer: string,
  reason: RefusalReason,
): Promise<void> {
  if (house.self.kind !== 'region') throw refused('people.region-only', 409);
  await house.log.write(async (on) => {
    const known = await readTransfers(on);
    const ask = known.asks.get(transfer);
    if (!ask) throw refused('people.no-such-transfer', 404);
    if (!isWaiting(known, ask)) throw refused('people.transfer-answered', 409);
    return { records: [transferRefused.draft(schoolScope(ask.school), by, { transfer, reason })], answer: undefined };
  });
}
