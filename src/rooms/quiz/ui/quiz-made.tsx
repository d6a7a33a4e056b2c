import { useSay } from '#web/app.ts';
import type { Failure } from '#web/api.ts';
import { Failed, Message } from '#web/parts/message.tsx';
import type { Pool } from './quiz-data.ts';

export type Made = {
  readonly quiz: string;
  readonly pack: string;
  readonly lessons: readonly string[];
  readonly isGiven: boolean;
};

type AfterProps = {
  pool: Pool;
  made: Made;
  failure: Failure | undefined;
  give: () => void;
  isBusy: boolean;
};

/** What became of it, and the ways on. */
export function QuizMade({ pool, made, failure, give, isBusy }: AfterProps) {
  const say = useSay();
  return (
    <Message tone="good" isNews>
      <p>{say(made.isGiven ? 'quiz.made.given' : 'quiz.made.shelved')}</p>
      {failure && <Failed failure={failure} />}
      <p class="buttons">
        {!made.isGiven && (
          <button type="button" class="button main" disabled={isBusy} onClick={give}>
            {say('quiz.made.give')}
          </button>
        )}
        <a class="button" href={`/quiz/${made.quiz}`}>
          {say('quiz.made.results')}
        </a>
        <a class="button" href={`/teach/${pool.group}`}>
          {say('quiz.made.board')}
        </a>
        <a class="button bare" href="/quiz">
          {say('quiz.title')}
        </a>
      </p>
    </Message>
  );
}
