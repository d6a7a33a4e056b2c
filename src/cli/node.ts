import { flushCompileCache } from 'node:module';
import { bootNode } from '../boot/boot.ts';
import { settingsFrom } from '../settings.ts';

/** Runs one node until it is told to stop. Says its address on a line of its own once it listens. */
export async function runNode(): Promise<number> {
  const node = await bootNode(settingsFrom(process.env));
  console.log(`listening ${node.address}`);
  // Else what was compiled is kept only at an orderly end, and a school's server mostly ends with the power.
  flushCompileCache();
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    // The starter's end of the pipe closes when it dies, however it dies: no node is left behind.
    if (process.env['TIREK_WITH_PARENT']) process.stdin.resume().once('end', () => resolve());
  });
  await node.close();
  // The open pipe would keep the process alive.
  process.stdin.destroy();
  return 0;
}
