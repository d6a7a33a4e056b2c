import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shippedCalendar } from '#rooms/timetable/model/calendar.ts';
import { findConflicts, sharedPairs } from '#rooms/timetable/model/conflicts.ts';
import { shippedNorms } from '#rooms/timetable/model/norms.ts';
import type { Slot } from '#rooms/timetable/model/slot.ts';
import { diceOf } from './dice.ts';
import { inventPeople } from './people.ts';
import { planRegion } from './plan.ts';
import { timetableDrafts } from './timetable.ts';

describe('the sample timetable', () => {
  it('TTB-11: in every invented school nobody is in two places and the hours are those of the curriculum', () => {
    for (const school of planRegion('aktobe').schools.slice(0, 40)) {
      const dice = diceOf(`timetable ${school.school}`);
      const people = inventPeople(school, dice);
      const slots = timetableDrafts(school, people, dice).map((each) => each.body as Slot);
      const groups = people.groups.map((each) => ({ ...each, classes: [] }));
      const found = findConflicts({
        day: '2026-11-23',
        slots,
        groups,
        shared: sharedPairs(groups.map((each) => ({ ...each, members: [] }))),
        bells: [],
        calendar: shippedCalendar(2026),
        norms: shippedNorms,
      });
      assert.deepEqual(
        found.filter(({ kind }) => kind !== 'gap').map((each) => [school.school, each.kind, each.values]),
        [],
      );
    }
  });
});
