import { createInterface } from 'node:readline';
import { listen } from '../src/boot/listen.ts';
import { openNode } from '../src/main.ts';
import { settingsFrom } from '../src/settings.ts';

/**
 * A school's node in a process of its own that derives all its tables anew when it is told to by a line, while it
 * serves. Run by rebuild.ts.
 */
const settings = settingsFrom(process.env);
const node = await openNode(settings);
const { address, close } = await listen(settings, node.fetch);
console.log(`listening ${address}`);
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== 'rebuild') break;
  const began = performance.now();
  await node.house.log.rebuild();
  console.log(`rebuilt ${performance.now() - began}`);
}
await close();
await node.close();
