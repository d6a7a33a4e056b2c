import { schoolScope, type PersonId, type SchoolId } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import type { Reader } from '#log/store.ts';
import { dayOf, findPerson, idsOf, isErased, selectPlaces, type Place } from '#people/index.ts';
import { attemptsOf, type AttemptRow } from '../queries.ts';
import { historyAttempts, historyTold, type ToldAttempt, type ToldPlace } from '../records-history.ts';
import { readShelf, type Shelf } from '../shelf-titles.ts';
import { attemptsTold, historyScope, toldOf } from './queries.ts';
import { pagesOf } from './rules.ts';

/** Whose facts are told, under which transfer, and up to when the teller knows them. */
export type Telling = {
  readonly transfer: string;
  readonly person: PersonId;
  readonly school: SchoolId;
  readonly upTo: number;
};

/**
 * LES-31: what this node knows of a pupil at a school and has not told yet. Nothing where it has told all, or where the
 * pupil's name is not readable any more.
 */
export async function tellDrafts(on: Deciding, house: House, telling: Telling): Promise<Draft[]> {
  const { transfer, person, school, upTo } = telling;
  const row = await findPerson(on, person, schoolScope(school));
  const name = row && on.open(row.person, row.name);
  if (name === undefined || (await isErased(on, person))) return [];
  const ids = await idsOf(on, person);
  const places = (await selectPlaces(on, school, ids)).slice(-mostPlaces).map(toldPlaceOf);
  const attempts = await attemptsAt(on, school, ids, places);
  const scope = historyScope(transfer);
  const { node } = house.self;
  const before = (await toldOf(on, transfer)).find((each) => each.node === node);
  const known = new Map((await attemptsTold(on, transfer, node)).map((each) => [each.attempt, JSON.stringify(each)]));
  const fresh = attempts.filter((each) => known.get(each.attempt) !== JSON.stringify(each));
  const isSame = before && fresh.length === 0 && JSON.stringify(before.places) === JSON.stringify(places);
  if (isSame && on.open(person, before.name) === name) return [];
  const head = { transfer, person, name: on.seal(person, scope, name), school, upTo, places };
  return [
    historyTold.draft(scope, 'node', head),
    ...pagesOf(fresh).map((page) => historyAttempts.draft(scope, 'node', { transfer, attempts: page })),
  ];
}

/** The most places that a history tells: a pupil has about one a year. */
const mostPlaces = 40;

function toldPlaceOf({ grade, letter, medium, year, since, until, reason }: Place): ToldPlace {
  return {
    grade,
    letter,
    medium,
    year,
    from: since,
    ...(until ? { to: until } : {}),
    ...(reason ? { why: reason } : {}),
  };
}

async function attemptsAt(
  read: Reader,
  school: SchoolId,
  ids: readonly PersonId[],
  places: readonly ToldPlace[],
): Promise<ToldAttempt[]> {
  const shelf = await readShelf(read);
  const rows = (await attemptsOf(read, ids)).filter((row) => row.school === school && row.beganAt > 0);
  return rows.map((row) => toldAttemptOf(row, shelf, places));
}

function toldAttemptOf(row: AttemptRow, shelf: Shelf, places: readonly ToldPlace[]): ToldAttempt {
  const { attempt, pack, lesson, subject, language, beganAt, lastAt, finishedAt, answered, right, questions } = row;
  const titles = shelf.find({ pack, lesson })?.titles ?? {};
  const title = (titles[language] ?? titles.kk ?? titles.ru ?? titles.en ?? '').slice(0, 120);
  const day = dayOf(beganAt as Parameters<typeof dayOf>[0]);
  const place = places.findLast((each) => each.from <= day) ?? places[0];
  return {
    attempt,
    pack,
    lesson,
    title,
    subject,
    grade: place?.grade ?? 0,
    beganAt,
    lastAt,
    finishedAt,
    answered,
    right,
    questions,
    ...(row.mark === null ? {} : { mark: row.mark }),
    ...(row.markedAt === 0 ? {} : { markedAt: row.markedAt }),
  };
}
