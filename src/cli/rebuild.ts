import { StoreInUse } from '#log/store.ts';
import { openNode } from '../main.ts';
import { settingsFrom } from '../settings.ts';

/** `tirek rebuild`: the tables made anew from the records of a node that is not running. */
export async function rebuild(rest: readonly string[]): Promise<number> {
  try {
    const { house, seats, close } = await openNode(settingsFrom(process.env));
    const names = rest.length > 0 ? rest : seats.map((seat) => seat.projection.name);
    for (const name of names) {
      const began = Date.now();
      await house.log.rebuild(name);
      const { total } = house.log.progress(name);
      console.log(`${name}: ${total} records in ${Date.now() - began} ms`);
    }
    await close();
    return 0;
  } catch (error) {
    if (!(error instanceof StoreInUse)) throw error;
    console.error('tirek: the node is running. Stop it first, or use the button on its status page.');
    return 1;
  }
}
