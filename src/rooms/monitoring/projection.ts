import { schoolOfScope } from '#kernel/ids.ts';
import { on, type Projection, type RowOp } from '#log/projection.ts';
import { answered, assigned, begun, finished } from '#rooms/lessons/index.ts';
import { lessonPublished } from '#rooms/library/index.ts';
import { nodeEndorsed, nodeRevoked } from '#sync/index.ts';
import { dayOf, weekOf } from './model/day.ts';
import { calendarSet, silenceExplained } from './records.ts';

/** A revocation that names no epoch is about all that its node will ever have. */
const allEpochs = 1_000_000_000;

/**
 * What the region counts. Attempts carry their own sums, so that a view over 146 schools adds up attempts and not
 * answers. The subject and grade of a lesson are kept when its pack leaves the shelf.
 */
export const monitoringProjection: Projection = {
  name: 'monitoring',
  version: 1,
  tables: [
    {
      name: 'monitoring_calendars',
      columns: { year: 'int', district: 'text', weekdays: 'text', source: 'text', at: 'int' },
      key: ['year', 'district'],
    },
    {
      name: 'monitoring_holidays',
      columns: {
        year: 'int',
        district: 'text',
        since: 'text',
        until: 'text',
        name_kk: 'text',
        name_ru: 'text',
        name_en: 'text',
      },
      key: ['year', 'district', 'since'],
    },
    {
      name: 'monitoring_explanations',
      columns: { school: 'text', reason: 'text', since: 'text', until: 'text', by_whom: 'text', at: 'int' },
      key: ['school'],
    },
    {
      name: 'monitoring_nodes',
      /** The newest epoch that the region vouches for. */
      columns: { node: 'text', school: 'text', epoch: 'int', since: 'int' },
      key: ['node'],
    },
    { name: 'monitoring_revoked', columns: { node: 'text', through: 'int' }, key: ['node', 'through'] },
    {
      name: 'monitoring_lessons',
      columns: { pack: 'text', lesson: 'text', subject: 'text', grade: 'int' },
      key: ['pack', 'lesson'],
    },
    {
      name: 'monitoring_assigned',
      columns: { assignment: 'text', pack: 'text', lesson: 'text', school: 'text', week: 'int' },
      key: ['assignment', 'pack', 'lesson'],
      indexes: [['school', 'week']],
    },
    {
      name: 'monitoring_attempts',
      columns: {
        attempt: 'text',
        school: 'text',
        person: 'text',
        pack: 'text',
        lesson: 'text',
        /** The week in which it was begun, Monday to Sunday. */
        week: 'int',
        answers: 'int',
        right_ones: 'int',
        finished: 'int',
      },
      key: ['attempt'],
      indexes: [['school', 'week']],
    },
  ],
  effects: [
    on(calendarSet, ({ year, district = '', weekdays, spans, source }, { time }) => [
      {
        op: 'upsert',
        table: 'monitoring_calendars',
        row: { year, district, weekdays: weekdays.join(' '), source, at: time },
      },
      { op: 'delete', table: 'monitoring_holidays', key: { year, district } },
      ...spans.map(({ from, to, names }): RowOp => {
        const row = { year, district, since: from, until: to, name_kk: names.kk, name_ru: names.ru, name_en: names.en };
        return { op: 'upsert', table: 'monitoring_holidays', row };
      }),
    ]),
    on(silenceExplained, ({ school, reason, from, until }, { stream, actor, time }) => {
      // MON-5: a school speaks for itself only; what stands in another's scope is no word about this school.
      if (schoolOfScope(stream.scope) !== school) return [];
      const row = { school, reason, since: from, until, by_whom: actor, at: time };
      return [{ op: 'upsert', table: 'monitoring_explanations', row }];
    }),
    on(nodeEndorsed, ({ node, school, epoch = 1 }, { time }) => {
      const row = { node, school: school ?? '', epoch, since: time };
      return [{ op: 'upsert', table: 'monitoring_nodes', row }];
    }),
    on(nodeRevoked, ({ node, through = allEpochs }) => {
      return [{ op: 'insert', table: 'monitoring_revoked', row: { node, through } }];
    }),
    on(lessonPublished, ({ pack, lesson, subject, grade }) => {
      return [{ op: 'upsert', table: 'monitoring_lessons', row: { pack, lesson, subject, grade } }];
    }),
    on(assigned, ({ assignment, lessons }, { stream, time }) => {
      const place = { school: schoolOfScope(stream.scope) ?? '', week: weekOf(dayOf(time)) };
      return lessons.map(({ pack, lesson }): RowOp => {
        return { op: 'upsert', table: 'monitoring_assigned', row: { assignment, pack, lesson, ...place } };
      });
    }),
    on(begun, ({ attempt, pack, lesson }, { stream, actor, time }) => {
      const school = schoolOfScope(stream.scope) ?? '';
      const row = { attempt, school, person: actor, pack, lesson, week: weekOf(dayOf(time)) };
      return [{ op: 'upsert', table: 'monitoring_attempts', row }];
    }),
    on(answered, ({ attempt, points, of }) => {
      const add = { answers: 1, right_ones: points === of ? 1 : 0 };
      return [{ op: 'add', table: 'monitoring_attempts', key: { attempt }, add }];
    }),
    on(finished, ({ attempt }) => [{ op: 'upsert', table: 'monitoring_attempts', row: { attempt, finished: 1 } }]),
  ],
};
