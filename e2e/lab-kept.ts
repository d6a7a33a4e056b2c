import type { Page } from 'playwright-core';
import type { Notebook } from '#rooms/labs/model/notebook.ts';
import type { Action } from '#rooms/labs/model/world.ts';

/** What a tablet has of a work. */
type Kept = { readonly key: string; readonly notebook: Notebook; readonly isHandedIn: boolean; readonly work: string };

/** The newest work at a task, as the tablet has it. */
export function keptOf(page: Page, lab: string, task: string): Promise<Kept> {
  return page.evaluate(
    ([wantedLab, wantedTask]) =>
      new Promise<Kept>((resolve, reject) => {
        const opening = indexedDB.open('tirek-labs');
        opening.onerror = () => reject(new Error('no store of benches'));
        opening.onsuccess = () => {
          const asking = opening.result.transaction('works').objectStore('works').getAll();
          asking.onsuccess = () => {
            opening.result.close();
            const works = asking.result as (Kept & { lab: string; task: string; beganAt: number })[];
            const own = works.filter((each) => each.lab === wantedLab && each.task === wantedTask);
            const newest = own.toSorted((a, b) => b.beganAt - a.beganAt)[0];
            if (newest) resolve(newest);
            else reject(new Error('no such work'));
          };
        };
      }),
    [lab, task] as const,
  );
}

/** All that was done at the newest bench. */
export function actionsOf(page: Page): Promise<readonly Action[]> {
  return page.evaluate(
    () =>
      new Promise<readonly Action[]>((resolve) => {
        const opening = indexedDB.open('tirek-labs');
        opening.onsuccess = () => {
          const from = opening.result.transaction(['works', 'actions']);
          const asking = from.objectStore('works').getAll();
          asking.onsuccess = () => {
            const works = asking.result as { work: string; beganAt: number }[];
            const { work } = works.toSorted((a, b) => b.beganAt - a.beganAt)[0] ?? { work: '' };
            const all = from.objectStore('actions').getAll(IDBKeyRange.bound([work, 0], [work, Infinity]));
            all.onsuccess = () => {
              opening.result.close();
              resolve((all.result as { action: Action }[]).map(({ action }) => action));
            };
          };
        };
      }),
  );
}
