import { schoolOfScope } from '#kernel/ids.ts';
import { on, type Projection, type RowOp } from '#log/projection.ts';
import { quizHanded, quizMade } from './records.ts';

export const quizProjection: Projection = {
  name: 'quiz',
  version: 1,
  tables: [
    {
      name: 'quiz_quizzes',
      columns: {
        quiz: 'text',
        school: 'text',
        pack: 'text',
        kind: 'text',
        title: 'text',
        group_id: 'text',
        subject: 'text',
        teacher: 'text',
        at: 'int',
      },
      key: ['quiz'],
      indexes: [['school', 'group_id']],
    },
    {
      name: 'quiz_tests',
      // Descriptors as JSON: they are read as a whole.
      columns: { quiz: 'text', grade: 'int', lesson: 'text', minutes: 'int', items: 'text', descriptors: 'text' },
      key: ['quiz', 'grade'],
    },
    {
      name: 'quiz_handed',
      columns: { quiz: 'text', grade: 'int', assessment: 'text', at: 'int' },
      key: ['quiz', 'grade'],
    },
  ],
  effects: [
    on(quizMade, (body, { stream, actor, time }): RowOp[] => {
      const { quiz, pack, kind, title, group, subject, grade, lesson, minutes, items, descriptors } = body;
      const school = schoolOfScope(stream.scope) ?? '';
      const row = { quiz, school, pack, kind, title, group_id: group, subject, teacher: actor, at: time };
      const asked = { items: items.join(' '), descriptors: JSON.stringify(descriptors) };
      return [
        { op: 'upsert', table: 'quiz_quizzes', row },
        { op: 'upsert', table: 'quiz_tests', row: { quiz, grade, lesson, minutes, ...asked } },
      ];
    }),
    on(quizHanded, ({ quiz, grade, assessment }, { time }) => [
      { op: 'upsert', table: 'quiz_handed', row: { quiz, grade, assessment, at: time } },
    ]),
  ],
};
