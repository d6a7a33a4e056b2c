import { regionScope, schoolScope } from '#kernel/ids.ts';
import { on, type Projection, type Row, type RowOp } from '#log/projection.ts';
import { answered, grantEnded, granted, nodeEndorsed, nodeRevoked, requested } from './records.ts';

function grantRow(scope: string, to: string, isOpen: boolean): RowOp {
  return { op: 'upsert', table: 'sync_grants', row: { scope, to_node: to, is_open: isOpen ? 1 : 0 } };
}

export const syncProjection: Projection = {
  name: 'sync',
  version: 1,
  tables: [
    {
      name: 'sync_nodes',
      columns: { node: 'text', kind: 'text', school: 'text', key: 'blob', age: 'text', revoked: 'text', since: 'int' },
      key: ['node'],
    },
    { name: 'sync_grants', columns: { scope: 'text', to_node: 'text', is_open: 'int' }, key: ['scope', 'to_node'] },
    {
      name: 'sync_requests',
      columns: { request: 'text', from_node: 'text', to_node: 'text', scope: 'text', about: 'text', body: 'blob', at: 'int' },
      key: ['request'],
      indexes: [['to_node']],
    },
    {
      name: 'sync_answers',
      columns: { request: 'text', by_node: 'text', is_accepted: 'int', reason: 'text', at: 'int' },
      key: ['request'],
    },
  ],
  effects: [
    on(nodeEndorsed, ({ node, kind, school, key, age }, { time }) => {
      const row: Row = { node, kind, school: school ?? '', key, age, revoked: '', since: time };
      const own = school ? [grantRow(schoolScope(school), node, true)] : [];
      return [{ op: 'upsert', table: 'sync_nodes', row }, grantRow(regionScope, node, true), ...own];
    }),
    on(nodeRevoked, ({ node, reason }) => [{ op: 'upsert', table: 'sync_nodes', row: { node, revoked: reason } }]),
    on(granted, ({ scope, to }) => [grantRow(scope, to, true)]),
    on(grantEnded, ({ scope, to }) => [grantRow(scope, to, false)]),
    on(requested, ({ request, to, about, body }, { stream, time }) => {
      const row = { request, from_node: stream.node, to_node: to, scope: stream.scope, about, body, at: time };
      return [{ op: 'insert', table: 'sync_requests', row }];
    }),
    on(answered, ({ request, isAccepted, reason }, { stream, time }) => {
      const row = { request, by_node: stream.node, is_accepted: isAccepted ? 1 : 0, reason: reason ?? '', at: time };
      return [{ op: 'upsert', table: 'sync_answers', row }];
    }),
  ],
};
