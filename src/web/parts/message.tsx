import type { ComponentChildren } from 'preact';
import type { Failure } from '../api.ts';
import { useSay } from '../app.ts';

export type Tone = 'good' | 'wait' | 'wrong' | 'help';

/** Something said to the reader, with a tone. Spoken at once by a screen reader when it is news. */
export function Message({ tone, isNews, children }: { tone: Tone; isNews?: boolean; children: ComponentChildren }) {
  return (
    <div class={`message ${tone}`} role={isNews ? (tone === 'wrong' ? 'alert' : 'status') : undefined}>
      <div>{children}</div>
    </div>
  );
}

/** Why something did not work, and a way to try again. */
export function Failed({ failure, again }: { failure: Failure; again?: () => void }) {
  const say = useSay();
  return (
    <Message tone="wrong" isNews>
      <p>{say(failure.key, failure.values)}</p>
      {again && (
        <button type="button" class="button" onClick={again}>
          {say('web.again')}
        </button>
      )}
    </Message>
  );
}

/** Said while something comes that takes longer than a moment. */
export function Waiting() {
  return (
    <p class="quiet" role="status">
      {useSay()('web.loading')}
    </p>
  );
}
