import { useEffect, useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { TableFrame } from '#people/ui/office-table.tsx';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatDate } from '#web/format.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { DeskState } from '../desk.ts';
import type { ScaleCell, StudiesAnswer, StudyAnswer } from '../routes.ts';
import './scale.css';

/** How often a screen asks again while something is worked out: often enough that a stage is seen, seldom enough not to matter. */
const patience = 1500;

/** Which cells of which study have been calibrated, what runs, and where to begin. */
export function ScaleHome() {
  const say = useSay();
  const { value, failure, again } = useAsk<StudiesAnswer>('/scale/studies');
  const [chosen, choose] = useState<string>();
  useTitle(say('scale.title'));
  const study = chosen ?? value?.studies[0]?.study;
  return (
    <div>
      <h1>{say('scale.title')}</h1>
      <p class="quiet">{say('scale.lead')}</p>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && !study && <p>{say('scale.none')}</p>}
      {value && study && (
        <>
          <div class="field">
            <label for="scale-study">{say('scale.study')}</label>
            <select
              class="input"
              id="scale-study"
              value={study}
              onChange={(event) => choose(event.currentTarget.value)}
            >
              {value.studies.map(({ study: id, timePoint, year }) => (
                <option key={id} value={id}>
                  {say(`scale.time.${timePoint}`, { year, next: year + 1 })}
                </option>
              ))}
            </select>
          </div>
          <Cells key={study} study={study} />
        </>
      )}
    </div>
  );
}

function Cells({ study }: { study: string }) {
  const say = useSay();
  const { value, failure, again } = useAsk<StudyAnswer>(`/scale/studies/${study}`);
  const isRunning = value?.cells.some(({ state }) => isUnderWay(state)) ?? false;
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(again, patience);
    return () => clearInterval(timer);
  }, [isRunning, again]);
  if (!value) return failure ? <Failed failure={failure} again={again} /> : <Waiting />;
  if (value.cells.length === 0) return <p>{say('scale.no-cells')}</p>;
  return (
    <TableFrame label={say('scale.title')}>
      <thead>
        <tr>
          <th scope="col">{say('scale.cell')}</th>
          <th scope="col">{say('scale.forms')}</th>
          <th scope="col">{say('scale.last')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {value.cells.map((cell) => (
          <CellRow key={cell.cell} study={study} cell={cell} again={again} />
        ))}
      </tbody>
    </TableFrame>
  );
}

function isUnderWay(state: DeskState | null): boolean {
  return state !== null && state.stage !== 'failed' && state.stage !== 'stopped';
}

function CellRow({
  study,
  cell: { cell, titles, grade, forms, state, calibrations },
  again,
}: {
  study: string;
  cell: ScaleCell;
  again: () => void;
}) {
  const say = useSay();
  const { api, language, session } = useApp();
  const { isBusy, failure, send } = useSend();
  const mayBegin = session.value?.posts.some(({ role }) => role === 'coordinator') ?? false;
  const [newest] = calibrations;
  const path = `/scale/studies/${study}/${cell}`;
  const act = async (verb: 'post' | 'delete'): Promise<void> => {
    await send(verb === 'post' ? api.post(path, {}) : api.delete(path));
    again();
  };
  const title = say('scale.cell-title', { subject: titles[language.value], grade });
  return (
    <tr>
      <th scope="row">{title}</th>
      <td class="scale-number">{forms}</td>
      <td>
        {newest
          ? say('scale.made', {
              day: formatDate(language.value, newest.at),
              pupils: newest.pupils,
              schools: newest.schools,
            })
          : say('scale.never')}
        {state && <Stage state={state} />}
        {failure && <Failed failure={failure} />}
      </td>
      <td>
        <div class="scale-do">
          {newest && (
            <a class="button" href={`/scale/${newest.calibration}`}>
              {say('scale.open')}
            </a>
          )}
          {mayBegin && isUnderWay(state) && (
            <button type="button" class="button" disabled={isBusy} onClick={() => void act('delete')}>
              {say('scale.stop')}
            </button>
          )}
          {mayBegin && !isUnderWay(state) && (
            <button
              type="button"
              class="button main"
              disabled={isBusy}
              aria-label={say(newest ? 'scale.again-of' : 'scale.begin-of', { cell: title })}
              onClick={() => void act('post')}
            >
              {say(newest ? 'scale.again' : 'scale.begin')}
            </button>
          )}
        </div>
      </td>
    </tr>
  );
}

function Stage({ state }: { state: DeskState }) {
  const say = useSay();
  const text = say(`scale.stage.${state.stage}`);
  if (state.stage !== 'failed') return <p role="status">{text}</p>;
  const why = state.why ? say(state.why, { items: state.items?.join(', ') ?? '' }) : '';
  return (
    <Message tone="wrong">
      {text}. {why}
    </Message>
  );
}
