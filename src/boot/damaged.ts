import { Hono } from 'hono';
import { backupsOf, repairStore, vaultMark, type RepairStep } from '#care/index.ts';
import { systemClock } from '#kernel/time.ts';
import { faultOf } from '#log/fault.ts';
import type { FaultKind } from '#log/store.ts';
import { allower, refused, type Env } from '#http/frame.ts';
import type { DiskLock } from '#lock/index.ts';
import { readIdentity } from '#sync/index.ts';
import type { Settings } from '../settings.ts';
import { bringingBack } from './bring-back.ts';
import { waitingStage, type Stage } from './stage.ts';

const allow = allower({ 'boot.repair': ['anyone'] });

/** What the repair page shows. */
export type Damage = {
  readonly kind: FaultKind;
  readonly now: number;
  /** The copy that would be put back, as its note says; it is read whole before. */
  readonly backup?: { readonly at: number; readonly records: number };
  readonly step?: RepairStep;
  /** Why the last repair did not work. */
  readonly why?: string;
};

/** So often it is tried whether a disk that was full, read-only or failing lets the store open again. */
const tryEvery = 20_000;

/** The store is damaged, or its disk does not let it open (BOOT-6). */
export function damagedStage(
  { folder }: Settings,
  web: (request: Request) => Response | Promise<Response>,
  lock: DiskLock,
  kind: FaultKind,
): Stage {
  const over = Promise.withResolvers<string>();
  const state: { step?: RepairStep | undefined; why?: string | undefined } = {};
  const vault = vaultMark(readIdentity(folder, lock.secret()).vaultKey);
  let repairing: Promise<void> = Promise.resolve();
  const repair = async (): Promise<void> => {
    delete state.why;
    try {
      const repaired = await repairStore(folder, vault, systemClock.now(), (step) => (state.step = step));
      if (repaired.ok) return over.resolve('repaired');
      state.why = repaired.error.key;
    } catch (error) {
      if (!faultOf(error)) throw error;
      state.why = 'care.repair.failed';
    } finally {
      delete state.step;
    }
  };
  const isRepairing = (): boolean => state.step !== undefined;
  const brought = bringingBack(folder, lock, () => over.resolve('brought back'), isRepairing);
  const routes = new Hono<Env>()
    .get('/damaged', allow('boot.repair'), async (context) => {
      const newest = (await backupsOf(folder).list()).find((each) => each.isGood && each.vault === vault);
      const backup = newest && { at: newest.at, records: newest.records };
      return context.json<Damage>({ kind, now: systemClock.now(), ...(backup ? { backup } : {}), ...state } as Damage);
    })
    .post('/repair', allow('boot.repair'), (context) => {
      if (kind !== 'damaged') throw refused('care.repair.not-damaged', 409);
      if (brought.isOpening()) throw refused('care.restore.busy', 409);
      if (!state.step) {
        state.step = 'looking';
        repairing = repair();
      }
      return context.json({ isStarted: true });
    });
  routes.route('/', brought.routes);
  const timer = kind === 'damaged' ? undefined : setTimeout(() => over.resolve('try again'), tryEvery);
  const close = async (): Promise<void> => {
    clearTimeout(timer);
    await repairing;
    await brought.close();
  };
  return waitingStage({ name: 'damaged', routes, web, over: over.promise, close });
}
