import { useApp } from '#web/app.ts';
import { Message } from '#web/parts/message.tsx';
import type { AttemptSession } from './attempt-session.ts';
import type { SeatAnswer } from '../routes-sit.ts';
import type { AttemptStore } from './attempt-store.ts';
import { TakeOut } from './take-out.tsx';
import { useSitSay } from './sit-say.ts';

type Props = {
  readonly store: AttemptStore;
  readonly seat: SeatAnswer;
  /** Absent after a reload. */
  readonly session?: AttemptSession;
};

/** Handed in. It says how far that has come, and when the tablet may be put away. */
export function Finished({ store, seat, session }: Props) {
  const { outbox } = useApp();
  const say = useSitSay();
  const { waiting, parked } = outbox.lights(seat.person).value;
  const view = session?.view.value;
  const isHere = waiting === 0 && parked === 0 && (view === undefined || view.reached >= view.count);
  const answered = view?.state.answers.size;
  return (
    <div class="sheet sitting-wait">
      <h1>{say(view?.state.final === 'time' ? 'sitting.time-over' : 'sitting.handed-in')}</h1>
      {answered !== undefined && <p>{say('sitting.handed-in.count', { count: answered })}</p>}
      <Message tone={isHere ? 'good' : 'wait'} isNews>
        {say(isHere ? 'sitting.handed-in.school' : 'sitting.handed-in.tablet')}
      </Message>
      {!isHere && <TakeOut store={store} seat={seat} />}
      <a class="button main" href="/">
        {say('sitting.to-today')}
      </a>
    </div>
  );
}
