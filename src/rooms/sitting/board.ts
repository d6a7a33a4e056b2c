import type { House } from '#http/house.ts';
import { shownName } from '#people/index.ts';
import { treeOfSeat } from './attempt.ts';
import type { Lights, WordDesk } from './desk.ts';
import { timeLeft } from './model/clock.ts';
import { outcomeOf, type Outcome } from './model/outcome.ts';
import { isGiven, replay } from './model/replay.ts';
import type { Tree } from './model/tree.ts';
import { selectForms, selectSeats, type SeatRow, type SittingFormRow, type SittingRow } from './queries.ts';

/** One way in which an attempt went on, for the teacher to choose among (SIT-9). */
export type Way = {
  readonly head: string;
  readonly device: string;
  readonly answered: number;
  readonly isFinal: boolean;
  /** The tablet's clock at its last break or begin, for the teacher to tell them apart. */
  readonly tablet: string;
};

/** A pupil on the proctor's board. Times in milliseconds. */
export type BoardSeat = {
  readonly attempt: string;
  readonly person: string;
  readonly name: string;
  readonly booklet: string;
  readonly language: string;
  readonly extra: number;
  readonly isLarge: boolean;
  readonly absent: SeatRow['absent'];
  /** `away`: not begun; `silent`: nothing heard for a while. */
  readonly state: 'away' | 'waiting' | 'working' | 'silent' | 'ended';
  readonly place: number;
  readonly items: number;
  readonly answered: number;
  readonly left: number;
  readonly heardAt: number | null;
  readonly lights: Lights | null;
  /** Events that the tablet says it has, and that are here. */
  readonly onTablet: number;
  readonly here: number;
  readonly ways: readonly Way[];
  readonly waitingRuns: number;
  readonly late: number;
};

export type Board = {
  readonly sitting: string;
  readonly study: string;
  readonly cell: string;
  readonly state: SittingRow['state'];
  readonly openedAt: number;
  readonly startedAt: number;
  readonly added: number;
  readonly minutes: number;
  readonly seats: readonly BoardSeat[];
  readonly now: number;
};

/** Two words missed: the tablet is out of reach, or dark. */
const silentAfter = 20_000;

/** Who sits where, how far and with how much time left, and how safe the answers are (SIT-23). */
export async function boardOf(house: House, desk: WordDesk, sitting: SittingRow): Promise<Board> {
  const { read } = house.log;
  const forms = await selectForms(read, sitting.sitting);
  const seats: BoardSeat[] = [];
  for (const seat of await selectSeats(read, sitting.sitting)) {
    const form = forms.find((each) => each.form === seat.form);
    if (form) seats.push(await seatOf(house, desk, { sitting, seat, form, booklet: forms.indexOf(form) + 1 }));
  }
  const { study, cell, state, openedAt, startedAt, added } = sitting;
  const minutes = Math.max(0, ...forms.map((form) => form.minutes));
  const about = { sitting: sitting.sitting, study, cell, state, openedAt, startedAt, added, minutes };
  const collator = new Intl.Collator('kk');
  return { ...about, seats: seats.toSorted((a, b) => collator.compare(a.name, b.name)), now: house.clock.now() };
}

type Seated = {
  readonly sitting: SittingRow;
  readonly seat: SeatRow;
  readonly form: SittingFormRow;
  readonly booklet: number;
};

async function seatOf(house: House, desk: WordDesk, { sitting, seat, form, booklet }: Seated): Promise<BoardSeat> {
  const tree = await treeOfSeat(house, house.log.read, seat);
  const outcome = outcomeOf(tree, seat.settled);
  const word = desk.wordOf(seat.attempt);
  const at = Math.max(outcome?.state.at ?? 0, word?.at ?? 0);
  const allowance = { minutes: form.minutes, extra: seat.extra, added: sitting.added };
  return {
    attempt: seat.attempt,
    person: seat.person,
    name: await shownName(house, seat.person),
    booklet: String(booklet),
    language: seat.language,
    extra: seat.extra,
    isLarge: seat.isLarge === 1,
    absent: seat.absent,
    state: stateOf(house.clock.now(), outcome, word?.heardAt),
    place: word?.place ?? outcome?.state.place ?? -1,
    items: form.items,
    answered: Math.max(word?.answered ?? 0, answeredIn(outcome)),
    left: timeLeft(allowance, at * 100),
    heardAt: word?.heardAt ?? null,
    lights: word?.lights ?? null,
    onTablet: word?.n ?? 0,
    here: word ? (tree.reached.get(word.device) ?? 0) : Math.max(0, ...tree.reached.values()),
    ways: waysOf(tree, outcome),
    waitingRuns: tree.waiting.length + tree.broken.length,
    late: outcome?.state.late ?? 0,
  };
}

function answeredIn(outcome: Outcome | undefined): number {
  return outcome ? [...outcome.state.answers.values()].filter((response) => isGiven(response)).length : 0;
}

function stateOf(now: number, outcome: Outcome | undefined, heardAt: number | undefined): BoardSeat['state'] {
  if (outcome?.state.final !== undefined) return 'ended';
  if (heardAt === undefined) return outcome ? 'silent' : 'away';
  if (now - heardAt > silentAfter) return 'silent';
  return outcome ? 'working' : 'waiting';
}

function waysOf(tree: Tree, outcome: Outcome | undefined): readonly Way[] {
  if (!outcome?.isFork) return [];
  return tree.branches.map(({ head, device, events }) => {
    const state = replay(events);
    const answered = [...state.answers.values()].filter((response) => isGiven(response)).length;
    return { head, device, answered, isFinal: state.final !== undefined, tablet: device.slice(0, 4) };
  });
}
