import { HandOver } from '#rooms/journal/ui/hand-over.tsx';
import { groupText } from '#rooms/lessons/ui/teacher-say.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatDate } from '#web/format.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
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

function Summative({ of, test, again }: { of: Shown; test: Test; again: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const title = say('quiz.results', { grade: test.grade });
  return (
    <section>
      <h2>{title}</h2>
      {test.pupils.length === 0 && <p class="quiet">{say('quiz.results.nobody')}</p>}
      <HandOver
        texts={{
          table: title,
          pupil: say('quiz.pupil'),
          sum: say('quiz.sum'),
          journal: say('quiz.journal'),
          column: say('quiz.hand.column'),
          one: (name) => say('quiz.hand.one', { name }),
          stands: (state) => say(`quiz.journal.${state}`),
          open: say('quiz.journal.open'),
          nothing: say('quiz.hand.nothing'),
          day: say('quiz.hand.day'),
          why: say('quiz.hand.why'),
          what: say('quiz.hand.what'),
          hand: (n) => say('quiz.hand', { n }),
        }}
        table="quiz-table"
        columns={test.descriptors.map(({ objective, text, max }) => ({
          key: objective,
          head: (
            <>
              {objective}
              <small>{text}</small>
              <small>{say('quiz.most', { n: max })}</small>
            </>
          ),
        }))}
        pupils={test.pupils.map(({ person, name, points, journal, state }) => ({
          person,
          name,
          points,
          journal,
          isReady: state === 'finished',
          ...(state === 'finished' ? {} : { note: say(`quiz.state.${state}`) }),
          ...(state === 'none' ? { sum: '–' } : {}),
        }))}
        assessment={test.assessment}
        day={test.day}
        send={(day, handed) => {
          const rows = handed.map((row) => ({ ...row, state: 'done' }));
          return api.post(`/quiz/${of.quiz}/hand`, { grade: test.grade, day, rows });
        }}
        again={again}
      />
    </section>
  );
}
