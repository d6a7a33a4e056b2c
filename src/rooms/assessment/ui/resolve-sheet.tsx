import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import { resolveReasons } from '../model/reasons.ts';
import type { DifferencesAnswer, SheetsAnswer } from '../routes-sheets.ts';

type Props = {
  answer: SheetsAnswer;
  sheet: SheetsAnswer['sheets'][number];
  query: string;
  done: () => void;
  cancel: () => void;
};

type Said = { readonly line: number; readonly text: string; readonly reason: (typeof resolveReasons)[number] };

/** Where two passes differ: place by place, what each read, what counts, and why. */
export function ResolveSheet({ answer, sheet, query, done, cancel }: Props) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const address = `/assessment/sheets/${answer.form}/${sheet.sheet}`;
  const asked = useAsk<DifferencesAnswer>(`${address}/differences${query}`);
  const [said, setSaid] = useState<readonly Said[]>([]);
  const lines = asked.value?.lines ?? [];
  const put = (line: number, of: Partial<Said>): void => {
    const before = said.find((each) => each.line === line) ?? { line, text: '', reason: 'mistyped' as const };
    setSaid([...said.filter((each) => each.line !== line), { ...before, ...of }]);
  };
  const save = async (): Promise<void> => {
    if (await send(api.post(`${address}/resolve${query}`, { lines: said }))) done();
  };
  return (
    <form
      class="sheet"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2>{say('assessment.resolve-of', { sheet: sheet.sheet })}</h2>
      <p class="quiet">{say('assessment.resolve.lead')}</p>
      {asked.failure && <Failed failure={asked.failure} />}
      {!asked.value && !asked.failure && <Waiting />}
      {lines.map(({ line, label, first, second }) => {
        const own = said.find((each) => each.line === line);
        return (
          <fieldset key={line}>
            <legend>{say('assessment.line', { line: label })}</legend>
            <div class="office-row">
              {[first, second].map((text, at) => (
                <button
                  key={at}
                  type="button"
                  class="button"
                  aria-pressed={own?.text === text}
                  onClick={() => put(line, { text })}
                >
                  {say(at === 0 ? 'assessment.pass-first' : 'assessment.pass-second', {
                    text: text || say('assessment.left-out'),
                  })}
                </button>
              ))}
              <div class="field">
                <label for={`text-${line}`}>{say('assessment.counts')}</label>
                <input
                  id={`text-${line}`}
                  class="input"
                  value={own?.text ?? ''}
                  maxLength={200}
                  onInput={(event) => put(line, { text: event.currentTarget.value })}
                />
              </div>
              <div class="field">
                <label for={`reason-${line}`}>{say('assessment.reason')}</label>
                <select
                  id={`reason-${line}`}
                  class="input"
                  value={own?.reason ?? 'mistyped'}
                  onChange={(event) => put(line, { reason: event.currentTarget.value as Said['reason'] })}
                >
                  {resolveReasons.map((reason) => (
                    <option key={reason} value={reason}>
                      {say(`assessment.reason.${reason}`)}
                    </option>
                  ))}
                </select>
              </div>
            </div>
          </fieldset>
        );
      })}
      {failure && <Failed failure={failure} />}
      <div class="office-row">
        <button
          type="submit"
          class="button main"
          disabled={isBusy || lines.some(({ line }) => !said.some((each) => each.line === line))}
        >
          {say('assessment.save')}
        </button>
        <button type="button" class="button" onClick={cancel}>
          {say('assessment.cancel')}
        </button>
      </div>
    </form>
  );
}
