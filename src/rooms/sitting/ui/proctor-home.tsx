import { useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatDate } from '#web/format.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { CellHere } from '../opening.ts';
import type { SittingRow } from '../queries.ts';
import { TakeIn } from './take-in.tsx';
import './proctor.css';

/** Which tests can be held today, and those that were opened. */
export function ProctorHome() {
  const say = useSay();
  useTitle(say('sitting.proctor'));
  const cells = useAsk<{ cells: CellHere[] }>('/sitting/cells');
  const sittings = useAsk<{ sittings: SittingRow[] }>('/sitting/sittings');
  if (!cells.value || !sittings.value) {
    return cells.failure ? <Failed failure={cells.failure} again={cells.again} /> : <Waiting />;
  }
  return (
    <div class="proctor-home">
      <h1>{say('sitting.proctor')}</h1>
      <section>
        <h2>{say('sitting.today')}</h2>
        {cells.value.cells.length === 0 && <p class="quiet">{say('sitting.today.none')}</p>}
        <ul class="proctor-cells">
          {cells.value.cells.map((cell) => (
            <Cell key={`${cell.study} ${cell.cell}`} cell={cell} />
          ))}
        </ul>
      </section>
      <section>
        <h2>{say('sitting.opened')}</h2>
        {sittings.value.sittings.length === 0 && <p class="quiet">{say('sitting.opened.none')}</p>}
        <ul class="proctor-cells">
          {sittings.value.sittings.map((each) => (
            <SittingLine key={each.sitting} sitting={each} />
          ))}
        </ul>
      </section>
      <TakeIn />
    </div>
  );
}

/** `mathematics-6`: the subject by its name, and the grade. */
export function useCellName(): (cell: string) => string {
  const say = useSay();
  return (cell) => {
    const at = cell.lastIndexOf('-');
    const key = `people.subject.${cell.slice(0, at)}`;
    const subject = say(key);
    return say('sitting.cell', { subject: subject === key ? cell.slice(0, at) : subject, grade: cell.slice(at + 1) });
  };
}

function Cell({ cell }: { cell: CellHere }) {
  const { api, go, language } = useApp();
  const say = useSay();
  const nameOf = useCellName();
  const [failure, setFailure] = useState<Failure>();
  const open = async (): Promise<void> => {
    const made = await api.post<{ sitting: string }>('/sitting/sittings', { study: cell.study, cell: cell.cell });
    if (made.ok) go(`/proctor/${made.value.sitting}`);
    else setFailure(made.error);
  };
  return (
    <li class="sheet">
      <h3>{nameOf(cell.cell)}</h3>
      <ul class="about quiet">
        <li>{say('sitting.pupils', { count: cell.pupils.length })}</li>
        <li>{say('sitting.booklets', { count: cell.booklets })}</li>
        <li>{say('sitting.minutes', { minutes: cell.minutes })}</li>
        <li>
          {say('sitting.window', {
            from: formatDate(language.value, cell.from, 'short'),
            to: formatDate(language.value, cell.to, 'short'),
          })}
        </li>
      </ul>
      {failure && <Failed failure={failure} />}
      {cell.isOpened ? (
        <button type="button" class="button main" disabled={cell.pupils.length === 0} onClick={() => void open()}>
          {say('sitting.open-room')}
        </button>
      ) : (
        <Message tone="wait">{say('sitting.still-sealed')}</Message>
      )}
    </li>
  );
}

function SittingLine({ sitting }: { sitting: SittingRow }) {
  const { language } = useApp();
  const say = useSay();
  const nameOf = useCellName();
  return (
    <li>
      <a class="sheet proctor-line" href={`/proctor/${sitting.sitting}`}>
        <b>{nameOf(sitting.cell)}</b>
        <span class="quiet">{formatDate(language.value, sitting.openedAt, 'day')}</span>
        <span>{say(`sitting.state.${sitting.state}`)}</span>
      </a>
    </li>
  );
}
