import { mintId, schoolScope, systemRandomness, type PersonId, type SchoolId, type TabletId } from '#kernel/ids.ts';
import type { ItemResponse, PartFace } from '#rooms/bank/index.ts';
import { enrolled, personRegistered } from '#people/records.ts';
import type { OpenedForm } from '#rooms/assessment/model/form.ts';
import { keptRun } from '../src/rooms/sitting/attempt.ts';
import { firstHead, headAfter } from '../src/rooms/sitting/model/chain.ts';
import type { SittingEvent } from '../src/rooms/sitting/model/event.ts';
import { attemptOf } from '../src/rooms/sitting/projection.ts';
import { opened, ran, seated, told } from '../src/rooms/sitting/records.ts';
import { eventsARun } from '../src/rooms/sitting/ui/runs-out.ts';
import { diceOf } from '../src/simulation/dice.ts';
import type { SetClock } from '../src/simulation/activity.ts';
import type { OpenNode } from '../src/main.ts';

type Dice = ReturnType<typeof diceOf>;
/** What a pupil of the bench answered, item by item. */
export type Truth = ReadonlyMap<string, readonly ItemResponse[]>;

/** 9:00 in Aktobe. */
const begins = Date.UTC(2026, 8, 14, 4);
/** As the tablet does it: not later than so many tenths of a second after the run before. */
const longestUncut = 18_000;

/** The people of a school, which the region has known for long. */
export async function withPupils({ house }: OpenNode, school: SchoolId, count: number): Promise<readonly PersonId[]> {
  const scope = schoolScope(school);
  return house.log.write((on) => {
    const people = Array.from({ length: count }, () => mintId<PersonId>(systemRandomness));
    const records = people.flatMap((person, n) => {
      const name = on.seal(person, scope, JSON.stringify({ family: `Үлгі ${n}`, given: 'Оқушы' }));
      const seat = { enrolment: on.mint<string>(), person, school, grade: 6, letter: '' };
      return [
        personRegistered.draft(scope, 'bench', { person, name, language: 'kk', picture: '' }),
        enrolled.draft(scope, 'bench', { ...seat, medium: 'kk', year: 2026, from: '2026-09-01' }),
      ];
    });
    return { records, answer: people };
  });
}

type Run = {
  readonly at: number;
  readonly person: PersonId;
  readonly tablet: TabletId;
  readonly n: number;
  readonly from: number;
  readonly head: string;
  readonly events: readonly SittingEvent[];
};

/** One sitting of all these pupils, its records written one by one at the time at which each of them came. */
export async function sit(
  { house }: OpenNode,
  clock: SetClock,
  school: SchoolId,
  people: readonly PersonId[],
  form: OpenedForm,
): Promise<Truth> {
  const scope = schoolScope(school);
  const dice = diceOf(`upload ${school}`);
  const sitting = mintId<string>(systemRandomness);
  const truth = new Map<string, readonly ItemResponse[]>();
  clock.set(begins - 600_000);
  const about = { form: form.form, minutes: form.minutes, items: form.of.places.length, key: 'AGE-SECRET-KEY-BENCH' };
  await house.log.write(() => ({
    records: [
      opened.draft(scope, 'bench', { sitting, study: form.of.study, cell: form.of.cell, forms: [about] }),
      ...people.map((person) =>
        seated.draft(scope, 'bench', {
          sitting,
          person,
          form: form.form,
          language: 'kk',
          extra: 0,
          isLarge: false,
          isLate: false,
        }),
      ),
    ],
    answer: undefined,
  }));
  const runs = people.flatMap((person, n) => {
    const worked = workOf(form, dice.child(`pupil ${n}`));
    truth.set(attemptOf(sitting, person), worked.answers);
    return runsOf({ attempt: attemptOf(sitting, person), person, form: form.form }, worked.events, dice);
  });
  clock.set(begins);
  await house.log.write(() => ({
    records: [told.draft(scope, 'bench', { sitting, order: 'started' })],
    answer: undefined,
  }));
  for (const run of runs.toSorted((a, b) => a.at - b.at)) {
    clock.set(run.at);
    await house.log.write((on) => {
      const kept = keptRun({ device: run.tablet, ...run }, (text) => on.seal(run.person, scope, text));
      const body = { attempt: attemptOf(sitting, run.person), device: deviceOf(run.tablet), from: run.from, ...kept };
      return { records: [ran.draft(scope, run.person, body, { tablet: run.tablet, n: run.n })], answer: undefined };
    });
  }
  await house.log.write(() => ({
    records: [told.draft(scope, 'bench', { sitting, order: 'ended' })],
    answer: undefined,
  }));
  return truth;
}

/** As long as the names that tablets give their chains. */
const deviceOf = (tablet: string): string => tablet.slice(0, 8);

function runsOf(
  of: { attempt: string; person: PersonId; form: string },
  events: readonly SittingEvent[],
  dice: Dice,
): Run[] {
  const tablet = mintId<TabletId>(systemRandomness);
  const first = firstHead({ ...of, device: deviceOf(tablet) });
  const runs: Run[] = [];
  let n = 1 + dice.int(400);
  for (let from = 0; from < events.length;) {
    const begun = events[from]?.at ?? 0;
    let to = from;
    while (to < events.length && to - from < eventsARun && (events[to]?.at ?? 0) - begun <= longestUncut) to++;
    const own = events.slice(from, to);
    const at = begins + (own.at(-1)?.at ?? 0) * 100 + dice.int(3000);
    runs.push({
      at,
      person: of.person,
      tablet,
      n: n++,
      from: from + 1,
      head: headAfter(first, events.slice(0, to)),
      events: own,
    });
    from = to;
  }
  return runs;
}

/** A pupil works through a form: looks, answers, now and then changes an answer or marks an item, and hands in. */
function workOf(
  form: OpenedForm,
  dice: Dice,
): { readonly events: SittingEvent[]; readonly answers: readonly ItemResponse[] } {
  const faces = form.languages.kk ?? [];
  let at = 0;
  const events: SittingEvent[] = [{ at, kind: 'begun', wall: begins + dice.int(5000) }];
  const answers = faces.map(({ parts }, place): ItemResponse => {
    at += 5 + dice.int(25);
    events.push({ at, kind: 'shown', place });
    if (dice.int(20) === 0) events.push({ at: (at += 20), kind: 'flagged', place, isOn: true });
    let response = parts.map((part) => answerTo(part, dice));
    if (dice.int(7) === 0) {
      at += 150 + dice.int(300);
      events.push({ at, kind: 'answered', place, response });
      response = parts.map((part) => answerTo(part, dice));
    }
    at += 150 + dice.int(700);
    events.push({ at, kind: 'answered', place, response });
    return response;
  });
  events.push({ at: at + 100, kind: 'final', why: 'handed-in' });
  return { events, answers };
}

const words = ['азот', 'оттегі', 'жарық', 'тығыздық', 'бөлшек', 'үшбұрыш', 'жылдамдық'] as const;

function answerTo(part: PartFace, dice: Dice): ItemResponse[number] {
  if (part.kind === 'single') return dice.int(part.options.length);
  if (part.kind === 'multiple') {
    const first = dice.int(part.options.length);
    return part.options.flatMap((_, n) => (n === first || dice.int(3) === 0 ? [n] : []));
  }
  if (part.kind === 'number') return String(dice.int(1000) / 10).replace('.', ',');
  if (part.kind === 'table') return part.rows.map(() => dice.int(part.columns.length));
  return words[dice.int(words.length)] ?? '';
}
