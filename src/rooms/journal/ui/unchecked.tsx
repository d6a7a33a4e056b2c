import type { Text } from '#kernel/language.ts';
import { useApp, useSay } from '#web/app.ts';

/** JRN-1: a rule of others whose own text nobody has read yet says so, and where it comes from. */
export function Unchecked({ rule }: { rule: { readonly checked: boolean; readonly source: Text } }) {
  const say = useSay();
  const { language } = useApp();
  if (rule.checked) return null;
  return (
    <details class="journal-unchecked">
      <summary>{say('journal.unchecked')}</summary>
      <p>{rule.source[language.value]}</p>
    </details>
  );
}
