import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { groupText } from '#rooms/lessons/ui/teacher-say.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatDate } from '#web/format.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { PupilResult } from '../results.ts';
import type { About, QuizKind } from './quiz-data.ts';
import './quiz.css';

type Test = {
  readonly grade: number;
  readonly minutes: number;
  readonly assessment: string;
  readonly day: string;
  readonly descriptors: readonly { readonly objective: string; readonly text: string; readonly max: number }[];
  readonly pupils: readonly PupilResult[];
};

type Shown = {
  readonly quiz: string;
  readonly kind: QuizKind;
  readonly title: string;
  readonly at: number;
  readonly about: About;
  readonly tests: readonly Test[];
};

/** What pupils have in a test; of a summative one what goes into the journal, when the teacher says so. */
export function QuizPage({ params }: ScreenProps) {
  const say = useSay();
  const { language } = useApp();
  const { value, failure, again } = useAsk<Shown>(`/quiz/${params['quiz'] ?? ''}`);
  const title = value ? say(`quiz.kind.${value.kind}.named`, { title: value.title }) : say('quiz.title');
  useTitle(title);
  return (
    <div class="quiz">
      <p>
        <a href="/quiz">← {say('quiz.title')}</a>
      </p>
      <h1>{title}</h1>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && (
        <p class="quiet">
          {groupText(say, value.about)} · {formatDate(language.value, value.at)}
        </p>
      )}
      {value?.tests.map((test) =>
        test.descriptors.length === 0 ? (
          <Everyday key={test.grade} test={test} group={value.about.group} />
        ) : (
          <Summative key={`${test.grade} ${JSON.stringify(test.pupils)}`} of={value} test={test} again={again} />
        ),
      )}
    </div>
  );
}

function Everyday({ test, group }: { test: Test; group: string }) {
  const say = useSay();
  return (
    <section>
      <h2>{say('quiz.results', { grade: test.grade })}</h2>
      {test.pupils.length === 0 && <p class="quiet">{say('quiz.results.nobody')}</p>}
      <table class="quiz-table">
        <thead>
          <tr>
            <th scope="col">{say('quiz.pupil')}</th>
            <th scope="col">{say('quiz.state')}</th>
            <th scope="col">{say('quiz.points')}</th>
          </tr>
        </thead>
        <tbody>
          {test.pupils.map(({ person, name, state, sum }) => (
            <tr key={person}>
              <th scope="row">{name}</th>
              <td>{say(`quiz.state.${state}`)}</td>
              <td>{state === 'none' ? '–' : sum}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <a class="button" href={`/teach/${group}`}>
        {say('quiz.made.board')}
      </a>
    </section>
  );
}

/** Whether what the test says is not yet what the journal says. */
function isNew({ state, points, journal }: PupilResult): boolean {
  return state === 'finished' && (journal?.state !== 'done' || journal.points.join() !== points.join());
}

function Summative({ of, test, again }: { of: Shown; test: Test; again: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [day, setDay] = useState(test.day);
  const [why, setWhy] = useState('');
  // What the journal says of somebody already is changed only where the teacher ticks it.
  const [ticked, setTicked] = useState<readonly string[]>(() =>
    test.pupils.filter((pupil) => isNew(pupil) && pupil.journal === null).map(({ person }) => person),
  );
  const changes = test.pupils.filter(isNew);
  const hand = async (): Promise<void> => {
    const rows = changes
      .filter(({ person }) => ticked.includes(person))
      .map(({ person, points }) => ({ person, state: 'done', points, ...(why.trim() ? { why } : {}) }));
    if (await send(api.post(`/quiz/${of.quiz}/hand`, { grade: test.grade, day, rows }))) again();
  };
  const needsWhy = changes.some(({ person, journal }) => ticked.includes(person) && journal !== null);
  return (
    <section>
      <h2>{say('quiz.results', { grade: test.grade })}</h2>
      {test.pupils.length === 0 && <p class="quiet">{say('quiz.results.nobody')}</p>}
      <div class="quiz-wide" role="region" tabIndex={0} aria-label={say('quiz.results', { grade: test.grade })}>
        <table class="quiz-table">
          <thead>
            <tr>
              <th scope="col">{say('quiz.pupil')}</th>
              {test.descriptors.map(({ objective, text, max }) => (
                <th key={objective} scope="col">
                  {objective}
                  <small>{text}</small>
                  <small>{say('quiz.most', { n: max })}</small>
                </th>
              ))}
              <th scope="col">{say('quiz.sum')}</th>
              <th scope="col">{say('quiz.journal')}</th>
              <th scope="col">{say('quiz.hand.column')}</th>
            </tr>
          </thead>
          <tbody>
            {test.pupils.map((pupil) => (
              <tr key={pupil.person}>
                <th scope="row">
                  {pupil.name}
                  {pupil.state !== 'finished' && <small class="quiet">{say(`quiz.state.${pupil.state}`)}</small>}
                </th>
                {test.descriptors.map(({ objective }, n) => (
                  <td key={objective}>{pupil.points[n] ?? '–'}</td>
                ))}
                <td>{pupil.state === 'none' ? '–' : pupil.points.reduce((all, each) => all + each, 0)}</td>
                <td>{journalText(say, pupil)}</td>
                <td>
                  {isNew(pupil) && (
                    <label class="quiz-tick">
                      <input
                        type="checkbox"
                        aria-label={say('quiz.hand.one', { name: pupil.name })}
                        checked={ticked.includes(pupil.person)}
                        onChange={(event) => {
                          const rest = ticked.filter((each) => each !== pupil.person);
                          setTicked(event.currentTarget.checked ? [...rest, pupil.person] : rest);
                        }}
                      />
                    </label>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {test.assessment && (
        <p>
          <a href={`/journal/assess/${test.assessment}`}>{say('quiz.journal.open')}</a>
        </p>
      )}
      {changes.length === 0 ? (
        <Message tone="help">
          <p>{say('quiz.hand.nothing')}</p>
        </Message>
      ) : (
        <form
          class="quiz-hand"
          onSubmit={(event) => {
            event.preventDefault();
            void hand();
          }}
        >
          <Field
            label={say('quiz.hand.day')}
            type="date"
            value={day}
            onInput={(event) => setDay(event.currentTarget.value)}
          />
          {needsWhy && (
            <Field
              label={say('quiz.hand.why')}
              value={why}
              maxLength={500}
              onInput={(event) => setWhy(event.currentTarget.value)}
            />
          )}
          <p class="quiet small">{say('quiz.hand.what')}</p>
          {failure && <Failed failure={failure} />}
          <button type="submit" class="button main" disabled={isBusy || ticked.length === 0}>
            {say('quiz.hand', { n: ticked.length })}
          </button>
        </form>
      )}
    </section>
  );
}

function journalText(say: ReturnType<typeof useSay>, { journal }: PupilResult): string {
  if (!journal) return say('quiz.journal.nothing');
  if (journal.state !== 'done') return say(`quiz.journal.${journal.state}`);
  return String(journal.points.reduce((all, each) => all + each, 0));
}
