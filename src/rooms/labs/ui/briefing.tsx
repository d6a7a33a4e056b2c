import { useState } from 'preact/hooks';
import type { Say } from '#web/words.ts';
import type { BenchSession } from './bench-session.ts';

const safety = ['teacher', 'table', 'glass', 'hot', 'report'] as const;

/** LAB-13: before work with real apparatus the safety rules are read one by one, and that is recorded. */
export function Briefing({ session, say }: { session: BenchSession; say: Say }) {
  const [read, setRead] = useState<readonly string[]>([]);
  return (
    <section class="lab-briefing sheet">
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
