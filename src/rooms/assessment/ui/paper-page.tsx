import { useState } from 'preact/hooks';
import type { Language } from '#kernel/language.ts';
import { useFile, useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { SheetsAnswer } from '../routes-sheets.ts';
import { FormsPage } from './forms-page.tsx';
import { KeySheet } from './key-sheet.tsx';
import { ResolveSheet } from './resolve-sheet.tsx';

type Sheet = SheetsAnswer['sheets'][number];

/** A form on paper: sheets are made and printed, and what pupils wrote is entered twice. */
export function PaperPage({ params }: ScreenProps) {
  const say = useSay();
  const form = params['form'] ?? '';
  const school = params['school'];
  const query = school ? `?school=${school}` : '';
  const { value, failure, again } = useAsk<SheetsAnswer>(`/assessment/sheets/${form}${query}`);
  const [opened, open] = useState<{ readonly sheet: Sheet; readonly what: 1 | 2 | 'resolve' }>();
  const done = (): void => {
    open(undefined);
    again();
  };
  return (
    <FormsPage title={say('assessment.paper')} lead={say('assessment.paper.lead')}>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && (
        <>
          <Papers answer={value} school={school} query={query} again={again} />
          {value.sheets.length > 0 && <SheetList answer={value} open={open} />}
          {opened && opened.what !== 'resolve' && (
            <KeySheet
              key={`${opened.sheet.sheet} ${opened.what}`}
              answer={value}
              sheet={opened.sheet}
              pass={opened.what}
              query={query}
              done={done}
              cancel={() => open(undefined)}
            />
          )}
          {opened?.what === 'resolve' && (
            <ResolveSheet
              key={opened.sheet.sheet}
              answer={value}
              sheet={opened.sheet}
              query={query}
              done={done}
              cancel={() => open(undefined)}
            />
          )}
        </>
      )}
    </FormsPage>
  );
}

type PapersProps = { answer: SheetsAnswer; school: string | undefined; query: string; again: () => void };

function Papers({ answer, school, query, again }: PapersProps) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const paper = useFile();
  const [count, setCount] = useState(10);
  const [lang, setLang] = useState<Language>('kk');
  const [isLarge, setLarge] = useState(false);
  const make = async (): Promise<void> => {
    const body = school ? { count, language: lang } : {};
    if (await send(api.post(`/assessment/sheets/${answer.form}${query}`, body))) again();
  };
  const print = (what: '' | '/sheets', name: string): void => {
    const of = new URLSearchParams({ lang, ...(isLarge ? { large: '1' } : {}), ...(school ? { school } : {}) });
    void paper.open({ address: `/api/assessment/print/${answer.form}${what}?${of}`, name: `${name}.pdf` });
  };
  return (
    <section class="sheet">
      <div class="office-row">
        <div class="field">
          <label for="paper-language">{say('assessment.paper-language')}</label>
          <select
            id="paper-language"
            class="input"
            value={lang}
            onChange={(event) => setLang(event.currentTarget.value as Language)}
          >
            {(['kk', 'ru'] as const).map((each) => (
              <option key={each} value={each}>
                {say(`assessment.language.${each}`)}
              </option>
            ))}
          </select>
        </div>
        {school && (
          <Field
            label={say('assessment.sheet-count')}
            type="number"
            min={1}
            max={100}
            value={count}
            onInput={(event) => setCount(event.currentTarget.valueAsNumber || 1)}
          />
        )}
        <label>
          <input type="checkbox" checked={isLarge} onChange={(event) => setLarge(event.currentTarget.checked)} />{' '}
          {say('assessment.large')}
        </label>
      </div>
      {!school && answer.without > 0 && <p>{say('assessment.sheets-missing', { n: answer.without })}</p>}
      <div class="office-row">
        {(school || answer.without > 0) && (
          <button type="button" class="button main" disabled={isBusy} onClick={() => void make()}>
            {say('assessment.sheets-make')}
          </button>
        )}
        <button
          type="button"
          class="button"
          disabled={paper.isBusy}
          onClick={() => print('', say('assessment.print-form'))}
        >
          {say('assessment.print-form')}
        </button>
        <button
          type="button"
          class="button"
          disabled={paper.isBusy || answer.sheets.length === 0}
          onClick={() => print('/sheets', say('assessment.print-sheets'))}
        >
          {say('assessment.print-sheets')}
        </button>
      </div>
      {failure && <Failed failure={failure} />}
      {paper.failure && <Failed failure={paper.failure} />}
    </section>
  );
}

type ListProps = { answer: SheetsAnswer; open: (of: { sheet: Sheet; what: 1 | 2 | 'resolve' }) => void };

function SheetList({ answer, open }: ListProps) {
  const say = useSay();
  return (
    <section>
      <h2>{say('assessment.sheets')}</h2>
      <ul class="office-list">
        {answer.sheets.map((sheet) => (
          <li key={sheet.sheet}>
            <div>
              <b class="forms-code">{sheet.sheet}</b> {sheet.name}
              <p class="quiet">{say(`assessment.sheet-${sheet.state}`)}</p>
            </div>
            <div class="office-row tight">
              {sheet.state === 'differs' && (
                <button type="button" class="button main" onClick={() => open({ sheet, what: 'resolve' })}>
                  {say('assessment.resolve')}
                </button>
              )}
              {sheet.state === 'made' && (
                <button type="button" class="button main" onClick={() => open({ sheet, what: 1 })}>
                  {say('assessment.key-first')}
                </button>
              )}
              {sheet.state === 'once' && (
                <button type="button" class="button main" onClick={() => open({ sheet, what: 2 })}>
                  {say('assessment.key-second')}
                </button>
              )}
              {sheet.state !== 'made' && (
                <button type="button" class="button bare" onClick={() => open({ sheet, what: 1 })}>
                  {say('assessment.key-anew')}
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
