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

/** LES-25: brings all open lessons of a day in all their languages, one after the other, until told to stop. */
export async function keepDay(needs: Needs, { tasks, media }: Today, isStopped: () => boolean): Promise<void> {
  for (const file of tasks.filter(isOpen).flatMap((task) => Object.values(task.files))) {
    if (isStopped()) return;
    const lesson = await bringLesson(needs, file);
    if (!lesson.ok) return;
    if (isStopped() || !(await keepMedia(needs, media, mediaOf(lesson.value)))) return;
  }
}

function isOpen({ done }: Task): boolean {
  return done?.state !== 'finished';
}
