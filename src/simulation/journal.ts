import { day as dayLength, hour } from '#kernel/time.ts';
import { mintId, schoolScope, type PersonId } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import type { Draft } from '#log/record.ts';
import { findGroup } from '#people/index.ts';
import { groupJournal, resultsOf } from '#rooms/journal/group-journal.ts';
import { assessed, assessmentSet, pointed } from '#rooms/journal/records.ts';
import { sayResults } from '#rooms/journal/say-results.ts';
import { isMarked } from '#rooms/lessons/index.ts';
import { attended, runClosed, runStarted } from '#rooms/lessons/records-run.ts';
import { slotsOn } from '#rooms/timetable/index.ts';
import type { SetClock } from './activity.ts';
import type { Dice } from './dice.ts';
import { sampleYear, type InventedGroup, type InventedPeople, type InventedPupil } from './people.ts';

type Options = { readonly people: InventedPeople; readonly dice: Dice; readonly clock: SetClock };

/** Days on which the sample's lessons stand in the journal: a day a week of the first quarter, all of two weeks of the second. */
const firstQuarter = ['09-07', '09-15', '09-23', '10-01', '10-09', '10-13'];
const secondQuarter = ['11-09', '11-10', '11-11', '11-12', '11-13', '11-16', '11-17', '11-18', '11-19', '11-20'];
const mostLanes = 4;
const formativeMaximum = 10;

/**
 * The journal of an invented school: lessons by its timetable that were held on paper, who was there, points as pupils'
 * abilities let them be, the summative assessments of the first quarter, and its results as the rule counts them,
 * confirmed by the teachers.
 */
export async function keepJournal(house: House, options: Options): Promise<void> {
  for (const date of firstQuarter) await holdDay(house, options, `${sampleYear}-${date}`);
  for (const group of options.people.groups) await closeQuarter(house, options, group);
  for (const date of secondQuarter) await holdDay(house, options, `${sampleYear}-${date}`);
}

function pupilsOf({ pupils }: InventedPeople, { grades }: InventedGroup): readonly InventedPupil[] {
  return pupils.filter(({ grade }) => grades.includes(grade));
}

async function holdDay(house: House, { people, dice, clock }: Options, date: string): Promise<void> {
  const { school } = house.self;
  if (!school) return;
  const scope = schoolScope(school);
  const records: Draft[] = [];
  for (const slot of await slotsOn(house.log.read, school, date)) {
    const groups = people.groups.filter(({ group }) => slot.groups.includes(group));
    const taught = groups.flatMap((group) => group.grades.map((grade) => ({ group, grade }))).slice(0, mostLanes);
    if (taught.length === 0) continue;
    const run = mintId<string>(dice);
    const lanes = taught.map(({ group, grade }, n) => {
      const about = { lane: 'abcd'[n] ?? 'a', group: group.group, subject: group.subject, grade };
      return { ...about, topic: '', objectives: [], more: [], homework: [] };
    });
    const part = { mode: 'shared' as const, form: 'explanation' as const, pupils: '', activities: [] };
    const content = {
      title: '',
      minutes: slot.minutes,
      lanes,
      phases: [{ minutes: slot.minutes, parts: lanes.map(() => part) }],
      hasTelephones: false,
    };
    const deed = (n: number) => ({ run, deed: `${run}-${n}`, at: slot.to });
    const begun = { run, deed: `${run}-1`, day: date, slot: slot.slot, content, isOnPaper: true };
    records.push(runStarted.draft(scope, slot.teacher, begun));
    let n = 1;
    for (const { group, grade } of taught) {
      for (const pupil of people.pupils.filter((each) => each.grade === grade)) {
        const state = dice.int(20) === 0 ? 'absent' : dice.int(25) === 0 ? 'late' : 'present';
        const why = state === 'absent' ? { reason: dice.pick(['ill', 'excused', 'unknown'] as const) } : {};
        const late = state === 'late' ? { minutes: 3 + dice.int(8) } : {};
        const { person } = pupil;
        records.push(attended.draft(scope, slot.teacher, { ...deed(++n), person, state, ...late, ...why }));
        if (state === 'absent' || !isMarked(grade, date) || dice.int(3) === 0) continue;
        const points = pointsOf(pupil, formativeMaximum, dice);
        const place = { run, group: group.group, grade, subject: group.subject, day: date, person, points };
        const said = { entry: mintId<string>(dice), ...place, of: formativeMaximum };
        records.push(pointed.draft(scope, slot.teacher, said));
      }
    }
    records.push(runClosed.draft(scope, slot.teacher, { ...deed(++n), lanes: [] }));
  }
  clock.set(Date.parse(`${date}T09:00:00Z`) + hour);
  await house.log.write(() => ({ records, answer: undefined }));
}

/** Between a third and all of the points, by ability and luck. */
function pointsOf({ ability }: InventedPupil, of: number, dice: Dice): number {
  const share = 0.68 + 0.14 * ability + 0.24 * (dice.unit() - 0.5);
  return Math.round(of * Math.min(1, Math.max(0.2, share)));
}

type Planned = {
  readonly kind: 'section' | 'quarter';
  readonly day: string;
  readonly title: string;
  readonly maxima: readonly number[];
};

const planned: readonly Planned[] = [
  { kind: 'section', day: '09-23', title: '1-бөлім', maxima: [4, 4, 4] },
  { kind: 'section', day: '10-13', title: '2-бөлім', maxima: [3, 4, 3] },
  { kind: 'quarter', day: '10-20', title: '1-тоқсан', maxima: [5, 5, 6, 4] },
];

async function closeQuarter(house: House, { people, dice, clock }: Options, group: InventedGroup): Promise<void> {
  const { school } = house.self;
  if (!school) return;
  const scope = schoolScope(school);
  const { teacher, subject } = group;
  const last = Date.UTC(sampleYear, 9, 22, 10);
  const row = await findGroup(house.log.read, group.group);
  if (!row) return;
  const { schemes } = await groupJournal(house.log.read, row, sampleYear);
  const records: Draft[] = [];
  for (const grade of group.grades.filter((each) => isMarked(each, `${sampleYear}-10-22`))) {
    const scheme = schemes.get(grade);
    const held = planned.filter(({ kind }) => scheme === 'quarter' || (scheme === 'half-year' && kind === 'section'));
    for (const { kind, day, title, maxima } of held) {
      const assessment = mintId<string>(dice);
      const place = { assessment, group: group.group, grade, subject, kind, year: sampleYear, quarter: 1 };
      const descriptors = maxima.map((max, n) => ({ objective: `${grade}.1.${n + 1}.1`, text: '', max }));
      records.push(
        assessmentSet.draft(scope, teacher, { ...place, day: `${sampleYear}-${day}`, title, descriptors }),
        ...pupilsOf(people, { ...group, grades: [grade] }).map((pupil) => {
          const points = maxima.map((max) => pointsOf(pupil, max, dice));
          const said = {
            entry: mintId<string>(dice),
            assessment,
            person: pupil.person,
            state: 'done' as const,
            points,
          };
          return assessed.draft(scope, teacher, said);
        }),
      );
    }
  }
  clock.set(last - dayLength);
  await house.log.write(() => ({ records, answer: undefined }));
  clock.set(last);
  await confirm(house, group, teacher);
}

async function confirm(house: House, { group }: InventedGroup, teacher: PersonId): Promise<void> {
  const row = await findGroup(house.log.read, group);
  if (!row) return;
  await house.log.write(async (on) => {
    const journal = await groupJournal(on, row, sampleYear);
    const rows = journal.members.flatMap((pupil) =>
      resultsOf(journal, pupil).flatMap(({ period, result }) => {
        if (period !== 'q1' || result.proposal.kind !== 'proposed') return [];
        const mark = String(result.proposal.mark) as '2' | '3' | '4' | '5';
        return [{ person: pupil.person, period, result: mark }];
      }),
    );
    const said = sayResults(on, house, journal, teacher, rows);
    if (!said.ok) throw new Error(`the simulation's results were refused: ${said.error.key}`);
    return { records: said.value, answer: undefined };
  });
}
