import { schoolScope, type NodeId, type PersonId, type SchoolId } from '#kernel/ids.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Draft } from '#log/record.ts';
import { selectLeavers } from '#people/index.ts';
import { granted, openedBy, regionOf } from '#sync/index.ts';
import { historyWord, type GivenReason } from '../records-history.ts';
import { findWord, historyScope, readersOf } from './queries.ts';
import { tellDrafts } from './tell.ts';

/**
 * LES-31: the old school's node tells of each pupil whom it let go, and opens that to the region's node, which opens it
 * to the next school. Late records are told when they come in, until the history is closed. Answers with those of whom
 * it may have to tell more.
 */
export async function tellAtSchool(house: House, school: SchoolId): Promise<ReadonlySet<PersonId>> {
  const { read } = house.log;
  const told = new Set<PersonId>();
  const region = await regionOf(read, house.self);
  for (const { transfer, person, to } of await selectLeavers(read, school)) {
    if (to === school || (await isOver(house, transfer, school))) continue;
    told.add(person);
    await tellOne(house, { transfer, person, school }, region);
  }
  return told;
}

type Subject = { readonly transfer: string; readonly person: PersonId; readonly school: SchoolId };

async function tellOne(house: House, { transfer, person, school }: Subject, region: NodeId | undefined): Promise<void> {
  const scope = historyScope(transfer);
  await house.log.write(async (on) => {
    const records: Draft[] = await tellDrafts(on, house, { transfer, person, school, upTo: on.now });
    if (region && !(await openedBy(on, house.self.node, scope)).includes(region))
      records.push(granted.draft(schoolScope(school), 'node', { scope, to: region }));
    return { records, answer: undefined };
  });
}

/** Whether nobody reads it any more: the region closed it to all, or this school's own word is that it is closed. */
async function isOver(house: House, transfer: string, school: SchoolId): Promise<boolean> {
  const { read } = house.log;
  if ((await findWord(read, transfer, school))?.isOpen === false) return true;
  const readers = await readersOf(read, transfer);
  return readers.length > 0 && readers.every((each) => !each.isOpen);
}

/** LES-35: the old school's head says who reads its facts; the region's node ends the grant, or opens it again. */
export async function sayAtSchool(
  house: House,
  by: PersonId,
  transfer: string,
  reason: GivenReason | undefined,
): Promise<void> {
  const { school } = house.self;
  if (!school) throw refused('lessons.schools-only', 409);
  if (!(await selectLeavers(house.log.read, school)).some((each) => each.transfer === transfer))
    throw refused('lessons.no-such-history', 404);
  await house.log.write(async (on) => {
    const isOpen = reason === undefined;
    if (((await findWord(on, transfer, school))?.isOpen ?? true) === isOpen) return { records: [], answer: undefined };
    const body = { transfer, isOpen, ...(reason ? { reason } : {}) };
    return { records: [historyWord.draft(schoolScope(school), by, body)], answer: undefined };
  });
}
