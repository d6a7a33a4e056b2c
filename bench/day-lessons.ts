import { join } from 'node:path';
import { buildPack, readPackFolder } from '#rooms/library/index.ts';
import type { DayLesson } from './sync-day.ts';

type Pack = NonNullable<Awaited<ReturnType<typeof buildPack>>['pack']>;

/** The shipped lessons of grades 5 to 7 as a bench's school day works through them, and the pack that they are of. */
export async function shippedLessons(): Promise<{ readonly pack: Pack; readonly lessons: readonly DayLesson[] }> {
  const built = await buildPack(readPackFolder(join(import.meta.dirname, '..', 'content', 'week-5-7')), {
    isPartial: true,
  });
  const { pack } = built;
  if (!pack) throw new Error(`the pack has errors: ${JSON.stringify(built.errors[0])}`);
  const lessons = pack.manifest.lessons.flatMap(({ id, grade, languages }): DayLesson[] => {
    const file = (languages.kk ?? languages.en)?.file ?? '';
    const bytes = pack.files.get(file);
    return bytes ? [{ id, grade, file, questions: JSON.parse(Buffer.from(bytes).toString('utf8')).questions }] : [];
  });
  return { pack, lessons };
}
