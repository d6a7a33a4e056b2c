import { useEffect, useRef } from 'preact/hooks';
import { groupText } from '#rooms/lessons/ui/teacher-say.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatDate } from '#web/format.ts';
import { useLive } from '#web/live.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import { news } from '../model/news.ts';
import { skills, type SkillScore } from '../model/rubric/skill.ts';
import { isPast } from '../model/step.ts';
import type { ListedWork } from '../routes-teach.ts';
import { Compare } from './compare.tsx';
import { Expectations } from './expectations.tsx';
import { useLabSay } from './teach-say.ts';
import type { TeachGroup } from './teach-home.tsx';
import './labs.css';

type Answer = { readonly group: Omit<TeachGroup, 'isMine' | 'teacher'>; readonly works: readonly ListedWork[] };

/** A class of benches says something each second; to run all of its works again each time is too much for a small server. */
const calmMilliseconds = 5000;

/** Does it once for all that is heard within five seconds. */
function useCalm(again: () => void): () => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      again();
    }, calmMilliseconds);
  };
}

/** Who is at which step, whose report waits, and what the class finds hard; all grades of the group on one screen. */
export function LabsGroup({ params }: ScreenProps) {
  const web = useSay();
  const say = useLabSay();
  const { language } = useApp();
  const { value, failure, again } = useAsk<Answer>(`/labs/groups/${params['group'] ?? ''}`);
  useLive([news], useCalm(again));
  const title = value ? groupText(web, value.group) : say('labs.title');
  useTitle(title);
  const works = value?.works ?? [];
  const waiting = works.filter((each) => each.handedAt !== null && (each.points === null || each.isNewer));
  const going = works.filter(({ handedAt }) => handedAt === null);
  const done = works.filter((each) => !waiting.includes(each) && !going.includes(each));
  return (
    <div class="labs-teach">
      <p>
        <a href="/labs">← {say('labs.title')}</a>
      </p>
      <h1>{title}</h1>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && works.length === 0 && <p class="sheet">{web('labs.teach.no-works')}</p>}
      {(
        [
          ['waiting', waiting],
          ['going', going],
          ['done', done],
        ] as const
      ).map(
        ([name, list]) =>
          list.length > 0 && (
            <section key={name}>
              <h2>{web(`labs.teach.${name}`, { n: list.length })}</h2>
              <div
                class="lab-scroll"
                tabIndex={0}
                role="region"
                aria-label={web(`labs.teach.${name}`, { n: list.length })}
              >
                <table class="lab-table">
                  <thead>
                    <tr>
                      <th scope="col">{web('labs.teach.pupil')}</th>
                      <th scope="col">{web('labs.teach.work')}</th>
                      <th scope="col">{web('labs.teach.step')}</th>
                      {skills.map((skill) => (
                        <th scope="col" key={skill}>
                          {say(`labs.skill.${skill}`)}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {list.map((each) => (
                      <tr key={each.work}>
                        <th scope="row">
                          <a href={`/labs/work/${each.work}`}>{each.name}</a>{' '}
                          <span class="quiet small">{each.grade}</span>
                        </th>
                        <td>
                          {say(`labs.${each.lab}.task.${each.task}`)}
                          {each.isReal && <span class="quiet small"> · {web('labs.teach.real')}</span>}
                        </td>
                        <td>
                          {each.handedAt === null
                            ? `${say(`labs.step.${each.step}`)}, ${web('labs.teach.rows', { n: each.rows })}`
                            : formatDate(language.value, each.handedAt, 'day')}
                          {each.fault && <span class="wrong small"> {web('labs.teach.fault')}</span>}
                        </td>
                        {skills.map((skill, k) => (
                          <td key={skill}>
                            {each.points?.[k] ?? judged(each).find((own) => own.skill === skill)?.score ?? '–'}
                          </td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </section>
          ),
      )}
      {value && done.length > 0 && (
        <ToJournal group={value.group.group} works={done} say={say} title={web('labs.journal.to')} />
      )}
      <Expectations works={works} web={web} />
      <Compare works={works} say={say} web={web} />
      {works.length > 0 && <Troubles works={works} say={say} title={web('labs.teach.troubles')} />}
    </div>
  );
}

/** Tasks of which points were confirmed, a grade each: from here they go into the journal. */
function ToJournal({
  group,
  works,
  say,
  title,
}: {
  group: string;
  works: readonly ListedWork[];
  say: ReturnType<typeof useLabSay>;
  title: string;
}) {
  const places = [...new Set(works.map(({ lab, task, grade }) => `${lab}/${task}/${grade}`))];
  return (
    <section class="sheet">
      <h2>{title}</h2>
      <ul>
        {places.map((place) => {
          const [lab, task, grade] = place.split('/');
          return (
            <li key={place}>
              <a href={`/labs/group/${group}/journal/${place}`}>
                {grade} · {say(`labs.${lab}.task.${task}`)}
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What can be judged already: who has not come to the plot has not drawn it wrong. */
function judged({ handedAt, step, scores }: ListedWork): readonly SkillScore[] {
  return handedAt === null ? scores.filter(({ skill }) => isPast(skill, step)) : scores;
}

/** What several pupils have wrong, most often first: what is worth a word to the whole class. */
function Troubles({
  works,
  say,
  title,
}: {
  works: readonly ListedWork[];
  say: ReturnType<typeof useLabSay>;
  title: string;
}) {
  const wrong = works.flatMap((work) =>
    judged(work).flatMap(({ reasons }) =>
      reasons.filter(({ isGood }) => !isGood).map(({ key, values }) => ({ key, values, name: work.name })),
    ),
  );
  const byKey = Object.entries(Object.groupBy(wrong, ({ key }) => key)).flatMap(([key, all]) =>
    all && all.length > 1 ? [{ key, all }] : [],
  );
  if (byKey.length === 0) return null;
  return (
    <section class="sheet">
      <h2>{title}</h2>
      <ul>
        {byKey
          .toSorted((a, b) => b.all.length - a.all.length)
          .slice(0, 6)
          .map(({ key, all }) => (
            <li key={key}>
              <b>{all.length}</b> ·{' '}
              {say(`${key}.class`) === `${key}.class` ? say(key, all[0]?.values) : say(`${key}.class`)}{' '}
              <span class="quiet small">{all.map(({ name }) => name).join(', ')}</span>
            </li>
          ))}
      </ul>
    </section>
  );
}
