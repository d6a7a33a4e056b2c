import { StoreInUse } from '#log/store.ts';
import { openNode } from '../main.ts';
import { settingsFrom } from '../settings.ts';

/** `tirek rebuild`: the tables made anew from the records of a node that is not running. */
export async function rebuild(rest: readonly string[]): Promise<number> {
  try {
    const { house, close } = await openNode(settingsFrom(process.env));
    const began = Date.now();
    await house.log.rebuild(...rest);
    const records = house.log.streams().reduce((sum, head) => sum + head.next - 1, 0);
    console.log(`${rest.join(', ') || 'all tables'}: ${records} records in ${Date.now() - began} ms`);
    await close();
    return 0;
  } catch (error) {
    if (!(error instanceof StoreInUse)) throw error;
    console.error('tirek: the node is running. Stop it first, or use the button on its status page.');
    return 1;
  }
}
