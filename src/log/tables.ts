import type { Table } from './projection.ts';
import type { PhysicalTable } from './store.ts';

/** The log's own tables. Unlike projections they are the truth: they cannot be derived from anything else. */
function core(table: Table): PhysicalTable {
  return { physical: table.name, table, hasOrigin: false };
}

export const streamsTable = core({
  name: 'log_streams',
  columns: { id: 'int', node: 'text', epoch: 'int', scope: 'text', next: 'int', hash: 'blob' },
  key: ['id'],
});

export const recordsTable = core({
  name: 'log_records',
  columns: { stream: 'int', seq: 'int', bytes: 'blob' },
  key: ['stream', 'seq'],
});

export const checkpointsTable = core({
  name: 'log_checkpoints',
  columns: { stream: 'int', seq: 'int', hash: 'blob', signature: 'blob' },
  key: ['stream', 'seq'],
});

/** Which entries of tablets' outboxes are in the log, and where: derived from the records as they come in. */
export const viaTable = core({
  name: 'log_via',
  columns: { tablet: 'text', n: 'int', stream: 'int', seq: 'int' },
  key: ['tablet', 'n'],
});

/** The writers of rows: `_origin` in every projection points here. */
export const originsTable = core({
  name: 'log_origins',
  columns: { id: 'int', node: 'text', scope: 'text' },
  key: ['id'],
});

/** Which build of each projection is shown (`state` = shown) or being made beside it (`state` = building). */
export const projectionsTable = core({
  name: 'log_projections',
  columns: { name: 'text', state: 'text', fingerprint: 'text', build: 'int', tables: 'text' },
  key: ['name', 'state'],
});

/**
 * The key of each person, once for each scope in which something is sealed with it, sealed with the node's vault key;
 * `n` numbers them within a scope for sync.
 */
export const keysTable: PhysicalTable = {
  ...core({
    name: 'log_keys',
    columns: { person: 'text', scope: 'text', n: 'int', sealed: 'blob' },
    key: ['person', 'scope'],
    indexes: [['scope', 'n']],
  }),
  isScrubbed: true,
};

/** Persons whose key was destroyed: a key that arrives later is refused. */
export const erasedTable = core({ name: 'log_erased', columns: { person: 'text' }, key: ['person'] });

/** Small state of the node itself that is not a fact for others: cursors of links, sessions' secret. */
export const stateTable = core({ name: 'log_state', columns: { name: 'text', value: 'blob' }, key: ['name'] });

/**
 * Records that came ahead of their place, so that a restored school works before all of its streams are here again. They
 * take effect at once, and are forgotten when the streams are whole (LOG-16).
 */
export const looseTable = core({
  name: 'log_loose',
  columns: { node: 'text', epoch: 'int', scope: 'text', seq: 'int', bytes: 'blob' },
  key: ['node', 'epoch', 'scope', 'seq'],
});

/** Own records of an earlier epoch that did not fit what others have of it: they find their place later (LOG-17). */
export const asideTable = core({
  name: 'log_aside',
  columns: { epoch: 'int', scope: 'text', seq: 'int', bytes: 'blob' },
  key: ['epoch', 'scope', 'seq'],
});

export const coreTables: readonly PhysicalTable[] = [
  streamsTable,
  recordsTable,
  checkpointsTable,
  viaTable,
  originsTable,
  projectionsTable,
  keysTable,
  erasedTable,
  stateTable,
  looseTable,
  asideTable,
];
