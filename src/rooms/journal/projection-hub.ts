import { on, type Effect, type RowOp, type Table } from '#log/projection.ts';
import { groupShared, proposalAnswered, proposed } from './records-hub.ts';

/**
 * Rows of the scopes `lesson:<id>`. Each has the node that wrote it: what a school says is believed only of its own
 * nodes, and a scope between schools can be written by both.
 */
export const hubTables: readonly Table[] = [
  {
    name: 'journal_shared',
    columns: {
      lesson: 'text',
      school: 'text',
      hub: 'text',
      group_id: 'text',
      subject: 'text',
      is_open: 'int',
      node: 'text',
      at: 'int',
    },
    key: ['lesson'],
    indexes: [['group_id']],
  },
  {
    name: 'journal_shared_pupils',
    columns: { lesson: 'text', person: 'text', grade: 'int', name: 'blob', node: 'text' },
    key: ['lesson', 'person'],
  },
  {
    name: 'journal_shared_runs',
    columns: { lesson: 'text', run: 'text', grade: 'int', day: 'text', topic: 'text', node: 'text' },
    key: ['lesson', 'run', 'grade'],
  },
  {
    name: 'journal_proposals',
    columns: {
      proposal: 'text',
      lesson: 'text',
      school: 'text',
      run: 'text',
      person: 'text',
      grade: 'int',
      points: 'int',
      of: 'int',
      comment: 'blob?',
      by_name: 'blob',
      actor: 'text',
      node: 'text',
      at: 'int',
    },
    key: ['proposal'],
    indexes: [['lesson']],
  },
  {
    name: 'journal_answers',
    columns: {
      proposal: 'text',
      lesson: 'text',
      is_accepted: 'int',
      reason: 'blob?',
      person: 'text',
      node: 'text',
      at: 'int',
    },
    key: ['proposal'],
  },
];

export const hubEffects: readonly Effect[] = [
  on(groupShared, ({ lesson, school, hub, group, subject, isOpen, pupils, runs }, { stream: { node }, time }) => [
    {
      op: 'upsert',
      table: 'journal_shared',
      row: { lesson, school, hub, group_id: group, subject, is_open: isOpen ? 1 : 0, node, at: time },
    },
    { op: 'delete', table: 'journal_shared_pupils', key: { lesson } },
    { op: 'delete', table: 'journal_shared_runs', key: { lesson } },
    ...pupils.map(({ person, grade, name }): RowOp => {
      return { op: 'upsert', table: 'journal_shared_pupils', row: { lesson, person, grade, name, node } };
    }),
    ...runs.map(({ run, day, grade, topic }): RowOp => {
      return { op: 'upsert', table: 'journal_shared_runs', row: { lesson, run, grade, day, topic, node } };
    }),
  ]),
  on(proposed, (body, { stream: { node }, actor, time }) => {
    const { comment, by, ...rest } = body;
    const row = { ...rest, comment: comment ?? null, by_name: by, actor, node, at: time };
    return [{ op: 'upsert', table: 'journal_proposals', row }];
  }),
  on(proposalAnswered, ({ proposal, lesson, isAccepted, reason, person }, { stream: { node }, time }) => {
    const row = { proposal, lesson, is_accepted: isAccepted ? 1 : 0, reason: reason ?? null, person, node, at: time };
    return [{ op: 'upsert', table: 'journal_answers', row }];
  }),
];
