import { Hono } from 'hono';
import { rmSync } from 'node:fs';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/mini';
import { headAtStart, restoreBackup, roomOf, type ContainerHead } from '#care/index.ts';
import { oneAtATime } from '#kernel/one-at-a-time.ts';
import { refuse, type Refusal, type Result } from '#kernel/result.ts';
import { systemClock } from '#kernel/time.ts';
import { faultKeys } from '#http/app.ts';
import { bodyOf } from '#http/body.ts';
import { allower, input, Refused, refused, type Env } from '#http/frame.ts';
import { identityOfCode, wakeFile, type DiskLock } from '#lock/index.ts';
import { faultOf } from '#log/fault.ts';
import { whoseFolder } from '#sync/index.ts';

const allow = allower({ 'boot.bring-back': ['anyone'] });

/** How far a sealed backup has come that somebody brings to this page. */
export type BroughtBackup = {
  /** Bytes of it that are here. */
  readonly bytes: number;
  readonly isOpening: boolean;
  /** Why the last opening did not work. */
  readonly why?: { readonly key: string; readonly values: Refusal['values'] };
};

/** What stays free on the disk while a backup comes in. */
const spareBytes = 64 * 1024 * 1024;

export type BringingBack = {
  readonly routes: Hono<Env>;
  readonly isOpening: () => boolean;
  readonly close: () => Promise<void>;
};

/**
 * A sealed backup, brought to the page in pieces and opened by its recovery code (BOOT-7). Anybody may bring one: what does
 * not begin as this node's backup is not kept, and without the code it is worth nothing. The lock of the disk stays as
 * it was; on an empty server it is on where `isLocked` is asked for, under the code that was typed.
 */
export function bringingBack(
  folder: string,
  lock: DiskLock,
  opened: () => void,
  isBusy: () => boolean = () => false,
): BringingBack {
  const file = join(folder, 'brought.tirek-backup');
  const state: { head?: ContainerHead; isOpening: boolean; why?: Refusal | undefined } = { isOpening: false };
  if (whoseFolder(folder) === undefined) rmSync(join(folder, wakeFile), { force: true });
  const inTurn = oneAtATime();
  const bytesHere = async (): Promise<number> => (await stat(file).catch(() => undefined))?.size ?? 0;

  const take = async (at: number, piece: Uint8Array): Promise<number> => {
    if (state.isOpening) throw refused('care.restore.busy', 409);
    if (at === 0) {
      const head = headAtStart(piece);
      if (typeof head === 'string') throw refused(`care.restore.${head}`, 422);
      const here = whoseFolder(folder);
      if (here && here.node !== head.node) throw refused('care.restore.other', 409);
      await mkdir(folder, { recursive: true });
      await rm(file, { force: true });
      state.head = head;
      delete state.why;
    }
    if (!state.head || at !== (await bytesHere())) throw refused('care.restore.twice', 409);
    if (at + piece.length > mostBytes(state.head)) throw refused('care.restore.damaged', 422);
    if ((await roomOf(folder)).free < piece.length + spareBytes) throw refused('care.restore.no-room', 507);
    await using handle = await open(file, at === 0 ? 'wx' : 'a', 0o600);
    await handle.writeFile(piece);
    return at + piece.length;
  };
  const openBy = async (key: string, code: string, isLocked: boolean): Promise<void> => {
    const now = systemClock.now();
    const isEmpty = whoseFolder(folder) === undefined;
    const wake = isEmpty && isLocked ? await lock.prepare(code) : lock.secret();
    const restored = await restoreBackup({ folder, file, keys: [key], now, wake }).catch(asFault);
    if (restored.ok) {
      await rm(file, { force: true });
      return opened();
    }
    // A lock that was made ready for a code that opens nothing must not be taken for the school's.
    if (isEmpty) await rm(join(folder, wakeFile), { force: true });
    state.why = restored.error;
  };
  const routes = new Hono<Env>()
    .get('/backup', allow('boot.bring-back'), async (context) => {
      const why = state.why && { key: state.why.key, values: state.why.values ?? {} };
      const brought = { bytes: await bytesHere(), isOpening: state.isOpening, ...(why ? { why } : {}) };
      return context.json<BroughtBackup>(brought);
    })
    .put(
      '/backup',
      allow('boot.bring-back'),
      input('query', z.object({ at: z.string().check(z.regex(/^\d{1,15}$/)) })),
      async (context) => {
        const at = Number(context.req.valid('query').at);
        const piece = await bodyOf(context);
        return context.json({ bytes: await inTurn(() => take(at, piece)) });
      },
    )
    .post(
      '/backup',
      allow('boot.bring-back'),
      input('json', z.object({ code: z.string().check(z.maxLength(100)), isLocked: z.boolean() })),
      async (context) => {
        const { code, isLocked } = context.req.valid('json');
        const key = identityOfCode(code);
        if (!key) throw new Refused({ key: 'care.restore.mistyped', status: 422 });
        if (isBusy()) throw refused('care.restore.busy', 409);
        if ((await bytesHere()) === 0) throw refused('care.restore.none', 404);
        if (!state.isOpening) {
          state.isOpening = true;
          delete state.why;
          void inTurn(() => openBy(key, code, isLocked)).finally(() => (state.isOpening = false));
        }
        return context.json({ isStarted: true });
      },
    );
  const close = async (): Promise<void> => {
    await inTurn(() => rm(file, { force: true }));
  };
  return { routes, isOpening: () => state.isOpening, close };
}

/** No backup is larger than its store by more than what sealing adds. */
function mostBytes({ storeBytes }: ContainerHead): number {
  return storeBytes + Math.ceil(storeBytes / 50) + 1024 * 1024;
}

function asFault(error: unknown): Result<never, Refusal> {
  const kind = faultOf(error);
  if (!kind) throw error;
  return refuse(faultKeys[kind], 503);
}
