import { useRef } from 'preact/hooks';

import { isGiven } from '../model/replay.ts';
import type { AttemptSession } from './attempt-session.ts';
import { useSitSay } from './sit-say.ts';

type Props = { readonly session: AttemptSession; readonly count: number; readonly go: (place: number) => void };

/** All items: which have an answer, which are marked for later; and the way to hand in. */
export function Overview({ session, count, go }: Props) {
  const say = useSitSay();
  const dialog = useRef<HTMLDialogElement>(null);
  const { state } = session.view.value;
  const places = Array.from({ length: count }, (_, place) => place);
  const open = places.filter((place) => !isGiven(state.answers.get(place)));
  const hand = async (): Promise<void> => {
    dialog.current?.close();
    await session.hand('handed-in');
  };
  return (
    <div class="overview">
      <p>{open.length === 0 ? say('sitting.all-answered') : say('sitting.open', { count: open.length })}</p>
      <ul class="overview-places">
        {places.map((place) => {
          const isDone = isGiven(state.answers.get(place));
          const isFlagged = state.flagged.has(place);
          const words = [
            say(isDone ? 'sitting.has-answer' : 'sitting.no-answer'),
            isFlagged ? say('sitting.flagged') : '',
          ];
          return (
            <li key={place}>
              <button
                type="button"
                class={isDone ? 'button done' : 'button'}
                aria-label={say('sitting.place', { number: place + 1, words: words.filter(Boolean).join(', ') })}
                onClick={() => go(place)}
              >
                <span aria-hidden="true">
                  {place + 1}
                  {isFlagged && <small>⚑</small>}
                  <small class="mark">{isDone ? '●' : '○'}</small>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <button type="button" class="button main large" onClick={() => dialog.current?.showModal()}>
        {say('sitting.hand-in')}
      </button>
      <dialog ref={dialog} aria-labelledby="hand-in">
        <h2 id="hand-in">{say('sitting.hand-in.sure')}</h2>
        <p>{open.length === 0 ? say('sitting.all-answered') : say('sitting.open', { count: open.length })}</p>
        <p class="quiet">{say('sitting.hand-in.final')}</p>
        <div class="buttons">
          <button type="button" class="button main" onClick={() => void hand()}>
            {say('sitting.hand-in')}
          </button>
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {say('sitting.hand-in.not-yet')}
          </button>
        </div>
      </dialog>
    </div>
  );
}
