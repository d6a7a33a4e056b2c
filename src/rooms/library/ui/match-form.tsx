import { useState } from 'preact/hooks';
import type { MatchQuestion } from '../model/question.ts';
import type { FormProps } from './form-props.ts';
import { NamedLine } from './named-line.tsx';
import { PartSign } from './part-sign.tsx';

/** Pairs, by two taps: what stands on the left, then what belongs to it. The next empty one is chosen by itself. */
export function MatchForm({
  question,
  answer,
  change,
  shown,
  parts,
  isLocked,
  say,
}: FormProps<MatchQuestion, 'match'>) {
  const { pairs } = answer;
  const firstEmpty = (of: readonly (number | null)[], from: number): number => {
    const places = [...of.keys()].map((place) => (place + from) % of.length);
    return places.find((place) => of[place] === null) ?? -1;
  };
  const [left, setLeft] = useState(firstEmpty(pairs, 0));
  const put = (right: number): void => {
    if (left < 0) return;
    const next = pairs.map((each, place) => (place === left ? right : each === right ? null : each));
    setLeft(firstEmpty(next, left));
    change({ kind: 'match', pairs: next });
  };
  return (
    <div class="match">
      <ul class="lefts" aria-label={say('lessons.match-lefts')}>
        {question.lefts.map((html, place) => {
          const right = pairs[place] ?? null;
          return (
            <li key={place}>
              <button
                type="button"
                class="pair"
                aria-pressed={left === place}
                disabled={isLocked}
                onClick={() => setLeft(place)}
              >
                <NamedLine html={html} />
                <span class={right === null ? 'socket' : 'socket full'}>
                  {right === null ? (
                    <span class="quiet">{say('lessons.match-empty')}</span>
                  ) : (
                    <NamedLine html={question.rights[right] ?? ''} />
                  )}
                </span>
                {parts && <PartSign isRight={parts[place] ?? false} say={say} />}
              </button>
            </li>
          );
        })}
      </ul>
      <ul class="rights" aria-label={say('lessons.match-rights')}>
        {shown.map((right) => (
          <li key={right}>
            <button
              type="button"
              class={pairs.includes(right) ? 'peg used' : 'peg'}
              disabled={isLocked || left < 0}
              onClick={() => put(right)}
            >
              <NamedLine html={question.rights[right] ?? ''} />
              {pairs.includes(right) && <span class="spoken">{say('lessons.match-used')}</span>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
