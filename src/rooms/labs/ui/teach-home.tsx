import { groupText } from '#rooms/lessons/ui/teacher-say.ts';
import { useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import { labs } from '../labs/list.ts';
import { useLabSay } from './teach-say.ts';
import './labs.css';

export type TeachGroup = {
  readonly group: string;
  readonly subject: string;
  readonly grades: readonly number[];
  readonly classes: readonly string[];
  readonly isMine: boolean;
  readonly teacher: string;
};

/** A teacher's groups at the bench, and which labs there are for them. */
export function LabsHome() {
  const web = useSay();
  const say = useLabSay();
  useTitle(say('labs.title'));
  const { value, failure, again } = useAsk<{ readonly groups: readonly TeachGroup[] }>('/labs/groups');
  return (
    <div class="labs-list">
      <h1>{say('labs.title')}</h1>
      <p class="quiet">{web('labs.teach.what')}</p>
      <p>
        <a href="/labs/works">{web('labs.works.to')}</a>
      </p>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value?.groups.length === 0 && <p class="sheet">{web('labs.teach.none')}</p>}
      {value?.groups
        .toSorted((a, b) => Number(b.isMine) - Number(a.isMine))
        .map((group) => {
          const fitting = labs.flatMap((lab) => {
            if (lab.subject !== group.subject) return [];
            const tasks = lab.tasks.filter(({ grades }) => grades.some((grade) => group.grades.includes(grade)));
            return tasks.map(({ task, grades }) => ({ lab: lab.lab, task, grades, minutes: lab.minutes }));
          });
          return (
            <section key={group.group} class="sheet">
              <h2>{groupText(web, group)}</h2>
              {!group.isMine && <p class="quiet">{group.teacher}</p>}
              <a class="button main" href={`/labs/group/${group.group}`}>
                {web('labs.teach.open')}
              </a>
              {fitting.length > 0 && (
                <details>
                  <summary>{web('labs.teach.labs', { n: fitting.length })}</summary>
                  <ul>
                    {fitting.map(({ lab, task, grades, minutes }) => (
                      <li key={`${lab}/${task}`}>
                        {say(`labs.${lab}.title`)} · {say(`labs.${lab}.task.${task}`)}{' '}
                        <span class="quiet small">
                          {web('labs.teach.grades', {
                            grades: grades.filter((each) => group.grades.includes(each)).join(', '),
                          })}{' '}
                          · {say('labs.minutes', { minutes })}
                        </span>
                      </li>
                    ))}
                  </ul>
                  <p class="small quiet">{web('labs.teach.how')}</p>
                </details>
              )}
            </section>
          );
        })}
    </div>
  );
}
