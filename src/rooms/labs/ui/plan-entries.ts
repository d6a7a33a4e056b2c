import type { Say } from '#web/words.ts';
import { labs } from '../labs/list.ts';

/** The tasks of all labs as a lesson's plan can offer them: with their minutes, and where pupils find them. */
export function labEntries(say: Say) {
  return labs.flatMap(({ lab, subject, minutes, tasks }) =>
    tasks.map(({ task, grades, objectives }) => {
      const text = say('labs.in-plan', { title: say(`labs.${lab}.title`), task: say(`labs.${lab}.task.${task}`) });
      return { subject, grades, minutes, objectives, text };
    }),
  );
}
