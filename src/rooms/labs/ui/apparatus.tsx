import { useCallback, useRef, useState } from 'preact/hooks';
import { Message } from '#web/parts/message.tsx';
import type { Say } from '#web/words.ts';
import { placeReading } from '../model/fill-table.ts';
import { decimalsOf } from '../model/instrument.ts';
import { advanced, type Bench } from '../model/replay.ts';
import { historyOf } from '../model/seen.ts';
import type { Deed } from '../model/world.ts';
import type { BenchSession } from './bench-session.ts';
import { Controls } from './controls.tsx';
import { Dial, shownText } from './dial.tsx';
import { cellText } from './lab-say.ts';
import { useFrames, useLabClock, type LabClock } from './lab-clock.ts';
import type { Scene } from './scenes.ts';

type Props = {
  readonly session: BenchSession;
  readonly scene: Scene;
  readonly say: Say;
  readonly refused: { readonly n: number; readonly key: string } | undefined;
};

/** The apparatus, what it is handled with, and what its instruments show. */
export function Apparatus({ session, scene, say, refused }: Props) {
  const { spec, seed, bench } = session;
  const clock = useLabClock(bench.value.at);
  const now = useNow(session, clock);
  const [scaleAt, setScaleAt] = useState<{ readonly n: number; readonly instrument: string; readonly shown: number }>();
  const [said, setSaid] = useState('');
  const [speed, setSpeed] = useState(1);
  const place = (n: number, instrument: string, shown: string): void => {
    const { seen } = historyOf(spec, seed, session.actions());
    const settings = seen.find((each) => each.n === n)?.settings ?? bench.value.settings;
    const text = cellText(say, spec.lab, shown);
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
      if (typeof reading.shown !== 'number') return setSaid(shownText(say, spec.lab, about, reading.shown));
      if (about.scale === 'analogue') return setScaleAt({ n: reading.n, instrument, shown: reading.shown });
      // As the instrument shows it, with the zeros that say how finely it measures.
      place(reading.n, instrument, about.words?.[reading.shown] ?? reading.shown.toFixed(decimalsOf(about.step)));
    });
  };
  const scaled = scaleAt && spec.instruments.find(({ name }) => name === scaleAt.instrument);
  return (
    <section class="lab-apparatus" aria-label={say('labs.side.bench')}>
      <LiveScene scene={scene} say={say} act={act} now={now} />
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
      <Controls session={session} say={say} act={act} read={read} now={now} />
    </section>
  );
}

/**
 * The bench at this moment. It goes on from the moment before, not from the newest deed: a look at an apparatus that has
 * stood for an hour costs no more than at a new one.
 */
function useNow({ spec, bench }: BenchSession, clock: LabClock): () => Bench<unknown> {
  const seen = useRef<{ readonly from: Bench<unknown>; readonly now: Bench<unknown> } | undefined>(undefined);
  return useCallback(() => {
    const from = bench.value;
    const at = clock.now();
    const before = seen.current?.from === from && seen.current.now.at <= at ? seen.current.now : from;
    const now = advanced(spec, before, at);
    seen.current = { from, now };
    return now;
  }, []);
}

type LiveProps = {
  readonly scene: Scene;
  readonly say: Say;
  readonly act: (deed: Deed) => Promise<unknown>;
  readonly now: () => Bench<unknown>;
};

/** The scene as it stands at this moment of lab time. */
function LiveScene({ scene: Drawn, say, act, now }: LiveProps) {
  useFrames();
  const bench = now();
  return <Drawn state={bench.state as never} bench={bench as Bench<never>} say={say} act={act} />;
}
