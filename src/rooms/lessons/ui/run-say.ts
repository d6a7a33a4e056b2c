import type { Say } from '#web/words.ts';
import { subjectOf } from './teacher-say.ts';
import type { LaneState } from '../run/engine.ts';

/** `5-сынып`; with the subject where lanes have different ones. */
export function laneName(
  say: Say,
  lane: { readonly grade: number; readonly subject: string },
  hasSubject: boolean,
): string {
  const grade = say('lessons.grades', { grades: lane.grade });
  return hasSubject ? `${grade} · ${subjectOf(say, lane.subject)}` : grade;
}

/** How a lane is led now: its mode, or why its clock stands still. */
export function leadText(say: Say, at: LaneState, mode: string | undefined): string {
  if (at.status === 'over') return say('lessons.run.over');
  if (at.status === 'held') return say('lessons.run.held');
  if (at.status === 'waiting') return say('lessons.run.waiting');
  return say(`lessons.run.mode.${mode ?? 'independent'}`);
}
