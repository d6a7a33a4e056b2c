import { useId, useState } from 'preact/hooks';
import { useApp, useSay } from '#web/app.ts';
import type { Activity, Lane } from '../plan/plan.ts';
import type { Shelf } from './plan-data.ts';
import { titleOf } from './teacher-say.ts';

type ActivitiesProps = {
  readonly title: string;
  readonly activities: readonly Activity[];
  readonly shelf: Shelf;
  readonly lane: Pick<Lane, 'subject' | 'grade' | 'objectives'>;
  /** What a new one gets of time. */
  readonly minutes: number;
  readonly change: (activities: Activity[]) => void;
};

/** As many as a part, `more` or homework holds. */
const most = 6;

/** Lessons of the library and tasks in words, each with its minutes. */
export function PlanActivities({ title, activities, shelf, lane, minutes, change }: ActivitiesProps) {
  const say = useSay();
  const { language } = useApp();
  const id = useId();
  const [text, setText] = useState('');
  const fitting = shelf.filter((each) => each.subject === lane.subject && each.grade === lane.grade);
  const nameOf = (activity: Activity): string => {
    if (activity.kind === 'task') return activity.text;
    const found = shelf.find((each) => each.pack === activity.pack && each.lesson === activity.lesson);
    return found ? titleOf(found.titles, language.value) : activity.lesson;
  };
  const add = (activity: Activity): void => change([...activities, activity]);
  return (
    <section class="plan-acts">
      <h3>{title}</h3>
      <ul class="plan-activities">
        {activities.map((activity, n) => (
          <li key={n} class="plan-activity">
            <span>{nameOf(activity)}</span>
            <label>
              <span class="spoken">{say('lessons.plan.activity.minutes')}</span>
              <input
                class="input"
                type="number"
                min={1}
                max={90}
                value={activity.minutes}
                onChange={(event) => {
                  const value = Math.round(Number(event.currentTarget.value));
                  if (value >= 1 && value <= 90) {
                    change(activities.map((each, m) => (m === n ? { ...each, minutes: value } : each)));
                  }
                }}
              />{' '}
              {say('lessons.plan.min')}
            </label>
            <button
              type="button"
              class="button bare"
              aria-label={say('lessons.plan.activity.remove', { name: nameOf(activity) })}
              onClick={() => change(activities.filter((_, m) => m !== n))}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
      {activities.length < most && (
        <>
          <div class="field">
            <label for={`${id}-lesson`}>{say('lessons.plan.activity.lesson')}</label>
            <select
              id={`${id}-lesson`}
              class="input"
              value=""
              onChange={(event) => {
                const found = fitting[Number(event.currentTarget.value)];
                if (found) add({ kind: 'lesson', pack: found.pack, lesson: found.lesson, minutes });
              }}
            >
              <option value="">
                {say(fitting.length > 0 ? 'lessons.plan.activity.choose' : 'lessons.plan.activity.none')}
              </option>
              {fitting.map((each, n) => (
                <option key={`${each.pack}/${each.lesson}`} value={n}>
                  {titleOf(each.titles, language.value)}
                </option>
              ))}
            </select>
          </div>
          <div class="plan-activity">
            <div class="field">
              <label for={`${id}-task`}>{say('lessons.plan.activity.task')}</label>
              <input
                id={`${id}-task`}
                class="input plan-task"
                maxLength={300}
                value={text}
                onInput={(event) => setText(event.currentTarget.value)}
              />
            </div>
            <button
              type="button"
              class="button"
              disabled={text.trim() === ''}
              onClick={() => {
                add({ kind: 'task', text: text.trim(), minutes });
                setText('');
              }}
            >
              {say('lessons.plan.activity.add')}
            </button>
          </div>
        </>
      )}
    </section>
  );
}
