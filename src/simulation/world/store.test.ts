import { describeLogContract } from '#log/contract.ts';
import { simDisk } from './disk.ts';
import { openSimStore } from './store.ts';

describeLogContract('SQLite on a simulated disk', () => {
  const disk = simDisk();
  return Promise.resolve({ open: () => openSimStore(disk), remove: () => Promise.resolve() });
});
