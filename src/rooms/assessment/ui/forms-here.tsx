import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { HereAnswer } from '../routes-here.ts';
import { FormsPage } from './forms-page.tsx';
import { useNames } from './forms-say.ts';

/** A school's forms: what is here, when it is sat, what is still sealed, and the way to paper and to the plan. */
export function FormsHere() {
  const say = useSay();
  const { value, failure, again } = useAsk<HereAnswer>('/assessment/here');
  return (
    <FormsPage title={say('assessment.here')} lead={say('assessment.here.lead')} isFirst>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && value.forms.length === 0 && <p>{say('assessment.here-none')}</p>}
      {value?.studies.map((study) => (
        <StudyHere key={study.study} answer={value} study={study} again={again} />
      ))}
    </FormsPage>
  );
}

type Study = HereAnswer['studies'][number];

function StudyHere({ answer, study, again }: { answer: HereAnswer; study: Study; again: () => void }) {
  const say = useSay();
  const names = useNames();
  const forms = answer.forms.filter((form) => form.study === study.study);
  const [first] = forms;
  if (!first) return null;
  return (
    <section>
      <h2>{names.study(study)}</h2>
      <p>
        {say('assessment.days', { from: names.day(first.from), to: names.day(first.to) })} ·{' '}
        <a href={`/forms/plan/${study.study}`}>{say('assessment.plan')}</a>
      </p>
      <ul class="office-list">
        {forms.map((form) => (
          <FormHere
            key={form.form}
            form={form}
            title={`${names.cellOf(study.monitored.cells, form.cell)}, ${names.booklet(form.booklet)}`}
            again={again}
          />
        ))}
      </ul>
    </section>
  );
}

function FormHere({ form, title, again }: { form: HereAnswer['forms'][number]; title: string; again: () => void }) {
  const say = useSay();
  const [isOpening, setOpening] = useState(false);
  const state = !form.isHere ? 'coming' : form.isOpened ? 'ready' : 'sealed-here';
  return (
    <li>
      <div>
        <b>{title}</b>
        <p class="quiet">
          {say(`assessment.${state}`)} · {say('assessment.form-size', { items: form.items, minutes: form.minutes })}
        </p>
        {isOpening && (
          <CodeForm
            form={form.form}
            done={() => {
              setOpening(false);
              again();
            }}
          />
        )}
      </div>
      {form.isHere && !form.isOpened && !isOpening && (
        <button type="button" class="button main" onClick={() => setOpening(true)}>
          {say('assessment.open-by-code')}
        </button>
      )}
      {form.isHere && form.isOpened && (
        <a class="button" href={`/forms/paper/${form.form}`}>
          {say('assessment.paper')}
        </a>
      )}
    </li>
  );
}

function CodeForm({ form, done }: { form: string; done: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [code, setCode] = useState('');
  const open = async (): Promise<void> => {
    if (await send(api.post(`/assessment/here/${form}/open`, { code }))) done();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <Field
        label={say('assessment.code')}
        note={say('assessment.code-note')}
        value={code}
        autoComplete="off"
        spellcheck={false}
        maxLength={400}
        onInput={(event) => setCode(event.currentTarget.value)}
      />
      {failure && <Failed failure={failure} />}
      {isBusy && (
        <Message tone="help">
          <p>{say('assessment.code-trying')}</p>
        </Message>
      )}
      <button type="submit" class="button main" disabled={isBusy || code.trim() === ''}>
        {say('assessment.open-by-code')}
      </button>
    </form>
  );
}
