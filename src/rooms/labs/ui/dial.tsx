import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Say } from '#web/words.ts';
import { decimalsOf, type Instrument, type Shown } from '../model/instrument.ts';
import { cellText, numberText, unitText } from './lab-say.ts';

/** A piece of an instrument's scale around its pointer: the pupil reads it and says what it shows (LAB-4). */
export function Dial({
  instrument,
  shown,
  say,
  name,
  done,
}: {
  instrument: Instrument;
  shown: number;
  say: Say;
  name: string;
  done: (text: string) => void;
}) {
  const id = useId();
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  // Who pressed the button goes on here, and back there when it is written.
  useLayoutEffect(() => {
    const before = document.activeElement;
    field.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const { step, unit } = instrument;
  const big = step * 10;
  const first = Math.floor(shown / big - 0.5) * big;
  const at = (value: number): number => 20 + ((value - first) / (big * 2)) * 320;
  const whole = Math.floor(shown / big + 1e-9) * big;
  const parts = Math.round((shown - whole) / step);
  const digits = Math.max(0, decimalsOf(step) - 1);
  const said = say('labs.dial.said', {
    name,
    from: numberText(whole, digits),
    to: numberText(whole + big, digits),
    parts,
  });
  return (
    <form
      class="lab-dial sheet"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) done(text.trim());
      }}
    >
      <p>
        <b>{name}</b>{' '}
        <span class="quiet">{say('labs.dial.step', { step: numberText(step), unit: unitText(say, unit) })}</span>
      </p>
      <svg viewBox="0 0 360 70" role="img" aria-label={said}>
        <rect x="8" y="6" width="344" height="52" class="lab-dial-face" />
        {Array.from({ length: 21 }, (_, k) => {
          const value = first + k * step;
          const isBig = k % 10 === 0;
          const isHalf = k % 5 === 0;
          return (
            <g key={k} class="lab-dial-line">
              <line x1={at(value)} x2={at(value)} y1={isBig ? 24 : isHalf ? 34 : 40} y2="56" />
              {isBig && (
                <text x={at(value)} y="20" text-anchor="middle">
                  {numberText(value, digits)}
                </text>
              )}
            </g>
          );
        })}
        <path d={`M${at(shown)} 58l-6 11h12z`} class="lab-pointer" />
        <line x1={at(shown)} x2={at(shown)} y1="26" y2="60" class="lab-pointer-line" />
      </svg>
      <label for={id}>{say('labs.dial.ask', { unit: unitText(say, unit) })}</label>
      <div class="lab-line">
        <input
          ref={field}
          id={id}
          class="input"
          inputMode="decimal"
          autocomplete="off"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="button main">
          {say('labs.dial.write')}
        </button>
      </div>
    </form>
  );
}

/** What a digital instrument shows, or why it shows nothing. */
export function shownText(say: Say, lab: string, { step, unit, words }: Instrument, shown: Shown): string {
  if (typeof shown === 'number' && words) return cellText(say, lab, words[shown] ?? '');
  if (typeof shown === 'number') return `${numberText(shown, decimalsOf(step))} ${unitText(say, unit)}`;
  return say(`labs.shown.${shown}`);
}
