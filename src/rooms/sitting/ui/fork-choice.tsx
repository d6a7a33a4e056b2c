import { useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed } from '#web/parts/message.tsx';
import type { BoardSeat, Way } from '../board.ts';

type Props = { readonly sitting: string; readonly seat: BoardSeat; readonly again: () => void };

/** Two tablets went on with one attempt: the teacher, who was there, says which one counts. Both are kept. */
export function ForkChoice({ sitting, seat, again }: Props) {
  const { api } = useApp();
  const say = useSay();
  const [failure, setFailure] = useState<Failure>();
  const settle = async ({ head }: Way): Promise<void> => {
    const body = { attempt: seat.attempt, head, reason: 'right-tablet' };
    const answer = await api.post(`/sitting/sittings/${sitting}/settle`, body);
    setFailure(answer.ok ? undefined : answer.error);
    again();
  };
  return (
    <div class="message wait" role="group" aria-label={say('sitting.fork', { name: seat.name })}>
      <div>
        <p>
          <b>{say('sitting.fork', { name: seat.name })}</b>
        </p>
        <p>{say('sitting.fork-more')}</p>
        {failure && <Failed failure={failure} />}
        <ul class="fork-ways">
          {seat.ways.map((way) => (
            <li key={way.head}>
              <span>
                {say('sitting.fork.way', { tablet: way.tablet, count: way.answered })}
                {way.isFinal && ` · ${say('sitting.seat.ended')}`}
              </span>
              <button type="button" class="button" onClick={() => void settle(way)}>
                {say('sitting.fork.take')}
                <span class="spoken"> {way.tablet}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
