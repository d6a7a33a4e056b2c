import { useState } from 'preact/hooks';
import { useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import { periods, type Period } from '../model/formula.ts';
import { subjectOf } from './journal-say.ts';
import './journal.css';

type ClassTable = {
  readonly class: string;
  readonly pupils: readonly { readonly person: string; readonly name: string }[];
  readonly subjects: readonly string[];
  readonly results: readonly {
    readonly person: string;
    readonly subject: string;
    readonly period: Period;
    readonly result: string;
  }[];
};

/** A class's confirmed results, subject by subject: for who leads it, and for the office. */
export function ClassPage() {
  const say = useSay();
  useTitle(say('journal.class.title'));
  const { value, failure, again } = useAsk<{ readonly classes: readonly string[] }>('/journal/classes');
  const [chosen, setChosen] = useState<string>();
  const [period, setPeriod] = useState<Period>('q1');
  const shown = chosen ?? value?.classes[0];
  return (
    <div class="journal">
      <p class="journal-way">
        <a href="/journal">{say('journal.back')}</a>
      </p>
      <h1>{say('journal.class.title')}</h1>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value?.classes.length === 0 && <p>{say('journal.class.empty')}</p>}
      {value && value.classes.length > 0 && (
        <>
          <div class="journal-quarters">
            <div role="group" aria-label={say('journal.class.choose')}>
              {value.classes.map((each) => (
                <button
                  key={each}
                  type="button"
                  class="button"
                  aria-pressed={shown === each}
                  onClick={() => setChosen(each)}
                >
                  {each}
                </button>
              ))}
            </div>
            <label>
              <span class="spoken">{say('journal.quarter.choose')}</span>
              <select class="input" value={period} onChange={(event) => setPeriod(event.currentTarget.value as Period)}>
                {periods.map((each) => (
                  <option key={each} value={each}>
                    {say(`journal.period.${each}`)}
                  </option>
                ))}
              </select>
            </label>
          </div>
          {shown && <Table key={shown} of={shown} period={period} />}
        </>
      )}
    </div>
  );
}

function Table({ of, period }: { of: string; period: Period }) {
  const say = useSay();
  const { value, failure, again } = useAsk<ClassTable>(`/journal/classes/${encodeURIComponent(of)}`);
  if (failure) return <Failed failure={failure} again={again} />;
  if (!value) return <Waiting />;
  const subjects = value.subjects.filter((subject) =>
    value.results.some((each) => each.subject === subject && each.period === period),
  );
  if (subjects.length === 0) return <p class="quiet">{say('journal.class.none')}</p>;
  const resultOf = (person: string, subject: string): string => {
    const found = value.results.find(
      (each) => each.person === person && each.subject === subject && each.period === period,
    );
    return found?.result === 'pass' || found?.result === 'fail'
      ? say(`journal.result.${found.result}`)
      : (found?.result ?? '');
  };
  return (
    <div class="journal-grid" role="region" aria-label={say('journal.class.title')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col" class="journal-name">
              {say('journal.pupil')}
            </th>
            {subjects.map((subject) => (
              <th key={subject} scope="col">
                {subjectOf(say, subject)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {value.pupils.map(({ person, name }) => (
            <tr key={person}>
              <th scope="row" class="journal-name">
                {name}
              </th>
              {subjects.map((subject) => (
                <td key={subject}>{resultOf(person, subject)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
