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

/**
 * A pupil's day: as the school says it; without the school as the tablet keeps it. Who came in with the teacher's code
 * sees the tasks only, not what became of them: a code is no secret.
 */
export function useToday(session: Session): TodayView {
  const asked = useAsk<Today>('/lessons/today', { keepAs: todayKey(session.person) });
  const ofClass = useKeptTasks(session);
  const app = useApp();
  const [tasks, setTasks] = useState<readonly ShownTask[]>();
  const today = session.token ? (asked.value ?? (asked.failure && ofClass)) : ofClass;
  useEffect(() => {
    if (asked.value) void app.kept.keep(classKey(session), withoutOwner(asked.value));
  }, [asked.value]);
  useEffect(() => {
    if (!today) return;
    let isCurrent = true;
    void withProgress(app, session.person, today).then((found) => isCurrent && setTasks(found));
    return () => {
      isCurrent = false;
    };
  }, [today]);
  return { today, tasks, failure: asked.failure, again: asked.again };
}

/** The tasks that the tablet keeps of this pupil, else of the class, without whose work they were. */
function useKeptTasks(session: Session): Today | undefined {
  const { kept } = useApp();
  const [found, setFound] = useState<Today>();
  useEffect(() => {
    const look = async (): Promise<void> => {
      const own = await kept.find<Today>(todayKey(session.person));
      const any = own ?? (await kept.find<Today>(classKey(session)));
      if (any) setFound(withoutOwner(any));
    };
    void look();
  }, []);
  return found;
}

function withProgress({ kept }: App, person: string, { tasks }: Today): Promise<ShownTask[]> {
  return Promise.all(
    tasks.map(async (task) => shownTask(task, await kept.find<Progress>(progressKey(person, task.pack, task.lesson)))),
  );
}
