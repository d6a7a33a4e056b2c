import { createHash } from 'node:crypto';
import type { World } from './world.ts';

/** What a story came to, in short: every byte on every disk, how often it was written to and flushed, what tablets hold. */
export function traceOf({ nodes, tablets }: World): string {
  const trace = createHash('sha256');
  for (const { disk, self, starts } of nodes) {
    trace.update(JSON.stringify([self.node, self.epoch, starts, disk.count]));
    for (const [name, bytes] of disk.image()) trace.update(name).update(bytes);
  }
  for (const { disk } of tablets) trace.update(JSON.stringify([...disk.entries]));
  return trace.digest('hex');
}
