/** @public For backups, which are sealed to the recovery code. */
export { identityOfCode, newRecoveryCode, recipientOfCode } from './recovery-code.ts';
/** @public For backups. */
export { recoveryRecipient } from './wake-file.ts';
