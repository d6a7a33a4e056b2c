import { useState } from 'preact/hooks';
import { useSay, type Session } from '#web/app.ts';
import { RunActivities, useDone } from './run-activities.tsx';
import { TakeHome } from './run-take-home.tsx';
import type { OwnRun, Saying } from './run-own.ts';

const questions = ['liked', 'understood', 'again'] as const;
/** From yes to no; each has a face of its own, for who cannot read yet. */
const answers = [
  { value: 2, key: 'yes', mouth: 'M8 14q4 4 8 0' },
  { value: 1, key: 'some', mouth: 'M8 15.500h8' },
  { value: 0, key: 'no', mouth: 'M8 17q4-4 8 0' },
] as const;

/** The end of a lesson: how it was, and what is to be done at home. */
export function RunEnd({ session, run, saying }: { session: Session; run: OwnRun; saying: Saying }) {
  const say = useSay();
  const { homework } = run.own;
  const done = useDone(session, homework);
  return (
    <>
      {saying.said.hasPulse ? (
        <p class="run-thanks">{say('lessons.run.thanks')}</p>
      ) : (
        <Pulse run={run} saying={saying} />
      )}
      <section class="sheet run-part">
        <h2>{say('lessons.run.homework')}</h2>
        {homework.length === 0 && <p class="quiet">{say('lessons.run.no-homework')}</p>}
        <RunActivities activities={homework} done={done} />
        <div class="buttons">
          {homework.length > 0 && <TakeHome path="/lessons/run/home" />}
          <a class="button" href="/">
            {say('lessons.to-today')}
          </a>
        </div>
      </section>
    </>
  );
}

/** Three questions with faces (LES-80). */
function Pulse({ run, saying }: { run: OwnRun; saying: Saying }) {
  const say = useSay();
  const [given, setGiven] = useState<readonly (number | undefined)[]>([undefined, undefined, undefined]);
  const isWhole = given.every((each) => each !== undefined);
  return (
    <section class="sheet run-part">
      <h2>{say('lessons.run.pulse')}</h2>
      <p class="quiet">{say('lessons.run.pulse.what')}</p>
      {questions.map((question, n) => (
        <fieldset key={question} class="run-pulse">
          <legend>{say(`lessons.run.pulse.${question}`)}</legend>
          {answers.map(({ value, key, mouth }) => (
            <label key={key}>
              <input
                type="radio"
                name={question}
                checked={given[n] === value}
                onChange={() => setGiven(given.map((before, place) => (place === n ? value : before)))}
              />
              <svg
                viewBox="0 0 24 24"
                fill="none"
                stroke="currentColor"
                stroke-width="1.8"
                stroke-linecap="round"
                aria-hidden="true"
              >
                <path d={`M12 2.500a9.5 9.5 0 1 0 .01 0M8.500 9v.5M15.500 9v.5${mouth}`} />
              </svg>
              <span>{say(`lessons.run.pulse.${key}`)}</span>
            </label>
          ))}
        </fieldset>
      ))}
      <button
        type="button"
        class="button main large"
        disabled={!isWhole}
        onClick={() => saying.say('lessons.pulse', { lane: run.lane, answers: given }, { hasPulse: true })}
      >
        {say('lessons.run.pulse.send')}
      </button>
    </section>
  );
}
