import { useEffect, useState } from 'preact/hooks';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { formatTime } from '#web/format.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import { useBoard, type Board, type Fresh } from './board-data.ts';
import { BoardPanel } from './board-panel.tsx';
import { BoardPupil } from './board-pupil.tsx';
import { BoardSeat } from './board-seat.tsx';
import { BoardTable } from './board-table.tsx';
import { groupText } from './teacher-say.ts';
import './board.css';

/** A group while it works: who needs the teacher, and where everyone is. `?panel`: for the screen at the front. */
export function BoardScreen({ params }: ScreenProps) {
  const say = useSay();
  const board = useBoard(params['group'] ?? '');
  const [isPanel, setPanel] = usePanel();
  const { value, failure, again } = board;
  useTitle(value ? groupText(say, value) : say('lessons.teach.title'));
  if (!value) return failure ? <Failed failure={failure} again={again} /> : <Waiting />;
  if (isPanel) return <BoardPanel board={value} leave={() => setPanel(false)} />;
  return (
    <div class="board">
      <p class="board-way">
        <a href="/teach">← {say('lessons.board.groups')}</a>
      </p>
      <div class="board-head">
        <h1>{groupText(say, value)}</h1>
        <a class="button main" href={`/teach/${value.group}/assign`}>
          {say('lessons.teach.assign')}
        </a>
        <button type="button" class="button" onClick={() => setPanel(true)}>
          {say('lessons.board.panel')}
        </button>
      </div>
      <Freshness board={board} now={value.now} />
      <Seats board={value} again={again} />
    </div>
  );
}

function Seats({ board, again }: { board: Board; again: () => void }) {
  const say = useSay();
  const { pupils, given, group, now } = board;
  // Here, because a seat moves from one list to the other while its pupil is open.
  const [open, setOpen] = useState<string>();
  const opened = pupils.find((seat) => seat.person === open);
  const more = { now, changed: again, open: setOpen };
  if (pupils.length === 0) return <Message tone="help">{say('lessons.board.empty')}</Message>;
  const needed = pupils.filter((seat) => seat.need !== 'none');
  const rest = pupils.filter((seat) => seat.need === 'none');
  const isIdle = given.length === 0 && pupils.every((seat) => seat.state === 'not-begun');
  return (
    <>
      {isIdle && (
        <Message tone="help">
          <p>{say('lessons.board.not-given')}</p>
          <a class="button main" href={`/teach/${group}/assign`}>
            {say('lessons.teach.assign')}
          </a>
        </Message>
      )}
      <section aria-labelledby="board-needed">
        <h2 id="board-needed">{say('lessons.board.needed')}</h2>
        {needed.length === 0 && <p class="quiet">{say('lessons.board.calm')}</p>}
        <ul class="board-needed">
          {needed.map((seat) => (
            <BoardSeat key={seat.person} seat={seat} {...more} />
          ))}
        </ul>
      </section>
      {rest.length > 0 && (
        <section aria-labelledby="board-rest">
          <h2 id="board-rest">{say('lessons.board.rest')}</h2>
          <ul class="board-rest">
            {rest.map((seat) => (
              <BoardSeat key={seat.person} seat={seat} {...more} />
            ))}
          </ul>
        </section>
      )}
      <BoardTable pupils={pupils} />
      {opened && <BoardPupil key={opened.person} seat={opened} now={now} onClose={() => setOpen(undefined)} />}
    </>
  );
}

/** Whether what is shown is what is: said in words, with the time of what is seen. */
function Freshness({ board, now }: { board: Fresh<Board>; now: number }) {
  const say = useSay();
  const time = formatTime(now);
  if (board.failure?.status === 0) return <Message tone="wait">{say('lessons.board.away', { time })}</Message>;
  if (board.failure) return <Failed failure={board.failure} again={board.again} />;
  return (
    <p class="board-fresh small quiet">
      {board.isLive && (
        <>
          <span class="board-lamp" aria-hidden="true" />
          {say('lessons.board.live')} ·{' '}
        </>
      )}
      {say('lessons.board.at', { time })}
    </p>
  );
}

/** The view for the panel stands in the address, so that it opens again as it was. */
function usePanel(): [boolean, (isPanel: boolean) => void] {
  const { path } = useApp();
  const [isPanel, setPanel] = useState(new URLSearchParams(location.search).has('panel'));
  useEffect(() => {
    const page = document.documentElement;
    if (isPanel) page.dataset['view'] = 'panel';
    else delete page.dataset['view'];
    return () => {
      delete page.dataset['view'];
    };
  }, [isPanel]);
  const choose = (wanted: boolean): void => {
    history.replaceState(null, '', wanted ? `${path.value}?panel` : path.value);
    setPanel(wanted);
  };
  return [isPanel, choose];
}
