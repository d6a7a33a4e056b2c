import type { Reader } from '#log/store.ts';
import { selectLessons, type ShelfLesson } from '#rooms/library/index.ts';

/** What the shelf says of a lesson, by pack and id. */
export type Shelf = {
  readonly find: (at: { readonly pack: string; readonly lesson: string }) => ShelfLesson | undefined;
};

export const lessonKey = ({ pack, lesson }: { readonly pack: string; readonly lesson: string }): string =>
  `${pack}/${lesson}`;

export async function readShelf(read: Reader): Promise<Shelf> {
  const lessons = new Map((await selectLessons(read)).map((each) => [lessonKey(each), each]));
  return { find: (at) => lessons.get(lessonKey(at)) };
}
