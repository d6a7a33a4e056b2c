export { diskLock, type DiskLock } from './disk-lock.ts';
export { keyHolders } from './permissions.ts';
export { seatLock } from './seat.ts';
export { settledIdentity } from './vault-key.ts';
/** @public For backups. */
export { identityOfCode, newRecoveryCode, recipientOfCode } from './recovery-code.ts';
/** @public For backups. */
export { recoveryRecipient, wakeFile } from './wake-file.ts';
