import { useId, useRef, useState } from 'preact/hooks';
import type { Say } from '#web/words.ts';
import type { Bench } from '../model/replay.ts';
import { pointerOf } from '../model/replay.ts';
import type { Control, Deed } from '../model/world.ts';
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
            <b class="lab-shown">
              {each.scale === 'digital' || typeof shown === 'string'
                ? shownText(say, each, shown)
                : say('labs.shown.scale')}
            </b>
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
              aria-label={say('labs.read.of', { name })}
              onClick={() => read(each.name)}
            >
              {say('labs.read.one')}
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
  // Where the hand is already, while what it did is being kept: pressed quickly, a key moves on from there.
  const [wanted, setWanted] = useState<number>();
  const turn = useRef(0);
  const move = (to: number): void => {
    const own = ++turn.current;
    setWanted(to);
    void set(to).then(() => own === turn.current && setWanted(undefined));
  };
  if (control.kind === 'choice') {
    return (
      <div class="lab-control">
        <label for={id}>{name}</label>
        <select id={id} class="input" value={String(value)} onChange={(event) => void set(event.currentTarget.value)}>
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
  const number = wanted ?? Number(value);
  return (
    <div class="lab-control">
      <label for={id}>
        {name}: <b>{`${numberText(Number(value))} ${unitText(say, unit)}`}</b>
      </label>
      <div class="lab-line">
        <button
          type="button"
          class="button"
          aria-label={say('labs.less', { name })}
          disabled={number <= from}
          onClick={() => move(Math.max(from, number - step))}
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
          onChange={(event) => move(Number(event.currentTarget.value))}
        />
        <button
          type="button"
          class="button"
          aria-label={say('labs.more', { name })}
          disabled={number >= to}
          onClick={() => move(Math.min(to, number + step))}
        >
          +
        </button>
      </div>
    </div>
  );
}
