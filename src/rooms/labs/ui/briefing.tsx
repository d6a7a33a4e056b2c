import { useState } from 'preact/hooks';
import type { Say } from '#web/words.ts';
import { workOf } from '../model/real/works.ts';
import type { BenchSession } from './bench-session.ts';
import { useRealSay } from './real-say.ts';

const safety = ['teacher', 'table', 'glass', 'hot', 'report'] as const;

/** LAB-13: before work with real apparatus the safety rules are read one by one, and that is recorded. */
export function Briefing({ session, say }: { session: BenchSession; say: Say }) {
  const real = useRealSay();
  const [read, setRead] = useState<readonly string[]>([]);
  const { spec, task } = session;
  // Of glass the rules for every work speak already.
  const hazards = (workOf(spec.lab, task.task)?.hazards ?? []).filter((each) => each !== 'glass');
  const rules = [
    ...safety.map((rule) => ({ rule, text: say(`labs.safety.${rule}`) })),
    ...hazards.map((hazard) => ({ rule: `hazard-${hazard}`, text: real(`labs.hazard.${hazard}`) })),
  ];
  return (
    <section class="lab-briefing sheet">
      <h2>{say('labs.safety')}</h2>
      <p>{say('labs.safety.what')}</p>
      <fieldset class="lab-some">
        <legend class="spoken">{say('labs.safety')}</legend>
        {rules.map(({ rule, text }) => (
          <label key={rule}>
            <input
              type="checkbox"
              checked={read.includes(rule)}
              onChange={(event) =>
                setRead(event.currentTarget.checked ? [...read, rule] : read.filter((one) => one !== rule))
              }
            />
            {text}
          </label>
        ))}
      </fieldset>
      <button
        type="button"
        class="button main"
        disabled={read.length < rules.length}
        onClick={() => void session.briefed(read)}
      >
        {say('labs.safety.done')}
      </button>
    </section>
  );
}
