import { createApi } from '#web/api.ts';
import { openOutbox, type Tablet } from '#web/outbox/index.ts';
import { openAttempts } from '../../src/rooms/sitting/ui/attempt-store.ts';
import { openSession, type AttemptSession } from '../../src/rooms/sitting/ui/attempt-session.ts';
import type { SeatAnswer } from '../../src/rooms/sitting/routes-sit.ts';

/** What a tablet of the bench is told: who it is, who works on it, and how often an answer of the server is lost. */
export type Told = {
  readonly tablet: Tablet;
  readonly session: string;
  readonly credential: string;
  readonly loss: number;
  /** What the page before it had put into the clock. */
  readonly jumped: number;
};

export type BenchTablet = {
  /** Opens the attempt, or goes on with it; resolves when this page writes it. */
  open(told: Told): Promise<boolean>;
  /** Whether the answer was said to be kept. */
  answer(place: number, text: string): Promise<boolean>;
  hand(): Promise<boolean>;
  /** Sets the tablet's clock by so many milliseconds. */
  jump(by: number): void;
  /** Tries to send; events here, events that the school says it has, entries that wait, and why others were refused. */
  flushed(): Promise<{
    readonly count: number;
    readonly reached: number;
    readonly waiting: number;
    readonly refused: readonly string[];
  }>;
};

declare global {
  interface Window {
    bench: BenchTablet;
  }
}

const [outbox, store] = await Promise.all([openOutbox(), openAttempts()]);
let session: AttemptSession | undefined;
let person = '';
let jumped = 0;
const realNow = Date.now;
Date.now = () => realNow() + jumped;

/** The server did what it was asked, and nobody hears of it. */
function loseAnswers(loss: number): void {
  const real = window.fetch.bind(window);
  window.fetch = async (...asked) => {
    const answer = await real(...asked);
    if (Math.random() < loss) throw new TypeError('lost');
    return answer;
  };
}

async function seatOf(token: string): Promise<SeatAnswer> {
  for (;;) {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch('/api/sitting/mine', { headers }).catch(() => undefined);
    const { seats } = answer?.ok ? ((await answer.json()) as { seats: SeatAnswer[] }) : { seats: [] };
    const kept = JSON.parse(localStorage.getItem('seat') ?? 'null') as SeatAnswer | null;
    const seat = seats[0] ?? kept;
    if (seat) {
      localStorage.setItem('seat', JSON.stringify(seat));
      return seat;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

window.bench = {
  open: async (told) => {
    jumped = told.jumped;
    loseAnswers(told.loss);
    if (outbox.tablet()?.tablet !== told.tablet.tablet) await outbox.setTablet(told.tablet);
    const api = createApi({
      tokenOf: () => told.session,
      onReach: () => undefined,
      onSignedOut: () => undefined,
      onStage: async () => false,
    });
    const seat = await seatOf(told.session);
    person = seat.person;
    while (!session) {
      session = await openSession({ store, outbox, api, seat, credential: told.credential });
      if (!session) await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const { view } = session;
    await new Promise<void>((resolve) => {
      const stop = view.subscribe(({ standing, state }) => {
        if (standing === 'writing' && state.isRunning) queueMicrotask(() => (stop(), resolve()));
      });
    });
    return true;
  },
  answer: async (place, text) => (await session?.answer(place, [text])) ?? false,
  hand: async () => (await session?.hand('handed-in')) ?? false,
  jump: (by) => void (jumped += by),
  flushed: async () => {
    await Promise.race([outbox.flush(), new Promise((resolve) => setTimeout(resolve, 3000))]);
    const view = session?.view.peek();
    const { waiting } = outbox.lights(person).peek();
    const refused = (await outbox.parked(person)).map(({ key }) => key);
    return { count: view?.count ?? 0, reached: view?.reached ?? 0, waiting, refused };
  },
};
