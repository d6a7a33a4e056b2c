import { useRef, useState } from 'preact/hooks';
import type { Language } from '#kernel/language.ts';
import { OfficePage } from '#people/ui/office-page.tsx';
import { shownMoment } from '#people/ui/office-format.ts';
import { useSend } from '#people/ui/office-send.ts';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay } from '#web/app.ts';
import { formatNumber, formatTime } from '#web/format.ts';
import { Failed, Message, Waiting, type Tone } from '#web/parts/message.tsx';
import type { SyncStatus } from '../status.ts';
import { FillingPart } from './filling-part.tsx';
import { JoinRegion } from './join-region.tsx';
import { LeaveLine } from './leave-line.tsx';
import { LineSettings } from './line-settings.tsx';
import { StickPart } from './stick-part.tsx';
import { SyncDetails } from './sync-details.tsx';
import { useEvery } from './every.ts';
import {
  clockFault,
  filesWaitUntil,
  forecastOf,
  lightsOf,
  linkStateOf,
  sizeOf,
  spanOf,
  withSample,
  type Light,
  type LinkState,
  type Sample,
} from './sync-model.ts';
import './sync.css';

/** The school's link to the region: whether it works, what waits, and what to do where there is no line. */
export function SyncPage() {
  const say = useSay();
  const { value, failure, again } = useAsk<SyncStatus>('/sync/status');
  const samples = useSamples(value);
  useEvery(every, again);
  const state = value && linkStateOf(value);
  return (
    <OfficePage title={say('sync.screen.title')}>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && state && (
        <>
          <Head status={value} state={state} />
          <FillingPart />
          {state === 'not-joined' ? <JoinRegion changed={again} /> : <Lights status={value} samples={samples} />}
          {state !== 'not-joined' && <Now status={value} state={state} changed={again} />}
          {state !== 'not-joined' && state !== 'no-address' && <LeaveLine changed={again} />}
          {state !== 'not-joined' && <StickPart changed={again} />}
          <LineSettings settings={value.settings} changed={again} />
          <SyncDetails status={value} changed={again} />
        </>
      )}
    </OfficePage>
  );
}

/** How often the page looks again: a stream of events for one page of one person is not worth it. */
const every = 10_000;

/** What waited each time that the page looked: how fast files come is measured by it. */
function useSamples(status: SyncStatus | undefined): readonly Sample[] {
  const samples = useRef<readonly Sample[]>([]);
  const seen = useRef<SyncStatus>(undefined);
  if (status && status !== seen.current) {
    seen.current = status;
    samples.current = withSample(samples.current, { at: status.now, bytes: status.files.waitingBytes });
  }
  return samples.current;
}

const tones: Readonly<Record<LinkState, Tone>> = {
  'not-joined': 'wait',
  revoked: 'wrong',
  failing: 'wrong',
  'no-address': 'wait',
  'in-turn': 'wait',
  held: 'wait',
  waiting: 'wait',
  'all-there': 'good',
};

function Head({ status, state }: { status: SyncStatus; state: LinkState }) {
  const say = useSay();
  const { language } = useApp();
  const { lastSuccess, files } = status.link;
  const off = clockFault(status.link);
  return (
    <>
      <Message tone={tones[state]}>
        <p>
          <b>{say(`sync.screen.state.${state}`, headValues(status, language.value))}</b>
        </p>
        <HeadWords link={status.link} state={state} />
        {lastSuccess !== undefined && (
          <p class="quiet">{say('sync.screen.last', { time: shownMoment(lastSuccess, language.value) })}</p>
        )}
      </Message>
      {files?.why && files.failingSince !== undefined && (
        <Message tone="wait">
          <p>{say('sync.screen.files-trouble', { since: shownMoment(files.failingSince, language.value) })}</p>
          <p>{say(files.why)}</p>
        </Message>
      )}
      {off !== undefined && (
        <Message tone="wait">
          {say(off > 0 ? 'sync.screen.clock-fast' : 'sync.screen.clock-slow', { minutes: Math.abs(off) })}
        </Message>
      )}
    </>
  );
}

/** What the first sentence is filled with. */
function headValues({ link }: SyncStatus, language: Language): Record<string, string | number> {
  const { failingSince, heldUntil, turn } = link;
  return {
    ...(failingSince === undefined ? {} : { since: shownMoment(failingSince, language) }),
    ...(heldUntil === undefined ? {} : { until: formatTime(heldUntil) }),
    ...(turn ? { place: turn.place, of: turn.of } : {}),
  };
}

/** Why it is so, and what to do. */
function HeadWords({ link, state }: { link: SyncStatus['link']; state: LinkState }) {
  const say = useSay();
  const { why, tries, nextAt, turn } = link;
  if (state === 'held') return <p>{say('sync.screen.held.what')}</p>;
  if (state === 'in-turn' && turn) {
    return <p>{say('sync.screen.in-turn.minutes', { count: Math.max(1, Math.ceil(turn.seconds / 60)) })}</p>;
  }
  if (state !== 'failing') return null;
  return (
    <>
      {why && <p>{say(why)}</p>}
      <p>{say('sync.screen.keeps-trying', { tries, time: nextAt ? formatTime(nextAt) : '…' })}</p>
    </>
  );
}

function Lights({ status, samples }: { status: SyncStatus; samples: readonly Sample[] }) {
  const say = useSay();
  return (
    <ul class="sync-lights" aria-label={say('sync.screen.lights')}>
      {lightsOf(status).map((light) => (
        <li key={light.name} class={light.is}>
          <span class="sync-lamp" aria-hidden="true" />
          <h2>{say(`sync.screen.light.${light.name}`)}</h2>
          <LightWords light={light} status={status} samples={samples} />
        </li>
      ))}
    </ul>
  );
}

function LightWords({ light, status, samples }: { light: Light; status: SyncStatus; samples: readonly Sample[] }) {
  const say = useSay();
  const { language } = useApp();
  const count = formatNumber(language.value, light.count);
  const words = say(`sync.screen.light.${light.name}.${light.is}`, { count });
  if (light.name !== 'files' || light.is === 'on') return <p>{words}</p>;
  const { unit, value, digits } = sizeOf(status.files.waitingBytes);
  const waitsUntil = filesWaitUntil(status.settings, status.now);
  const forecast = light.is === 'half' && waitsUntil === undefined ? forecastOf(samples, status.settings) : undefined;
  const span = forecast === undefined ? undefined : spanOf(forecast);
  return (
    <>
      <p>
        {words} ({say(`sync.screen.size.${unit}`, { size: formatNumber(language.value, value, digits) })})
      </p>
      {waitsUntil !== undefined && <p class="quiet">{say('sync.screen.files-from', { hour: waitsUntil })}</p>}
      {span && <p class="quiet">{say(`sync.screen.forecast.${span.unit}`, { count: span.value })}</p>}
    </>
  );
}

/** A round at once, and how it ended. */
function Now({ status, state, changed }: { status: SyncStatus; state: LinkState; changed: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { failure, send } = useSend();
  const [asked, setAsked] = useState<number>();
  const begin = async (): Promise<void> => {
    setAsked(status.now);
    if (await send(api.post<{ isStarted: boolean }>('/sync/now'))) setTimeout(changed, 800);
    else setAsked(undefined);
  };
  const isOver = asked !== undefined && !status.link.isRunning && status.now > asked;
  const isBusy = status.link.isRunning || (asked !== undefined && !isOver);
  return (
    <div class="office-row">
      <button
        type="button"
        class="button main sync-big"
        disabled={isBusy || state === 'no-address'}
        onClick={() => void begin()}
      >
        {say(isBusy ? 'sync.screen.sending' : 'sync.screen.now')}
      </button>
      {failure && <Failed failure={failure} />}
    </div>
  );
}
