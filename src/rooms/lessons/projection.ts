import { schoolOfScope } from '#kernel/ids.ts';
import { on, type Projection, type RowOp } from '#log/projection.ts';
import { toCbor } from '#log/record.ts';
import { historyEffects, historyTables } from './projection-history.ts';
import { planEffects, planTables } from './projection-plan.ts';
import { sharedPlanEffects, sharedPlanTables } from './projection-plan-shared.ts';
import { runEffects, runTables } from './projection-run.ts';
import { answered, assigned, assignmentEnded, begun, finished, handRaised, marked } from './records.ts';

export const lessonsProjection: Projection = {
  name: 'lessons',
  version: 1,
  tables: [
    {
      name: 'lessons_assignments',
      columns: {
        assignment: 'text',
        school: 'text',
        group_id: 'text',
        grades: 'text',
        due: 'text',
        teacher: 'text',
        at: 'int',
        is_open: 'int',
      },
      key: ['assignment'],
      indexes: [['group_id']],
    },
    {
      name: 'lessons_assigned',
      columns: { assignment: 'text', position: 'int', pack: 'text', lesson: 'text' },
      key: ['assignment', 'position'],
    },
    {
      name: 'lessons_attempts',
      columns: {
        attempt: 'text',
        school: 'text',
        person: 'text',
        assignment: 'text',
        pack: 'text',
        lesson: 'text',
        file: 'text',
        language: 'text',
        began_at: 'int',
        last_at: 'int',
        finished_at: 'int',
        last_question: 'text',
        tries: 'int',
        hand: 'int',
      },
      key: ['attempt'],
      indexes: [['person', 'lesson'], ['assignment'], ['school', 'lesson']],
    },
    {
      name: 'lessons_answers',
      columns: {
        attempt: 'text',
        question: 'text',
        /** Points of the newest try; what a pupil mends counts as mended. */
        points: 'int',
        of: 'int',
        tries: 'int',
        wrong_tries: 'int',
        ms: 'int',
        answer: 'blob',
        is_sealed: 'int',
        at: 'int',
      },
      key: ['attempt', 'question'],
    },
    {
      name: 'lessons_marks',
      columns: { attempt: 'text', person: 'text', mark: 'int?', comment: 'blob?', teacher: 'text', at: 'int' },
      key: ['attempt'],
      indexes: [['person']],
    },
    ...historyTables,
    ...planTables,
    ...sharedPlanTables,
    ...runTables,
  ],
  effects: [
    ...historyEffects,
    ...planEffects,
    ...sharedPlanEffects,
    ...runEffects,
    on(assigned, ({ assignment, group, grades, lessons, due }, { stream, actor, time }) => {
      const school = schoolOfScope(stream.scope) ?? '';
      const row = {
        assignment,
        school,
        group_id: group,
        grades: grades.join('+'),
        due: due ?? '',
        teacher: actor,
        at: time,
        is_open: 1,
      };
      return [
        { op: 'upsert', table: 'lessons_assignments', row },
        ...lessons.map(({ pack, lesson }, position): RowOp => {
          return { op: 'upsert', table: 'lessons_assigned', row: { assignment, position, pack, lesson } };
        }),
      ];
    }),
    on(assignmentEnded, ({ assignment }) => {
      return [{ op: 'upsert', table: 'lessons_assignments', row: { assignment, is_open: 0 } }];
    }),
    on(begun, ({ attempt, assignment, pack, lesson, file, language }, { stream, actor, time }) => {
      const place = { attempt, school: schoolOfScope(stream.scope) ?? '', person: actor, assignment: assignment ?? '' };
      const row = { ...place, pack, lesson, file, language, began_at: time, last_at: time };
      return [{ op: 'upsert', table: 'lessons_attempts', row }];
    }),
    on(answered, ({ attempt, question, answer, sealed, ms, points, of }, { time }) => {
      const key = { attempt, question };
      const kept = sealed ?? toCbor(answer ?? null);
      return [
        { op: 'add', table: 'lessons_answers', key, add: { tries: 1, wrong_tries: points < of ? 1 : 0, ms } },
        {
          op: 'upsert',
          table: 'lessons_answers',
          row: { ...key, points, of, answer: kept, is_sealed: sealed ? 1 : 0, at: time },
        },
        { op: 'upsert', table: 'lessons_attempts', row: { attempt, last_at: time, last_question: question } },
        { op: 'add', table: 'lessons_attempts', key: { attempt }, add: { tries: 1 } },
      ];
    }),
    on(finished, ({ attempt }, { time }) => {
      return [{ op: 'upsert', table: 'lessons_attempts', row: { attempt, finished_at: time, last_at: time, hand: 0 } }];
    }),
    on(handRaised, ({ attempt, isRaised }, { time }) => {
      return [{ op: 'upsert', table: 'lessons_attempts', row: { attempt, hand: isRaised ? time : 0 } }];
    }),
    on(marked, ({ attempt, person, mark, comment }, { actor, time }) => {
      const row = { attempt, person, mark: mark ?? null, comment: comment ?? null, teacher: actor, at: time };
      return [{ op: 'upsert', table: 'lessons_marks', row }];
    }),
  ],
};
