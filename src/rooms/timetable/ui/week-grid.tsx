import { useRef } from 'preact/hooks';
import { useSay } from '#web/app.ts';
import { dayIn } from '../model/conflict.ts';
import type { Slot } from '../model/slot.ts';
import { weekdayText, whenText, type Speech } from './say.ts';
import { SlotCard } from './slot-card.tsx';
import { bellText, gridOf, spansOf, type Spot, type View } from '../model/grid.ts';

export type GridProps = {
  readonly speech: Speech;
  readonly view: View;
  readonly mayManage: boolean;
  /** The slot in the hand: each place then says whether it can stand there. */
  readonly carried: Slot | undefined;
  readonly wrong: ReadonlySet<string>;
  readonly open: (slot: Slot) => void;
  readonly carry: (slot: Slot | undefined) => void;
  /** A press on an empty place, or with a slot in the hand on any. */
  readonly place: (spot: Spot & { readonly grade?: number }) => void;
  /** Whether the slot in the hand would clash there. */
  readonly clashesAt: (spot: Spot) => boolean;
  readonly look: (spot: Spot | undefined) => void;
};

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The week as a table. Arrow keys go from place to place; Escape lays down what is in the hand. */
export function WeekGrid(props: GridProps) {
  const { speech, view, carried, carry } = props;
  const say = useSay();
  const table = useRef<HTMLTableElement>(null);
  const grid = gridOf(view, speech.week);
  const move = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && carried) return carry(undefined);
    const step = steps[event.key];
    const cell = (event.target as HTMLElement).closest<HTMLElement>('td');
    if (!step || !cell) return;
    event.preventDefault();
    const [down, right] = step;
    const next = cellNear(table.current, cell, down, right);
    next?.querySelector('button')?.focus();
  };
  const isSchool = view.by === 'school';
  return (
    <div class="timetable-frame" tabIndex={-1}>
      <table ref={table} class={isSchool ? 'timetable-grid school' : 'timetable-grid'} onKeyDown={move}>
        <thead>
          <tr>
            {isSchool && <th scope="col">{say('timetable.day')}</th>}
            <th scope="col">{say('timetable.period')}</th>
            {grid.columns.map((column) => (
              <th key={column} scope="col">
                {isSchool ? say('timetable.grade', { grade: column }) : weekdayText(say, column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row, n) => (
            <tr key={`${row.weekday} ${row.period}`} class={row.isFirst ? 'first' : undefined}>
              {isSchool && row.isFirst && (
                <th
                  scope="rowgroup"
                  class="timetable-day"
                  rowSpan={grid.rows.filter((each) => each.weekday === row.weekday).length}
                >
                  <span>{weekdayText(say, row.weekday)}</span>
                </th>
              )}
              <th scope="row" class="timetable-period">
                <b>{row.period}</b>
                <span class="quiet">
                  {bellText(
                    speech.week,
                    { ...row, weekday: row.weekday || 1 },
                    dayIn(speech.week.day, row.weekday || 1),
                    view.by === 'grade' ? [view.grade] : undefined,
                  )}
                </span>
              </th>
              {spansOf(grid, n).map(({ at, span }) => (
                <Cell
                  key={at}
                  {...props}
                  row={n}
                  column={at}
                  span={span}
                  spot={grid.spotAt(n, at)}
                  slots={grid.slotsAt(n, at)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The place that lies next to another in a direction; a place may be wider than one column. */
function cellNear(
  table: HTMLTableElement | null,
  from: HTMLElement,
  down: number,
  right: number,
): HTMLElement | undefined {
  const [row, column, span] = ['row', 'column', 'span'].map((name) => Number(from.dataset[name])) as [
    number,
    number,
    number,
  ];
  const at = right > 0 ? column + span : column + right;
  const cells = [...(table?.querySelectorAll<HTMLElement>(`td[data-row="${row + down}"]`) ?? [])];
  return cells.find(({ dataset }) => {
    const first = Number(dataset['column']);
    return first <= at && at < first + Number(dataset['span']);
  });
}

type CellProps = GridProps & {
  readonly row: number;
  readonly column: number;
  readonly span: number;
  readonly spot: Spot & { readonly grade?: number };
  readonly slots: readonly Slot[];
};

function Cell({ row, column, span, spot, slots, ...props }: CellProps) {
  const say = useSay();
  const { carried, place, look, clashesAt, mayManage } = props;
  const isTarget = carried !== undefined;
  const clashes = isTarget && clashesAt(spot);
  const what = isTarget ? 'timetable.put-here' : 'timetable.add-here';
  const where =
    whenText(say, spot) + (spot.grade !== undefined ? `, ${say('timetable.grade', { grade: spot.grade })}` : '');
  return (
    <td
      data-row={row}
      data-column={column}
      data-span={span}
      colSpan={span}
      class={isTarget ? (clashes ? 'target clashes' : 'target free') : undefined}
      onDragOver={(event) => {
        if (!carried) return;
        event.preventDefault();
        look(spot);
      }}
      onDrop={(event) => {
        event.preventDefault();
        if (carried) place(spot);
      }}
    >
      {slots.map((slot) => (
        <Card key={slot.slot} {...props} slot={slot} isResting={isTarget} />
      ))}
      {mayManage && (isTarget || slots.length === 0) && (
        <button
          type="button"
          class="timetable-add"
          onClick={() => place(spot)}
          onFocus={() => isTarget && look(spot)}
          onPointerEnter={() => isTarget && look(spot)}
        >
          <span aria-hidden="true">{isTarget ? (clashes ? '✕' : '✓') : '+'}</span>
          <span class="spoken">{`${say(what)}: ${where}. ${clashes ? say('timetable.would-clash') : ''}`}</span>
        </button>
      )}
    </td>
  );
}

function Card({
  slot,
  speech,
  wrong,
  carried,
  mayManage,
  open,
  carry,
  view,
  isResting,
}: GridProps & { readonly slot: Slot; readonly isResting: boolean }) {
  const change = speech.week.changes.find((each) => each.slot === slot.slot);
  return (
    <SlotCard
      speech={speech}
      slot={slot}
      change={change}
      isWrong={wrong.has(slot.slot)}
      isCarried={carried?.slot === slot.slot}
      hasTeacher={view.by !== 'teacher'}
      open={isResting ? () => carry(undefined) : () => open(slot)}
      carry={mayManage ? () => carry(slot) : undefined}
    />
  );
}
