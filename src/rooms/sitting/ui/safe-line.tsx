import type { AttemptSession } from './attempt-session.ts';
import { useSitSay } from './sit-say.ts';

type Props = { readonly session: AttemptSession; readonly isWriting: boolean; readonly hasAnswer: boolean };

/** How safe the answer is: only what is true. */
export function SafeLine({ session, isWriting, hasAnswer }: Props) {
  const say = useSitSay();
  const { count, reached } = session.view.value;
  const key = isWriting ? 'sitting.safe.writing' : reached >= count ? 'sitting.safe.school' : 'sitting.safe.tablet';
  return (
    <p class="safe-line small quiet" role="status">
      {hasAnswer || isWriting ? say(key) : say('sitting.safe.none')}
    </p>
  );
}
