import { useCallback, useEffect, useState } from 'preact/hooks';
import { Message } from '#web/parts/message.tsx';
import type { Say } from '#web/words.ts';
import { placeReading } from '../model/fill-table.ts';
import { advanced, type Bench } from '../model/replay.ts';
import { historyOf } from '../model/seen.ts';
import type { Deed } from '../model/world.ts';
import type { BenchSession } from './bench-session.ts';
import { Controls } from './controls.tsx';
import { Dial, shownText } from './dial.tsx';
import { useFrames, useLabClock, type LabClock } from './lab-clock.ts';
import { NotebookView, steps, type Step } from './notebook/notebook-view.tsx';
import type { Scene } from './scenes.ts';

/** How often what was done becomes an entry of the outbox, beside whenever the page is left. */
const sendMilliseconds = 15_000;

/** The bench: apparatus and notebook side by side, or one at a time where there is no room. */
export function BenchView({ session, scene, say }: { session: BenchSession; scene: Scene; say: Say }) {
  const { spec, stored, bench, trouble } = session;
  const [side, setSide] = useState<'bench' | 'notebook'>('notebook');
  const found = stored.value.step as Step;
  const [step, setStep] = useState<Step>(steps.includes(found) ? found : 'conclusion');
  useSending(session);
  const go = (to: Step): void => {
    setStep(to);
    void session.note((notebook) => notebook, to);
  };
  const { isReal, isBriefed } = stored.value;
  return (
    <div class="lab-bench" data-side={isReal ? 'notebook' : side}>
      <h1 class="lab-title">
        {say(`labs.${spec.lab}.task.${session.task.task}`)}{' '}
        <span class="quiet small">{say(`labs.${spec.lab}.title`)}</span>
      </h1>
      {trouble.value && (
        <Message tone="wrong" isNews>
          {say(trouble.value)}
        </Message>
      )}
      {!isReal && (
        <nav class="lab-sides" aria-label={say('labs.sides')}>
          {(['bench', 'notebook'] as const).map((each) => (
            <button type="button" class="button" key={each} aria-pressed={side === each} onClick={() => setSide(each)}>
              {say(`labs.side.${each}`)}
            </button>
          ))}
        </nav>
      )}
      {isReal ? (
        isBriefed ? null : (
          <Briefing session={session} say={say} />
        )
      ) : (
        <Apparatus session={session} scene={scene} say={say} refused={bench.value.refused.at(-1)} />
      )}
      <NotebookView session={session} say={say} step={step} go={go} />
    </div>
  );
}

function Apparatus({
  session,
  scene,
  say,
  refused,
}: {
  session: BenchSession;
  scene: Scene;
  say: Say;
  refused: { readonly n: number; readonly key: string } | undefined;
}) {
  const { spec, seed, bench } = session;
  const clock = useLabClock(bench.value.at);
  const [scaleAt, setScaleAt] = useState<{ readonly n: number; readonly instrument: string; readonly shown: number }>();
  const [said, setSaid] = useState('');
  const [speed, setSpeed] = useState(1);
  const place = (n: number, instrument: string, shown: string): void => {
    const { seen } = historyOf(spec, seed, session.actions());
    const settings = seen.find((each) => each.n === n)?.settings ?? bench.value.settings;
    const text = shown.replace('.', ',');
    void session
      .note((notebook) => placeReading(spec, notebook, { n, instrument, text: shown, settings }, seen), 'table')
      .then(() => setSaid(say('labs.read.done', { name: say(`labs.${spec.lab}.tool.${instrument}`), text })));
  };
  const act = useCallback((deed: Deed): Promise<unknown> => {
    setSaid('');
    return session.act(deed, clock.now());
  }, []);
  const read = (instrument: string): void => {
    const about = spec.instruments.find(({ name }) => name === instrument);
    setSaid('');
    void session.act({ read: instrument }, clock.now()).then((after) => {
      const reading = after.readings.at(-1);
      if (!about || !reading || reading.n !== after.n) return;
      if (typeof reading.shown !== 'number') return setSaid(shownText(say, about, reading.shown));
      if (about.scale === 'analogue') return setScaleAt({ n: reading.n, instrument, shown: reading.shown });
      place(reading.n, instrument, String(reading.shown));
    });
  };
  const scaled = scaleAt && spec.instruments.find(({ name }) => name === scaleAt.instrument);
  return (
    <section class="lab-apparatus" aria-label={say('labs.side.bench')}>
      <LiveScene session={session} scene={scene} say={say} act={act} clock={clock} />
      {refused && refused.n === bench.value.n && (
        <Message tone="wait" isNews>
          {say(refused.key)}
        </Message>
      )}
      {[...bench.value.broken].map((each) => (
        <Message key={each} tone="wrong" isNews>
          {say('labs.broken', { name: say(`labs.${spec.lab}.tool.${each}`) })}
        </Message>
      ))}
      {scaleAt && scaled && (
        <Dial
          key={scaleAt.n}
          instrument={scaled}
          shown={scaleAt.shown}
          say={say}
          name={say(`labs.${spec.lab}.tool.${scaled.name}`)}
          done={(text) => {
            place(scaleAt.n, scaleAt.instrument, text);
            setScaleAt(undefined);
          }}
        />
      )}
      <p class="lab-said" role="status">
        {said}
      </p>
      {spec.speeds && (
        <label class="lab-line">
          {say('labs.speed')}
          <select
            class="input"
            value={String(speed)}
            onChange={(event) => {
              const wanted = Number(event.currentTarget.value);
              setSpeed(wanted);
              clock.run(wanted);
            }}
          >
            {spec.speeds.map((each) => (
              <option key={each} value={String(each)}>
                {say('labs.speed.times', { n: each })}
              </option>
            ))}
          </select>
        </label>
      )}
      <Controls
        session={session}
        say={say}
        act={act}
        read={read}
        now={() => advanced(spec, bench.value, clock.now())}
      />
    </section>
  );
}

type LiveProps = {
  readonly session: BenchSession;
  readonly scene: Scene;
  readonly say: Say;
  readonly act: (deed: Deed) => Promise<unknown>;
  readonly clock: LabClock;
};

/** The scene as it stands at this moment of lab time. */
function LiveScene({ session, scene: Drawn, say, act, clock }: LiveProps) {
  useFrames();
  const now = advanced(session.spec, session.bench.value, clock.now());
  return <Drawn state={now.state as never} bench={now as Bench<never>} say={say} act={act} />;
}

function useSending(session: BenchSession): void {
  useEffect(() => {
    const send = (): void => void session.send();
    const timer = setInterval(send, sendMilliseconds);
    const leave = (): void => {
      if (document.hidden) send();
    };
    document.addEventListener('visibilitychange', leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', leave);
      send();
    };
  }, [session]);
}

const safety = ['teacher', 'table', 'glass', 'hot', 'report'] as const;

/** LAB-13: before work with real apparatus the safety rules are read one by one, and that is recorded. */
function Briefing({ session, say }: { session: BenchSession; say: Say }) {
  const [read, setRead] = useState<readonly string[]>([]);
  return (
    <section class="lab-apparatus sheet">
      <h2>{say('labs.safety')}</h2>
      <p>{say('labs.safety.what')}</p>
      <fieldset class="lab-some">
        <legend class="spoken">{say('labs.safety')}</legend>
        {safety.map((each) => (
          <label key={each}>
            <input
              type="checkbox"
              checked={read.includes(each)}
              onChange={(event) =>
                setRead(event.currentTarget.checked ? [...read, each] : read.filter((one) => one !== each))
              }
            />
            {say(`labs.safety.${each}`)}
          </label>
        ))}
      </fieldset>
      <button
        type="button"
        class="button main"
        disabled={read.length < safety.length}
        onClick={() => void session.briefed(read)}
      >
        {say('labs.safety.done')}
      </button>
    </section>
  );
}
