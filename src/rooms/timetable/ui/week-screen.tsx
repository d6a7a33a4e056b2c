import { useEffect, useMemo, useState } from 'preact/hooks';
import { useApp, useSay } from '#web/app.ts';
import { formatDate } from '#web/format.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import { weights, type Conflict } from '../model/conflict.ts';
import { changeConflicts } from '../model/change-conflicts.ts';
import { findConflicts } from '../model/conflicts.ts';
import { quarterOf } from '../model/calendar.ts';
import { addDays, mondayOf, weekdayOf } from '../model/day.ts';
import type { Slot } from '../model/slot.ts';
import type { WeekAnswer } from '../routes-week.ts';
import { ConflictList } from './conflict-list.tsx';
import { DayList } from './day-list.tsx';
import { conflictText, slotText, spoken, whenText, type Speech } from './say.ts';
import { SlotDialog } from './slot-dialog.tsx';
import type { DraftSlot } from './slot-form.tsx';
import { Takeaway } from './takeaway.tsx';
import { TimetablePage } from './timetable-page.tsx';
import { useWeek, type WeekDesk } from './use-week.ts';
import { ViewChoice } from './view-choice.tsx';
import { WeekGrid, type GridProps } from './week-grid.tsx';
import { periodsOf, weekdaysOf, type Spot, type View } from '../model/grid.ts';
import { checkedWeek, clashesOf, movedTo } from './week-view.ts';

/** The timetable of a week: whose lesson is when, where and with whom; and what is wrong with it. */
export function WeekScreen() {
  const say = useSay();
  const { language } = useApp();
  const [day, setDay] = useState<string>();
  const desk = useWeek(day);
  const { week, failure } = desk;
  return (
    <TimetablePage title={say('timetable.title')}>
      {failure && <Failed failure={spoken(say, language.value, failure)} {...(week ? {} : { again: desk.again })} />}
      {!week && !failure && <Waiting />}
      {week && <Week week={week} desk={desk} go={setDay} />}
    </TimetablePage>
  );
}

function Week({ week, desk, go }: { week: WeekAnswer; desk: WeekDesk; go: (day: string) => void }) {
  const say = useSay();
  const { language } = useApp();
  const speech: Speech = { say, language: language.value, week };
  const isNarrow = useNarrow();
  const [view, setView] = useState<View>(() => firstView(week));
  const [carried, carry] = useState<Slot>();
  const [opened, open] = useState<Opened>();
  const [spot, look] = useState<Spot>();
  const [weekday, choose] = useState(() => Math.min(weekdayOf(week.day), weekdaysOf(week).at(-1) ?? 5));
  const conflicts = useMemo(() => {
    const checked = checkedWeek(week);
    return [...changeConflicts(checked, week.changes), ...findConflicts(checked)];
  }, [week]);
  const wrong = useMemo(() => new Set(conflicts.filter(isWrong).flatMap((each) => each.slots)), [conflicts]);
  useUndoKey(desk);
  const place: GridProps['place'] = (at) => {
    if (!carried) return open({ slot: emptySlot(week, at, view), isNew: true, grade: at.grade });
    carry(undefined);
    if (carried.weekday !== at.weekday || carried.period !== at.period) void desk.enter([movedTo(carried, at)]);
  };
  const clashing = useMemo(() => clashingSpots(week, carried), [week, carried]);
  const clashesAt = (at: Spot): boolean => clashing.has(`${at.weekday} ${at.period}`);
  const grid: GridProps = {
    speech,
    view,
    mayManage: week.mayManage,
    carried,
    wrong,
    carry,
    place,
    clashesAt,
    look,
    open: (slot) => open({ slot, isNew: false, grade: undefined }),
  };
  const show = ({ slots: [first] }: Conflict): void => {
    const slot = week.slots.find((each) => each.slot === first);
    if (slot) open({ slot, isNew: false, grade: undefined });
  };
  return (
    <>
      <WeekHead week={week} desk={desk} go={go} />
      {week.slots.length === 0 && <Empty mayManage={week.mayManage} />}
      <ViewChoice week={week} view={view} choose={setView} />
      {isNarrow ? <DayList {...grid} weekday={weekday} choose={choose} /> : <WeekGrid {...grid} />}
      {carried && <Carried speech={speech} slot={carried} spot={spot} lay={() => carry(undefined)} />}
      {week.mayManage && (
        <section>
          <h2>{say('timetable.conflicts')}</h2>
          {!week.norms.checked && (
            <p class="quiet small">{say('timetable.norms-unchecked', { source: week.norms.source })}</p>
          )}
          <ConflictList speech={speech} conflicts={conflicts} show={show} />
        </section>
      )}
      <Takeaway week={week} view={view} />
      {opened && (
        <SlotDialog
          speech={speech}
          slot={opened.slot}
          isNew={opened.isNew}
          grade={opened.grade}
          desk={desk}
          carry={() => {
            carry(opened.slot as Slot);
            open(undefined);
          }}
          close={() => open(undefined)}
        />
      )}
    </>
  );
}

/** Where the slot in the hand cannot stand: reckoned once when it is taken up. */
function clashingSpots(week: WeekAnswer, carried: Slot | undefined): ReadonlySet<string> {
  if (!carried) return new Set();
  const spots = weekdaysOf(week).flatMap((weekday) => periodsOf(week).map((period) => ({ weekday, period })));
  const wrong = spots.filter((spot) => clashesOf(week, movedTo(carried, spot)).length > 0);
  return new Set(wrong.map(({ weekday, period }) => `${weekday} ${period}`));
}

type Opened = { readonly slot: DraftSlot; readonly isNew: boolean; readonly grade: number | undefined };

const isWrong = (conflict: Conflict): boolean => weights[conflict.kind] === 'wrong';

/** A teacher without office sees their own week first, the office the school's. */
function firstView(week: WeekAnswer): View {
  const isMine = week.slots.some((slot) => slot.teacher === week.person);
  return isMine && !week.mayManage ? { by: 'teacher', teacher: week.person } : { by: 'school' };
}

function emptySlot(
  week: WeekAnswer,
  { weekday, period, grade }: Parameters<GridProps['place']>[0],
  view: View,
): DraftSlot {
  const only = week.groups.filter((each) => grade !== undefined && each.grades.includes(grade));
  const groups = only.length === 1 && only[0] ? [only[0].group] : [];
  const teacher = view.by === 'teacher' ? view.teacher : '';
  return { slot: '', since: week.day, weekday, period, groups, teacher, room: '' };
}

function WeekHead({ week, desk, go }: { week: WeekAnswer; desk: WeekDesk; go: (day: string) => void }) {
  const say = useSay();
  const { language } = useApp();
  const monday = mondayOf(week.day);
  const quarter = quarterOf(week.calendar, week.day);
  const days = say('timetable.days', {
    from: formatDate(language.value, monday, 'short'),
    to: formatDate(language.value, addDays(monday, 5), 'short'),
  });
  return (
    <>
      <div class="timetable-head">
        <button
          type="button"
          class="button"
          onClick={() => go(addDays(monday, -7))}
          aria-label={say('timetable.week-before')}
        >
          ←
        </button>
        <p class="timetable-now">
          <b>{days}</b>
          <span class="quiet">{quarter ? say('timetable.quarter', { quarter }) : say('timetable.no-quarter')}</span>
        </p>
        <button
          type="button"
          class="button"
          onClick={() => go(addDays(monday, 7))}
          aria-label={say('timetable.week-after')}
        >
          →
        </button>
        {mondayOf(week.today) !== monday && (
          <button type="button" class="button" onClick={() => go(week.today)}>
            {say('timetable.this-week')}
          </button>
        )}
        {week.mayManage && (
          <label class="field timetable-since">
            <span>{say('timetable.since')}</span>
            <input
              class="input"
              type="date"
              value={desk.since}
              onInput={(event) => event.currentTarget.value && desk.setSince(event.currentTarget.value)}
            />
          </label>
        )}
        {week.mayManage && (
          <button type="button" class="button" disabled={!desk.undo || desk.isBusy} onClick={() => void desk.undo?.()}>
            {say('timetable.undo')}
          </button>
        )}
      </div>
      {!week.calendar.checked && (
        <Message tone="wait">
          <p>
            {say('timetable.calendar-unchecked')}{' '}
            {week.mayManage && <a href="/timetable/calendar">{say('timetable.calendar')}</a>}
          </p>
        </Message>
      )}
    </>
  );
}

function Empty({ mayManage }: { mayManage: boolean }) {
  const say = useSay();
  return (
    <section class="sheet timetable-empty">
      <h2>{say('timetable.empty')}</h2>
      <p>{say(mayManage ? 'timetable.empty.manage' : 'timetable.empty.read')}</p>
      {mayManage && (
        <a class="button main" href="/timetable/import">
          {say('timetable.import')}
        </a>
      )}
    </section>
  );
}

/** What is in the hand, and what would be wrong at the place that is looked at. Spoken as it changes. */
function Carried({ speech, slot, spot, lay }: { speech: Speech; slot: Slot; spot: Spot | undefined; lay: () => void }) {
  const say = useSay();
  const clashes = spot ? clashesOf(speech.week, movedTo(slot, spot)) : [];
  return (
    <div class="timetable-carried" role="status">
      <p>
        <b>{say('timetable.carried', { lesson: slotText(speech, slot) })}</b>
        {spot && ` → ${whenText(say, spot)}`}
      </p>
      {spot && clashes.length === 0 && <p class="quiet">{say('timetable.fits')}</p>}
      {clashes.map((each) => (
        <p key={each.kind + each.slots.join()} class="fault">
          {conflictText(
            {
              ...speech,
              week: { ...speech.week, slots: [...speech.week.slots.filter((other) => other.slot !== slot.slot), slot] },
            },
            each,
          )}
        </p>
      ))}
      <button type="button" class="button" onClick={lay}>
        {say('timetable.lay-down')}
      </button>
    </div>
  );
}

/** Below this width a table of a week cannot be read. */
const narrow = '(max-width: 47.99rem)';

function useNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(() => matchMedia(narrow).matches);
  useEffect(() => {
    const query = matchMedia(narrow);
    const hear = (): void => setNarrow(query.matches);
    query.addEventListener('change', hear);
    return () => query.removeEventListener('change', hear);
  }, []);
  return isNarrow;
}

/** Ctrl + Z takes the last entry back, unless somebody is typing. */
function useUndoKey({ undo }: WeekDesk): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || isTyping || !undo) return;
      event.preventDefault();
      void undo();
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, [undo]);
}
