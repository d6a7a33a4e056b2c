import { Hono } from 'hono';
import { z } from 'zod/mini';
import { day } from '#kernel/time.ts';
import { input, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Who } from '#http/who.ts';
import type { DiskLock } from './disk-lock.ts';
import { allow } from './permissions.ts';
import { printRecoverySheet } from './print.ts';
import { identityOfCode } from './recovery-code.ts';
import { changeVaultKey } from './vault-key.ts';

/** A device keeps its key for so long before it is given another. */
const keyMilliseconds = 7 * day;

/** What the head sees of the lock: how many devices have a key, never which. */
export type LockState = {
  readonly isOn: boolean;
  /** Since when there is a recovery code; null where there is none. */
  readonly codeSince: number | null;
  readonly tablets: number;
  readonly people: number;
};

export type SchoolNames = { readonly kk: string; readonly ru: string; readonly isInvented: boolean };

/** The lock of the disk (LOCK-1 …), and the keys of devices. */
export function lockRoutes(house: House, lock: DiskLock, schoolOf: (house: House) => Promise<SchoolNames>) {
  return new Hono<Env>()
    .post(
      '/wake-key',
      allow('lock.have-key'),
      input('json', z.object({ have: z.string().check(z.maxLength(40)) })),
      async (context) => {
        const holder = holderOf(context.get('who'));
        const own = lock.file().keys.find((key) => key.id === context.req.valid('json').have);
        const isFresh = own?.holder === holder && own.since > house.clock.now() - keyMilliseconds;
        return context.json({ key: isFresh ? null : ((await lock.giveKey(holder)) ?? null) });
      },
    )
    .get('/state', allow('lock.see'), (context) => context.json(stateOf(lock)))
    .post('/code', allow('lock.manage'), async (context) => {
      assertSchool(house);
      return context.json({ code: await lock.newCode(), ...stateOf(lock) });
    })
    .put('/on', allow('lock.manage'), async (context) => {
      assertSchool(house);
      if (!lock.file().recovery) throw refused('lock.code-first', 409);
      await lock.turnOn();
      return context.json(stateOf(lock));
    })
    .delete('/on', allow('lock.manage'), async (context) => {
      await lock.turnOff();
      return context.json(stateOf(lock));
    })
    .delete('/keys', allow('lock.manage'), async (context) => {
      const taken = await lock.takeBack(() => true);
      await changeVaultKey(house, lock);
      return context.json({ taken, ...stateOf(lock) });
    })
    .post(
      '/paper',
      allow('lock.manage'),
      input('json', z.object({ code: z.string().check(z.maxLength(60)) })),
      async (context) => {
        const { code } = context.req.valid('json');
        if (!identityOfCode(code)) throw refused('lock.code-mistyped', 422);
        const pdf = await printRecoverySheet(code, await schoolOf(house), house.clock.now());
        return context.body(pdf, 200, { 'content-type': 'application/pdf', 'cache-control': 'no-store' });
      },
    );
}

function assertSchool(house: House): void {
  if (!house.self.school) throw refused('lock.schools-only', 409);
}

function holderOf(who: Who): string {
  if (who.kind === 'anyone') throw refused('http.sign-in', 401);
  return who.tablet ? `tablet:${who.tablet}` : `person:${(who as Extract<Who, { kind: 'person' }>).person}`;
}

function stateOf(lock: DiskLock): LockState {
  const { keys, recovery } = lock.file();
  const holders = (kind: string): number => {
    return new Set(keys.filter((key) => key.holder.startsWith(kind)).map((key) => key.holder)).size;
  };
  return {
    isOn: lock.isOn(),
    codeSince: recovery?.since ?? null,
    tablets: holders('tablet:'),
    people: holders('person:'),
  };
}
