import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useAhead } from '../ahead.ts';

export type Choice = { readonly value: string; readonly text: string };

/** One of a few, as a native list. */
export function ChooseOne({
  label,
  none,
  value,
  of,
  choose,
}: {
  label: string;
  none: string;
  value: string;
  of: readonly Choice[];
  /** Resolved once it is kept. */
  choose: (value: string) => unknown;
}) {
  const id = useId();
  const { shown, move } = useAhead(value, choose);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} class="input" value={shown} onChange={(event) => move(event.currentTarget.value)}>
        <option value="">{none}</option>
        {of.map((each) => (
          <option key={each.value} value={each.value}>
            {each.text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What a tick does to what was ticked: done to the newest, for the one before may still be on its way to be kept. */
export type Toggle = (chosen: readonly string[]) => string[];

/** Any of a few. */
export function ChooseSome({
  label,
  chosen,
  of,
  choose,
  isShort = false,
}: {
  label: string;
  /** Short words, many of them: they stand side by side. */
  isShort?: boolean;
  chosen: readonly string[];
  of: readonly Choice[];
  choose: (toggle: Toggle) => void;
}) {
  return (
    <fieldset class="lab-some">
      <legend>{label}</legend>
      <div class={isShort ? 'lab-side-by-side' : undefined}>
        {of.map(({ value, text }) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(event) => {
                const isChosen = event.currentTarget.checked;
                choose((now) => [...now.filter((each) => each !== value), ...(isChosen ? [value] : [])]);
              }}
            />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A field that is kept when it is left. What is being typed stays, whatever else is drawn anew meanwhile. */
export function KeptInput({
  value,
  keep,
  ...input
}: {
  value: string;
  keep: (text: string) => void;
  inputMode?: 'decimal';
  maxLength?: number;
  placeholder?: string;
  'aria-label'?: string;
  'aria-invalid'?: true | undefined;
}) {
  const [text, setText] = useState(value);
  const isTyping = useRef(false);
  useEffect(() => {
    if (!isTyping.current) setText(value);
  }, [value]);
  return (
    <input
      class="input"
      autocomplete="off"
      {...input}
      value={text}
      onInput={(event) => {
        isTyping.current = true;
        setText(event.currentTarget.value);
      }}
      onChange={(event) => {
        isTyping.current = false;
        keep(event.currentTarget.value);
      }}
    />
  );
}

const pauseMilliseconds = 700;

/** Words of one's own, kept at each pause and when the field is left. */
export function OwnWords({ label, value, keep }: { label: string; value: string; keep: (text: string) => void }) {
  const id = useId();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        class="input"
        rows={3}
        maxLength={1000}
        defaultValue={value}
        onInput={(event) => {
          const field = event.currentTarget;
          clearTimeout(timer.current);
          timer.current = setTimeout(() => keep(field.value), pauseMilliseconds);
        }}
        onChange={(event) => {
          clearTimeout(timer.current);
          keep(event.currentTarget.value);
        }}
      />
    </div>
  );
}
