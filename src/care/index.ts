export { backupsOf } from './backups.ts';
export { makeLeaving } from './leaving.ts';
export { restoreBackup } from './restore.ts';
export { finishSwap } from './swap.ts';
