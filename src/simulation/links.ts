import { regionScope, schoolScope, type SchoolId } from '#kernel/ids.ts';
import { day, minute } from '#kernel/time.ts';
import { toCbor, type Draft } from '#log/record.ts';
import { dateOf, dayOf } from '#rooms/monitoring/model/day.ts';
import { calendarSet, silenceExplained } from '#rooms/monitoring/records.ts';
import { contactPrefix } from '#sync/contacts.ts';
import type { OpenNode } from '../main.ts';
import type { Dice } from './dice.ts';

/** How a school's line is: as the region finds it on the morning when the sample is made. */
type Line = { readonly daysAgo: number; readonly said?: 'line-down' | 'stick-on-its-way' };

/**
 * Lets the region have heard from its schools as it might on an ordinary morning: most just now, some silent, of these
 * some with a reason. `now` is the real time, so that the sample begins fresh on whatever day it is made.
 */
export async function inventLinks(
  { house, desk }: OpenNode,
  running: ReadonlySet<string>,
  dice: Dice,
  now: number,
): Promise<void> {
  const drafts: Draft[] = [calendarSet.draft(regionScope, 'region', sampleCalendar)];
  for (const { node, school } of desk.authority.all()) {
    if (!school) continue;
    const line = running.has(school) ? { daysAgo: 0 } : lineOf(dice);
    const at = now - line.daysAgo * day - (2 + dice.int(40)) * minute;
    await house.log.setState(`${contactPrefix}${node}`, toCbor(at));
    if (line.said) drafts.push(explanation(school, line.said, now));
  }
  await house.log.write(() => ({ records: drafts, answer: undefined }));
}

function lineOf(dice: Dice): Line {
  const n = dice.int(100);
  if (n < 84) return { daysAgo: 0 };
  if (n < 90) return { daysAgo: 1 };
  if (n < 94) return { daysAgo: 6 + dice.int(6), said: 'line-down' };
  if (n < 97) return { daysAgo: 9, said: 'stick-on-its-way' };
  return { daysAgo: 5 + dice.int(9) };
}

function explanation(school: SchoolId, reason: NonNullable<Line['said']>, now: number): Draft {
  const from = dateOf(dayOf(now - 2 * day));
  const until = dateOf(dayOf(now + 9 * day));
  return silenceExplained.draft(schoolScope(school), 'region', { school, reason, from, until });
}

/** Nobody has published this calendar: it follows the pattern of earlier years' orders, and says so. */
const sampleCalendar = {
  year: 2026,
  weekdays: [1, 2, 3, 4, 5],
  source: 'Үлгі: ойдан шығарылған күнтізбе · Образец: вымышленный календарь · Sample: an invented calendar',
  spans: [
    {
      from: '2026-10-26',
      to: '2026-11-01',
      names: { kk: 'Күзгі каникул', ru: 'Осенние каникулы', en: 'Autumn break' },
    },
    {
      from: '2026-12-16',
      to: '2026-12-16',
      names: { kk: 'Тәуелсіздік күні', ru: 'День Независимости', en: 'Independence Day' },
    },
    { from: '2026-12-28', to: '2027-01-07', names: { kk: 'Қысқы каникул', ru: 'Зимние каникулы', en: 'Winter break' } },
    {
      from: '2027-03-08',
      to: '2027-03-08',
      names: { kk: 'Халықаралық әйелдер күні', ru: 'Международный женский день', en: 'International Women’s Day' },
    },
    {
      from: '2027-03-19',
      to: '2027-03-29',
      names: { kk: 'Көктемгі каникул', ru: 'Весенние каникулы', en: 'Spring break' },
    },
    {
      from: '2027-05-07',
      to: '2027-05-09',
      names: {
        kk: 'Отан қорғаушы күні мен Жеңіс күні',
        ru: 'День защитника Отечества и День Победы',
        en: 'Defender’s Day and Victory Day',
      },
    },
    {
      from: '2027-05-26',
      to: '2027-08-31',
      names: { kk: 'Жазғы каникул', ru: 'Летние каникулы', en: 'Summer holidays' },
    },
  ],
};
