import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { GroupId, PersonId, SchoolId } from '#kernel/ids.ts';
import { shippedCalendar } from './calendar.ts';
import { weights, type CheckedGroup, type CheckedWeek, type Conflict } from './conflict.ts';
import { clashesWith, findConflicts, pairKey, sharedPairs } from './conflicts.ts';
import { clockOf, minutesOf } from './day.ts';
import { shippedNorms, withOwnHours } from './norms.ts';
import { changeConflicts } from './change-conflicts.ts';
import type { Change, Slot } from './slot.ts';

const id = <T>(text: string): T => text as T;

function group(
  name: string,
  subject: string,
  grades: readonly number[],
  letters: readonly string[] = [],
): CheckedGroup {
  const classes = grades.flatMap((grade) => letters.map((letter) => ({ grade, letter })));
  return { group: id<GroupId>(name), subject, grades, classes, teacher: id<PersonId>('t1') };
}

let slots = 0;
function slot(groups: readonly string[], of: Partial<Slot> = {}): Slot {
  const place = { slot: `s${++slots}`, since: '2026-09-01', weekday: 1, period: 1, teacher: id<PersonId>(`t${slots}`) };
  return { ...place, room: '', groups: groups.map((each) => id<GroupId>(each)), ...of };
}

function week(given: readonly Slot[], groups: readonly CheckedGroup[], of: Partial<CheckedWeek> = {}): CheckedWeek {
  const shared = sharedPairs(groups.map((each) => ({ ...each, members: [] })));
  const common = {
    day: '2026-11-30',
    bells: [],
    calendar: shippedCalendar(2026),
    norms: { ...shippedNorms, hours: [] },
  };
  return { ...common, slots: given, groups, shared, ...of };
}

const kinds = (of: CheckedWeek): string[] => findConflicts(of).map((each) => each.kind);
const [g5, g6, g7] = [group('g5', 'mathematics', [5]), group('g6', 'english', [6]), group('g7', 'physics', [7])];

describe('conflicts of a timetable', () => {
  it('TTB-11: a teacher in two places, with the place', () => {
    const teacher = id<PersonId>('t');
    const two = [slot(['g5'], { teacher, period: 2 }), slot(['g6'], { teacher, period: 2 })];
    const [found, ...rest] = findConflicts(week(two, [g5, g6]));
    assert.equal(rest.length, 0);
    assert.deepEqual(
      [found?.kind, found?.weekday, found?.period, found?.slots, found?.values],
      ['teacher-twice', 1, 2, two.map((each) => each.slot), { teacher }],
    );
    assert.deepEqual(kinds(week([slot(['g5', 'g6'], { teacher, period: 2 })], [g5, g6])), []);
  });
  it('TTB-11: times are the clock’s: the second lesson of grade 1 runs into the first of others only where it does', () => {
    const bells = [
      {
        bells: 'a',
        name: '',
        grades: [],
        weekdays: [],
        from: '',
        to: '',
        lessons: [{ period: 1, from: '08:30', to: '09:15' }],
      },
      {
        bells: 'b',
        name: '',
        grades: [1],
        weekdays: [],
        from: '',
        to: '',
        lessons: [{ period: 2, from: '09:10', to: '09:45' }],
      },
    ];
    const teacher = id<PersonId>('t');
    const g1 = group('g1', 'world', [1]);
    const two = [slot(['g5'], { teacher }), slot(['g1'], { teacher, period: 2 })];
    assert.deepEqual(kinds(week(two, [g5, g1], { bells })), ['teacher-twice']);
    const later = [bells[0]!, { ...bells[1]!, lessons: [{ period: 2, from: '09:15', to: '09:50' }] }];
    assert.deepEqual(kinds(week(two, [g5, g1], { bells: later })), []);
  });
  it('TTB-11: a room, the combined room too, and the pupils of a grade in two places', () => {
    const room = 'Біріктірілген кабинет';
    const two = [slot(['g5'], { room }), slot(['g6'], { room: 'біріктірілген  кабинет' })];
    assert.deepEqual(kinds(week(two, [g5, g6])), ['room-twice']);
    const remote = { school: id<SchoolId>('hub'), from: '08:45', minutes: 40 };
    assert.deepEqual(kinds(week([slot(['g5'], { room }), slot(['g6'], { room, remote })], [g5, g6])), ['room-remote']);
    const both = group('g56', 'world', [5, 6]);
    assert.deepEqual(kinds(week([slot(['g5']), slot(['g56'])], [g5, both])), ['pupils-twice']);
    assert.deepEqual(kinds(week([slot(['g5']), slot(['g5'])], [g5])), ['pupils-twice']);
  });
  it('TTB-11: halves of a class whose pupils are not the same may have lessons at one time', () => {
    const [a, b] = [group('a', 'english', [5], ['А']), group('b', 'english', [5], ['Б'])];
    assert.deepEqual(kinds(week([slot(['a']), slot(['b'])], [a, b])), []);
    const split = [
      { ...g5, members: [id<PersonId>('p1')] },
      { ...group('other', 'english', [5]), members: [id<PersonId>('p2')] },
    ];
    assert.deepEqual([...sharedPairs(split)], []);
    assert.deepEqual(
      [...sharedPairs([split[0]!, { ...split[1]!, members: [id<PersonId>('p1')] }])],
      [pairKey('g5', 'other')],
    );
  });
  it('TTB-11: five grades are no set; a group that is no more, a lesson without a bell, a free Saturday', () => {
    const [low, high] = [group('low', 'music', [1, 2, 3]), group('high', 'music', [4, 5])];
    const [found] = findConflicts(week([slot(['low', 'high'], { period: 1 })], [low, high]));
    assert.deepEqual([found?.kind, found?.values], ['set-too-large', { grades: '1+2+3+4+5', most: 4 }]);
    assert.deepEqual(kinds(week([slot(['gone'])], [])), ['group-gone']);
    assert.deepEqual(kinds(week([slot(['g5'], { period: 12 })], [g5])), ['no-bell']);
    assert.deepEqual(kinds(week([slot(['g5'], { weekday: 6 })], [g5])), ['no-school-day']);
  });
  it('TTB-9: hours that are missing or too many, by grade and subject, against dated hours', () => {
    const norms = withOwnHours({ ...shippedNorms, hours: [] }, [{ grade: 5, subject: 'mathematics', hours: 2 }], 'own');
    const both = group('g56', 'mathematics', [5, 6]);
    const values = (given: readonly Slot[]) =>
      findConflicts(week(given, [g5, both], { norms })).map((each) => each.values);
    assert.deepEqual(values([slot(['g5'])]), [{ grade: '5', subject: 'mathematics', hours: 2, given: 1 }]);
    assert.deepEqual(values([slot(['g5']), slot(['g56'], { weekday: 2 })]), []);
    const three = [1, 2, 3].map((weekday) => slot(['g5'], { weekday }));
    assert.deepEqual(kinds(week(three, [g5], { norms })), ['hours-over']);
    const [a, b] = [group('a', 'mathematics', [5], ['А']), group('b', 'mathematics', [5], ['Б'])];
    const apart = [1, 2].map((weekday) => slot(['a'], { weekday }));
    assert.deepEqual(
      findConflicts(week(apart, [a, b], { norms })).map((each) => [each.kind, each.values['grade']]),
      [['hours-missing', '5 Б']],
    );
  });
  it('TTB-10: a day longer than the sanitary rules advise, and a gap, are advice', () => {
    const g1 = group('g1', 'world', [1]);
    const day = (count: number) => Array.from({ length: count }, (_, n) => slot(['g1'], { period: n + 1 }));
    assert.deepEqual(kinds(week(day(4), [g1])), []);
    assert.deepEqual(kinds(week(day(5), [g1])), ['day-too-long']);
    const autumn = findConflicts(week(day(3), [g1], { day: '2026-09-07' }));
    assert.deepEqual(autumn, []);
    const gap = [slot(['g5'], { period: 1 }), slot(['g5'], { period: 4 })];
    assert.deepEqual(
      findConflicts(week(gap, [g5])).map((each) => [each.kind, each.values]),
      [['gap', { grade: 5, lessons: '2, 3' }]],
    );
  });

  it('TTB-14: a change that brings somebody into two places is said, with the day’s lesson', () => {
    const [t, u] = [id<PersonId>('t'), id<PersonId>('u')];
    const [first, second] = [slot(['g5'], { teacher: t }), slot(['g6'], { teacher: u, period: 2 })];
    const checked = week([first, second, slot(['g7'], { teacher: u })], [g5, g6, g7]);
    const change = { day: '2026-11-30', reason: 'teacher-away', isCancelled: false } as const;
    const kindsOf = (changes: readonly Change[]) =>
      changeConflicts(checked, changes).map((each) => [each.kind, each.weekday]);
    assert.deepEqual(kindsOf([]), []);
    assert.deepEqual(kindsOf([{ ...change, slot: first.slot, teacher: u }]), [['teacher-twice', 1]]);
    assert.deepEqual(kindsOf([{ ...change, slot: first.slot, teacher: id<PersonId>('x') }]), []);
    const moved = { ...change, slot: second.slot, to: { day: '2026-11-30', period: 1 } };
    assert.deepEqual(kindsOf([moved]), [['teacher-twice', 1]]);
    assert.deepEqual(kindsOf([moved, { ...change, slot: checked.slots[2]?.slot ?? '', isCancelled: true }]), []);
  });

  const groups = [g5, g6, g7, group('g56', 'world', [5, 6]), group('g1', 'world', [1])];
  const shared = sharedPairs(groups.map((each) => ({ ...each, members: [] })));
  const bells = [
    {
      bells: 'a',
      name: '',
      grades: [],
      weekdays: [],
      from: '',
      to: '',
      lessons: ['08:30', '09:25', '10:20'].map((from, n) => ({ period: n + 1, from, to: plus(from, 45) })),
    },
    {
      bells: 'b',
      name: '',
      grades: [1],
      weekdays: [],
      from: '',
      to: '',
      lessons: ['08:30', '09:15', '10:10'].map((from, n) => ({ period: n + 1, from, to: plus(from, 35) })),
    },
  ];
  const aSlot = fc.record({
    weekday: fc.integer({ min: 1, max: 2 }),
    period: fc.integer({ min: 1, max: 3 }),
    teacher: fc.constantFrom('t1', 't2', 't3').map((each) => id<PersonId>(each)),
    room: fc.constantFrom('', '1', '2'),
    groups: fc.subarray(
      groups.map((each) => each.group),
      { minLength: 1, maxLength: 2 },
    ),
    remote: fc.option(
      fc.record({
        school: fc.constant(id<SchoolId>('h')),
        from: fc.constantFrom('09:00', '10:00'),
        minutes: fc.constant(40),
      }),
      { nil: undefined },
    ),
  });

  /** Who is where in each minute: slow, and sees what no reasoning about intervals can miss. */
  function doubleBooked(given: readonly Slot[]): Set<string> {
    const found = new Set<string>();
    const minutesIn = (each: Slot): number[] => {
      const grades = each.groups.flatMap((of) => groups.find((one) => one.group === of)?.grades ?? []);
      const set = grades.every((grade) => grade === 1) ? bells[1] : bells[0];
      const bell = set?.lessons.find((one) => one.period === each.period);
      const from = each.remote ? minutesOf(each.remote.from) : minutesOf(bell?.from ?? '');
      const to = each.remote ? from + each.remote.minutes : minutesOf(bell?.to ?? '');
      return Array.from({ length: to - from }, (_, n) => each.weekday * 10_000 + from + n);
    };
    for (const a of given) {
      for (const b of given) {
        if (a.slot >= b.slot) continue;
        const mine = new Set(minutesIn(a));
        if (!minutesIn(b).some((minute) => mine.has(minute))) continue;
        if (a.teacher === b.teacher) found.add(`teacher ${pairKey(a.slot, b.slot)}`);
        if (a.room !== '' && a.room === b.room) found.add(`room ${pairKey(a.slot, b.slot)}`);
        const grades = (of: Slot) =>
          of.groups.flatMap((one) => groups.find((each) => each.group === one)?.grades ?? []);
        if (grades(a).some((grade) => grades(b).includes(grade))) found.add(`pupils ${pairKey(a.slot, b.slot)}`);
      }
    }
    return found;
  }

  it('TTB-11: no double booking is missed and none is invented, whatever the timetable (oracle minute by minute)', () => {
    fc.assert(
      fc.property(fc.array(aSlot, { maxLength: 8 }), (given) => {
        const made = given.map(({ remote, ...rest }, n): Slot => {
          const placed = { ...rest, slot: `s${n}`, since: '2026-09-01' };
          return remote ? { ...placed, remote } : placed;
        });
        const found = findConflicts(week(made, groups, { bells, shared }));
        const said = found.flatMap(({ kind, slots: [a = '', b = ''] }) => {
          const what = {
            'teacher-twice': 'teacher',
            'room-twice': 'room',
            'room-remote': 'room',
            'pupils-twice': 'pupils',
          };
          const name = what[kind as keyof typeof what];
          return name ? [`${name} ${pairKey(a, b)}`] : [];
        });
        assert.deepEqual(said.toSorted(), [...doubleBooked(made)].toSorted());
        // What is said of one slot while it is in the hand is what the whole week says of it.
        for (const each of made) {
          const whole = found.filter(({ kind, slots: own }) => weights[kind] === 'wrong' && own.includes(each.slot));
          const alone = clashesWith(week(made, groups, { bells, shared }), each);
          const name = ({ kind, slots: own }: Conflict): string => `${kind} ${own.toSorted().join(' ')}`;
          assert.deepEqual(alone.map(name).toSorted(), whole.map(name).toSorted());
        }
      }),
      { numRuns: process.env['TIREK_PROOF'] ? 5000 : 300 },
    );
  });
});

function plus(clock: string, minutes: number): string {
  return clockOf(minutesOf(clock) + minutes);
}
