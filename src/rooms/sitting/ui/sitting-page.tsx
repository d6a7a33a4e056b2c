import { useEffect, useState } from 'preact/hooks';
import { useApp, useTitle, type Session } from '#web/app.ts';
import { Message, Waiting } from '#web/parts/message.tsx';
import type { SeatAnswer } from '../routes-sit.ts';
import { openSession, type AttemptSession } from './attempt-session.ts';
import type { AttemptStore } from './attempt-store.ts';
import { AttemptView } from './attempt-view.tsx';
import { Finished } from './finished.tsx';
import type { ReadyForm } from './package-open.ts';
import { useSitSay } from './sit-say.ts';
import { useForm } from './use-form.ts';
import { useSeat } from './use-seat.ts';
import './sitting.css';

/** A pupil sits a test: waits for the teacher's start, works, hands in. It goes on without a server. */
export function SittingPage() {
  const { session } = useApp();
  return session.value?.credential ? <SittingOf session={session.value} credential={session.value.credential} /> : null;
}

function SittingOf({ session, credential }: { session: Session; credential: string }) {
  const say = useSitSay();
  const { store, seat: next, again } = useSeat(session);
  // Whoever has worked here is told that it is handed in, and where it lies, until they leave: not that nothing is to be sat.
  const [sat, setSat] = useState<SeatAnswer>();
  const seat = next ?? (next === null ? (sat ?? null) : undefined);
  useTitle(say('sitting.title'));
  const [isOver, setOver] = useState<boolean>();
  const attempt = seat?.attempt;
  useEffect(() => {
    if (!store || attempt === undefined) return;
    void store.find(attempt).then((row) => setOver(row?.isOver === true));
  }, [store, attempt]);
  if (seat === undefined) return <Waiting />;
  if (seat === null) return <NoSeat />;
  if (!store || isOver === undefined) return <Waiting />;
  if (isOver) return <Finished store={store} seat={seat} />;
  return <Seated key={seat.attempt} store={store} seat={seat} credential={credential} again={again} onOpen={setSat} />;
}

function NoSeat() {
  const say = useSitSay();
  return (
    <div class="sheet sitting-wait">
      <h1>{say('sitting.none')}</h1>
      <p class="quiet">{say('sitting.none-more')}</p>
      <a class="button main" href="/">
        {say('sitting.to-today')}
      </a>
    </div>
  );
}

type SeatedProps = {
  readonly store: AttemptStore;
  readonly seat: SeatAnswer;
  readonly credential: string;
  readonly again: () => void;
  readonly onOpen: (seat: SeatAnswer) => void;
};

function Seated({ store, seat, credential, again, onOpen }: SeatedProps) {
  const app = useApp();
  const say = useSitSay();
  const form = useForm(store, seat);
  const [opened, setOpened] = useState<AttemptSession>();
  const [isWanted, setWanted] = useState(false);
  const [isLost, setLost] = useState(false);
  // Who had begun here goes on without being asked: after a reload, or when the power is back.
  useEffect(() => void store.find(seat.attempt).then((row) => row && setWanted(true)), [store]);
  const isReady = form.is === 'ready';
  useEffect(() => {
    if (!isWanted || !isReady) return;
    let session: AttemptSession | undefined;
    let isCurrent = true;
    void openSession({ store, outbox: app.outbox, api: app.api, seat, credential }).then((found) => {
      session = found;
      if (!isCurrent) return void found?.close();
      setLost(found === undefined);
      if (!found) setWanted(false);
      setOpened(found);
      if (found) onOpen(seat);
    });
    return () => {
      isCurrent = false;
      setOpened(undefined);
      void session?.close();
    };
  }, [isWanted, isReady]);
  if (opened && form.is === 'ready') return <Working session={opened} store={store} seat={seat} form={form.form} />;
  if (isWanted && form.is !== 'wrong') return <Waiting />;
  return (
    <div class="sheet sitting-wait">
      <p class="quiet">{say('sitting.title')}</p>
      <h1>{say(`people.subject.${subjectOf(seat.cell)}`)}</h1>
      <ul class="about">
        <li>{say('sitting.items', { count: seat.items })}</li>
        <li>{say('sitting.minutes', { minutes: Math.round(seat.minutes * (1 + seat.extra / 100) + seat.added) })}</li>
      </ul>
      <ul>
        <li>{say('sitting.rule.saved')}</li>
        <li>{say('sitting.rule.back')}</li>
        <li>{say('sitting.rule.power')}</li>
      </ul>
      {form.is === 'coming' && <Message tone="wait">{say('sitting.form.coming')}</Message>}
      {form.is === 'sealed' && <Message tone="good">{say('sitting.form.sealed')}</Message>}
      {form.is === 'wrong' && (
        <Message tone="wrong" isNews>
          {say(form.key)}
        </Message>
      )}
      {isLost && (
        <Message tone="wait" isNews>
          <p>{say('sitting.no-begin')}</p>
          <button type="button" class="button" onClick={again}>
            {say('web.again')}
          </button>
        </Message>
      )}
      {form.is === 'ready' && (
        <button
          type="button"
          class="button main large"
          disabled={seat.state !== 'running'}
          onClick={() => setWanted(true)}
        >
          {say('sitting.begin')}
        </button>
      )}
    </div>
  );
}

/** The subject of a cell, as subjects are named elsewhere: `mathematics-6`. */
export function subjectOf(cell: string): string {
  return cell.slice(0, cell.lastIndexOf('-'));
}

type WorkingProps = {
  readonly session: AttemptSession;
  readonly store: AttemptStore;
  readonly seat: SeatAnswer;
  readonly form: ReadyForm;
};

/** Works, until it is handed in: then nothing of the form stays on the tablet (SIT-17). */
function Working({ session, store, seat, form }: WorkingProps) {
  const { standing, state, isOverThere, count, reached } = session.view.value;
  const say = useSitSay();
  const isOver = state.final !== undefined;
  const isHere = reached >= count;
  useEffect(() => {
    if (isOver) void store.forget(seat.attempt).catch(() => undefined);
  }, [isOver, isHere]);
  if (isOver) return <Finished store={store} seat={seat} session={session} />;
  if (isOverThere) return <Elsewhere text={say('sitting.over-there')} />;
  if (standing === 'elsewhere') return <Elsewhere text={say('sitting.elsewhere')} />;
  if (standing === 'opening') return <Waiting />;
  return <AttemptView session={session} seat={seat} form={form} />;
}

function Elsewhere({ text }: { text: string }) {
  return (
    <Message tone="wait" isNews>
      {text}
    </Message>
  );
}
