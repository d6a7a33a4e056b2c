import { useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp, useSay } from '#web/app.ts';
import { formatTime } from '#web/format.ts';
import { Failed } from '#web/parts/message.tsx';
import type { Board, BoardSeat } from '../board.ts';
import { absences, extras } from '../records.ts';

/** A row a pupil. */
export function SeatTable({ board, again }: { board: Board; again: () => void }) {
  const say = useSay();
  return (
    <div class="proctor-table" role="region" aria-label={say('sitting.seats')} tabIndex={0}>
      <table>
        <caption class="spoken">{say('sitting.seats')}</caption>
        <thead>
          <tr>
            {['name', 'booklet', 'state', 'place', 'left', 'safe', 'more'].map((column) => (
              <th key={column} scope="col">
                {say(`sitting.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {board.seats.map((seat) => (
            <SeatRow key={seat.attempt} board={board} seat={seat} again={again} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SeatRow({ board, seat, again }: { board: Board; seat: BoardSeat; again: () => void }) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const isAbsent = seat.absent !== '';
  return (
    <>
      <tr class={isAbsent ? 'absent' : seat.state}>
        <th scope="row">{seat.name || say('sitting.erased')}</th>
        <td>{seat.booklet}</td>
        <td>
          {say(isAbsent ? `sitting.absent.${seat.absent}` : `sitting.seat.${seat.state}`)}
          {seat.state === 'silent' && seat.heardAt !== null && !isAbsent && (
            <span class="quiet small"> {say('sitting.heard', { time: formatTime(seat.heardAt) })}</span>
          )}
        </td>
        <td>
          {seat.place < 0 ? '–' : say('sitting.at', { place: seat.place + 1, answered: seat.answered, of: seat.items })}
        </td>
        <td>
          {seat.state === 'ended' || isAbsent
            ? '–'
            : say('sitting.left-min', { minutes: Math.ceil(seat.left / 60_000) })}
        </td>
        <td>
          <Safe seat={seat} />
        </td>
        <td>
          <button type="button" class="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {say('sitting.change')}
            <span class="spoken"> {seat.name}</span>
          </button>
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={7}>
            <SeatForm sitting={board.sitting} seat={seat} again={again} />
          </td>
        </tr>
      )}
    </>
  );
}

/** The three lights of a pupil's answers, as far as they are known: on the tablet, at the school, in the region. */
function Safe({ seat }: { seat: BoardSeat }) {
  const say = useSay();
  const { lights } = seat;
  if (seat.onTablet === 0 && seat.here === 0) return <span class="quiet">–</span>;
  const behind = Math.max(0, seat.onTablet - seat.here);
  const isUp = lights !== null && lights.waiting + lights.atSchool === 0 && lights.atRegion > 0 && behind === 0;
  const key = isUp ? 'region' : behind === 0 ? 'school' : 'tablet';
  return (
    <span class="seat-lights">
      <span aria-hidden="true">
        <i class="on" />
        <i class={behind === 0 ? 'on' : 'half'} />
        <i class={isUp ? 'on' : ''} />
      </span>
      <span class="small">{say(`sitting.safe-at.${key}`, { count: behind })}</span>
    </span>
  );
}

/** More time, large print, another language or booklet before the pupil has begun; who is absent. */
function SeatForm({ sitting, seat, again }: { sitting: string; seat: BoardSeat; again: () => void }) {
  const { api } = useApp();
  const say = useSay();
  const [failure, setFailure] = useState<Failure>();
  const base = `/sitting/sittings/${sitting}`;
  const send = async (path: string, body: object): Promise<void> => {
    const answer = await api.post(`${base}/${path}`, body);
    setFailure(answer.ok ? undefined : answer.error);
    again();
  };
  const change = (more: object): void => {
    const { person, extra, isLarge, language } = seat;
    void send('seats', { person, extra, isLarge, language, ...more });
  };
  return (
    <div class="seat-form">
      {failure && <Failed failure={failure} />}
      <label class="field">
        <span>{say('sitting.extra')}</span>
        <select
          class="input"
          value={seat.extra}
          onChange={(event) => change({ extra: Number(event.currentTarget.value) })}
        >
          {extras.map((extra) => (
            <option key={extra} value={extra}>
              {say(extra === 0 ? 'sitting.extra.none' : 'sitting.extra.percent', { percent: extra })}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{say('sitting.language')}</span>
        <select
          class="input"
          value={seat.language}
          onChange={(event) => change({ language: event.currentTarget.value })}
        >
          <option value="kk">Қазақша</option>
          <option value="ru">Русский</option>
          <option value="en">English</option>
        </select>
      </label>
      <label class="field">
        <span>{say('sitting.absence')}</span>
        <select
          class="input"
          value={seat.absent}
          onChange={(event) => void send('missed', { person: seat.person, reason: event.currentTarget.value || null })}
        >
          <option value="">{say('sitting.absence.here')}</option>
          {absences.map((reason) => (
            <option key={reason} value={reason}>
              {say(`sitting.absent.${reason}`)}
            </option>
          ))}
        </select>
      </label>
      <label class="seat-tick">
        <input
          type="checkbox"
          checked={seat.isLarge}
          onChange={(event) => change({ isLarge: event.currentTarget.checked })}
        />
        <span>{say('sitting.large')}</span>
      </label>
    </div>
  );
}
