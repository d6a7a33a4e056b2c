import { schoolOfScope } from '#kernel/ids.ts';
import { on, type Effect, type Table } from '#log/projection.ts';
import { planClosed, planOffered, planPublished } from './records-plan.ts';

export const sharedPlanTables: readonly Table[] = [
  {
    /** What schools offer; the region publishes from it. */
    name: 'lessons_plan_offers',
    columns: { plan: 'text', school: 'text', version: 'int', is_open: 'int', at: 'int' },
    key: ['plan'],
  },
  {
    name: 'lessons_shared_plans',
    columns: {
      plan: 'text',
      school: 'text',
      version: 'int',
      content: 'text',
      is_open: 'int',
      is_taken_down: 'int',
      at: 'int',
    },
    // An id is made by its school: two schools' plans of one id are two plans.
    key: ['school', 'plan'],
  },
];

export const sharedPlanEffects: readonly Effect[] = [
  on(planOffered, ({ plan, version, isOpen }, { stream, time }) => {
    const row = { plan, school: schoolOfScope(stream.scope) ?? '', version, is_open: isOpen ? 1 : 0, at: time };
    return [{ op: 'upsert', table: 'lessons_plan_offers', row }];
  }),
  on(planPublished, ({ plan, school, version, content }, { time }) => {
    const row = { plan, school, version, content: JSON.stringify(content), is_open: 1, is_taken_down: 0, at: time };
    return [{ op: 'upsert', table: 'lessons_shared_plans', row }];
  }),
  on(planClosed, ({ plan, school, isTakenDown }) => {
    const row = { plan, school, is_open: 0, is_taken_down: isTakenDown ? 1 : 0 };
    return [{ op: 'upsert', table: 'lessons_shared_plans', row }];
  }),
];
