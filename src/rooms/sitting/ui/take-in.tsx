import { useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { ChooseFiles } from '#web/parts/choose-files.tsx';
import { Failed, Message } from '#web/parts/message.tsx';
import { readLines } from '../model/sealed.ts';
import type { TakenIn } from '../routes-take-in.ts';

type Result = { readonly taken: readonly TakenIn[]; readonly missing: readonly number[] };

/** The region's page for it: a school's server never came back. */
export function TakeInPage() {
  const say = useSay();
  useTitle(say('sitting.take-in.title'));
  return (
    <>
      <h1>{say('sitting.take-in.title')}</h1>
      <TakeIn />
    </>
  );
}

/** SIT-40: takes in answers that left a tablet as a file, or as codes that somebody's telephone read. Again is no harm. */
export function TakeIn() {
  const { api } = useApp();
  const say = useSay();
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const [result, setResult] = useState<Result>();
  const take = async (given: string): Promise<void> => {
    const { whole, missing } = readLines(given);
    const taken: TakenIn[] = [];
    setFailure(undefined);
    for (const { sealed } of whole) {
      const answer = await api.post<TakenIn>('/sitting/take-in', { sealed });
      if (!answer.ok) return setFailure(answer.error);
      taken.push(answer.value);
    }
    setResult({ taken, missing: missing.flatMap(({ numbers }) => numbers) });
  };
  const chosen = async (files: readonly File[]): Promise<void> => {
    const texts = await Promise.all(files.map((file) => file.text()));
    await take(texts.join('\n'));
  };
  return (
    <details class="sheet take-in">
      <summary>{say('sitting.take-in')}</summary>
      <p class="quiet">{say('sitting.take-in-more')}</p>
      <ChooseFiles words={say('sitting.take-in.file')} accept=".txt" isMany onChosen={(files) => void chosen(files)} />
      <div class="field">
        <label for="take-in-text">{say('sitting.take-in.text')}</label>
        <textarea
          id="take-in-text"
          class="input"
          rows={4}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <button type="button" class="button main" disabled={text.trim() === ''} onClick={() => void take(text)}>
        {say('sitting.take-in.go')}
      </button>
      {failure && <Failed failure={failure} />}
      {result && <Taken result={result} />}
    </details>
  );
}

function Taken({ result: { taken, missing } }: { result: Result }) {
  const say = useSay();
  const sum = (of: (each: TakenIn) => number): number => taken.reduce((all, each) => all + of(each), 0);
  const refused = taken.flatMap((each) => each.refused);
  const isNothing = taken.length === 0 && missing.length === 0;
  return (
    <Message tone={missing.length > 0 || refused.length > 0 || isNothing ? 'wait' : 'good'} isNews>
      {isNothing && <p>{say('sitting.take-in.nothing')}</p>}
      {taken.length > 0 && (
        <p>{say('sitting.take-in.done', { added: sum(({ added }) => added), known: sum(({ known }) => known) })}</p>
      )}
      {missing.length > 0 && <p>{say('sitting.sealed-missing', { numbers: missing.join(', ') })}</p>}
      {refused.map(({ attempt, key }, n) => (
        <p key={`${attempt} ${n}`}>{say(key)}</p>
      ))}
    </Message>
  );
}
