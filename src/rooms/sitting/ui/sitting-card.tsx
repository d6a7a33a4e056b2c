import { useCallback, useEffect, useState } from 'preact/hooks';
import { useApp, useSay, type Session } from '#web/app.ts';
import { useLive } from '#web/live.ts';
import type { SeatAnswer } from '../routes-sit.ts';
import { openAttempts } from './attempt-store.ts';
import { sendLeftovers } from './runs-out.ts';
import { askSeats, nextSeat } from './use-seat.ts';

/** On a pupil's day: a test waits. Nothing where none does. What an earlier pupil's page left unsent goes up from here. */
export function SittingCard({ session }: { session: Session }) {
  const app = useApp();
  const say = useSay();
  const [seat, setSeat] = useState<SeatAnswer | null>(null);
  const again = useCallback(() => {
    void askSeats(app, session).then((seats) => setSeat(nextSeat(seats ?? [])));
  }, [session.person]);
  useEffect(() => {
    again();
    void openAttempts()
      .then(async (store) => {
        await sendLeftovers(store, app.outbox, Date.now());
        store.close();
      })
      .catch(() => undefined);
  }, [again]);
  useLive(['sitting:seats:all'], again);
  if (!seat) return null;
  return (
    <a class="sheet run-now" href="/sitting">
      <b>{say('sitting.card')}</b>
      <span class="button main large">{say('sitting.card.open')}</span>
    </a>
  );
}
