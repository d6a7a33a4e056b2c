import { useId, useMemo, useState } from 'preact/hooks';
import type { Say } from '#web/words.ts';
import type { AnyLab } from '../model/lab.ts';
import { replay } from '../model/replay.ts';
import { seedOf } from '../model/seed.ts';
import type { Action } from '../model/world.ts';
import type { WorkAnswer } from '../routes-teach.ts';
import { shownText } from './dial.tsx';
import { cellText } from './lab-say.ts';
import type { Scene } from './scenes.ts';

/** LAB-15: a pupil's work deed by deed: the bench as it stood then, and what was done. */
export function PlayBack({
  work,
  spec,
  scene: Drawn,
  say,
  web,
}: {
  work: WorkAnswer;
  spec: AnyLab;
  scene: Scene;
  say: Say;
  web: Say;
}) {
  const id = useId();
  const { actions } = work;
  const [n, setN] = useState(0);
  const seed = useMemo(() => seedOf(work.key, work.about.lab), []);
  const bench = useMemo(() => replay(spec, seed, actions.slice(0, n)), [n]);
  const action = actions[n - 1];
  if (actions.length === 0) return null;
  return (
    <section class="sheet">
      <h2>{web('labs.teach.play')}</h2>
      <label for={id}>{web('labs.teach.play.at', { n, of: actions.length })}</label>
      <input
        id={id}
        type="range"
        class="lab-wide"
        min={0}
        max={actions.length}
        value={n}
        onInput={(event) => setN(Number(event.currentTarget.value))}
      />
      <p aria-live="polite">
        {action
          ? `${Math.floor(action.at / 60_000)}:${String(Math.floor(action.at / 1000) % 60).padStart(2, '0')} — ${deedText(action, spec, say)}`
          : '–'}
        {action && 'read' in action && ` = ${readingText(bench.readings.at(-1), spec, say)}`}
      </p>
      <Drawn state={bench.state as never} bench={bench as never} say={say} act={() => undefined} />
    </section>
  );
}

function deedText(action: Action, { lab }: AnyLab, say: Say): string {
  if ('set' in action) return `${say(`labs.${lab}.q.${action.set}`)} → ${cellText(say, lab, String(action.to))}`;
  if ('read' in action) return say('labs.read.of', { name: say(`labs.${lab}.tool.${action.read}`) });
  return action.do === 'zero'
    ? say('labs.zero', { name: String(action.with?.[0] ?? '') })
    : say(`labs.${lab}.do.${action.do}`);
}

function readingText(
  reading: { readonly instrument: string; readonly shown: number | string } | undefined,
  spec: AnyLab,
  say: Say,
): string {
  const instrument = spec.instruments.find(({ name }) => name === reading?.instrument);
  return instrument && reading ? shownText(say, spec.lab, instrument, reading.shown as never) : '–';
}
