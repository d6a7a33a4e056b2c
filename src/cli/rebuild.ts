import { StoreInUse } from '#log/store.ts';
import { openNode } from '../main.ts';
import { settingsFrom } from '../settings.ts';

/** `tirek rebuild`: the tables made anew from the records of a node that is not running. */
export async function rebuild(rest: readonly string[]): Promise<number> {
  try {
    const { house, seats, close } = await openNode(settingsFrom(process.env));
    const names = rest.length > 0 ? rest : seats.map((seat) => seat.projection.name);
    const began = Date.now();
    await house.log.rebuild(...names);
    const { done } = house.log.progress(names[0] ?? '');
    console.log(`${names.join(', ')}: ${done} records in ${Date.now() - began} ms`);
    await close();
    return 0;
  } catch (error) {
    if (!(error instanceof StoreInUse)) throw error;
    console.error('tirek: the node is running. Stop it first, or use the button on its status page.');
    return 1;
  }
}
