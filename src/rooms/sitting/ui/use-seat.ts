import { useCallback, useEffect, useState } from 'preact/hooks';
import { useApp, type App, type Session } from '#web/app.ts';
import { useLive } from '#web/live.ts';
import type { SeatAnswer } from '../routes-sit.ts';
import { openAttempts, type AttemptStore } from './attempt-store.ts';
import { sendLeftovers } from './runs-out.ts';

/** What a pupil's own seats are kept as, so that a reload without a server finds them. */
const seatsKey = (person: string): string => `seats:${person}`;

/** The store of attempts, and the seat that comes next; undefined while it is not known yet, null where there is none. */
export type SeatHere = {
  readonly store: AttemptStore | undefined;
  readonly seat: SeatAnswer | null | undefined;
  readonly again: () => void;
};

/** The seats of the pupil as the school says them; without the school as the tablet keeps them. */
export async function askSeats({ api, kept }: App, session: Session): Promise<readonly SeatAnswer[] | undefined> {
  const key = seatsKey(session.person);
  const answer = await api.get<{ seats: SeatAnswer[] }>('/sitting/mine', { patience: 6000 });
  if (!answer.ok) return kept.find<readonly SeatAnswer[]>(key);
  // The key of a form is kept with its package alone, and goes with it.
  await kept.keep(key, answer.value.seats.map(withoutKey));
  return answer.value.seats;
}

function withoutKey(seat: SeatAnswer): Omit<SeatAnswer, 'key'> {
  const { key: _, ...rest } = seat;
  return rest;
}

/** The seat to sit down at: one that is not over and that the teacher has not ended, the newest first. */
export function nextSeat(seats: readonly SeatAnswer[]): SeatAnswer | null {
  return seats.find((seat) => !seat.isOver && seat.state !== 'ended') ?? null;
}

/** Follows what the teacher does with the room; asks again by itself where no event comes. */
export function useSeat(session: Session): SeatHere {
  const app = useApp();
  const [store, setStore] = useState<AttemptStore>();
  const [seat, setSeat] = useState<SeatAnswer | null>();
  const again = useCallback(() => {
    void askSeats(app, session).then((seats) => seats && setSeat(nextSeat(seats)));
  }, [session.person]);
  useEffect(() => {
    void openAttempts().then((opened) => {
      setStore(opened);
      void sendLeftovers(opened, app.outbox, Date.now()).catch(() => undefined);
    });
    again();
    const asking = setInterval(again, 7000);
    return () => clearInterval(asking);
  }, [again]);
  useLive(['sitting:seats:all'], again);
  return { store, seat, again };
}
