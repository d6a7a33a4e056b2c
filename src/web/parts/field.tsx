import type { InputHTMLAttributes } from 'preact';
import { useId } from 'preact/hooks';

/** A field with its name above it, and what was wrong with it beneath. */
export function Field({
  label,
  note,
  fault,
  ...input
}: { label: string; note?: string; fault?: string | undefined } & InputHTMLAttributes) {
  const id = useId();
  const described = [note && `${id}-note`, fault && `${id}-fault`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        class="input"
        id={id}
        aria-describedby={described || undefined}
        aria-invalid={fault ? true : undefined}
        {...input}
      />
      {note && (
        <span class="note" id={`${id}-note`}>
          {note}
        </span>
      )}
      {fault && (
        <span class="fault" id={`${id}-fault`}>
          {fault}
        </span>
      )}
    </div>
  );
}
