import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp, type App, type Session } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import type { Progress } from './progress.ts';
import { shownTask, withoutOwner, type ShownTask, type Today } from './tasks.ts';

export const todayKey = (person: string): string => `today:${person}`;
const classKey = ({ class: name }: Session): string => `class-tasks:${name}`;
export const progressKey = (person: string, pack: string, lesson: string): string =>
  `progress:${person}:${pack}/${lesson}`;

export type TodayView = {
  readonly today: Today | undefined;
  readonly tasks: readonly ShownTask[] | undefined;
  readonly failure: Failure | undefined;
  readonly again: () => void;
};

/** A pupil's day: as the school says it; without the school as the tablet keeps it, in an outage that of the class. */
export function useToday(session: Session): TodayView {
  const app = useApp();
  const { value, failure, again } = useAsk<Today>('/lessons/today', { keepAs: todayKey(session.person) });
  const [kept, setKept] = useState<Today>();
  const [tasks, setTasks] = useState<readonly ShownTask[]>();
  const today = value ?? kept;
  useEffect(() => {
    if (value) void app.kept.keep(classKey(session), withoutOwner(value));
    else if (failure) void app.kept.find<Today>(classKey(session)).then(setKept);
  }, [value, failure]);
  useEffect(() => {
    if (!today) return;
    let isCurrent = true;
    void withProgress(app, session.person, today).then((found) => isCurrent && setTasks(found));
    return () => {
      isCurrent = false;
    };
  }, [today]);
  return { today, tasks, failure, again };
}

function withProgress({ kept }: App, person: string, { tasks }: Today): Promise<ShownTask[]> {
  return Promise.all(
    tasks.map(async (task) => shownTask(task, await kept.find<Progress>(progressKey(person, task.pack, task.lesson)))),
  );
}
