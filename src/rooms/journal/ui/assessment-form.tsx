import { useState } from 'preact/hooks';
import { Dialog } from '#people/ui/office-dialog.tsx';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed } from '#web/parts/message.tsx';
import { Field } from '#web/parts/field.tsx';
import type { ShownJournal } from '../shown-journal.ts';

type Assessment = ShownJournal['assessments'][number];
type Row = { readonly objective: string; readonly text: string; readonly max: string };
type Props = { journal: ShownJournal; grade: number; of?: Assessment; close: (isKept: boolean) => void };

const emptyRow: Row = { objective: '', text: '', max: '' };
const mostRows = 20;

/** A summative assessment: its day, its section, and the descriptors by which points are given. */
export function AssessmentForm({ journal, grade, of, close }: Props) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const span = journal.quarters[journal.quarter - 1];
  const first = of?.day ?? [journal.today, span?.to ?? ''].toSorted()[0] ?? '';
  const [kind, setKind] = useState<Assessment['kind']>(of?.kind ?? 'section');
  const [day, setDay] = useState(first);
  const [title, setTitle] = useState(of?.title ?? '');
  const [rows, setRows] = useState<readonly Row[]>(
    of?.descriptors.map((each) => ({ ...each, max: String(each.max) })) ?? [emptyRow, emptyRow, emptyRow],
  );
  const filled = rows.filter(({ max }) => max.trim() !== '');
  const sum = filled.reduce((all, { max }) => all + (Number(max) || 0), 0);
  const isReady =
    title.trim() !== '' && day !== '' && filled.length > 0 && filled.every(({ max }) => /^[1-9]\d?$/u.test(max));
  const change = (n: number, part: Partial<Row>): void =>
    setRows(rows.map((row, at) => (at === n ? { ...row, ...part } : row)));
  const save = async (): Promise<void> => {
    const descriptors = filled.map(({ objective, text, max }) => ({ objective, text, max: Number(max) }));
    const body = { grade, kind, day, title, descriptors, year: journal.year };
    const named = of ? { ...body, assessment: of.assessment } : body;
    if (await send(api.post(`/journal/groups/${journal.group}/assessments`, named))) close(true);
  };
  return (
    <Dialog title={say(of ? 'journal.assess.edit' : 'journal.assess.new')} isWide onClose={() => close(false)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <fieldset class="journal-kinds">
          <legend>{say('journal.kind')}</legend>
          {(['section', 'quarter'] as const).map((each) => (
            <label key={each}>
              <input type="radio" name="kind" checked={kind === each} onChange={() => setKind(each)} />
              {say(`journal.kind.${each}.long`)}
            </label>
          ))}
        </fieldset>
        <Field
          label={say('journal.assess.title')}
          value={title}
          maxLength={120}
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
        <Field
          label={say('journal.assess.day')}
          type="date"
          value={day}
          {...(span ? { min: span.from, max: span.to } : {})}
          onInput={(event) => setDay(event.currentTarget.value)}
        />
        <h3>{say('journal.assess.descriptors')}</h3>
        <p class="quiet small">{say('journal.assess.descriptors.how')}</p>
        <ol class="journal-descriptors">
          {rows.map((row, n) => (
            <li key={n}>
              <input
                class="input"
                aria-label={say('journal.assess.objective', { n: n + 1 })}
                placeholder={`${grade}.1.1.1`}
                maxLength={20}
                value={row.objective}
                onInput={(event) => change(n, { objective: event.currentTarget.value })}
              />
              <input
                class="input"
                aria-label={say('journal.assess.descriptor', { n: n + 1 })}
                placeholder={say('journal.assess.descriptor.what')}
                maxLength={200}
                value={row.text}
                onInput={(event) => change(n, { text: event.currentTarget.value })}
              />
              <input
                class="input"
                inputMode="numeric"
                aria-label={say('journal.assess.points', { n: n + 1 })}
                placeholder={say('journal.points.short')}
                maxLength={2}
                value={row.max}
                onInput={(event) => change(n, { max: event.currentTarget.value.trim() })}
              />
            </li>
          ))}
        </ol>
        <p>
          <button
            type="button"
            class="button"
            disabled={rows.length >= mostRows}
            onClick={() => setRows([...rows, emptyRow])}
          >
            {say('journal.assess.more')}
          </button>{' '}
          <strong>{say('journal.assess.max', { n: sum })}</strong>
        </p>
        {failure && <Failed failure={failure} />}
        <button type="submit" class="button main" disabled={!isReady || isBusy}>
          {say('journal.save')}
        </button>
      </form>
    </Dialog>
  );
}
