import type { Randomness } from '#kernel/ids.ts';
import { systemRandomness } from '#kernel/ids.ts';
import { oneAtATime } from '#kernel/one-at-a-time.ts';
import { systemClock, type Clock } from '#kernel/time.ts';
import {
  changeIdentity,
  isIdentitySealed,
  openSealed,
  opensIdentity,
  resealIdentity,
  sealTo,
  type KeptIdentity,
} from '#sync/index.ts';
import { identityOfCode, newRecoveryCode, recipientOfCode } from './recovery-code.ts';
import { readWakeFile, writeWakeFile, type WakeFile, type WakeKey } from './wake-file.ts';
import { newWakeKey, onlySealing, readWakeKey, sealedForAll, withKey } from './wake-key.ts';

/**
 * The lock of a data folder (LOCK-1). It lives as long as the program, over all stages: who has opened it once need not
 * do so again until the program ends. What it changes is durable when it answers; changes run one after the other.
 */
export type DiskLock = {
  /** Whether the secrets of the identity are sealed on the disk. */
  isOn(): boolean;
  /** The wake secret, where the lock is on and this program has opened it. */
  secret(): Uint8Array | undefined;
  /** Opens the lock with a wake key of a device. */
  wake(key: string): Promise<boolean>;
  /** Opens the lock with the recovery code. */
  wakeByCode(code: string): Promise<boolean>;
  /** What lies in `wake.json`. */
  file(): WakeFile;
  /** Makes a recovery code in the place of the one before, which opens nothing any more; answers with it, once. */
  newCode(): Promise<string>;
  /**
   * For a folder whose identity is still to come: a wake secret that this recovery code opens, kept before it answers. The
   * identity is to be written sealed under it. The code has to be one.
   */
  prepare(code: string): Promise<Uint8Array>;
  /** Seals the secrets; there has to be a recovery code. */
  turnOn(): Promise<void>;
  /** The secrets stand in clear again; every wake key is worthless. */
  turnOff(): Promise<void>;
  /** A wake key for a device; undefined where the lock is off. */
  giveKey(holder: string): Promise<string | undefined>;
  /** Takes keys back, and changes the wake secret where there were any; answers with how many. */
  takeBack(isTaken: (key: WakeKey) => boolean): Promise<number>;
  /** Changes the wake secret; every key and the code go on to open it (LOCK-5). */
  change(): Promise<void>;
  /** Changes what is kept of the identity; its secrets stay as sealed, or as clear, as they are. */
  changeIdentity(change: (kept: KeptIdentity) => KeptIdentity): Promise<void>;
};

export type LockNeeds = { readonly clock: Clock; readonly randomness: Randomness };
const realNeeds: LockNeeds = { clock: systemClock, randomness: systemRandomness };

/** The lock of this data folder, closed if it is on. */
export function diskLock(folder: string, { clock, randomness }: LockNeeds = realNeeds): DiskLock {
  let secret: Uint8Array | undefined;
  const inTurn = oneAtATime();
  const isOn = (): boolean => isIdentitySealed(folder);
  const own = (): Uint8Array | undefined => (secret && isOn() && opensIdentity(folder, secret) ? secret : undefined);
  const opened = (): Uint8Array => {
    const wake = own();
    if (!wake) throw new Error('the lock of the disk is not open');
    return wake;
  };

  /** Of the sealings of an entry, the one that opens the identity: after a power cut it may be either. */
  const open = async (identity: string, sealings: readonly string[]): Promise<boolean> => {
    for (const [n, sealed] of sealings.entries()) {
      const wake = await openSealed(identity, Buffer.from(sealed, 'base64'));
      if (!wake || !isOn() || !opensIdentity(folder, wake)) continue;
      secret = wake;
      if (sealings.length > 1) writeWakeFile(folder, onlySealing(readWakeFile(folder), n));
      return true;
    }
    return false;
  };
  const changeTo = async (file: WakeFile): Promise<void> => {
    const next = randomness.bytes(32);
    const both = await sealedForAll(file, next, true);
    // After a power cut one of the two sealings of each entry opens the identity that is there.
    writeWakeFile(folder, both);
    await resealIdentity(folder, opened(), next);
    secret = next;
    writeWakeFile(folder, onlySealing(both, -1));
  };
  const newCode = async (): Promise<string> => {
    const wake = isOn() ? opened() : undefined;
    const code = newRecoveryCode(randomness);
    const recipient = (await recipientOfCode(code)) as string;
    const sealed = wake ? [Buffer.from(await sealTo(recipient, wake)).toString('base64')] : [];
    const file: WakeFile = { ...readWakeFile(folder), recovery: { recipient, since: clock.now(), sealed } };
    if (wake) await changeTo(file);
    else writeWakeFile(folder, file);
    return code;
  };
  const prepare = async (code: string): Promise<Uint8Array> => {
    const recipient = await recipientOfCode(code);
    if (!recipient) throw new Error('no recovery code');
    const wake = randomness.bytes(32);
    const file: WakeFile = { keys: [], recovery: { recipient, since: clock.now(), sealed: [] } };
    writeWakeFile(folder, await sealedForAll(file, wake, false));
    secret = wake;
    return wake;
  };
  const turnOn = async (): Promise<void> => {
    const { recovery } = readWakeFile(folder);
    if (!recovery) throw new Error('a lock without a recovery code could shut a school out for good');
    if (isOn()) return;
    const wake = randomness.bytes(32);
    writeWakeFile(folder, await sealedForAll({ keys: [], recovery }, wake, false));
    await resealIdentity(folder, undefined, wake);
    secret = wake;
  };
  const turnOff = async (): Promise<void> => {
    if (!isOn()) return;
    await resealIdentity(folder, opened(), undefined);
    secret = undefined;
    const { recovery } = readWakeFile(folder);
    writeWakeFile(folder, { keys: [], ...(recovery ? { recovery: { ...recovery, sealed: [] } } : {}) });
  };
  const giveKey = async (holder: string): Promise<string | undefined> => {
    const wake = own();
    if (!wake) return undefined;
    const { text, key } = await newWakeKey(holder, wake, clock.now(), randomness);
    const file = readWakeFile(folder);
    writeWakeFile(folder, { ...file, keys: withKey(file.keys, key) });
    return text;
  };
  const takeBack = async (isTaken: (key: WakeKey) => boolean): Promise<number> => {
    const file = readWakeFile(folder);
    const keys = file.keys.filter((key) => !isTaken(key));
    if (keys.length < file.keys.length && own()) await changeTo({ ...file, keys });
    return file.keys.length - keys.length;
  };
  return {
    isOn,
    secret: own,
    wake: (text) =>
      inTurn(async () => {
        const read = readWakeKey(text);
        const found = read && readWakeFile(folder).keys.find((key) => key.id === read.id);
        return read && found ? open(read.identity, found.sealed) : false;
      }),
    wakeByCode: (code) =>
      inTurn(async () => {
        const identity = identityOfCode(code);
        return identity ? open(identity, readWakeFile(folder).recovery?.sealed ?? []) : false;
      }),
    file: () => readWakeFile(folder),
    newCode: () => inTurn(newCode),
    prepare: (code) => inTurn(() => prepare(code)),
    turnOn: () => inTurn(turnOn),
    turnOff: () => inTurn(turnOff),
    giveKey: (holder) => inTurn(() => giveKey(holder)),
    takeBack: (isTaken) => inTurn(() => takeBack(isTaken)),
    change: () => inTurn(() => changeTo(readWakeFile(folder))),
    changeIdentity: (change) => inTurn(() => changeIdentity(folder, own(), change)),
  };
}
