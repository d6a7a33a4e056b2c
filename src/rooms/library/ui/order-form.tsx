import { useState } from 'preact/hooks';
import type { OrderQuestion } from '../model/question.ts';
import type { FormProps } from './form-props.ts';
import { PartSign } from './part-sign.tsx';
import { LessonLine } from './lesson-html.tsx';

/** Things that are put in order, one step up or down at a time: by finger, by keyboard, and heard when they move. */
export function OrderForm({ question, answer, change, parts, isLocked, say }: FormProps<OrderQuestion, 'order'>) {
  const [moved, setMoved] = useState('');
  const { order } = answer;
  const move = (from: number, to: number): void => {
    const next = [...order];
    [next[from], next[to]] = [next[to] ?? 0, next[from] ?? 0];
    setMoved(say('lessons.moved-to', { place: to + 1, of: order.length }));
    change({ kind: 'order', order: next });
  };
  return (
    <>
      <ol class="order">
        {order.map((item, place) => (
          <li key={item}>
            <span class="place" aria-hidden="true">
              {place + 1}
            </span>
            <span class="thing">
              <LessonLine html={question.items[item] ?? ''} />
              {parts && place > 0 && <PartSign isRight={parts[place - 1] ?? false} say={say} />}
            </span>
            <Step
              name={say('lessons.up', { place: place + 1 })}
              path="M6 14l6-6 6 6"
              isOff={isLocked || place === 0}
              go={() => move(place, place - 1)}
            />
            <Step
              name={say('lessons.down', { place: place + 1 })}
              path="M6 10l6 6 6-6"
              isOff={isLocked || place === order.length - 1}
              go={() => move(place, place + 1)}
            />
          </li>
        ))}
      </ol>
      <span class="spoken" aria-live="polite">
        {moved}
      </span>
    </>
  );
}

function Step({ name, path, isOff, go }: { name: string; path: string; isOff: boolean; go: () => void }) {
  return (
    // Not `disabled`: an element that loses its focus at the end of the list loses its user too.
    <button type="button" class="button step" aria-label={name} aria-disabled={isOff} onClick={() => !isOff && go()}>
      <svg
        class="sign"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width="2.5"
        stroke-linecap="round"
        stroke-linejoin="round"
        aria-hidden="true"
      >
        <path d={path} />
      </svg>
    </button>
  );
}
