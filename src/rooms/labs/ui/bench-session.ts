import { signal, type ReadonlySignal } from '@preact/signals';
import type { Outbox } from '#web/outbox/index.ts';
import type { AnyLab, LabTask } from '../model/lab.ts';
import { emptyNotebook, type Notebook } from '../model/notebook.ts';
import { acted, emptyBench, type Bench } from '../model/replay.ts';
import { longestRun, packRun } from '../model/run.ts';
import { seedOf } from '../model/seed.ts';
import type { Seed } from '../model/noise.ts';
import type { Action, Deed } from '../model/world.ts';
import type { GoneOnAnswer, Mate } from '../routes-mine.ts';
import type { BenchStore, StoredWork } from './bench-store.ts';

/** A bench that is worked at: the world as it stands, and the notebook beside it. */
export type BenchSession = {
  readonly spec: AnyLab;
  readonly task: LabTask;
  readonly seed: Seed;
  readonly bench: ReadonlySignal<Bench<unknown>>;
  readonly stored: ReadonlySignal<StoredWork>;
  /** Why the tablet keeps nothing more; empty while it does. */
  readonly trouble: ReadonlySignal<string>;
  /** All that was done, in order. */
  actions(): readonly Action[];
  /** Does it at this lab time; answers with the bench after it, once it is durable. */
  act(deed: Deed, at: number): Promise<Bench<unknown>>;
  note(change: (notebook: Notebook) => Notebook, step?: string): Promise<void>;
  briefed(rules: readonly string[]): Promise<void>;
  /** Cuts what was done into entries of the outbox. */
  send(): Promise<void>;
  handIn(): Promise<void>;
};

export type NewWork = Pick<StoredWork, 'person' | 'lab' | 'task' | 'key' | 'isReal' | 'credential' | 'version'> & {
  readonly mate?: Mate | undefined;
};

/** Begins a work: it is named by its first entry in the outbox. */
export async function beginWork(
  store: BenchStore,
  outbox: Outbox,
  { mate, ...wanted }: NewWork,
  at: number,
): Promise<StoredWork> {
  const { lab, version, task, key, isReal, credential } = wanted;
  let work = '';
  await outbox.put({
    credential,
    kind: 'labs.begun',
    body: ({ tablet, n }: { tablet: string; n: number }) => {
      work = `${tablet}-${n}`;
      return { work, lab, version, task, key, isReal, ...(mate ? { partner: mate.person } : {}) };
    },
  });
  const fresh = { turn: 0, isNoteSent: true, cut: 0, isBriefed: false, isHandedIn: false, step: 'hypothesis' };
  const partner = mate?.name ?? '';
  const stored: StoredWork = { ...wanted, work, beganAt: at, notebook: emptyNotebook, partner, ...fresh };
  await store.put(stored);
  return stored;
}

/** LAB-21: goes on with a work as the school has it; what this tablet had of it gives way. */
export async function takeOver(
  store: BenchStore,
  { person, credential }: Pick<StoredWork, 'person' | 'credential'>,
  { actions, ...gone }: GoneOnAnswer,
): Promise<void> {
  await store.takeOver({ ...gone, person, credential, isNoteSent: true, cut: actions.length }, actions);
}

/** LAB-6: opens a work where it was: the world is run again from what this tablet kept. */
export async function openSession(
  store: BenchStore,
  outbox: Outbox,
  spec: AnyLab,
  first: StoredWork,
): Promise<BenchSession | undefined> {
  const task = spec.tasks.find((each) => each.task === first.task);
  if (!task) return undefined;
  const seed = seedOf(first.key, first.lab);
  const actions: Action[] = [...(await store.actions(first.work))];
  const bench = signal(actions.reduce((before, action) => acted(spec, seed, before, action), emptyBench(spec, seed)));
  const stored = signal(first);
  const trouble = signal('');
  let queue: Promise<unknown> = Promise.resolve();
  /** One after the other: what was pressed first is done first. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work);
    queue = done.catch(() => undefined);
    return done;
  };
  const keep = async (next: StoredWork, action?: Action): Promise<boolean> => {
    try {
      await store.put(next, action);
      stored.value = next;
      trouble.value = '';
      return true;
    } catch {
      trouble.value = 'labs.not-kept';
      return false;
    }
  };
  const put = async (kind: string, body: unknown): Promise<void> => {
    await outbox.put({ credential: first.credential, kind, body });
  };
  const { work } = first;
  const sendAll = async (): Promise<void> => {
    try {
      while (stored.value.cut < actions.length) {
        const { cut } = stored.value;
        const run = actions.slice(cut, cut + longestRun);
        await put('labs.acted', { work, from: cut + 1, run: packRun(run) });
        await keep({ ...stored.value, cut: cut + run.length });
      }
      if (!stored.value.isNoteSent) {
        const { turn, step, notebook } = stored.value;
        await put('labs.noted', { work, turn, step, notebook });
        await keep({ ...stored.value, isNoteSent: true });
      }
    } catch {
      // The outbox is full: what is here goes up when there is room again.
      trouble.value = 'web.outbox-full';
    }
  };
  const noted = (change: (notebook: Notebook) => Notebook, step?: string): Promise<boolean> => {
    const before = stored.value;
    const turn = before.isNoteSent ? before.turn + 1 : before.turn;
    return keep({ ...before, notebook: change(before.notebook), turn, isNoteSent: false, ...(step ? { step } : {}) });
  };
  return {
    spec,
    task,
    seed,
    bench,
    stored,
    trouble,
    actions: () => actions,
    act: (deed, at) =>
      inTurn(async () => {
        const action: Action = { n: bench.value.n + 1, at: Math.max(Math.round(at), bench.value.at), ...deed };
        const next = acted(spec, seed, bench.value, action);
        if (await keep(stored.value, action)) {
          actions.push(action);
          bench.value = next;
        }
        return bench.value;
      }),
    note: (change, step) => inTurn(async () => void (await noted(change, step))),
    briefed: (rules) =>
      inTurn(async () => {
        await put('labs.briefed', { work, rules });
        await keep({ ...stored.value, isBriefed: true });
      }),
    send: () => inTurn(sendAll),
    handIn: () =>
      inTurn(async () => {
        await noted((notebook) => notebook, 'handed-in');
        await sendAll();
        await put('labs.handed-in', { work, turn: stored.value.turn });
        await keep({ ...stored.value, isHandedIn: true });
      }),
  };
}
