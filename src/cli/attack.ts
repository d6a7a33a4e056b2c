import { attackAll } from '#rooms/results/index.ts';
import { withOfflineNode } from './offline-node.ts';

/**
 * `tirek attack`: solves the system of all tables that a region has published, and says how many small groups can be worked
 * out of them (RES-4). The exit code is 1 where one can.
 */
export async function attack(): Promise<number> {
  return withOfflineNode(async ({ house }) => {
    const cells = await attackAll(house);
    if (cells.length === 0) console.log('nothing was published here');
    for (const { cell, releases, found } of cells) {
      console.log(
        `${found === 0 ? 'ok   ' : 'WRONG'} ${cell}: ${releases} releases together, ${found} small groups found`,
      );
    }
    return cells.some(({ found }) => found > 0) ? 1 : 0;
  });
}
