import { useId } from 'preact/hooks';
import { useSay } from '#web/app.ts';
import type { Words } from './item-draft.ts';

type Props = {
  readonly label: string;
  readonly words: Words;
  readonly change: (words: Words) => void;
  /** Lines of the field; one where the text is a line. */
  readonly rows?: number;
};

/** A text in Kazakh and Russian, and in English where the item has it: beside each other where there is room. */
export function WordsField({ label, words, change, rows = 1 }: Props) {
  const say = useSay();
  const id = useId();
  const here = words.en === undefined ? (['kk', 'ru'] as const) : (['kk', 'ru', 'en'] as const);
  return (
    <fieldset class="bank-words">
      <legend>{label}</legend>
      {here.map((language) => (
        <div class="field" key={language}>
          <label for={`${id}-${language}`} class="small quiet">
            {say(`bank.language.${language}`)}
          </label>
          {rows === 1 ? (
            <input
              id={`${id}-${language}`}
              class="input"
              lang={language}
              value={words[language] ?? ''}
              onInput={(event) => change({ ...words, [language]: event.currentTarget.value })}
            />
          ) : (
            <textarea
              id={`${id}-${language}`}
              class="input"
              lang={language}
              rows={rows}
              value={words[language] ?? ''}
              onInput={(event) => change({ ...words, [language]: event.currentTarget.value })}
            />
          )}
        </div>
      ))}
    </fieldset>
  );
}
