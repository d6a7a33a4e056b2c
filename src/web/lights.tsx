import { useRef, useState } from 'preact/hooks';
import { useApp, useSay, type Session } from './app.ts';
import { formatTime } from './format.ts';
import type { Lights as Counts, Parked } from './outbox/index.ts';
import { Message } from './parts/message.tsx';

/** How far a pupil's work has come: on this tablet, at the school, in the region. Only of who is signed in. */
export function Lights({ session }: { session: Session }) {
  const { outbox } = useApp();
  const say = useSay();
  const counts = outbox.lights(session.person).value;
  const { failing } = outbox.state.value;
  const isAway = failing !== undefined && counts.waiting > 0;
  return (
    <>
      <ul class="lights" aria-label={say('web.lights')}>
        <Lamp name={say('web.on-tablet')} waiting={0} total={totalOf(counts)} done={say('web.light-kept')} />
        <Lamp
          name={say('web.at-school')}
          waiting={counts.waiting + counts.parked}
          total={totalOf(counts)}
          done={say('web.light-done')}
        />
        <Lamp
          name={say('web.at-region')}
          waiting={counts.waiting + counts.parked + counts.atSchool}
          total={totalOf(counts)}
          done={say('web.light-done')}
        />
      </ul>
      {isAway && <span role="status">{say('web.server-away', { time: formatTime(failing.since) })}</span>}
      {counts.parked > 0 && <ParkedWork person={session.person} count={counts.parked} />}
    </>
  );
}

function totalOf({ waiting, atSchool, atRegion, parked }: Counts): number {
  return waiting + atSchool + atRegion + parked;
}

function Lamp({ name, waiting, total, done }: { name: string; waiting: number; total: number; done: string }) {
  const say = useSay();
  const state = total === 0 ? 'off' : waiting === 0 ? 'on' : 'half';
  const words =
    total === 0 ? say('web.light-none') : waiting === 0 ? done : say('web.light-waiting', { count: waiting });
  return (
    <li class={state}>
      <span class="lamp" aria-hidden="true" />
      <span>
        {name}
        <span class={state === 'half' ? '' : 'spoken'}>: {words}</span>
      </span>
    </li>
  );
}

/** What the school refused: kept, shown with its reason, offered again. */
function ParkedWork({ person, count }: { person: string; count: number }) {
  const { outbox } = useApp();
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  const [parked, setParked] = useState<readonly Parked[]>([]);
  const open = async (): Promise<void> => {
    setParked(await outbox.parked(person));
    dialog.current?.showModal();
  };
  const retry = (): void => {
    dialog.current?.close();
    void outbox.retryParked();
  };
  return (
    <>
      <button type="button" class="button" onClick={() => void open()}>
        {say('web.parked', { count })}
      </button>
      <dialog ref={dialog} aria-labelledby="parked-title">
        <h2 id="parked-title">{say('web.parked', { count })}</h2>
        <Message tone="wait">{say('web.parked-how')}</Message>
        <ul>
          {parked.map(({ tablet, n, at, key }) => (
            <li key={`${tablet} ${n}`}>
              {formatTime(at)} · {say(key)}
            </li>
          ))}
        </ul>
        <button type="button" class="button main" onClick={retry}>
          {say('web.again')}
        </button>{' '}
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {say('web.close')}
        </button>
      </dialog>
    </>
  );
}
