import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { schoolScope } from '#kernel/ids.ts';
import type { Store } from '#log/store.ts';
import { calendarOf, isSchoolDay, quarterOf, slotOn, slotsOn } from './index.ts';
import { shippedCalendar } from './model/calendar.ts';
import { bellsSet, calendarSet, changeDropped, dayChanged, slotDropped } from './records.ts';
import { aTimetableSchool } from './testing.ts';

/** A few weeks of a timetable, and what is seen of them. Ids come from a seed, so engines can be compared. */
async function term(engine: Store['engine']): Promise<unknown> {
  await using place = await aTimetableSchool(engine);
  const { house, school } = place;
  const scope = schoolScope(school);
  const [one, two] = [await place.adult('one'), await place.adult('two')];
  const maths5 = await place.group(one.person, 'mathematics', [5]);
  const physics7 = await place.group(one.person, 'physics', [7]);
  const world1 = await place.group(two.person, 'world', [1, 2]);
  const set = await place.slot({
    slot: 'set',
    weekday: 1,
    period: 2,
    groups: [maths5, physics7],
    teacher: one.person,
    room: '3',
  });
  const world = await place.slot({ slot: 'world', weekday: 3, period: 1, groups: [world1], teacher: two.person });
  const remote = { school: 'hub-01' as never, from: '10:00', minutes: 40 };
  await place.slot({ slot: 'far', weekday: 1, period: 3, groups: [physics7], teacher: two.person, remote });
  const at = async (day: string) => {
    return (await slotsOn(house.log.read, school, day)).map((each) => {
      const { slot, period, from, minutes, groups, teacher, room } = each;
      return [
        slot,
        period,
        new Date(from).toISOString(),
        minutes,
        groups.length,
        teacher === one.person,
        room,
        each.isChanged,
      ];
    });
  };
  const seen: unknown[] = [
    await at('2026-11-30'),
    await at('2026-12-02'),
    await at('2026-12-16'),
    await at('2026-10-28'),
  ];
  // TTB-8: moved from a Monday on; the Monday before stays as it was.
  await place.slot({ slot: 'set', since: '2026-12-07', weekday: 1, period: 4, groups: [maths5], teacher: one.person });
  seen.push(await at('2026-11-30'), await at('2026-12-07'));
  // TTB-14: another teacher, another day, no lesson, as before.
  const change = { reason: 'teacher-away', isCancelled: false } as const;
  await place.write(
    dayChanged.draft(scope, 'office', { slot: set, day: '2026-11-30', ...change, teacher: two.person, room: '5' }),
    dayChanged.draft(scope, 'office', {
      slot: 'far',
      day: '2026-11-30',
      ...change,
      to: { day: '2026-12-02', period: 5 },
    }),
    dayChanged.draft(scope, 'office', { slot: world, day: '2026-12-02', ...change, isCancelled: true }),
  );
  seen.push(await at('2026-11-30'), await at('2026-12-02'));
  await place.write(changeDropped.draft(scope, 'office', { slot: world, day: '2026-12-02' }));
  await place.write(slotDropped.draft(scope, 'office', { slot: world, since: '2026-12-09' }));
  seen.push(await at('2026-12-02'), await at('2026-12-09'));
  const own = { ...shippedCalendar(2026), checked: true, source: 'бұйрық' };
  await place.write(
    calendarSet.draft(scope, 'office', {
      ...own,
      daysOff: [{ day: '2026-11-30', names: { kk: 'Боран', ru: 'Буран', en: 'Storm' } }],
    } as never),
    bellsSet.draft(scope, 'office', {
      bells: 'short',
      name: '',
      grades: [],
      weekdays: [3],
      from: '',
      to: '',
      lessons: [{ period: 5, from: '11:00', to: '11:30' }],
    }),
  );
  seen.push(await at('2026-11-30'), await at('2026-12-02'));
  const calendar = await calendarOf(house.log.read, school, 2026);
  seen.push(calendar.checked, quarterOf(calendar, '2026-11-30'), isSchoolDay(calendar, 5, '2026-11-30'));
  seen.push(await slotOn(house.log.read, school, '2026-12-07', set).then((each) => each?.period));
  seen.push(await slotOn(house.log.read, school, '2026-12-08', set));
  const before = await at('2026-12-07');
  await house.log.rebuild('timetable');
  assert.deepEqual(await at('2026-12-07'), before);
  return seen;
}

const expected = [
  [
    ['set', 2, '2026-11-30T04:25:00.000Z', 45, 2, true, '3', false],
    ['far', 3, '2026-11-30T05:00:00.000Z', 40, 1, false, '', false],
  ],
  [['world', 1, '2026-12-02T03:30:00.000Z', 45, 1, false, '', false]],
  [],
  [],
  [
    ['set', 2, '2026-11-30T04:25:00.000Z', 45, 2, true, '3', false],
    ['far', 3, '2026-11-30T05:00:00.000Z', 40, 1, false, '', false],
  ],
  [
    ['far', 3, '2026-12-07T05:00:00.000Z', 40, 1, false, '', false],
    ['set', 4, '2026-12-07T06:25:00.000Z', 45, 1, true, '', false],
  ],
  [['set', 2, '2026-11-30T04:25:00.000Z', 45, 2, false, '5', true]],
  [['far', 5, '2026-12-02T07:20:00.000Z', 45, 1, false, '', true]],
  [
    ['world', 1, '2026-12-02T03:30:00.000Z', 45, 1, false, '', false],
    ['far', 5, '2026-12-02T07:20:00.000Z', 45, 1, false, '', true],
  ],
  [],
  [],
  [['far', 5, '2026-12-02T06:00:00.000Z', 30, 1, false, '', true]],
  true,
  2,
  false,
  undefined,
  undefined,
];

describe('the door of the timetable', () => {
  it('TTB-8, TTB-13, TTB-14: slots, changes and the calendar make each day, on SQLite', async () => {
    assert.deepEqual(await term('sqlite'), expected);
  });
  it('TTB-13: and equally on PostgreSQL', { skip: !process.env['TIREK_TEST_POSTGRES'] }, async () => {
    assert.deepEqual(await term('postgres'), expected);
  });
});
