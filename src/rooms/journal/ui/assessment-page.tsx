import { useRef, useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatDate } from '#web/format.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { ShownAnalysis } from '../routes-assessments.ts';
import { AnalysisView } from './analysis-view.tsx';
import { CellHistory } from './cell-panel.tsx';
import { moveByKey } from './grid-keys.ts';
import { pastedCells, typedPoints, type Place } from './grid-model.ts';
import { shareText } from './journal-say.ts';
import './journal.css';

/** A summative assessment: points of each pupil by descriptor, and beneath them its analysis. */
export function AssessmentPage({ params }: ScreenProps) {
  const say = useSay();
  const { language } = useApp();
  const { value, failure, again } = useAsk<ShownAnalysis>(`/journal/assessments/${params['assessment'] ?? ''}`);
  const title = value ? `${say(`journal.kind.${value.kind}`)} · ${value.title}` : say('journal.tab.assessments');
  useTitle(title);
  return (
    <div class="journal">
      <p class="journal-way">
        <a href={value ? `/journal/${value.group}` : '/journal'}>{say('journal.back.group')}</a>
      </p>
      <h1>{title}</h1>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && (
        <>
          <p class="quiet">
            {say('journal.grades', { grades: value.grade })} · {formatDate(language.value, value.day)} ·{' '}
            {say('journal.assess.max', { n: value.analysis.max })}
          </p>
          <Entry of={value} again={again} />
          <AnalysisView of={value} again={again} />
        </>
      )}
    </div>
  );
}

type Line = {
  readonly person: string;
  readonly name: string;
  readonly state: 'done' | 'owed' | 'freed';
  readonly texts: readonly string[];
};

function linesOf(of: ShownAnalysis): readonly Line[] {
  return of.pupils.map(({ person, name, state, points }) => ({
    person,
    name,
    state,
    texts: of.descriptors.map((_, n) => (state === 'done' ? String(points[n] ?? '') : '')),
  }));
}

function Entry({ of, again }: { of: ShownAnalysis; again: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [lines, setLines] = useState(() => linesOf(of));
  const [why, setWhy] = useState('');
  const [history, setHistory] = useState<Line>();
  const table = useRef<HTMLDivElement>(null);
  const before = linesOf(of);
  const changed = lines.filter((line, n) => JSON.stringify(line) !== JSON.stringify(before[n]));
  const isWrong = (line: Line): boolean =>
    line.texts.some((text, n) => typedPoints(text, of.descriptors[n]?.max ?? 0).kind === 'wrong');
  const isPart = (line: Line): boolean =>
    line.state === 'done' &&
    line.texts.some((text) => text.trim() === '') &&
    line.texts.some((text) => text.trim() !== '');
  const stateOf = (line: Line): Line['state'] =>
    line.state === 'done' && line.texts.every((text) => text.trim() === '') ? 'owed' : line.state;
  const change = (n: number, part: Partial<Line>): void =>
    setLines(lines.map((line, at) => (at === n ? { ...line, ...part } : line)));
  const type = (place: Place, texts: readonly (readonly string[])[]): void => {
    setLines(
      lines.map((line, row) => {
        const typed = texts[row - place.row];
        if (!typed || row < place.row) return line;
        const filled = line.texts.map((text, column) => typed[column - place.column] ?? text);
        return { ...line, state: 'done', texts: filled };
      }),
    );
  };
  const save = async (): Promise<void> => {
    const rows = changed.map((line) => {
      const state = stateOf(line);
      const points = state === 'done' ? line.texts.map(Number) : [];
      return { person: line.person, state, points, ...(why.trim() ? { why } : {}) };
    });
    if (await send(api.post(`/journal/assessments/${of.assessment}/points`, { rows }))) {
      setWhy('');
      again();
    }
  };
  const size = { rows: lines.length, columns: of.descriptors.length };
  const refusedRow = Number(failure?.values['row'] ?? 0) - 1;
  const needsWhy =
    failure?.key === 'journal.needs-why' ||
    lines.some((line, n) => line.state === 'freed' && before[n]?.state !== 'freed');
  if (lines.length === 0) return <Message tone="wait">{say('journal.no-pupils')}</Message>;
  return (
    <>
      <div class="journal-grid" ref={table} role="region" aria-label={say('journal.assess.entry')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="journal-name">
                {say('journal.pupil')}
              </th>
              {of.descriptors.map(({ objective, text, max }, n) => (
                <th key={n} scope="col" title={text}>
                  {objective || n + 1}
                  <span class="small">{say('journal.assess.of', { max })}</span>
                </th>
              ))}
              <th scope="col">{say('journal.sum')}</th>
              <th scope="col">{say('journal.assess.state')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, row) => {
              const sum = line.texts.reduce((all, text) => all + (Number(text) || 0), 0);
              return (
                <tr key={line.person}>
                  <th scope="row" class="journal-name">
                    {line.name}
                  </th>
                  {of.descriptors.map(({ max }, column) => {
                    const text = line.texts[column] ?? '';
                    const isBad = typedPoints(text, max).kind === 'wrong';
                    return (
                      <td
                        key={column}
                        class={isBad ? 'journal-wrong' : changed.includes(line) ? 'journal-unsaved' : ''}
                      >
                        <input
                          data-cell={`${row} ${column}`}
                          inputMode="numeric"
                          autoComplete="off"
                          maxLength={3}
                          value={text}
                          aria-label={say('journal.assess.cell', { name: line.name, n: column + 1, max })}
                          aria-invalid={isBad || undefined}
                          disabled={line.state === 'freed'}
                          onFocus={(event) => event.currentTarget.select()}
                          onKeyDown={(event) => moveByKey(event, { row, column }, size, table.current)}
                          onInput={(event) => type({ row, column }, [[event.currentTarget.value]])}
                          onPaste={(event) => {
                            event.preventDefault();
                            type({ row, column }, pastedCells(event.clipboardData?.getData('text/plain') ?? ''));
                          }}
                        />
                      </td>
                    );
                  })}
                  <td class="journal-sum">
                    {before[row]?.state === 'done' && (
                      <button
                        type="button"
                        class="button bare"
                        aria-label={`${line.name}. ${say('journal.history')}`}
                        onClick={() => setHistory(line)}
                      >
                        …
                      </button>
                    )}
                    {stateOf(line) === 'done' ? `${sum} · ${shareText({ part: sum, of: of.analysis.max })}%` : ''}
                  </td>
                  <td>
                    <select
                      class="input"
                      aria-label={say('journal.assess.state.of', { name: line.name })}
                      value={stateOf(line)}
                      onChange={(event) => change(row, { state: event.currentTarget.value as Line['state'] })}
                    >
                      {(['done', 'owed', 'freed'] as const).map((each) => (
                        <option key={each} value={each}>
                          {say(`journal.assess.state.${each}`)}
                        </option>
                      ))}
                    </select>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {history && (
        <section class="sheet journal-panel">
          <h3>{history.name}</h3>
          <CellHistory key={history.person} group={of.group} place={of.assessment} person={history.person} />
        </section>
      )}
      {failure && (
        <Message tone="wrong" isNews>
          {changed[refusedRow] && <strong>{changed[refusedRow].name}: </strong>}
          {say(failure.key, failure.values)}
        </Message>
      )}
      {needsWhy && (
        <label class="journal-why">
          <span>{say('journal.why')}</span>
          <input class="input" value={why} maxLength={500} onInput={(event) => setWhy(event.currentTarget.value)} />
        </label>
      )}
      <p class="journal-do">
        <button
          type="button"
          class="button main"
          disabled={isBusy || changed.length === 0 || changed.some((line) => isWrong(line) || isPart(line))}
          onClick={() => void save()}
        >
          {say('journal.save')}
        </button>
        <span role="status" class="quiet">
          {changed.some(isPart)
            ? say('journal.assess.part')
            : say(changed.length > 0 ? 'journal.unsaved' : 'journal.saved', { n: changed.length })}
        </span>
      </p>
    </>
  );
}
