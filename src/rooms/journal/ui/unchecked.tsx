import type { Text } from '#kernel/language.ts';
import { useApp, useSay } from '#web/app.ts';

type Props = {
  rule: { readonly checked: boolean; readonly source: Text };
  /** The key of what it says, where it is not an order's rule. */
  words?: string;
};

/** JRN-1: a rule of others whose own text nobody has read yet says so, and where it comes from. */
export function Unchecked({ rule, words = 'journal.unchecked' }: Props) {
  const say = useSay();
  const { language } = useApp();
  if (rule.checked) return null;
  return (
    <details class="journal-unchecked">
      <summary>{say(words)}</summary>
      <p>{rule.source[language.value]}</p>
    </details>
  );
}
