import { useEffect, useState } from 'preact/hooks';
import { useApp, useSay, type Session } from '#web/app.ts';
import type { Progress } from './progress.ts';
import type { OwnActivity } from './run-own.ts';
import { inLanguage } from './tasks.ts';
import { progressKey } from './use-today.ts';

export type Done = { readonly states: readonly ('new' | 'working' | 'finished')[]; readonly isAll: boolean };

/** How far this pupil is with each activity, as the tablet knows it; a task in words is never done by itself. */
export function useDone({ person }: Session, activities: readonly OwnActivity[]): Done {
  const { kept } = useApp();
  const [states, setStates] = useState<Done['states']>([]);
  const names = activities.map((each) => (each.kind === 'lesson' ? `${each.pack}/${each.lesson}` : '')).join();
  useEffect(() => {
    let isCurrent = true;
    const look = async (): Promise<void> => {
      const found = await Promise.all(
        activities.map(async (each) => {
          if (each.kind === 'task') return 'new' as const;
          const progress = await kept.find<Progress>(progressKey(person, each.pack, each.lesson));
          return progress ? (progress.finishedAt === undefined ? ('working' as const) : ('finished' as const)) : 'new';
        }),
      );
      if (isCurrent) setStates(found);
    };
    void look();
    return () => {
      isCurrent = false;
    };
  }, [names, person]);
  return { states, isAll: states.length > 0 && states.every((each) => each === 'finished') };
}

/** What is to be done: lessons open as they always do, tasks stand in words. */
export function RunActivities({ activities, done }: { activities: readonly OwnActivity[]; done: Done }) {
  const say = useSay();
  const { language } = useApp();
  if (activities.length === 0) return null;
  return (
    <ul class="run-activities">
      {activities.map((each, n) => (
        <li key={n}>
          {each.kind === 'task' ? (
            <p class="run-task-words">{each.text}</p>
          ) : (
            <a class="task-row" href={`/lesson/${each.pack}/${each.lesson}`}>
              <span class="what">
                <b>{inLanguage(each.titles, language.value) || each.lesson}</b>
                <span class="small quiet">{say('lessons.questions', { count: each.questions })}</span>
              </span>
              <span class="tally">
                {done.states[n] === 'finished'
                  ? `✓ ${say('lessons.finished')}`
                  : say(done.states[n] === 'working' ? 'lessons.go-on' : 'lessons.begin')}
              </span>
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
