import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useApp, useSay } from '#web/app.ts';
import { formatDate } from '#web/format.ts';
import type { ShownJournal } from '../shown-journal.ts';
import { CellPanel } from './cell-panel.tsx';
import { moveByKey } from './grid-keys.ts';
import { pastedCells, typedPoints, type Place } from './grid-model.ts';
import { SaveState } from './save-state.tsx';
import { entryKey, useEntries, type Entry } from './use-entries.ts';

type Cell = ShownJournal['cells'][number];
type Pupil = ShownJournal['pupils'][number];
type Run = ShownJournal['runs'][number];

/**
 * Pupils beside the lessons of a quarter, typed into like a spreadsheet: arrows and Enter move, what was copied from a
 * spreadsheet can be pasted, Ctrl+Z takes back.
 */
export function JournalGrid({ journal, again }: { journal: ShownJournal; again: () => void }) {
  const say = useSay();
  const { pupils, runs, group, year } = journal;
  const entries = useEntries(group, year, again);
  const [at, setAt] = useState<Place>({ row: 0, column: runs.length - 1 });
  const table = useRef<HTMLDivElement>(null);
  const cells = useMemo(() => new Map(journal.cells.map((cell) => [entryKey(cell), cell])), [journal.cells]);
  const of = journal.formula.formativeMaximum;

  useEffect(() => {
    // The newest lesson is the one that is filled in.
    if (table.current) table.current.scrollLeft = table.current.scrollWidth;
  }, [runs.length]);

  const held = (run: Run, pupil: Pupil): Entry => {
    const key = entryKey({ run: run.run, person: pupil.person });
    const kept = cells.get(key);
    const saved = { run: run.run, person: pupil.person, points: kept?.points ?? undefined, of: kept?.of ?? of };
    return entries.unsaved.get(key) ?? { ...saved, comment: kept?.comment || undefined };
  };
  const canHold = (run: Run, pupil: Pupil): boolean => run.lanes.some(({ grade }) => grade === pupil.grade);
  const isMarked = (pupil: Pupil): boolean =>
    journal.schemes.find(({ grade }) => grade === pupil.grade)?.isMarked ?? true;

  /** Says what stands in `texts` from a cell on, to the right and down; what does not fit is left as it is. */
  const saidFrom = (from: Place, texts: readonly (readonly string[])[]): boolean => {
    const said: Entry[] = [];
    const before: Entry[] = [];
    for (const [r, line] of texts.entries()) {
      for (const [c, text] of line.entries()) {
        const [pupil, run] = [pupils[from.row + r], runs[from.column + c]];
        if (!pupil || !run || !canHold(run, pupil) || !isMarked(pupil)) continue;
        const was = held(run, pupil);
        const typed = typedPoints(text, was.of);
        if (typed.kind === 'wrong') return false;
        const points = typed.kind === 'points' ? typed.points : undefined;
        if (points === was.points) continue;
        said.push({ ...was, points });
        before.push(was);
      }
    }
    if (said.length > 0) entries.say(said, before);
    return true;
  };
  const onKey = (event: KeyboardEvent, place: Place): void => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      event.preventDefault();
      entries.undo();
    } else moveByKey(event, place, { rows: pupils.length, columns: runs.length }, table.current);
  };
  const [pupil, run] = [pupils[at.row], runs[at.column]];
  return (
    <>
      <SaveState entries={entries} nameOf={(person) => pupils.find((each) => each.person === person)?.name ?? ''} />
      {/* A region that scrolls sideways is reached by the keyboard through its cells. */}
      <div class="journal-grid" ref={table} role="region" aria-label={say('journal.tab.points')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="journal-name">
                {say('journal.pupil')}
              </th>
              {runs.map((each) => (
                <RunHead key={each.run} run={each} />
              ))}
            </tr>
          </thead>
          {journal.grades.map((grade) => (
            <tbody key={grade}>
              {journal.grades.length > 1 && (
                <tr class="journal-grade">
                  <th scope="rowgroup" colSpan={runs.length + 1}>
                    <span>{say('journal.grades', { grades: grade })}</span>
                  </th>
                </tr>
              )}
              {pupils.map((each, row) =>
                each.grade !== grade ? null : (
                  <tr key={each.person}>
                    <th scope="row" class="journal-name">
                      {each.name}
                    </th>
                    {runs.map((lesson, column) => (
                      <GridCell
                        key={lesson.run}
                        place={{ row, column }}
                        isOpen={canHold(lesson, each)}
                        hasPoints={isMarked(each)}
                        cell={cells.get(entryKey({ run: lesson.run, person: each.person }))}
                        entry={held(lesson, each)}
                        isUnsaved={entries.unsaved.has(entryKey({ run: lesson.run, person: each.person }))}
                        isRefused={entries.refused?.run === lesson.run && entries.refused.person === each.person}
                        label={each.name}
                        day={lesson.day}
                        say={(texts) => saidFrom({ row, column }, texts)}
                        onFocus={() => setAt({ row, column })}
                        onKey={(event) => onKey(event, { row, column })}
                      />
                    ))}
                  </tr>
                ),
              )}
            </tbody>
          ))}
        </table>
      </div>
      <p class="quiet small journal-how">{say('journal.grid.how', { of })}</p>
      {pupil && run && canHold(run, pupil) && (
        <CellPanel
          key={`${run.run} ${pupil.person}`}
          group={group}
          pupil={pupil.name}
          run={run}
          topic={run.lanes.find(({ grade }) => grade === pupil.grade)?.topic ?? ''}
          entry={held(run, pupil)}
          cell={cells.get(entryKey({ run: run.run, person: pupil.person }))}
          say={(entry) => entries.say([entry], [held(run, pupil)])}
        />
      )}
    </>
  );
}

function RunHead({ run }: { run: Run }) {
  const say = useSay();
  const { language } = useApp();
  const topic = run.lanes.find((lane) => lane.topic !== '')?.topic;
  return (
    <th scope="col" class={run.isClosed ? undefined : 'journal-open'} title={topic}>
      {formatDate(language.value, run.day, 'short')}
      {!run.isClosed && <span class="small">{say('journal.run.open')}</span>}
    </th>
  );
}

type GridCellProps = {
  place: Place;
  isOpen: boolean;
  hasPoints: boolean;
  cell: Cell | undefined;
  entry: Entry;
  isUnsaved: boolean;
  isRefused: boolean;
  label: string;
  day: string;
  say: (texts: readonly (readonly string[])[]) => boolean;
  onFocus: () => void;
  onKey: (event: KeyboardEvent) => void;
};

/** One place: points, and by a letter who was away or late. Typed text that is no points stays and is shown as wrong. */
function GridCell(props: GridCellProps) {
  const { place, isOpen, hasPoints, cell, entry, isUnsaved, isRefused, label, day, onFocus, onKey } = props;
  const say = useSay();
  const { language } = useApp();
  const [wrong, setWrong] = useState<string>();
  if (!isOpen) return <td class="journal-none" />;
  const state = cell?.state ?? null;
  const sign =
    state === 'absent' || state === 'late' ? say(`journal.sign.${cell?.reason === 'ill' ? 'ill' : state}`) : '';
  const spoken = state ? say(`journal.state.${state}`) : '';
  const name = say('journal.cell', { name: label, day: formatDate(language.value, day), state: spoken });
  const isAsked = wrong !== undefined;
  const tone = isRefused || isAsked ? 'journal-wrong' : isUnsaved ? 'journal-unsaved' : '';
  const commit = (text: string): void => setWrong(props.say([[text]]) ? undefined : text);
  return (
    <td class={`${tone} ${state === 'absent' ? 'journal-absent' : ''}`}>
      <input
        data-cell={`${place.row} ${place.column}`}
        inputMode="numeric"
        autoComplete="off"
        maxLength={4}
        aria-label={name}
        aria-invalid={isAsked || isRefused || undefined}
        readOnly={!hasPoints}
        value={wrong ?? entry.points ?? ''}
        placeholder={sign}
        onFocus={(event) => {
          onFocus();
          event.currentTarget.select();
        }}
        onKeyDown={onKey}
        onChange={(event) => commit(event.currentTarget.value)}
        onPaste={(event) => {
          const text = event.clipboardData?.getData('text/plain') ?? '';
          if (!/[\t\n]/u.test(text.trim())) return;
          event.preventDefault();
          setWrong(props.say(pastedCells(text)) ? undefined : '?');
        }}
      />
      {sign && entry.points !== undefined && <span class="journal-sign">{sign}</span>}
      {(cell?.changes ?? 0) > 1 && <span class="journal-changed" title={say('journal.changed')} />}
      {cell?.comment && <span class="journal-commented" title={say('journal.comment')} />}
    </td>
  );
}
