import { fingerprint } from '#log/house.ts';
import type { Log } from '#log/log.ts';
import type { Value } from '#log/projection.ts';
import type { PhysicalTable, PlacedOp, Store, Transaction } from '#log/store.ts';
import { keysTable } from '#log/tables.ts';
import type { WorkDesk } from '#people/work.ts';
import type { Authority } from '#sync/authority.ts';
import type { SyncDesk } from '#sync/desk.ts';
import type { Broken } from './node.ts';
import { releases } from './releases.ts';

/**
 * Faults that somebody could make in a program, planted by wrapping a port of it. No program has them: they show that
 * the simulated region would notice.
 */
export const faults: Readonly<Record<string, { readonly about: string; readonly broken: Broken }>> = {
  'answers-before-commit': {
    about: 'a write is answered before its transaction is committed',
    broken: { store: answersBeforeCommit },
  },
  'skips-flush': {
    about: 'the store is opened without flushing what it commits',
    broken: { opened: (store) => store.all('pragma synchronous = off') },
  },
  'forgets-via': {
    about: 'an entry of a tablet that is sent again is taken again',
    broken: { work: takesAgain },
  },
  'takes-sent-for-received': {
    about: 'what was sent is taken for received',
    broken: { desk: takesSentForReceived },
  },
  'keeps-dropped-rows': {
    about: 'when a grant ends, the records go and their rows stay',
    broken: { store: keepsDroppedRows },
  },
  'keeps-erased-keys': {
    about: 'an erasure leaves the mark, and the key stays in its table',
    broken: { store: keepsErasedKeys },
  },
  'leaves-erased-bytes': {
    about: 'the key of an erased person is deleted, and its bytes are not overwritten',
    broken: { store: leavesErasedBytes },
  },
  'serves-anyone': {
    about: 'a stream is served to whoever asks',
    broken: { desk: servesAnyone },
  },
  'trusts-revoked-keys': {
    about: 'what a burnt server signed is taken after its key was taken back',
    broken: { authority: trustsRevokedKeys },
  },
  'keeps-dropped-keys': {
    about: 'when a grant ends, the keys of persons that came with it stay in their table',
    broken: { store: keepsDroppedKeys },
  },
  'believes-old-receipts': {
    about: 'who was put back and wants again what it had, is taken to have it',
    broken: { desk: believesOldReceipts },
  },
  'forgets-unknown-types': {
    about: 'what an older release kept without effect stays so after the update',
    broken: { store: forgetsUnknownTypes },
  },
  'counts-again': {
    about: 'rows that are derived anew count some records twice',
    broken: { logOptions: countsAgain },
  },
};

function answersBeforeCommit(store: Store): Store {
  const transaction: Store['transaction'] = (work) =>
    new Promise((resolve, reject) => {
      const done = store.transaction(async (tx) => {
        const answer = await work(tx);
        resolve(answer);
        return answer;
      });
      done.catch(reject);
    });
  return { ...store, transaction };
}

/** As if `log_via` were not asked: the entry is numbered anew, as a fresh one would be. */
function takesAgain(desk: WorkDesk): WorkDesk {
  return {
    ...desk,
    take: (house, tablet, entries) => {
      const blind: Log = {
        ...house.log,
        write: (decide) => house.log.write((on) => decide({ ...on, hasEntry: () => Promise.resolve(false) })),
      };
      return desk.take({ ...house, log: blind }, tablet, entries);
    },
  };
}

function takesSentForReceived(desk: SyncDesk): SyncDesk {
  const { exchange } = desk;
  const compose: typeof exchange.compose = async (peer, budget, isAll) => {
    const message = await exchange.compose(peer, budget, isAll);
    await exchange.keep(peer.node, ({ wants }) => {
      for (const { stream, from, count } of message.bundles) {
        wants.set(`${stream.node}/${stream.epoch}/${stream.scope}`, from + count);
      }
    });
    return message;
  };
  return { ...desk, exchange: { ...exchange, compose } };
}

function keepsDroppedRows(store: Store): Store {
  const wrapped = (tx: Transaction): Transaction => ({ ...tx, forget: () => Promise.resolve() });
  return { ...store, transaction: (work) => store.transaction((tx) => work(wrapped(tx))) };
}

function keepsErasedKeys(store: Store): Store {
  const isKey = ({ target, op }: PlacedOp): boolean => op.op === 'delete' && target.table.name === 'log_keys';
  const wrapped = (tx: Transaction): Transaction => ({
    ...tx,
    apply: (ops) => tx.apply([...ops].filter((each) => !isKey(each))),
  });
  return { ...store, transaction: (work) => store.transaction((tx) => work(wrapped(tx))) };
}

function leavesErasedBytes(store: Store): Store {
  const plain: PhysicalTable = { physical: keysTable.physical, table: keysTable.table, hasOrigin: false };
  const unscrubbed = (op: PlacedOp): PlacedOp => (op.target.isScrubbed ? { ...op, target: plain } : op);
  const wrapped = (tx: Transaction): Transaction => ({ ...tx, apply: (ops) => tx.apply([...ops].map(unscrubbed)) });
  return { ...store, transaction: (work) => store.transaction((tx) => work(wrapped(tx))) };
}

function servesAnyone(desk: SyncDesk): SyncDesk {
  desk.authority.mayRead = () => true;
  return desk;
}

function trustsRevokedKeys(authority: Authority): void {
  const { keyOf } = authority;
  authority.keyOf = (stream) => keyOf.call(authority, stream, 0);
}

function keepsDroppedKeys(store: Store): Store {
  // An erasure names the person alone, the end of a grant the scope too.
  const isDropped = ({ target, op }: PlacedOp): boolean =>
    op.op === 'delete' && target.table.name === 'log_keys' && 'scope' in op.key;
  const wrapped = (tx: Transaction): Transaction => ({
    ...tx,
    apply: (ops) => tx.apply([...ops].filter((each) => !isDropped(each))),
  });
  return { ...store, transaction: (work) => store.transaction((tx) => work(wrapped(tx))) };
}

function believesOldReceipts(desk: SyncDesk): SyncDesk {
  const { exchange } = desk;
  const absorb: typeof exchange.absorb = async (peer, message, how) => {
    const before = new Map((await exchange.stateOf(peer.node)).wants);
    const absorbed = await exchange.absorb(peer, message, how);
    await exchange.keep(peer.node, ({ wants }) => {
      for (const [key, next] of before) wants.set(key, Math.max(next, wants.get(key) ?? 0));
    });
    return absorbed;
  };
  return { ...desk, exchange: { ...exchange, absorb } };
}

function forgetsUnknownTypes(store: Store): Store {
  const current = fingerprint(releases.new.projection);
  const all: Store['all'] = async <R>(sql: string, ...parameters: readonly Value[]) => {
    const rows = await store.all<R>(sql, ...parameters);
    if (!sql.includes('fingerprint')) return rows;
    const isSample = (row: R): boolean => (row as { name?: string }).name === releases.new.projection.name;
    return rows.map((row) => (isSample(row) ? { ...row, fingerprint: current } : row));
  };
  return { ...store, all };
}

function countsAgain(options: Parameters<NonNullable<Broken['logOptions']>>[0]) {
  const projections = options.projections.map((projection) => ({
    ...projection,
    effects: projection.effects.map((effect) => ({
      ...effect,
      run: (record: Parameters<typeof effect.run>[0]) => {
        const ops = effect.run(record);
        return record.stream.epoch > 1 || record.seq % 7 === 0
          ? [...ops, ...ops.filter(({ op }) => op === 'add')]
          : ops;
      },
    })),
  }));
  return { ...options, projections };
}
