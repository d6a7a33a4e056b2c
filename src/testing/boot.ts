import { bootNode } from '../boot/boot.ts';
import type { RunningStage } from '../boot/running.ts';
import type { OpenNode } from '../main.ts';
import type { Settings } from '../settings.ts';

/** A node as `tirek node` runs it, in this process: listening, and open for a test to look into. */
export type StartedNode = Omit<OpenNode, 'close'> & { readonly address: string; readonly close: () => Promise<void> };

export async function startNode(settings: Settings): Promise<StartedNode> {
  const booted = await bootNode(settings);
  const { node } = (await booted.stage()) as RunningStage;
  return { ...node, address: booted.address, close: booted.close };
}
