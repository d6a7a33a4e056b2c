import { useId } from 'preact/hooks';

type TextProps = {
  readonly label: string;
  readonly value: string;
  readonly max: number;
  readonly note?: string;
  readonly change: (value: string) => void;
};

/** A text of a plan; it counts when its field is left, so that an undo takes back a text and not a letter. */
export function PlanText({ label, value, max, note, change }: TextProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        class="input"
        rows={2}
        maxLength={max}
        aria-describedby={note ? `${id}-note` : undefined}
        defaultValue={value}
        key={value}
        onChange={(event) => {
          const text = event.currentTarget.value.trim();
          if (text !== value) change(text);
        }}
      />
      {note && (
        <span class="note" id={`${id}-note`}>
          {note}
        </span>
      )}
    </div>
  );
}
