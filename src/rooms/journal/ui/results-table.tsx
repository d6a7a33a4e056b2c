import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Message } from '#web/parts/message.tsx';
import type { Say } from '#web/words.ts';
import { periodsOf, type Period, type Scheme } from '../model/formula.ts';
import type { ShownJournal } from '../shown-journal.ts';
import { CellHistory } from './cell-panel.tsx';
import { shareText } from './journal-say.ts';
import { Unchecked } from './unchecked.tsx';

type Result = ShownJournal['results'][number];
type Chosen = { readonly person: string; readonly period: Period; readonly result: string };

/** What the rule counts for each pupil, what is missing, and the teacher's word on it. */
export function ResultsTable({ journal, again }: { journal: ShownJournal; again: () => void }) {
  const say = useSay();
  const { formula } = journal;
  const weights = formula.quarter;
  return (
    <>
      <p class="quiet">
        {say('journal.formula', { formative: weights.formative, section: weights.section, quarter: weights.quarter })}
      </p>
      <Unchecked rule={formula} />
      {journal.schemes.map(({ grade, scheme, isMarked }) =>
        isMarked ? (
          <GradeResults key={`${grade} ${scheme}`} journal={journal} grade={grade} scheme={scheme} again={again} />
        ) : (
          <section key={grade}>
            <h2>{say('journal.grades', { grades: grade })}</h2>
            <Message tone="help">{say('journal.no-marks')}</Message>
          </section>
        ),
      )}
    </>
  );
}

/** The period that the shown quarter belongs to. */
function periodNow(scheme: Scheme, quarter: number): Period {
  return scheme === 'half-year' ? (quarter <= 2 ? 'h1' : 'h2') : (`q${quarter}` as Period);
}

type GradeProps = { journal: ShownJournal; grade: number; scheme: Scheme; again: () => void };

function GradeResults({ journal, grade, scheme, again }: GradeProps) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [chosen, setChosen] = useState<ReadonlyMap<string, Chosen>>(new Map());
  const [why, setWhy] = useState('');
  const [history, setHistory] = useState<{ readonly person: string; readonly name: string; readonly period: Period }>();
  const periods = periodsOf(scheme);
  const now = periodNow(scheme, journal.quarter);
  const pupils = journal.pupils.filter((each) => each.grade === grade);
  const resultOf = (person: string, period: Period): Result | undefined =>
    journal.results.find((each) => each.person === person && each.period === period);
  const ready = pupils.flatMap(({ person }): Chosen[] => {
    const found = resultOf(person, now);
    const isNew = found?.proposal.kind === 'proposed' && (found.confirmed === null || found.hasChanged);
    return isNew && found.proposal.kind === 'proposed'
      ? [{ person, period: now, result: String(found.proposal.mark) }]
      : [];
  });
  const rows = [...chosen.values()];
  const isOther = rows.some(({ person, period, result }) => {
    const found = resultOf(person, period);
    const proposed = found?.proposal.kind === 'proposed' ? String(found.proposal.mark) : '';
    return scheme !== 'pass' && proposed !== result;
  });
  const save = async (list: readonly Chosen[]): Promise<void> => {
    const sent = list.map((row) => (why.trim() ? { ...row, why } : row));
    const body = { year: journal.year, rows: sent };
    if (!(await send(api.post(`/journal/groups/${journal.group}/results`, body)))) return;
    setChosen(new Map());
    setWhy('');
    again();
  };
  const choose = (person: string, period: Period, result: string): void => {
    const next = new Map(chosen);
    if (result === '') next.delete(`${person} ${period}`);
    else next.set(`${person} ${period}`, { person, period, result });
    setChosen(next);
  };
  return (
    <section>
      <h2>
        {say('journal.grades', { grades: grade })} <span class="quiet">{say(`journal.scheme.${scheme}`)}</span>
      </h2>
      {scheme === 'half-year' && (
        <p class="quiet">
          {say('journal.formula.half-year', {
            formative: journal.formula.halfYear.formative,
            section: journal.formula.halfYear.section,
          })}
        </p>
      )}
      <div class="journal-grid" role="region" aria-label={say('journal.tab.results')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="journal-name">
                {say('journal.pupil')}
              </th>
              {scheme !== 'pass' && (
                <th scope="col">{say('journal.parts', { period: say(`journal.period.${now}`) })}</th>
              )}
              {periods.map((period) => (
                <th key={period} scope="col">
                  {say(`journal.period.${period}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pupils.map(({ person, name }) => (
              <tr key={person}>
                <th scope="row" class="journal-name">
                  {name}
                </th>
                {scheme !== 'pass' && <td class="journal-parts">{partsText(say, resultOf(person, now))}</td>}
                {periods.map((period) => (
                  <td key={period}>
                    <ResultCell
                      result={resultOf(person, period)}
                      scheme={scheme}
                      isNow={period === now || period === 'year'}
                      label={`${name}, ${say(`journal.period.${period}`)}`}
                      chosen={chosen.get(`${person} ${period}`)?.result ?? ''}
                      tell={() => setHistory({ person, name, period })}
                      choose={(result) => choose(person, period, result)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {history && (
        <section class="sheet journal-panel">
          <h3>
            {history.name} <span class="quiet">{say(`journal.period.${history.period}`)}</span>
          </h3>
          <CellHistory
            key={`${history.person} ${history.period}`}
            group={journal.group}
            place={`${journal.group}/${journal.year}/${history.period}`}
            person={history.person}
          />
        </section>
      )}
      {failure && <Failed failure={failure} />}
      {(isOther || failure?.key === 'journal.needs-why') && (
        <label class="journal-why">
          <span>{say('journal.why.other')}</span>
          <input class="input" value={why} maxLength={500} onInput={(event) => setWhy(event.currentTarget.value)} />
        </label>
      )}
      <p class="journal-do">
        {ready.length > 0 && chosen.size === 0 && (
          <button type="button" class="button main" disabled={isBusy} onClick={() => void save(ready)}>
            {say('journal.confirm.all', { n: ready.length })}
          </button>
        )}
        {chosen.size > 0 && (
          <button
            type="button"
            class="button main"
            disabled={isBusy || (isOther && !why.trim())}
            onClick={() => void save(rows)}
          >
            {say('journal.confirm', { n: chosen.size })}
          </button>
        )}
      </p>
    </section>
  );
}

/** `ҚБ 82 · БЖБ 70 · ТЖБ –` and what is missing. */
function partsText(say: Say, result: Result | undefined) {
  if (!result?.parts) return '';
  const { parts, proposal } = result;
  const shares = (['formative', 'section', 'quarter'] as const)
    .filter((kind) => parts[kind].of > 0)
    .map((kind) => `${say(`journal.kind.${kind}`)} ${shareText(parts[kind])}%`);
  return (
    <>
      <span>{shares.join(' · ')}</span>
      {proposal.kind === 'missing' && (
        <span class="journal-missing">{proposal.missing.map((each) => say(`journal.missing.${each}`)).join(', ')}</span>
      )}
      {proposal.kind === 'proposed' && 'percent' in proposal && <strong>{proposal.percent}%</strong>}
    </>
  );
}

type CellProps = {
  result: Result | undefined;
  scheme: Scheme;
  isNow: boolean;
  label: string;
  chosen: string;
  choose: (result: string) => void;
  /** Shows whose word it was, and what was said before. */
  tell: () => void;
};

function ResultCell({ result, scheme, isNow, label, chosen, choose, tell }: CellProps) {
  const say = useSay();
  const confirmed = result?.confirmed ?? null;
  const shown = confirmed === 'pass' || confirmed === 'fail' ? say(`journal.result.${confirmed}`) : confirmed;
  const proposed = result?.proposal.kind === 'proposed' ? result.proposal.mark : undefined;
  const words = scheme === 'pass' ? (['pass', 'fail'] as const) : (['5', '4', '3', '2'] as const);
  const word = confirmed !== null && (
    <button
      type="button"
      class="button bare"
      aria-label={`${label}: ${shown}. ${say('journal.history')}`}
      onClick={tell}
    >
      <strong>{shown}</strong>
    </button>
  );
  if (!isNow) return <>{word || <span class="quiet">–</span>}</>;
  return (
    <div class="journal-result">
      {word}
      {result?.hasChanged && <span class="journal-missing">{say('journal.has-changed')}</span>}
      <select class="input" aria-label={label} value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{proposed === undefined ? '–' : say('journal.proposed', { mark: proposed })}</option>
        {words.map((word) => (
          <option key={word} value={word}>
            {word === 'pass' || word === 'fail' ? say(`journal.result.${word}`) : word}
          </option>
        ))}
      </select>
    </div>
  );
}
