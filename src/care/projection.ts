import { on, type Projection } from '#log/projection.ts';
import { clockDoubted } from './records.ts';

export const careProjection: Projection = {
  name: 'care',
  version: 1,
  tables: [
    {
      name: 'care_doubts',
      columns: { node: 'text', begins: 'int', ends: 'int', by_whom: 'text', offset_ms: 'int' },
      key: ['node', 'begins'],
    },
  ],
  effects: [
    on(clockDoubted, ({ from, to, by, offset }, { stream }) => [
      {
        op: 'upsert',
        table: 'care_doubts',
        row: { node: stream.node, begins: from, ends: to, by_whom: by, offset_ms: offset },
      },
    ]),
  ],
};
