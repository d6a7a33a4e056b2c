import { useSay } from '#web/app.ts';
import { Field } from '#web/parts/field.tsx';

/** Where the recovery code is typed from its paper. */
export function CodeField({ label, code, onTyped }: { label: string; code: string; onTyped: (code: string) => void }) {
  return (
    <Field
      label={label}
      note={useSay()('boot.locked.code-note')}
      autocomplete="off"
      autocapitalize="characters"
      spellcheck={false}
      value={code}
      onInput={(event) => onTyped(event.currentTarget.value)}
    />
  );
}
