import type { Result } from '#kernel/result.ts';
import {
  afterAnswer,
  afterEpoch,
  afterFailure,
  afterRegion,
  batchOf,
  disposable,
  freshCourse,
  pauseOf,
  type Course,
  type Entry,
  type EntryResult,
  type ServerState,
} from './outbox-model.ts';
import type { OutboxStore, TabletSelf } from './store.ts';

export type SendFailure = { readonly key: string; readonly status: number };
export type WorkAnswer = { readonly results: readonly EntryResult[]; readonly region: number; readonly epoch: number };

export type SenderNeeds = {
  readonly store: OutboxStore;
  readonly send: (tablet: TabletSelf, entries: readonly Entry[]) => Promise<Result<WorkAnswer, SendFailure>>;
  readonly askState: (tablet: TabletSelf) => Promise<Result<ServerState, SendFailure>>;
  readonly now: () => number;
  readonly random: () => number;
};

/** What came of a turn: how long until the next, and what hinders, if anything does. */
export type Turn = { readonly wait: number; readonly hindrance: SendFailure | undefined; readonly course: Course };

/** How often a tablet with nothing to send asks how far its work has come. */
const regionMilliseconds = 60_000;
const idleMilliseconds = 10 * 60_000;
/** Bounds what one turn lets go of. */
const maxPruned = 500;

/**
 * One turn of the sender: for each tablet that this one has been, settles what a server of a new epoch lacks, and sends
 * what waits, one request at a time, until nothing waits or something hinders.
 */
export async function takeTurn(needs: SenderNeeds, course: Course): Promise<Turn> {
  let wait = idleMilliseconds;
  let next = course;
  let hindrance: SendFailure | undefined;
  for (const tablet of await needs.store.tablets()) {
    const done = await serve(needs, tablet, next);
    next = done.course;
    hindrance = done.hindrance ?? hindrance;
    wait = Math.min(wait, done.wait);
  }
  return { wait, hindrance, course: next };
}

async function serve(needs: SenderNeeds, tablet: TabletSelf, course: Course): Promise<Turn> {
  const { store } = needs;
  for (let state = course; ; ) {
    const batch = batchOf(await store.inState(tablet.tablet, 'waiting', state.limit), state.limit);
    if (batch.length === 0) return rest(needs, tablet, state);
    const answer = await needs.send(tablet, batch);
    if (answer.ok) {
      const failure = await take(needs, tablet, batch, answer.value);
      if (failure) return hindered(needs, state, failure);
      state = freshCourse;
      continue;
    }
    const after = afterFailure(state, batch, answer.error, needs.random());
    await store.replace(after.park);
    if (after.wait > 0) return { wait: after.wait, hindrance: answer.error, course: after.course };
    state = after.course;
  }
}

/** Notes what a server took; a failure where it could not be asked what else it has. */
async function take(needs: SenderNeeds, tablet: TabletSelf, batch: readonly Entry[], answer: WorkAnswer): Promise<SendFailure | undefined> {
  const { store } = needs;
  const changed = afterAnswer(batch, answer.results, answer.epoch);
  await store.replace(changed);
  if ((await store.epochOf(tablet.tablet)) !== answer.epoch) {
    const server = await needs.askState(tablet);
    if (!server.ok) return server.error;
    await adopt(needs, tablet, server.value);
  }
  await markRegion(needs, tablet, answer);
  // An answer that names none of its entries would be asked for ever.
  return changed.length === 0 ? { key: 'web.unexpected', status: 500 } : undefined;
}

/** Nothing waits: asks how far the rest has come, and lets go of what is old. */
async function rest(needs: SenderNeeds, tablet: TabletSelf, course: Course): Promise<Turn> {
  const { store } = needs;
  const quiet: Turn = { wait: idleMilliseconds, hindrance: undefined, course: freshCourse };
  const answer = await needs.askState(tablet);
  if (!answer.ok) return hindered(needs, course, answer.error);
  if (await adopt(needs, tablet, answer.value)) return { ...quiet, wait: 0 };
  await markRegion(needs, tablet, answer.value);
  if ((await store.inState(tablet.tablet, 'school', 1)).length > 0) return { ...quiet, wait: regionMilliseconds };
  const oldest = await store.inState(tablet.tablet, 'region', maxPruned);
  await store.remove(disposable(oldest, await store.count(tablet.tablet), needs.now()));
  return quiet;
}

/** OUT-5. Answers with whether there is now more to send. */
async function adopt({ store }: SenderNeeds, tablet: TabletSelf, server: ServerState): Promise<boolean> {
  if ((await store.epochOf(tablet.tablet)) === server.epoch) return false;
  const changed = afterEpoch(await store.all(tablet.tablet), server);
  await store.replace(changed);
  await store.setEpoch(tablet.tablet, server.epoch, server.last);
  return changed.some((entry) => entry.state === 'waiting');
}

async function markRegion({ store }: SenderNeeds, tablet: TabletSelf, { region, epoch }: { readonly region: number; readonly epoch: number }): Promise<void> {
  await store.replace(afterRegion(await store.inState(tablet.tablet, 'school'), region, epoch));
}

function hindered({ random }: SenderNeeds, course: Course, failure: SendFailure): Turn {
  const failures = course.failures + 1;
  return { wait: pauseOf(failures, random()), hindrance: failure, course: { ...course, failures } };
}
