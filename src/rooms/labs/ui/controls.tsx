import { useId, useState } from 'preact/hooks';
import type { Say } from '#web/words.ts';
import type { Bench } from '../model/replay.ts';
import { decimalsOf } from '../model/instrument.ts';
import { pointerOf } from '../model/replay.ts';
import { typedNumber } from '../model/typed-number.ts';
import type { Control, Deed } from '../model/world.ts';
import { useAhead } from './ahead.ts';
import type { BenchSession } from './bench-session.ts';
import { shownText } from './dial.tsx';
import { numberText, unitText } from './lab-say.ts';
import { useFrames } from './lab-clock.ts';

type Props = {
  readonly session: BenchSession;
  readonly say: Say;
  /** Resolved once it is done and durable. */
  readonly act: (deed: Deed) => Promise<unknown>;
  readonly read: (instrument: string) => void;
  /** The bench at this moment. */
  readonly now: () => Bench<unknown>;
};

/** LAB-18: everything that the scene can be handled with, as native inputs: by touch, keyboard and screen reader alike. */
export function Controls(props: Props) {
  const { session, say, act } = props;
  const { spec, bench } = session;
  const { settings } = bench.value;
  const { lab } = spec;
  return (
    <div class="lab-controls">
      <fieldset>
        <legend>{say('labs.set')}</legend>
        {spec.controls.map((control) => (
          <OneControl
            key={control.name}
            control={control}
            value={settings[control.name] ?? ''}
            name={say(`labs.${lab}.q.${control.name}`)}
            say={say}
            valueName={(value) => say(`labs.${lab}.choice.${value}`)}
            set={(to) => act({ set: control.name, to })}
          />
        ))}
      </fieldset>
      {spec.deeds.length > 0 && (
        <fieldset>
          <legend>{say('labs.do')}</legend>
          <div class="buttons">
            {spec.deeds.map((each) => (
              <button type="button" class="button" key={each} onClick={() => void act({ do: each })}>
                {say(`labs.${lab}.do.${each}`)}
              </button>
            ))}
          </div>
        </fieldset>
      )}
      <fieldset>
        <legend>{say('labs.read')}</legend>
        <Instruments {...props} />
      </fieldset>
    </div>
  );
}

/** Instruments as they show now. */
function Instruments({ session, say, act, read, now }: Props) {
  useFrames();
  const { spec, seed } = session;
  const bench = now();
  return (
    <ul class="lab-instruments">
      {spec.instruments.map((each) => {
        const shown = pointerOf(spec, seed, bench, each.name);
        const name = say(`labs.${spec.lab}.tool.${each.name}`);
        return (
          <li key={each.name}>
            <span>{name}</span>
            {/* A pointer is read by eye, once it is asked for: a number here would read it for the pupil. */}
            {(each.scale === 'digital' || typeof shown === 'string') && (
              <b class="lab-shown" data-is={typeof shown === 'number' && !each.words ? 'number' : 'word'}>
                {shownText(say, spec.lab, each, shown)}
              </b>
            )}
            {each.isZeroable && (
              <button
                type="button"
                class="button bare"
                onClick={() => void act({ do: 'zero', with: [each.name] } as Deed)}
              >
                {say('labs.zero', { name })}
              </button>
            )}
            <button
              type="button"
              class="button"
              aria-label={say(each.scale === 'analogue' ? 'labs.read.scale-of' : 'labs.read.of', { name })}
              onClick={() => read(each.name)}
            >
              {say(each.scale === 'analogue' ? 'labs.read.scale' : 'labs.read.one')}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function OneControl({
  control,
  value,
  name,
  valueName,
  say,
  set,
}: {
  control: Control;
  value: number | string;
  name: string;
  valueName: (value: string) => string;
  say: Say;
  set: (to: number | string) => Promise<unknown>;
}) {
  const id = useId();
  const { shown, move, hold } = useAhead(value, set);
  if (control.kind === 'choice') {
    return (
      <div class="lab-control">
        <label for={id}>{name}</label>
        <select id={id} class="input" value={String(shown)} onChange={(event) => move(event.currentTarget.value)}>
          {control.of.map((each) => (
            <option key={each} value={each}>
              {valueName(each)}
            </option>
          ))}
        </select>
      </div>
    );
  }
  const { from, to, step, unit } = control;
  const number = Number(shown);
  const onStep = (each: number): number =>
    Math.min(to, Math.max(from, Number((from + Math.round((each - from) / step) * step).toFixed(10))));
  return (
    <div class="lab-control">
      <label for={id}>{name}</label>
      <div class="lab-line">
        <button
          type="button"
          class="button"
          aria-label={say('labs.less', { name })}
          disabled={number <= from}
          onClick={() => move(onStep(number - step))}
        >
          −
        </button>
        <input
          id={id}
          type="range"
          min={from}
          max={to}
          step={step}
          value={number}
          onInput={(event) => hold(Number(event.currentTarget.value))}
          onChange={(event) => move(Number(event.currentTarget.value))}
        />
        <button
          type="button"
          class="button"
          aria-label={say('labs.more', { name })}
          disabled={number >= to}
          onClick={() => move(onStep(number + step))}
        >
          +
        </button>
        <span class="lab-value">
          <NumberField
            label={say('labs.value.of', { name, unit: unitText(say, unit) })}
            value={number}
            step={step}
            keep={(typed) => move(onStep(typed))}
          />
          <span aria-hidden="true">{unitText(say, unit)}</span>
        </span>
      </div>
    </div>
  );
}

/** A value typed as a number; what cannot be read gives way to what is set. */
function NumberField({
  label,
  value,
  step,
  keep,
}: {
  label: string;
  value: number;
  step: number;
  keep: (value: number) => void;
}) {
  const [text, setText] = useState<string>();
  return (
    <input
      class="input"
      inputMode="decimal"
      autocomplete="off"
      maxLength={12}
      aria-label={label}
      value={text ?? numberText(value, decimalsOf(step))}
      onFocus={(event) => event.currentTarget.select()}
      onInput={(event) => setText(event.currentTarget.value)}
      onChange={(event) => {
        const typed = typedNumber(event.currentTarget.value);
        setText(undefined);
        if (typed.kind === 'number') keep(typed.value);
      }}
    />
  );
}
