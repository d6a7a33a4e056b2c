import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { GroupId, PersonId } from '#kernel/ids.ts';
import { slotsOn } from './index.ts';
import { shippedCalendar } from './model/calendar.ts';
import type { OwnDay } from './routes-day.ts';
import type { SettingsAnswer } from './routes-settings.ts';
import type { WeekAnswer } from './routes-week.ts';
import { aTimetableSchool, type TimetableSchool } from './testing.ts';

type Who = { readonly person: PersonId; readonly token: string };
type Refused = { readonly error: { readonly key: string; readonly values: Readonly<Record<string, unknown>> } };

describe('the timetable by hand', () => {
  let place: TimetableSchool;
  let head: Who;
  let teacher: Who;
  let other: Who;
  let pupil: Who;
  let maths: GroupId;
  let physics: GroupId;
  const since = '2026-11-30';
  before(async () => {
    place = await aTimetableSchool();
    head = await place.adult('head', 'head');
    teacher = await place.adult('teacher');
    other = await place.adult('other');
    maths = await place.group(teacher.person, 'mathematics', [5]);
    physics = await place.group(teacher.person, 'physics', [7, 8]);
    pupil = await place.pupil('Сейітова', 5);
  });
  after(() => place[Symbol.asyncDispose]());

  const week = async (day = since): Promise<WeekAnswer> =>
    (await place.call(head.token, 'GET', `/week?day=${day}`)).body;
  const put = (path: string, body: unknown, token = head.token) => place.call(token, 'PUT', path, body);
  const lesson = (of: object = {}) => ({
    weekday: 1,
    period: 2,
    groups: [maths],
    teacher: teacher.person,
    room: '5',
    ...of,
  });
  const refusal = ({ status, body }: { status: number; body: unknown }) => {
    const { key, values } = (body as Refused).error;
    return [status, key, values];
  };

  it('TTB-8: slots are entered, moved, dropped and put back, and each reads back as it was sent', async () => {
    const made = await put('/slots', {
      since,
      set: [lesson(), lesson({ weekday: 3, groups: [maths, physics] })],
      drop: [],
    });
    const [first, second] = (made.body as { slots: string[] }).slots as [string, string];
    assert.deepEqual(
      (await week()).slots.map(({ slot, weekday, period, groups }) => [slot, weekday, period, groups.length]),
      [
        [first, 1, 2, 1],
        [second, 3, 2, 2],
      ],
    );
    await put('/slots', { since, set: [lesson({ slot: first, weekday: 2 })], drop: [second] });
    assert.deepEqual(
      (await week()).slots.map((each) => [each.slot, each.weekday]),
      [[first, 2]],
    );
    await put('/slots', {
      since,
      set: [lesson({ slot: first }), lesson({ slot: second, weekday: 3, groups: [maths, physics] })],
      drop: [],
    });
    assert.equal((await week()).slots.length, 2);
    assert.equal((await week('2026-11-20')).slots.length, 0);
  });
  it('TTB-8: what can never be is refused with its place, and nothing of the entry is kept', async () => {
    const before = (await week()).slots;
    const five = await Promise.all([1, 2, 3, 4, 6].map((grade) => place.group(other.person, 'music', [grade])));
    const sent = async (bad: object) =>
      refusal(await put('/slots', { since, set: [lesson({ weekday: 5 }), lesson(bad)], drop: [] }));
    assert.deepEqual(await sent({ groups: five.slice(0, 4).concat(maths) }), [
      400,
      'http.bad-input',
      { where: 'set.1.groups', what: 'too_big' },
    ]);
    assert.deepEqual(await sent({ groups: [five[0], five[1], five[2], physics] }), [
      422,
      'timetable.set-too-large',
      { weekday: 1, period: 2, grades: '1+2+3+7+8', most: 4 },
    ]);
    assert.deepEqual(await sent({ groups: ['nobody'] }), [422, 'timetable.no-such-group', { weekday: 1, period: 2 }]);
    assert.deepEqual(await sent({ teacher: pupil.person }), [
      422,
      'timetable.no-such-teacher',
      { weekday: 1, period: 2 },
    ]);
    assert.deepEqual(await sent({ period: 12 }), [422, 'timetable.no-bell', { weekday: 1, period: 12, grades: '5' }]);
    const remote = { school: place.school, from: '10:00', minutes: 40 };
    assert.equal((await sent({ remote }))[1], 'timetable.no-such-school');
    assert.equal((await sent({ slot: 'somebody-elses' }))[1], 'timetable.no-such-slot');
    assert.deepEqual((await week()).slots, before);
    assert.equal((await put('/slots', { since, set: [], drop: [] }, teacher.token)).status, 403);
  });
  it('TTB-14: a lesson is given to another teacher, moved or not held; into a holiday it is never moved', async () => {
    const [slot] = (await week()).slots;
    const day = '2026-11-30';
    const change = (of: object) =>
      put('/changes', { slot: slot?.slot, day, reason: 'teacher-away', isCancelled: false, ...of });
    assert.equal((await change({ teacher: other.person })).status, 200);
    const held = await slotsOn(place.house.log.read, place.school, day);
    assert.deepEqual(
      held.map((each) => each.teacher),
      [other.person],
    );
    const into = async (to: object) => refusal(await change({ to }));
    assert.deepEqual(await into({ day: '2026-12-16', period: 2 }), [
      422,
      'timetable.into-day-off',
      { day: '2026-12-16' },
    ]);
    assert.deepEqual(await into({ day: '2026-12-30', period: 2 }), [
      422,
      'timetable.into-break',
      { day: '2026-12-30' },
    ]);
    assert.deepEqual(await into({ day: '2026-12-05', period: 2 }), [
      422,
      'timetable.into-weekend',
      { day: '2026-12-05' },
    ]);
    assert.deepEqual(await into({ day: '2027-06-05', period: 2 }), [
      422,
      'timetable.into-summer',
      { day: '2027-06-05' },
    ]);
    assert.equal((await into({ day: '2026-12-01', period: 13 }))[1], 'timetable.no-bell-on-day');
    assert.equal(
      refusal(await put('/changes', { slot: slot?.slot, day: '2026-12-01', reason: 'other', isCancelled: true }))[1],
      'timetable.not-on-day',
    );
    assert.equal((await change({ to: { day: '2026-12-01', period: 4 } })).status, 200);
    assert.deepEqual(
      (await slotsOn(place.house.log.read, place.school, '2026-12-01')).map((each) => each.period),
      [4],
    );
    assert.equal((await place.call(head.token, 'DELETE', `/changes/${slot?.slot}/${day}`)).status, 200);
    assert.equal((await slotsOn(place.house.log.read, place.school, '2026-12-01')).length, 0);
  });
  it('TTB-20: a pupil sees the own lanes and teacher of a day, a teacher the own lessons', async () => {
    const own = async (who: Who, day: string): Promise<OwnDay> =>
      (await place.call(who.token, 'GET', `/own-day?day=${day}`)).body;
    const wednesday = await own(pupil, '2026-12-02');
    assert.deepEqual(
      wednesday.lessons.map(({ period, lanes, teacher: name, room }) => [
        period,
        lanes.map((each) => each.subject),
        name,
        room,
      ]),
      [[2, ['mathematics'], 'teacher Айгүл', '5']],
    );
    assert.deepEqual([wednesday.lessons[0]?.from, wednesday.lessons[0]?.to], ['09:25', '10:10']);
    const mine = await own(teacher, '2026-12-02');
    assert.deepEqual(
      mine.lessons.map((each) => each.lanes.map((lane) => lane.subject)),
      [['mathematics', 'physics']],
    );
    assert.deepEqual((await own(other, '2026-12-02')).lessons, []);
    assert.deepEqual((await own(pupil, '2026-12-16')).lessons, []);
  });
  it('TTB-1, TTB-2: the head sets the calendar; one that cannot be is refused with the place', async () => {
    const settings = async (): Promise<SettingsAnswer> => (await place.call(head.token, 'GET', '/settings')).body;
    const { calendar } = await settings();
    assert.deepEqual(calendar, shippedCalendar(2026));
    const quarters = calendar.quarters.map((each, n) => (n === 1 ? { ...each, from: '2026-10-20' } : each));
    assert.deepEqual(refusal(await put('/calendar', { ...calendar, quarters })), [
      422,
      'timetable.quarters-overlap',
      { quarter: 2, before: 1, from: '2026-10-20', to: '2026-10-25' },
    ]);
    const names = { kk: 'Боран', ru: 'Буран', en: 'Storm' };
    const off = (day: string) => put('/calendar', { ...calendar, daysOff: [{ day, names }] });
    assert.deepEqual(refusal(await off('2026-12-30')), [422, 'timetable.day-off-date', { day: '2026-12-30' }]);
    assert.equal(refusal(await off('2026-02-30'))[0], 400);
    assert.deepEqual((await settings()).calendar, shippedCalendar(2026));
    assert.equal((await put('/calendar', { ...calendar, checked: true })).status, 200);
    assert.equal((await settings()).calendar.checked, true);
  });
  it('TTB-6: bells that overlap, or are for whom others are, are refused and not kept', async () => {
    const set = { name: '', grades: [], weekdays: [], from: '', to: '' };
    const lessons = [
      { period: 1, from: '08:00', to: '08:45' },
      { period: 2, from: '08:40', to: '09:25' },
    ];
    assert.equal(refusal(await put('/bells', { ...set, lessons }))[1], 'timetable.bells-overlap');
    const good = { ...set, name: 'Негізгі', lessons: [lessons[0], { period: 2, from: '08:55', to: '09:40' }] };
    const made = await put('/bells', good);
    assert.equal(made.status, 200);
    assert.deepEqual(refusal(await put('/bells', good)), [422, 'timetable.bells-same', { name: 'Негізгі' }]);
    const { bells } = made.body as { bells: string };
    assert.equal((await place.call(head.token, 'DELETE', `/bells/${bells}`)).status, 200);
    assert.equal((await place.call(head.token, 'DELETE', `/bells/${bells}`)).status, 404);
  });
  it('TTB-16: the week is a paper in kk and ru: the school’s, a grade’s, a teacher’s', async () => {
    for (const query of ['lang=kk', 'lang=ru&grade=5', `lang=kk&teacher=${teacher.person}`]) {
      const answer = await place.fetch(head.token, `/print?day=${since}&${query}`);
      const pdf = Buffer.from(await answer.arrayBuffer());
      assert.equal(answer.status, 200);
      assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    }
  });
  it('TTB-17: a calendar has a teacher’s lessons of the year, without holidays', async () => {
    const text = await (
      await place.fetch(teacher.token, `/calendar.ics?lang=kk&day=${since}&teacher=${teacher.person}`)
    ).text();
    const starts = [...text.matchAll(/DTSTART:(\d{8})T(\d{6})Z/g)].map(([, day, time]) => `${day} ${time}`);
    assert.ok(starts.includes('20261202 042500'), 'a Wednesday, the second lesson, in UTC');
    assert.ok(!starts.some((start) => start.startsWith('20261216') || start.startsWith('20261230')));
    assert.ok(text.replaceAll('\r\n ', '').includes('SUMMARY:Математика 5 + Физика 7+8'));
    assert.equal((await place.fetch(teacher.token, '/calendar.ics?lang=kk')).status, 400);
  });
  it('TTB-9: the school’s own weekly hours stand in the place of those that ship', async () => {
    const source = 'Оқу жоспары';
    await put('/hours', { year: 2026, source, hours: [{ grade: 5, subject: 'mathematics', hours: 6 }] });
    const many = [6, 20, 20].map((hours, n) => ({ grade: 5, subject: ['mathematics', 'english', 'music'][n], hours }));
    assert.deepEqual(refusal(await put('/hours', { year: 2026, source, hours: many })), [
      422,
      'timetable.hours-too-many',
      { grade: 5, total: 46, places: 40 },
    ]);
    const { norms } = await week();
    assert.equal(norms.hours.find((each) => each.grade === 5 && each.subject === 'mathematics')?.hours, 6);
    assert.deepEqual([norms.source, norms.checked], [source, true]);
  });
});
