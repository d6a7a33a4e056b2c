import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { TableFrame } from '#people/ui/office-table.tsx';
import { useApp, useSay } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { MonitoredCell, Programme } from '../model/monitored.ts';
import type { StudiesAnswer } from '../routes-studies.ts';
import { FormsPage } from './forms-page.tsx';
import { useNames } from './forms-say.ts';

/** What is monitored from a year on: the proposal that ships, or what the region has decided, with its source. */
export function MonitoredPage() {
  const say = useSay();
  const { value, failure, again } = useAsk<StudiesAnswer>('/assessment/studies');
  return (
    <FormsPage title={say('assessment.monitored')} lead={say('assessment.monitored.lead')}>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && <Choice key={value.monitored.source} answer={value} again={again} />}
    </FormsPage>
  );
}

function Choice({ answer, again }: { answer: StudiesAnswer; again: () => void }) {
  const say = useSay();
  const names = useNames();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const { monitored, shipped } = answer;
  const [source, setSource] = useState(monitored.checked ? monitored.source : '');
  const [cells, setCells] = useState(monitored.cells);
  const [isDone, setDone] = useState(false);
  const all = [
    ...shipped.cells,
    ...monitored.cells.filter(({ cell }) => !shipped.cells.some((each) => each.cell === cell)),
  ];
  const change = (cell: MonitoredCell, isIn: boolean): void => {
    setDone(false);
    setCells((before) =>
      all.filter((each) => (each.cell === cell.cell ? isIn : before.some((one) => one.cell === each.cell))),
    );
  };
  const save = async (): Promise<void> => {
    const body = { ...monitored, year: answer.year, cells, source, checked: true };
    if (!(await send(api.put('/assessment/monitored', body)))) return;
    setDone(true);
    again();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {!monitored.checked && (
        <Message tone="wait">
          <p>{say('assessment.unchecked')}</p>
          <p class="small">{monitored.source}</p>
        </Message>
      )}
      <TableFrame label={say('assessment.monitored')}>
        <thead>
          <tr>
            <th scope="col">{say('assessment.subject')}</th>
            <th scope="col">{say('assessment.at-start')}</th>
            <th scope="col">{say('assessment.at-end')}</th>
            <th scope="col">{say('assessment.condition')}</th>
          </tr>
        </thead>
        <tbody>
          {all.map((cell) => (
            <tr key={cell.cell}>
              <th scope="row">
                <label>
                  <input
                    type="checkbox"
                    checked={cells.some((each) => each.cell === cell.cell)}
                    onChange={(event) => change(cell, event.currentTarget.checked)}
                  />{' '}
                  {names.cell(cell)}
                </label>
              </th>
              <td>
                <ProgrammeText of={cell.programmes.start} />
              </td>
              <td>
                <ProgrammeText of={cell.programmes.end} />
              </td>
              <td>{cell.isWhereTaught ? say('assessment.where-taught') : ''}</td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      <p>{say('assessment.sittings-rule', { most: monitored.mostSittings })}</p>
      <p>{say('assessment.anchors-rule', { percent: monitored.anchorPercent, fewest: monitored.fewestAnchors })}</p>
      <Field
        label={say('assessment.source-field')}
        note={say('assessment.source-note')}
        required
        maxLength={300}
        value={source}
        onInput={(event) => setSource(event.currentTarget.value)}
      />
      {failure && <Failed failure={failure} />}
      {isDone && (
        <Message tone="good" isNews>
          <p>{say('assessment.saved')}</p>
        </Message>
      )}
      <button type="submit" class="button main" disabled={isBusy || source === ''}>
        {say('assessment.confirm', { year: answer.year })}
      </button>
    </form>
  );
}

function ProgrammeText({ of }: { of: Programme }) {
  const say = useSay();
  const text =
    of.from === of.to
      ? say('assessment.programme', { grade: of.to })
      : say('assessment.programmes', { from: of.from, to: of.to });
  return <>{of.isCore ? `${text}. ${say('assessment.core')}` : text}</>;
}
