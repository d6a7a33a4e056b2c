import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { useLive } from '#web/live.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { Board } from '../board.ts';
import type { Order } from '../records.ts';
import { ForkChoice } from './fork-choice.tsx';
import { useCellName } from './proctor-home.tsx';
import { SeatTable } from './seat-table.tsx';
import './proctor.css';

/** Who sits where, how far, with how much time left, and how safe the answers are: one room, one screen. */
export function ProctorPage({ params }: ScreenProps) {
  const sitting = params['sitting'] ?? '';
  const say = useSay();
  const { value, failure, again } = useAsk<Board>(`/sitting/sittings/${sitting}`);
  useLive([`sitting:room:${sitting}`], again);
  // Time goes by, and a tablet falls silent without a word.
  useEffect(() => {
    const timer = setInterval(again, 10_000);
    return () => clearInterval(timer);
  }, [again]);
  useTitle(say('sitting.proctor'));
  if (!value) return failure ? <Failed failure={failure} again={again} /> : <Waiting />;
  return <Room board={value} again={again} isAway={failure !== undefined} />;
}

function Room({ board, again, isAway }: { board: Board; again: () => void; isAway: boolean }) {
  const say = useSay();
  const nameOf = useCellName();
  const forks = board.seats.filter(({ ways }) => ways.length > 1);
  const count = (state: string): number =>
    board.seats.filter((seat) => seat.state === state && seat.absent === '').length;
  return (
    <div class="proctor">
      <h1>{nameOf(board.cell)}</h1>
      <p class="proctor-sum">
        <b>{say(`sitting.state.${board.state}`)}</b>
        <span>{say('sitting.sum.waiting', { count: count('waiting') + count('away') })}</span>
        <span>{say('sitting.sum.working', { count: count('working') })}</span>
        <span>{say('sitting.sum.silent', { count: count('silent') })}</span>
        <span>{say('sitting.sum.ended', { count: count('ended') })}</span>
      </p>
      {isAway && (
        <Message tone="wait" isNews>
          {say('sitting.board-away')}
        </Message>
      )}
      <Orders board={board} again={again} />
      {forks.map((seat) => (
        <ForkChoice key={seat.attempt} sitting={board.sitting} seat={seat} again={again} />
      ))}
      <SeatTable board={board} again={again} />
    </div>
  );
}

/** What the teacher can say now. To end asks once more: nobody goes on after it. */
function Orders({ board, again }: { board: Board; again: () => void }) {
  const { api } = useApp();
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  const [failure, setFailure] = useState<Failure>();
  const tell = async (body: { order?: Order; minutes?: number }): Promise<void> => {
    dialog.current?.close();
    const answer = await api.post(`/sitting/sittings/${board.sitting}/orders`, body);
    setFailure(answer.ok ? undefined : answer.error);
    again();
  };
  const { state } = board;
  const left = board.seats.filter((seat) => seat.state !== 'ended' && seat.absent === '').length;
  return (
    <>
      {failure && <Failed failure={failure} />}
      <div class="buttons">
        {state === 'open' && (
          <OrderButton isMain text={say('sitting.order.started')} tell={() => tell({ order: 'started' })} />
        )}
        {state === 'running' && (
          <OrderButton text={say('sitting.order.paused')} tell={() => tell({ order: 'paused' })} />
        )}
        {state === 'paused' && (
          <OrderButton isMain text={say('sitting.order.resumed')} tell={() => tell({ order: 'resumed' })} />
        )}
        {(state === 'running' || state === 'paused') && (
          <OrderButton text={say('sitting.order.minutes', { minutes: 5 })} tell={() => tell({ minutes: 5 })} />
        )}
        {state !== 'ended' && (
          <button type="button" class="button" onClick={() => dialog.current?.showModal()}>
            {say('sitting.order.ended')}
          </button>
        )}
      </div>
      <dialog ref={dialog} aria-labelledby="end-sitting">
        <h2 id="end-sitting">{say('sitting.end.sure')}</h2>
        <p>{left === 0 ? say('sitting.end.all') : say('sitting.end.left', { count: left })}</p>
        <div class="buttons">
          <button type="button" class="button main" onClick={() => void tell({ order: 'ended' })}>
            {say('sitting.order.ended')}
          </button>
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {say('web.close')}
          </button>
        </div>
      </dialog>
    </>
  );
}

function OrderButton({ text, tell, isMain }: { text: string; tell: () => Promise<void>; isMain?: boolean }) {
  return (
    <button type="button" class={isMain ? 'button main' : 'button'} onClick={() => void tell()}>
      {text}
    </button>
  );
}
