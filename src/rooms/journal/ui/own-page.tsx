import { useApp, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatDate } from '#web/format.ts';
import { useOwnWords, type OwnWords } from '#web/own-words.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { Say } from '#web/words.ts';
import type { OwnResults } from '../routes-own.ts';
import { subjectOf } from './journal-say.ts';
import './journal.css';

const ownWords: OwnWords = {
  kk: () => import('../words/own.kk.json'),
  ru: () => import('../words/own.ru.json'),
  en: () => import('../words/own.en.json'),
};

/** A pupil's own points, comments and results, subject by subject; the newest first. */
export function OwnPage() {
  const say = useOwnWords(ownWords);
  const { session } = useApp();
  useTitle(say('journal.own.title'));
  const keepAs = `journal:${session.value?.person ?? ''}`;
  const { value, failure, again } = useAsk<OwnResults>('/journal/own', { keepAs });
  const subjects = value
    ? [...new Set([...value.points, ...value.assessed, ...value.results].map(({ subject }) => subject))].toSorted()
    : [];
  return (
    <div class="journal">
      <h1>{say('journal.own.title')}</h1>
      {failure && !value && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && subjects.length === 0 && <p>{say('journal.own.empty')}</p>}
      {value && subjects.map((subject) => <Subject key={subject} say={say} subject={subject} own={value} />)}
      <p>
        <a class="button" href="/results">
          {say('journal.own.measured')}
        </a>
      </p>
    </div>
  );
}

function Subject({ say, subject, own }: { say: Say; subject: string; own: OwnResults }) {
  const { language } = useApp();
  const of = <T extends { readonly subject: string }>(rows: readonly T[]): T[] =>
    rows.filter((each) => each.subject === subject).toReversed();
  const results = of(own.results).toReversed();
  return (
    <section class="sheet journal-own">
      <h2>{subjectOf(say, subject)}</h2>
      {results.length > 0 && (
        <p class="journal-own-results">
          {results.map(({ period, result }) => (
            <span key={period}>
              {say(`journal.period.${period}`)}:{' '}
              <strong>{result === 'pass' || result === 'fail' ? say(`journal.result.${result}`) : result}</strong>
            </span>
          ))}
        </p>
      )}
      <ul>
        {of(own.assessed).map(({ kind, title, day, state, points, of: most }) => (
          <li key={`${kind} ${day} ${title}`}>
            <strong>{say(`journal.kind.${kind}`)}</strong> {title}{' '}
            {state === 'done' ? `${points} / ${most}` : say(`journal.assess.state.${state}`)}
          </li>
        ))}
        {of(own.points).map(({ day, points, of: most, comment }) => (
          <li key={`${day} ${points} ${comment}`}>
            <span class="quiet">{formatDate(language.value, day)}</span>{' '}
            {points !== null && <strong>{`${points} / ${most}`}</strong>} {comment && <q>{comment}</q>}
          </li>
        ))}
      </ul>
    </section>
  );
}
