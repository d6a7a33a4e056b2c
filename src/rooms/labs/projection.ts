import { schoolOfScope } from '#kernel/ids.ts';
import { on, type Projection } from '#log/projection.ts';
import { acted, begun, briefed, handedIn, journalled, keyed, marked, noted } from './records.ts';

export const labsProjection: Projection = {
  name: 'labs',
  version: 2,
  tables: [
    {
      name: 'labs_journalled',
      columns: { group_id: 'text', lab: 'text', task: 'text', grade: 'int', assessment: 'text', at: 'int' },
      key: ['group_id', 'lab', 'task', 'grade'],
    },
    { name: 'labs_keys', columns: { school: 'text', key: 'blob', at: 'int' }, key: ['school', 'at'] },
    {
      name: 'labs_works',
      columns: {
        work: 'text',
        school: 'text',
        person: 'text',
        partner: 'text',
        lab: 'text',
        lab_version: 'int',
        task: 'text',
        key: 'text',
        is_real: 'int',
        is_own: 'int',
        began_at: 'int',
      },
      key: ['work'],
      indexes: [['person'], ['partner'], ['school', 'began_at']],
    },
    { name: 'labs_briefings', columns: { work: 'text', rules: 'text', at: 'int' }, key: ['work'] },
    {
      name: 'labs_runs',
      columns: { work: 'text', first: 'int', run: 'text', at: 'int' },
      key: ['work', 'first', 'run'],
    },
    {
      name: 'labs_notes',
      columns: { work: 'text', turn: 'int', step: 'text', notebook: 'blob', person: 'text', at: 'int' },
      key: ['work', 'turn'],
    },
    { name: 'labs_handed', columns: { work: 'text', turn: 'int', at: 'int' }, key: ['work', 'turn'] },
    {
      name: 'labs_marks',
      columns: { work: 'text', turn: 'int', points: 'text', comment: 'blob?', teacher: 'text', at: 'int' },
      key: ['work'],
    },
  ],
  effects: [
    on(journalled, ({ group, lab, task, grade, assessment }, { time }) => [
      { op: 'upsert', table: 'labs_journalled', row: { group_id: group, lab, task, grade, assessment, at: time } },
    ]),
    on(keyed, ({ key }, { stream, time }) => [
      { op: 'insert', table: 'labs_keys', row: { school: schoolOfScope(stream.scope) ?? '', key, at: time } },
    ]),
    on(begun, ({ work, lab, version, task, key, isReal, isOwn, partner }, { stream, actor, time }) => [
      {
        op: 'insert',
        table: 'labs_works',
        row: {
          work,
          school: schoolOfScope(stream.scope) ?? '',
          person: actor,
          partner: partner ?? '',
          lab,
          lab_version: version,
          task,
          key,
          is_real: isReal ? 1 : 0,
          is_own: isOwn ? 1 : 0,
          began_at: time,
        },
      },
    ]),
    on(briefed, ({ work, rules }, { time }) => [
      { op: 'insert', table: 'labs_briefings', row: { work, rules: rules.join(' '), at: time } },
    ]),
    on(acted, ({ work, from, run }, { time }) => [
      { op: 'insert', table: 'labs_runs', row: { work, first: from, run, at: time } },
    ]),
    on(noted, ({ work, turn, step, notebook }, { actor, time }) => [
      { op: 'insert', table: 'labs_notes', row: { work, turn, step, notebook, person: actor, at: time } },
    ]),
    on(handedIn, ({ work, turn }, { time }) => [{ op: 'insert', table: 'labs_handed', row: { work, turn, at: time } }]),
    on(marked, ({ work, turn, points, comment }, { actor, time }) => [
      {
        op: 'upsert',
        table: 'labs_marks',
        row: { work, turn, points: points.join(' '), comment: comment ?? null, teacher: actor, at: time },
      },
    ]),
  ],
};
