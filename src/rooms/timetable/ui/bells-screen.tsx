import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { Dialog } from '#people/ui/office-dialog.tsx';
import { useApp, useSay } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatDate } from '#web/format.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { Say } from '#web/words.ts';
import { checkBells, type Bell, type BellSet } from '../model/bells.ts';
import { clockOf, isClock, isDay, minutesOf } from '../model/day.ts';
import type { SettingsAnswer } from '../routes-settings.ts';
import { Take } from './calendar-screen.tsx';
import { GradeTicks, WeekdayTicks } from './grade-ticks.tsx';
import { spoken, weekdayText } from './say.ts';
import { TimetablePage, useMayManage } from './timetable-page.tsx';

/** When lessons begin and end: for all, or for some grades, weekdays or dates. */
export function BellsScreen() {
  const say = useSay();
  const mayManage = useMayManage();
  const { value, failure, again } = useAsk<SettingsAnswer>('/timetable/settings');
  const [opened, open] = useState<BellSet>();
  const isProposed = value?.bells.length === 0;
  const shown = isProposed ? value.proposed : (value?.bells ?? []);
  return (
    <TimetablePage title={say('timetable.bells')} lead={say('timetable.bells.lead')}>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {isProposed && (
        <Message tone="wait">
          <p>{say('timetable.bells.proposed')}</p>
        </Message>
      )}
      <div class="timetable-sets">
        {shown.map((set) => (
          <Shown
            key={set.bells}
            set={set}
            open={mayManage ? () => open(isProposed ? { ...set, bells: '', ...plainDates(set) } : set) : undefined}
          />
        ))}
      </div>
      {mayManage && value && (
        <button type="button" class="button main" onClick={() => open(emptySet)}>
          {say('timetable.bells.add')}
        </button>
      )}
      {opened && (
        <Edit
          first={opened}
          close={(isChanged) => {
            open(undefined);
            if (isChanged) again();
          }}
        />
      )}
    </TimetablePage>
  );
}

const emptySet: BellSet = {
  bells: '',
  name: '',
  grades: [],
  weekdays: [],
  from: '',
  to: '',
  lessons: [{ period: 1, from: '08:30', to: '09:15' }],
};

/** Proposed dates are of every year; entered ones are days. */
function plainDates({ from, to }: BellSet) {
  return { from: isDay(from) ? from : '', to: isDay(to) ? to : '' };
}

/** For whom a set of bells is, in words. */
function reachText(say: Say, language: 'kk' | 'ru' | 'en', { grades, weekdays, from, to }: BellSet): string {
  const day = (text: string): string =>
    isDay(text) ? formatDate(language, text, 'short') : text.slice(1).split('-').toReversed().join('.');
  const parts = [
    grades.length > 0 && say('timetable.bells.of-grades', { grades: grades.join(', ') }),
    weekdays.length > 0 && weekdays.map((each) => weekdayText(say, each)).join(', '),
    (from || to) && say('timetable.days', { from: day(from), to: day(to) }),
  ];
  return parts.filter(Boolean).join(' · ') || say('timetable.bells.of-all');
}

function Shown({ set, open }: { set: BellSet; open: (() => void) | undefined }) {
  const say = useSay();
  const { language } = useApp();
  return (
    <article class="sheet">
      <h2>{set.name || reachText(say, language.value, set)}</h2>
      {set.name && <p class="quiet">{reachText(say, language.value, set)}</p>}
      <ol class="timetable-bells">
        {set.lessons.map((each) => (
          <li key={each.period}>
            <b>{each.period}</b> {each.from}–{each.to}
          </li>
        ))}
      </ol>
      {open && (
        <button type="button" class="button" onClick={open}>
          {say('timetable.bells.change')}
        </button>
      )}
    </article>
  );
}

function Edit({ first, close }: { first: BellSet; close: (isChanged: boolean) => void }) {
  const say = useSay();
  const { api, language } = useApp();
  const { isBusy, failure, send } = useSend();
  const [set, setSet] = useState(first);
  const change = (of: Partial<BellSet>): void => setSet((before) => ({ ...before, ...of }));
  const checked = checkBells(set);
  const wrong =
    failure ?? (checked.ok ? undefined : { status: 422, key: checked.error.key, values: checked.error.values ?? {} });
  const save = async (): Promise<void> => {
    const { bells, ...rest } = set;
    if (await send(api.put('/timetable/bells', bells ? set : rest))) close(true);
  };
  const drop = async (): Promise<void> => {
    if (await send(api.delete(`/timetable/bells/${set.bells}`))) close(true);
  };
  return (
    <Dialog title={say('timetable.bells')} onClose={() => close(false)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field
          label={say('timetable.bells.name')}
          value={set.name}
          maxLength={60}
          onInput={(event) => change({ name: event.currentTarget.value })}
        />
        <Lessons lessons={set.lessons} change={(lessons) => change({ lessons })} />
        <GradeTicks legend={say('timetable.bells.grades')} grades={set.grades} set={(grades) => change({ grades })} />
        <WeekdayTicks
          legend={say('timetable.bells.weekdays')}
          chosen={set.weekdays}
          set={(weekdays) => change({ weekdays })}
        />
        <div class="office-row">
          <Field
            label={say('timetable.calendar.from')}
            note={say('timetable.bells.dates')}
            type="date"
            value={set.from}
            onInput={(event) => change({ from: event.currentTarget.value })}
          />
          <Field
            label={say('timetable.calendar.to')}
            type="date"
            value={set.to}
            onInput={(event) => change({ to: event.currentTarget.value })}
          />
        </div>
        {wrong && <Failed failure={spoken(say, language.value, wrong)} />}
        <div class="office-row">
          <button type="submit" class="button main" disabled={isBusy || !checked.ok}>
            {say('timetable.save')}
          </button>
          {set.bells !== '' && (
            <button type="button" class="button" disabled={isBusy} onClick={() => void drop()}>
              {say('timetable.bells.drop')}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

/** A further lesson is as long as the last, ten minutes after it. */
const pause = 10;

function Lessons({ lessons, change }: { lessons: readonly Bell[]; change: (lessons: readonly Bell[]) => void }) {
  const say = useSay();
  const set = (at: number, of: Partial<Bell>): void =>
    change(lessons.map((each, n) => (n === at ? { ...each, ...of } : each)));
  const last = lessons.at(-1);
  const add = (): void => {
    if (!last || !isClock(last.from) || !isClock(last.to)) return change([...lessons, ...emptySet.lessons]);
    const from = Math.min(minutesOf(last.to) + pause, 23 * 60);
    const to = Math.min(from + minutesOf(last.to) - minutesOf(last.from), 24 * 60 - 1);
    change([...lessons, { period: last.period + 1, from: clockOf(from), to: clockOf(to) }]);
  };
  return (
    <fieldset>
      <legend>{say('timetable.bells.lessons')}</legend>
      {lessons.map((each, n) => (
        <div key={n} class="timetable-line">
          <b>{say('timetable.period-n', { period: each.period })}</b>
          <Field
            label={say('timetable.bells.begins')}
            type="time"
            value={each.from}
            onInput={(event) => set(n, { from: event.currentTarget.value })}
          />
          <Field
            label={say('timetable.bells.ends')}
            type="time"
            value={each.to}
            onInput={(event) => set(n, { to: event.currentTarget.value })}
          />
        </div>
      ))}
      <Take words={say('timetable.bells.add-lesson')} take={add} />
      {lessons.length > 1 && (
        <Take words={say('timetable.bells.remove-last')} take={() => change(lessons.slice(0, -1))} />
      )}
    </fieldset>
  );
}
