import { z } from 'zod/mini';
import { bytes } from '#kernel/schema.ts';
import { on, recordType, type Projection } from '#log/projection.ts';
import type { KnownType } from '#log/house.ts';

/** The smallest room that uses every row operation: pupils collect points for tasks, and may be taken off the list. */
export const joined = recordType('sample.joined', {
  owner: 'school',
  version: 1,
  body: z.object({ person: z.string(), name: bytes }),
});
export const scored = recordType('sample.scored', {
  owner: 'school',
  version: 2,
  body: z.object({ person: z.string(), task: z.string(), points: z.int() }),
  upgrades: { 1: (body) => ({ task: 'unnamed', ...(body as object) }) },
});
export const left = recordType('sample.left', {
  owner: 'school',
  version: 1,
  body: z.object({ person: z.string() }),
});
export const announced = recordType('sample.announced', {
  owner: 'region',
  version: 1,
  body: z.object({ text: z.string() }),
});
export const forgotten = recordType('sample.forgotten', {
  owner: 'any',
  version: 1,
  body: z.object({ person: z.string() }),
  erases: (body) => body.person,
});

export const sampleTypes: readonly KnownType[] = [joined, scored, left, announced, forgotten];

export const sampleProjection: Projection = {
  name: 'sample',
  version: 1,
  tables: [
    { name: 'sample_people', columns: { person: 'text', name: 'blob', last_task: 'text' }, key: ['person'] },
    {
      name: 'sample_points',
      columns: { person: 'text', task: 'text', points: 'int', times: 'int' },
      key: ['person', 'task'],
      indexes: [['task']],
    },
    { name: 'sample_news', columns: { seq: 'int', text: 'text' }, key: ['seq'] },
  ],
  effects: [
    on(joined, ({ person, name }) => [{ op: 'insert', table: 'sample_people', row: { person, name } }]),
    on(scored, ({ person, task, points }) => [
      { op: 'add', table: 'sample_points', key: { person, task }, add: { points, times: 1 } },
      { op: 'upsert', table: 'sample_people', row: { person, last_task: task } },
    ]),
    on(left, ({ person }) => [
      { op: 'delete', table: 'sample_people', key: { person } },
      { op: 'delete', table: 'sample_points', key: { person } },
    ]),
    on(announced, ({ text }, { seq }) => [{ op: 'insert', table: 'sample_news', row: { seq, text } }]),
  ],
};
