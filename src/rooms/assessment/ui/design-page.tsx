import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { CellDesign } from '../design.ts';
import type { Finding } from '../model/check.ts';
import type { Form } from '../model/form.ts';
import { BlueprintForm } from './blueprint-form.tsx';
import { FormPlaces } from './form-places.tsx';
import { FormsPage } from './forms-page.tsx';
import { useFormName, useNames } from './forms-say.ts';

/** The forms of one cell in one year: what they shall hold, what they hold, what is wrong, and sealing. */
export function DesignPage({ params }: ScreenProps) {
  const say = useSay();
  const names = useNames();
  const { value, failure, again } = useAsk<CellDesign>(`/assessment/design/${params['year']}/${params['cell']}`);
  return (
    <FormsPage title={value ? names.cell(value.cell) : say('assessment.design')} lead={say('assessment.design.lead')}>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && <Design design={value} again={again} />}
    </FormsPage>
  );
}

function Design({ design, again }: { design: CellDesign; again: () => void }) {
  const say = useSay();
  return (
    <>
      <Making design={design} again={again} />
      {design.forms.length > 0 && <Findings findings={design.findings} forms={design.forms} />}
      {design.forms.length === 0 && <p>{say('assessment.no-forms')}</p>}
      <div class="forms-places">
        {design.forms.map((form) => (
          <FormPlaces key={form.form} design={design} form={form} again={again} />
        ))}
      </div>
      <BlueprintForm key={JSON.stringify(design.blueprint ?? '')} design={design} again={again} />
    </>
  );
}

function Making({ design, again }: { design: CellDesign; again: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [booklets, setBooklets] = useState(1);
  const [spread, setSpread] = useState<'order' | 'items'>('order');
  const [isSure, setSure] = useState(design.forms.length === 0);
  const address = `/assessment/design/${design.year}/${design.cell.cell}`;
  const run = async (what: 'shipped' | 'make'): Promise<void> => {
    const body = what === 'make' ? { booklets, spread } : {};
    if (await send(api.post(`${address}/${what}`, body))) again();
  };
  const isFixed = design.sealed.length > 0;
  if (isFixed)
    return (
      <Message tone="help">
        <p>{say('assessment.fixed')}</p>
      </Message>
    );
  const mayRun = !isBusy && (isSure || design.forms.length === 0);
  return (
    <section class="sheet">
      <p>{say('assessment.bank-has', { n: design.candidates.length })}</p>
      <div class="office-row">
        <div class="field">
          <label for="booklets">{say('assessment.booklets')}</label>
          <select
            id="booklets"
            class="input"
            value={booklets}
            onChange={(event) => setBooklets(Number(event.currentTarget.value))}
          >
            {[1, 2, 3, 4].map((n) => (
              <option key={n} value={n}>
                {n}
              </option>
            ))}
          </select>
        </div>
        {booklets > 1 && (
          <div class="field">
            <label for="spread">{say('assessment.spread')}</label>
            <select
              id="spread"
              class="input"
              value={spread}
              onChange={(event) => setSpread(event.currentTarget.value as 'order' | 'items')}
            >
              <option value="order">{say('assessment.spread-order')}</option>
              <option value="items">{say('assessment.spread-items')}</option>
            </select>
          </div>
        )}
      </div>
      {design.forms.length > 0 && (
        <label>
          <input type="checkbox" checked={isSure} onChange={(event) => setSure(event.currentTarget.checked)} />{' '}
          {say('assessment.replace-sure')}
        </label>
      )}
      <div class="office-row">
        {design.hasShipped && (
          <button type="button" class="button main" disabled={!mayRun} onClick={() => void run('shipped')}>
            {say('assessment.take-shipped')}
          </button>
        )}
        <button type="button" class="button" disabled={!mayRun || !design.blueprint} onClick={() => void run('make')}>
          {say('assessment.make')}
        </button>
      </div>
      {failure && <Failed failure={failure} />}
    </section>
  );
}

function Findings({ findings, forms }: { findings: readonly Finding[]; forms: readonly Form[] }) {
  const say = useSay();
  if (findings.length === 0)
    return (
      <Message tone="good">
        <p>{say('assessment.sound-long')}</p>
      </Message>
    );
  const hard = findings.filter(({ isHard }) => isHard);
  return (
    <>
      {hard.length > 0 && <FindingList tone="wrong" title={say('assessment.hard')} findings={hard} forms={forms} />}
      {hard.length < findings.length && (
        <FindingList
          tone="wait"
          title={say('assessment.soft')}
          findings={findings.filter(({ isHard }) => !isHard)}
          forms={forms}
        />
      )}
    </>
  );
}

type ListProps = { tone: 'wrong' | 'wait'; title: string; findings: readonly Finding[]; forms: readonly Form[] };

function FindingList({ tone, title, findings, forms }: ListProps) {
  const say = useSay();
  const nameOf = useFormName(forms);
  return (
    <Message tone={tone}>
      <p>
        <b>{title}</b>
      </p>
      <ul class="forms-findings">
        {findings.map((each, n) => {
          const { other, language, timePoint } = each.values;
          const values = {
            ...each.values,
            form: nameOf(each.form),
            item: each.item ?? '',
            ...(other === undefined ? {} : { other: nameOf(String(other)) }),
            ...(language === undefined ? {} : { language: say(`assessment.language.${language}`) }),
            ...(timePoint === undefined ? {} : { timePoint: say(`assessment.at-${timePoint}`) }),
          };
          return <li key={n}>{say(`assessment.finding.${each.kind}`, values)}</li>;
        })}
      </ul>
    </Message>
  );
}
