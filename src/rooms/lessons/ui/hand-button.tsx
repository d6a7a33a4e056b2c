import { useApp, useSay } from '#web/app.ts';
import type { Hold } from './question-card.tsx';

/** Raises the hand, so that the teacher sees who waits; puts it down again. */
export function HandButton({ question, hold, isUrged }: { question: string; hold: Hold; isUrged: boolean }) {
  const { outbox } = useApp();
  const say = useSay();
  const { progress, change, put } = hold;
  const isUp = progress.isHandUp;
  const toggle = async (): Promise<void> => {
    if (await put('lessons.hand-raised', { attempt: progress.attempt, question, isRaised: !isUp })) {
      change((before) => ({ ...before, isHandUp: !isUp }));
    }
  };
  return (
    <>
      <button
        type="button"
        class={isUrged && !isUp ? 'button hand urged' : 'button hand'}
        aria-pressed={isUp}
        onClick={() => void toggle()}
      >
        <svg
          class="sign"
          viewBox="0 0 24 24"
          fill="none"
          stroke="currentColor"
          stroke-width="1.8"
          stroke-linecap="round"
          stroke-linejoin="round"
          aria-hidden="true"
        >
          <path d="M7 12V6.5a1.5 1.5 0 0 1 3 0V11V4.500a1.5 1.5 0 0 1 3 0V11V5.500a1.5 1.5 0 0 1 3 0V12V8.500a1.5 1.5 0 0 1 3 0V14a7 7 0 0 1-7 7q-4 0-6-4l-2.5-4.500q-.5-1.5 1-2 1-.3 2 1z" />
        </svg>
        {say(isUp ? 'lessons.hand-down' : 'lessons.hand-up')}
      </button>
      <span class="small hand-note" role="status">
        {isUp && say(outbox.state.value.failing ? 'lessons.hand-waits' : 'lessons.hand-is-up')}
      </span>
    </>
  );
}
