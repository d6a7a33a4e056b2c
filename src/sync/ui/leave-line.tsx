import { useState } from 'preact/hooks';
import { Choice } from '#people/ui/office-fields.tsx';
import { useSend } from '#people/ui/office-send.ts';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { formatTime } from '#web/format.ts';
import { Failed, Message } from '#web/parts/message.tsx';
import type { LineState } from '../line-routes.ts';
import { useEvery } from './every.ts';
import '#people/ui/office.css';
import './sync.css';

/** A lesson, a double lesson, an afternoon. */
const spans = [45, 90, 180] as const;

/** Before a call or a lesson over the line its teacher takes it for a while, and gives it back (SYN-31). */
export function LeaveLine({ changed, isPage }: { changed?: () => void; isPage?: boolean }) {
  const say = useSay();
  const { api } = useApp();
  const { value, again } = useAsk<LineState>('/sync/line');
  const { isBusy, failure, send } = useSend();
  const [minutes, setMinutes] = useState<number>(spans[0]);
  useEvery(30_000, again);
  const Heading = isPage ? 'h1' : 'h2';
  const done = (): void => {
    again();
    changed?.();
  };
  const hold = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (await send(api.post<LineState>('/sync/line', { minutes }))) done();
  };
  const release = async (): Promise<void> => {
    if (await send(api.delete<LineState>('/sync/line'))) done();
  };
  return (
    <section class="sync-line">
      <Heading>{say('sync.screen.line')}</Heading>
      <p class="quiet">{say('sync.screen.line.what')}</p>
      {value?.heldUntil !== undefined && (
        <Message tone="wait" isNews>
          <p>{say('sync.screen.state.held', { until: formatTime(value.heldUntil) })}</p>
          {!value.isMine && <p>{say('sync.screen.line.other')}</p>}
        </Message>
      )}
      <form class="office-row" onSubmit={(event) => void hold(event)}>
        <Choice
          label={say('sync.screen.line.minutes')}
          value={String(minutes)}
          onChange={(event) => setMinutes(Number(event.currentTarget.value))}
        >
          {spans.map((span) => (
            <option key={span} value={span}>
              {say('sync.screen.line.count', { count: span })}
            </option>
          ))}
        </Choice>
        <button type="submit" class="button" disabled={isBusy}>
          {say(value?.isMine ? 'sync.screen.line.longer' : 'sync.screen.line.hold')}
        </button>
        {value?.isMine && (
          <button type="button" class="button" disabled={isBusy} onClick={() => void release()}>
            {say('sync.screen.line.release')}
          </button>
        )}
      </form>
      {failure && <Failed failure={failure} />}
    </section>
  );
}

/** The same for a teacher, who has no page of the office. */
export function LinePage() {
  const say = useSay();
  useTitle(say('sync.screen.line'));
  return (
    <div class="office">
      <LeaveLine isPage />
    </div>
  );
}
