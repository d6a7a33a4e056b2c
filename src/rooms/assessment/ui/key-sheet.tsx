import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Message } from '#web/parts/message.tsx';
import { readKeyed, type SheetEntry } from '../model/sheet.ts';
import type { SheetsAnswer } from '../routes-sheets.ts';

type Props = {
  answer: SheetsAnswer;
  sheet: SheetsAnswer['sheets'][number];
  pass: 1 | 2;
  query: string;
  done: () => void;
  cancel: () => void;
};

/** One pass over a sheet. The other pass is not shown: who sees it does not read the paper. */
export function KeySheet({ answer, sheet, pass, query, done, cancel }: Props) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [typed, setTyped] = useState(() => answer.lines.map(() => ''));
  const faults = answer.lines.map(({ entry }, at) => !readKeyed(entry, typed[at] ?? '').ok);
  const save = async (): Promise<void> => {
    if (await send(api.put(`/assessment/sheets/${answer.form}/${sheet.sheet}${query}`, { pass, lines: typed }))) done();
  };
  return (
    <form
      class="sheet"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2>{say(pass === 1 ? 'assessment.key-first-of' : 'assessment.key-second-of', { sheet: sheet.sheet })}</h2>
      <p class="quiet">{say('assessment.key.lead')}</p>
      <div class="forms-lines">
        {answer.lines.map((line, at) => (
          <label key={line.label} class="forms-line">
            <b>{line.label}</b>
            <input
              class="input"
              value={typed[at] ?? ''}
              maxLength={200}
              autoComplete="off"
              spellcheck={false}
              aria-invalid={faults[at] || undefined}
              onInput={(event) => setTyped(typed.with(at, event.currentTarget.value))}
            />
            <small>{hintOf(say, line.entry)}</small>
          </label>
        ))}
      </div>
      {faults.some(Boolean) && (
        <Message tone="wait">
          <p>
            {say('assessment.key-faults', {
              lines: answer.lines
                .filter((_, at) => faults[at])
                .map(({ label }) => label)
                .join(', '),
            })}
          </p>
        </Message>
      )}
      {failure && <Failed failure={failure} />}
      <div class="office-row">
        <button type="submit" class="button main" disabled={isBusy || faults.some(Boolean)}>
          {say('assessment.save')}
        </button>
        <button type="button" class="button" onClick={cancel}>
          {say('assessment.cancel')}
        </button>
      </div>
    </form>
  );
}

function hintOf(say: ReturnType<typeof useSay>, entry: SheetEntry): string {
  const last = (count: number): string => String.fromCharCode(64 + count);
  switch (entry.kind) {
    case 'one':
      return say('assessment.hint-one', { last: last(entry.letters) });
    case 'any':
      return say('assessment.hint-any', { last: last(entry.letters) });
    case 'order':
      return say('assessment.hint-order', { n: entry.letters });
    case 'text':
      return say('assessment.hint-text');
    case 'each':
      return say(entry.fields.includes(0) ? 'assessment.hint-texts' : 'assessment.hint-each', {
        n: entry.fields.length,
      });
  }
}
