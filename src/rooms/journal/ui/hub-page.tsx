import { useState } from 'preact/hooks';
import type { Text } from '#kernel/language.ts';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatDate } from '#web/format.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import { typedPoints } from './grid-model.ts';
import { subjectOf } from './journal-say.ts';
import './journal.css';

type Lesson = {
  readonly lesson: string;
  readonly subject: string;
  readonly school: Text | null;
  readonly pupils: readonly { readonly person: string; readonly grade: number; readonly name: string }[];
  readonly runs: readonly {
    readonly run: string;
    readonly grade: number;
    readonly day: string;
    readonly topic: string;
  }[];
  readonly proposals: readonly {
    readonly proposal: string;
    readonly run: string;
    readonly person: string;
    readonly points: number;
    readonly of: number;
    readonly state: 'waiting' | 'accepted' | 'refused';
    readonly reason: string;
  }[];
};

const most = 10;

/** At the hub school: pupils of small schools whom one teaches from afar, and what became of the points proposed for them. */
export function HubPage() {
  const say = useSay();
  useTitle(say('journal.hub.title'));
  const { value, failure, again } = useAsk<{ readonly lessons: readonly Lesson[] }>('/journal/shared');
  return (
    <div class="journal">
      <p class="journal-way">
        <a href="/journal">{say('journal.back')}</a>
      </p>
      <h1>{say('journal.hub.title')}</h1>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value?.lessons.length === 0 && (
        <section class="sheet">
          <h2>{say('journal.hub.empty')}</h2>
          <p>{say('journal.hub.empty.what')}</p>
        </section>
      )}
      {value?.lessons.map((lesson) => (
        <SharedLesson key={lesson.lesson} lesson={lesson} again={again} />
      ))}
    </div>
  );
}

function SharedLesson({ lesson, again }: { lesson: Lesson; again: () => void }) {
  const say = useSay();
  const { api, language } = useApp();
  const { isBusy, failure, send } = useSend();
  const days = [...new Map(lesson.runs.map((each) => [each.run, each])).values()].toReversed();
  const [run, setRun] = useState(days[0]?.run ?? '');
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const there = lesson.pupils.filter(({ grade }) =>
    lesson.runs.some((each) => each.run === run && each.grade === grade),
  );
  const typed = there.flatMap(({ person }) => {
    const found = typedPoints(texts[person] ?? '', most);
    return found.kind === 'points' ? [{ run, person, points: found.points, of: most }] : [];
  });
  const isWrong = there.some(({ person }) => typedPoints(texts[person] ?? '', most).kind === 'wrong');
  const propose = async (): Promise<void> => {
    if (!(await send(api.post(`/journal/shared/${lesson.lesson}/points`, { cells: typed })))) return;
    setTexts({});
    again();
  };
  return (
    <section>
      <h2>
        {subjectOf(say, lesson.subject)} <span class="quiet">{lesson.school?.[language.value]}</span>
      </h2>
      {days.length === 0 ? (
        <p class="quiet">{say('journal.hub.no-lessons')}</p>
      ) : (
        <label class="journal-scheme">
          <span>{say('journal.hub.lesson')}</span>
          <select class="input" value={run} onChange={(event) => setRun(event.currentTarget.value)}>
            {days.map((each) => (
              <option key={each.run} value={each.run}>
                {formatDate(language.value, each.day)} {each.topic}
              </option>
            ))}
          </select>
        </label>
      )}
      <div class="journal-grid" role="region" aria-label={say('journal.hub.title')} tabIndex={0}>
        <table>
          <tbody>
            {there.map(({ person, name, grade }) => {
              const said = lesson.proposals.findLast((each) => each.run === run && each.person === person);
              return (
                <tr key={person}>
                  <th scope="row" class="journal-name">
                    {name} <span class="quiet small">{say('journal.grades', { grades: grade })}</span>
                  </th>
                  <td class={typedPoints(texts[person] ?? '', most).kind === 'wrong' ? 'journal-wrong' : ''}>
                    <input
                      inputMode="numeric"
                      maxLength={3}
                      placeholder={`… / ${most}`}
                      aria-label={say('journal.hub.points', { name })}
                      value={texts[person] ?? ''}
                      onInput={(event) => setTexts({ ...texts, [person]: event.currentTarget.value })}
                    />
                  </td>
                  <td>
                    {said && (
                      <>
                        {said.points} / {said.of}: {say(`journal.hub.${said.state}`)}
                        {said.reason && <span class="journal-missing"> {said.reason}</span>}
                      </>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {failure && <Failed failure={failure} />}
      <p class="journal-do">
        <button
          type="button"
          class="button main"
          disabled={isBusy || isWrong || typed.length === 0}
          onClick={() => void propose()}
        >
          {say('journal.hub.propose', { n: typed.length })}
        </button>
        <span class="quiet small">{say('journal.hub.how')}</span>
      </p>
    </section>
  );
}
