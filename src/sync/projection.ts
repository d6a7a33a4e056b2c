import { regionScope, schoolScope } from '#kernel/ids.ts';
import { on, type Projection, type Row, type RowOp } from '#log/projection.ts';
import { answered, grantEnded, granted, nodeEndorsed, nodeRevoked, requested } from './records.ts';

/** `through` of a revocation that names no epoch: all that its node ever had. */
export const allEpochs = 1_000_000_000;

function grantRow(scope: string, to: string, isOpen: boolean): RowOp {
  return { op: 'upsert', table: 'sync_grants', row: { scope, to_node: to, is_open: isOpen ? 1 : 0 } };
}

export const syncProjection: Projection = {
  name: 'sync',
  version: 2,
  tables: [
    {
      name: 'sync_nodes',
      columns: {
        node: 'text',
        epoch: 'int',
        kind: 'text',
        school: 'text',
        key: 'blob',
        age: 'text',
        ticket: 'text',
        since: 'int',
      },
      key: ['node', 'epoch'],
      indexes: [['ticket']],
    },
    {
      name: 'sync_revoked',
      columns: { node: 'text', through: 'int', reason: 'text', at: 'int' },
      key: ['node', 'through'],
    },
    {
      name: 'sync_revoked_heads',
      columns: { node: 'text', epoch: 'int', scope: 'text', seq: 'int' },
      key: ['node', 'epoch', 'scope'],
    },
    { name: 'sync_grants', columns: { scope: 'text', to_node: 'text', is_open: 'int' }, key: ['scope', 'to_node'] },
    {
      name: 'sync_requests',
      columns: {
        request: 'text',
        from_node: 'text',
        to_node: 'text',
        scope: 'text',
        about: 'text',
        body: 'blob',
        actor: 'text',
        at: 'int',
      },
      key: ['request'],
      indexes: [['to_node'], ['request']],
    },
    {
      name: 'sync_answers',
      columns: { request: 'text', by_node: 'text', is_accepted: 'int', reason: 'text', at: 'int' },
      key: ['request'],
      indexes: [['request']],
    },
  ],
  effects: [
    on(nodeEndorsed, ({ node, kind, school, key, age, epoch = 1, ticket = '' }, { time }) => {
      const row: Row = { node, epoch, kind, school: school ?? '', key, age, ticket, since: time };
      const own = school ? [grantRow(schoolScope(school), node, true)] : [];
      return [{ op: 'upsert', table: 'sync_nodes', row }, grantRow(regionScope, node, true), ...own];
    }),
    on(nodeRevoked, ({ node, through = allEpochs, reason, heads = [] }, { time }) => [
      { op: 'upsert', table: 'sync_revoked', row: { node, through, reason, at: time } },
      ...heads.map(([epoch, scope, seq]): RowOp => {
        return { op: 'upsert', table: 'sync_revoked_heads', row: { node, epoch, scope, seq } };
      }),
    ]),
    on(granted, ({ scope, to }) => [grantRow(scope, to, true)]),
    on(grantEnded, ({ scope, to }) => [grantRow(scope, to, false)]),
    on(requested, ({ request, to, about, body }, { stream, actor, time }) => {
      const row = { request, from_node: stream.node, to_node: to, scope: stream.scope, about, body, actor, at: time };
      return [{ op: 'insert', table: 'sync_requests', row }];
    }),
    on(answered, ({ request, isAccepted, reason }, { stream, time }) => {
      const row = { request, by_node: stream.node, is_accepted: isAccepted ? 1 : 0, reason: reason ?? '', at: time };
      return [{ op: 'insert', table: 'sync_answers', row }];
    }),
  ],
};
