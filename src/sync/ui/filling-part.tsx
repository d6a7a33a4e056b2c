import { day, minute } from '#kernel/time.ts';
import { shownMoment } from '#people/ui/office-format.ts';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay } from '#web/app.ts';
import { formatNumber } from '#web/format.ts';
import { Message } from '#web/parts/message.tsx';
import type { Filling } from '../filling.ts';
import { useEvery } from './every.ts';
import { sizeOf, spanOf } from './sync-model.ts';

/** How a server that came back fills again: how far, how long, what works already. Nothing where it never came back. */
export function FillingPart() {
  const say = useSay();
  const { session } = useApp();
  const { value, again } = useAsk<{ filling: Filling | null }>('/sync/recovery');
  useEvery(5_000, again);
  const maySee = session.value?.posts.some(({ role }) => role === 'head' || role === 'deputy-head') ?? false;
  const filling = value?.filling;
  const isOld = filling?.wholeAt !== undefined && filling.now - filling.wholeAt > 14 * day;
  if (!filling || isOld) return null;
  return (
    <section class="sync-filling" aria-live="polite">
      <h2>{say('sync.screen.filling')}</h2>
      <Message tone={filling.state === 'whole' ? 'good' : 'wait'}>
        <State filling={filling} />
      </Message>
      {filling.state !== 'whole' && <Works works={filling.works} />}
      {maySee && (
        <p>
          <a href="/office/losses">{say('sync.screen.filling.losses')}</a>
        </p>
      )}
    </section>
  );
}

function State({ filling }: { filling: Filling }) {
  const say = useSay();
  const { language } = useApp();
  const { state, since, records, files, wholeAt, minutesLeft } = filling;
  const number = (value: number): string => formatNumber(language.value, value);
  const { unit, value, digits } = sizeOf(files.waitingBytes);
  const span = minutesLeft === undefined ? undefined : spanOf(minutesLeft * minute);
  return (
    <>
      <p>
        <b>{say(`sync.screen.filling.${state}`, { time: shownMoment(wholeAt ?? since, language.value) })}</b>
      </p>
      {state !== 'whole' && (
        <>
          {records.of > 0 && (
            <p>
              <progress max={records.of} value={records.here} aria-hidden="true" />{' '}
              {say('sync.screen.filling.records', { here: number(records.here), of: number(records.of) })}
            </p>
          )}
          {files.of > 0 && (
            <p>
              <progress max={files.of} value={files.here} aria-hidden="true" />{' '}
              {say('sync.screen.filling.files', { here: number(files.here), of: number(files.of) })}
              {files.waitingBytes > 0 &&
                ` (${say(`sync.screen.size.${unit}`, { size: formatNumber(language.value, value, digits) })})`}
            </p>
          )}
          <p class="quiet">
            {span
              ? say(`sync.screen.forecast.${span.unit}`, { count: span.value })
              : say('sync.screen.filling.measuring')}
          </p>
        </>
      )}
    </>
  );
}

const parts = ['people', 'lessons', 'all'] as const;

/** What works already, in the order in which it comes. */
function Works({ works }: { works: Filling['works'] }) {
  const say = useSay();
  return (
    <ul>
      {parts.map((part) => (
        <li key={part}>{say(`sync.screen.filling.${part}.${works[part] ? 'yes' : 'not-yet'}`)}</li>
      ))}
    </ul>
  );
}
