import { err, ok } from '#kernel/result.ts';
import { packFormat, type BuiltLesson, type MediaRef } from '#rooms/library/model/pack.ts';
import type { Answer } from '#web/api.ts';
import type { App } from '#web/app.ts';
import type { Task, Today } from './tasks.ts';

type Needs = Pick<App, 'api' | 'kept'>;

/** A lesson by its file: from the tablet, else from the school. Files are named by their content and never change. */
export async function bringLesson({ api, kept }: Needs, file: string): Answer<BuiltLesson> {
  const here = await kept.find<BuiltLesson>(`lesson:${file}`);
  if (here) return ok(here);
  const answer = await api.get<BuiltLesson>(`/library/files/${file}`);
  if (answer.ok && answer.value.format !== packFormat)
    return err({ key: 'lessons.newer-format', values: {}, status: 422 });
  if (answer.ok) await kept.keep(`lesson:${file}`, answer.value);
  return answer;
}

/** All pictures, sounds and films that a lesson names. */
export function mediaOf(lesson: BuiltLesson): readonly MediaRef[] {
  return [...new Set(JSON.stringify(lesson).match(/[\da-f]{64}\.[a-z\d]{2,4}/g))];
}

export function mediaAddress(signature: string, ref: MediaRef): string {
  return `/api/library/media/${signature}/${ref}`;
}

/** Films are too large to be fetched on suspicion. */
const isLight = (ref: MediaRef): boolean => !/\.(webm|mp4)$/.test(ref);

/** Keeps what of these media is not on the tablet yet. Answers with false where the school is away. */
export async function keepMedia({ api, kept }: Needs, signature: string, refs: readonly MediaRef[]): Promise<boolean> {
  for (const ref of refs.filter(isLight)) {
    if (await kept.has(`media:${ref}`)) continue;
    const answer = await api.file(mediaAddress(signature, ref));
    if (answer.ok) await kept.keep(`media:${ref}`, answer.value);
    else if (answer.error.status === 0) return false;
  }
  return true;
}

/**
 * LES-25: brings the lessons of a day in all their languages, one after the other, until told to stop. Those still to do
 * come first; finished ones too, because a classmate may need them on this tablet.
 */
export async function keepDay(needs: Needs, { tasks, media }: Today, isStopped: () => boolean): Promise<void> {
  const openFirst = tasks.toSorted((a, b) => Number(isFinished(a)) - Number(isFinished(b)));
  for (const file of openFirst.flatMap((task) => Object.values(task.files))) {
    if (isStopped()) return;
    const lesson = await bringLesson(needs, file);
    if (!lesson.ok) return;
    if (isStopped() || !(await keepMedia(needs, media, mediaOf(lesson.value)))) return;
  }
}

function isFinished({ done }: Task): boolean {
  return done?.state === 'finished';
}
