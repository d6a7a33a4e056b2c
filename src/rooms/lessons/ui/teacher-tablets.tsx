import { useState } from 'preact/hooks';
import { QrCode } from '#people/ui/office-qr.tsx';
import { useSend } from '#people/ui/office-send.ts';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { formatTime } from '#web/format.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import { TeacherHeld } from './teacher-held.tsx';
import '#people/ui/office.css';
import './teacher.css';

type Code = { readonly code: string; readonly until: number };

/** What a teacher needs of the tablets: a code for a new one, the day's code for an outage, and whose work waits. */
export function TeacherTablets() {
  const say = useSay();
  useTitle(say('lessons.tablets.title'));
  return (
    <div class="teacher">
      <h1>{say('lessons.tablets.title')}</h1>
      <div class="teacher-tablets">
        <OutageCode />
        <NewTablet />
      </div>
      <TeacherHeld />
    </div>
  );
}

function OutageCode() {
  const say = useSay();
  const { value, failure, again } = useAsk<{ code: string }>('/people/outage-code');
  return (
    <section class="sheet" aria-labelledby="outage">
      <h2 id="outage">{say('lessons.tablets.outage')}</h2>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && <output class="teacher-code">{value.code.replace(/(\d{3})/, '$1 ')}</output>}
      <p>{say('lessons.tablets.outage.what')}</p>
    </section>
  );
}

function NewTablet() {
  const say = useSay();
  const { api } = useApp();
  const [code, setCode] = useState<Code>();
  const { isBusy, failure, send } = useSend();
  const ask = async (): Promise<void> => setCode(await send(api.post<Code>('/people/tablet-codes')));
  return (
    <section class="sheet" aria-labelledby="new-tablet">
      <h2 id="new-tablet">{say('lessons.tablets.new')}</h2>
      <p>{say('lessons.tablets.new.how')}</p>
      {failure && <Failed failure={failure} />}
      {code ? (
        <Steps code={code} />
      ) : (
        <button type="button" class="button main" disabled={isBusy} onClick={() => void ask()}>
          {say('lessons.tablets.new.do')}
        </button>
      )}
    </section>
  );
}

function Steps({ code: { code, until } }: { code: Code }) {
  const say = useSay();
  const isOnlyHere = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);
  return (
    <div role="status">
      {isOnlyHere && <Message tone="wait">{say('lessons.tablets.only-here')}</Message>}
      <ol class="teacher-steps">
        <li>
          {say('lessons.tablets.step.scan')}
          <QrCode text={`${location.origin}/enrol/${code}`} label={say('lessons.tablets.qr')} />
        </li>
        <li>
          {say('lessons.tablets.step.type', { address: location.origin })}
          <output class="teacher-code">{code.replace(/(\d{4})/, '$1 ')}</output>
        </li>
      </ol>
      <p class="quiet">{say('lessons.tablets.until', { time: formatTime(until) })}</p>
    </div>
  );
}
