import { useState } from 'preact/hooks';
import { useApp, useSay, useTitle, type Session } from '#web/app.ts';
import type { Say } from '#web/words.ts';
import { hasTask } from '../labs/find-lab.ts';
import { labs, type ListedLab } from '../labs/list.ts';
import { skills } from '../model/rubric/skill.ts';
import type { OwnWork } from '../routes-mine.ts';
import { hasNotebook, placeOf, programme } from '../model/real/works.ts';
import { useMine } from './mine.ts';
import './labs.css';

/** Which experiments are there for me: those of the own grade, by subject. */
export function LabsList() {
  const { session } = useApp();
  return session.value ? <ListOf session={session.value} /> : null;
}

function ListOf({ session }: { session: Session }) {
  const say = useSay();
  useTitle(say('labs.title'));
  const { language } = useApp();
  const { mine } = useMine(session.person);
  const { grade } = session;
  const fits = (grades: readonly number[]): boolean => grade === null || grades.includes(grade);
  const own = labs.flatMap((lab) => {
    const tasks = lab.tasks.filter(({ grades }) => fits(grades));
    return tasks.length > 0 ? [{ ...lab, tasks }] : [];
  });
  const real = programme.works.filter((work) => work.lab === undefined && hasNotebook(work) && fits([work.grade]));
  const subjects = [...new Set([...own, ...real].map(({ subject }) => subject))];
  const [chosen, setChosen] = useState('');
  return (
    <div class="labs-list">
      <h1>{say('labs.title')}</h1>
      {subjects.length > 1 && (
        <div class="buttons" role="group" aria-label={say('labs.subjects')}>
          {['', ...subjects].map((subject) => (
            <button
              type="button"
              key={subject}
              class="button"
              aria-pressed={chosen === subject}
              onClick={() => setChosen(subject)}
            >
              {subject ? say(`people.subject.${subject}`) : say('labs.all')}
            </button>
          ))}
        </div>
      )}
      {subjects.length === 0 && <p class="sheet">{say('labs.none')}</p>}
      {subjects
        .filter((subject) => !chosen || subject === chosen)
        .map((subject) => (
          <section key={subject}>
            <h2>{say(`people.subject.${subject}`)}</h2>
            <ul>
              {own
                .filter((each) => each.subject === subject)
                .map((each) => (
                  <LabCard key={each.lab} lab={each} works={mine?.works ?? []} say={say} />
                ))}
            </ul>
            {real.some((work) => work.subject === subject) && (
              <details>
                <summary>{say('labs.real-works')}</summary>
                <ul class="labs-tasks">
                  {real
                    .filter((work) => work.subject === subject)
                    .map((work) => (
                      <li key={work.id}>
                        <a class="task-row" href={`/labs/${placeOf(work)}`}>
                          <b>{work[language.value]}</b>
                        </a>
                      </li>
                    ))}
                </ul>
              </details>
            )}
          </section>
        ))}
      <Marked works={mine?.works ?? []} say={say} />
    </div>
  );
}

function LabCard({ lab, works, say }: { lab: ListedLab; works: readonly OwnWork[]; say: Say }) {
  return (
    <li class="sheet">
      <h3>{say(`labs.${lab.lab}.title`)}</h3>
      <p class="quiet small">{say('labs.minutes', { minutes: lab.minutes })}</p>
      <ul class="labs-tasks">
        {lab.tasks.map(({ task }) => {
          const own = works.find((each) => each.lab === lab.lab && each.task === task);
          return (
            <li key={task}>
              <a class="task-row" href={`/labs/${lab.lab}/${task}`}>
                <b>{say(`labs.${lab.lab}.task.${task}`)}</b>
                {own && (
                  <span class="quiet small">
                    {say(
                      own.points ? 'labs.state.marked' : own.isHandedIn ? 'labs.state.handed-in' : 'labs.state.going',
                    )}
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ul>
    </li>
  );
}

/** What teachers confirmed: points by skill, and what they wrote. */
function Marked({ works, say }: { works: readonly OwnWork[]; say: Say }) {
  const marked = works.filter(({ points, lab, task }) => points && hasTask(lab, task));
  if (marked.length === 0) return null;
  return (
    <section>
      <h2>{say('labs.marked')}</h2>
      {marked.map(({ work, lab, task, points, comment }) => (
        <article key={work} class="sheet">
          <h3>{say(`labs.${lab}.task.${task}`)}</h3>
          <dl class="lab-points">
            {skills.map((skill, k) => (
              <div key={skill}>
                <dt>{say(`labs.skill.${skill}`)}</dt>
                <dd>{say('labs.points-of', { n: points?.[k] ?? 0 })}</dd>
              </div>
            ))}
          </dl>
          {comment && <p class="comment">«{comment}»</p>}
        </article>
      ))}
    </section>
  );
}
