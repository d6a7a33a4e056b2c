import { schoolOfScope } from '#kernel/ids.ts';
import { on, type Effect, type RowOp, type Table } from '#log/projection.ts';
import { minutesByForm } from './plan/minutes.ts';
import { planDropped, planPlaced, planRulesSet, planSaved } from './records-plan.ts';

export const planTables: readonly Table[] = [
  {
    name: 'lessons_plans',
    columns: {
      plan: 'text',
      school: 'text',
      /** Who saved it first: whose it is. */
      teacher: 'text',
      version: 'int',
      title: 'text',
      minutes: 'int',
      at: 'int',
      day: 'text',
      slot: 'text',
      from_plan: 'text',
      is_dropped: 'int',
    },
    key: ['plan'],
    indexes: [['school', 'day']],
  },
  {
    name: 'lessons_plan_versions',
    columns: { plan: 'text', version: 'int', content: 'text', teacher: 'text', at: 'int' },
    key: ['plan', 'version'],
  },
  {
    name: 'lessons_plan_lanes',
    columns: {
      plan: 'text',
      lane: 'text',
      school: 'text',
      group_id: 'text',
      grade: 'int',
      subject: 'text',
      topic: 'text',
      /** Codes, with a space between. */
      objectives: 'text',
      /** Minutes of each form of work by the newest version: `drill:10 reading:5`. */
      forms: 'text',
    },
    key: ['plan', 'lane'],
    indexes: [['group_id', 'grade']],
  },
  {
    name: 'lessons_plan_rules',
    columns: { from_day: 'text', school: 'text', first_alone: 'int', least: 'int', teacher: 'text', at: 'int' },
    key: ['from_day'],
  },
];

export const planEffects: readonly Effect[] = [
  on(planSaved, ({ plan, version, content, from }, { stream, actor, time }) => {
    const school = schoolOfScope(stream.scope) ?? '';
    const { title, minutes, lanes, phases } = content;
    const body = JSON.stringify(content);
    return [
      // The first row stays: a plan is whose it was from the beginning.
      { op: 'insert', table: 'lessons_plans', row: { plan, school, teacher: actor, from_plan: from?.plan ?? '' } },
      { op: 'upsert', table: 'lessons_plans', row: { plan, version, title, minutes, at: time } },
      { op: 'upsert', table: 'lessons_plan_versions', row: { plan, version, content: body, teacher: actor, at: time } },
      { op: 'delete', table: 'lessons_plan_lanes', key: { plan } },
      ...lanes.map(({ lane, group, grade, subject, topic, objectives }, n): RowOp => {
        const forms = [...minutesByForm({ phases }, n)].map(([form, of]) => `${form}:${of}`).join(' ');
        const codes = objectives.join(' ');
        const row = { plan, lane, school, group_id: group, grade, subject, topic, objectives: codes, forms };
        return { op: 'upsert', table: 'lessons_plan_lanes', row };
      }),
    ];
  }),
  on(planPlaced, ({ plan, day, slot }) => {
    return [{ op: 'upsert', table: 'lessons_plans', row: { plan, day, slot: slot ?? '' } }];
  }),
  on(planDropped, ({ plan }) => {
    return [{ op: 'upsert', table: 'lessons_plans', row: { plan, is_dropped: 1 } }];
  }),
  on(planRulesSet, ({ from, firstAlone, least }, { stream, actor, time }) => {
    const school = schoolOfScope(stream.scope) ?? '';
    const row = { from_day: from, school, first_alone: firstAlone, least, teacher: actor, at: time };
    return [{ op: 'upsert', table: 'lessons_plan_rules', row }];
  }),
];
