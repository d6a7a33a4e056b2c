import { useEffect, useState } from 'preact/hooks';
import type { Text } from '#kernel/language.ts';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { SchoolCalendar } from '../model/calendar.ts';
import { patternSource, weeksIn, weeksOfQuarters } from '../model/calendar.ts';
import { oddQuarters } from '../model/calendar-check.ts';
import { isDay } from '../model/day.ts';
import type { SettingsAnswer } from '../routes-settings.ts';
import { GradeTicks } from './grade-ticks.tsx';
import { spoken } from './say.ts';
import { TimetablePage, useMayManage } from './timetable-page.tsx';

/** The school year with its dates: what ships is a proposal, the head confirms it or sets other days. */
export function CalendarScreen() {
  const say = useSay();
  const [year, setYear] = useState<number>();
  const { value, failure, again } = useAsk<SettingsAnswer>(`/timetable/settings${year ? `?year=${year}` : ''}`);
  return (
    <TimetablePage title={say('timetable.calendar')} lead={say('timetable.calendar.lead')}>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && (
        <>
          <div class="timetable-head">
            <button
              type="button"
              class="button"
              onClick={() => setYear(value.year - 1)}
              aria-label={say('timetable.year-before')}
            >
              ←
            </button>
            <p class="timetable-now">
              <b>{`${value.year}/${String(value.year + 1).slice(2)}`}</b>
            </p>
            <button
              type="button"
              class="button"
              onClick={() => setYear(value.year + 1)}
              aria-label={say('timetable.year-after')}
            >
              →
            </button>
          </div>
          <Calendar key={`${value.year} ${JSON.stringify(value.calendar)}`} settings={value} again={again} />
        </>
      )}
    </TimetablePage>
  );
}

function Calendar({ settings, again }: { settings: SettingsAnswer; again: () => void }) {
  const say = useSay();
  const { api, language } = useApp();
  const mayManage = useMayManage();
  const { isBusy, failure, send } = useSend();
  const [calendar, setCalendar] = useState(settings.calendar);
  const [isDone, setDone] = useState(false);
  useEffect(() => setDone(false), [calendar]);
  const set = (of: Partial<SchoolCalendar>): void => setCalendar((before) => ({ ...before, ...of }));
  const source = calendar.source === patternSource ? '' : calendar.source;
  const save = async (): Promise<void> => {
    const answer = await send(api.put('/timetable/calendar', { ...calendar, source }));
    if (answer) again();
    setDone(answer !== undefined);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {!settings.calendar.checked && (
        <Message tone="wait">
          <p>
            {say(
              settings.calendar.source === patternSource
                ? 'timetable.calendar.pattern'
                : 'timetable.calendar-unchecked',
            )}
          </p>
        </Message>
      )}
      <fieldset disabled={!mayManage}>
        <Quarters calendar={calendar} set={set} />
        <Breaks calendar={calendar} set={set} />
        <DaysOff calendar={calendar} set={set} />
        <Moved calendar={calendar} set={set} />
        <GradeTicks
          legend={say('timetable.calendar.saturdays')}
          grades={calendar.saturdays}
          set={(saturdays) => set({ saturdays })}
        />
        <h2>{say('timetable.calendar.order')}</h2>
        <Field
          label={say('timetable.calendar.source')}
          value={source}
          maxLength={300}
          onInput={(event) => set({ source: event.currentTarget.value })}
        />
        <label class="office-tick">
          <input
            type="checkbox"
            checked={calendar.checked}
            onChange={(event) => set({ checked: event.currentTarget.checked })}
          />
          {say('timetable.calendar.checked')}
        </label>
      </fieldset>
      {failure && <Failed failure={spoken(say, language.value, failure)} />}
      {isDone && (
        <Message tone="good" isNews>
          <p>{say('timetable.saved')}</p>
        </Message>
      )}
      {mayManage && (
        <div class="office-row">
          <button type="submit" class="button main" disabled={isBusy || source === ''}>
            {say('timetable.save')}
          </button>
          <button type="button" class="button" onClick={() => setCalendar(settings.shipped)}>
            {say('timetable.calendar.shipped')}
          </button>
        </div>
      )}
    </form>
  );
}

type Part = { readonly calendar: SchoolCalendar; readonly set: (of: Partial<SchoolCalendar>) => void };

function Quarters({ calendar: { quarters }, set }: Part) {
  const say = useSay();
  const odd = oddQuarters(quarters);
  const change = (at: number, of: object): void =>
    set({ quarters: quarters.map((each, n) => (n === at ? { ...each, ...of } : each)) });
  return (
    <>
      <h2>{say('timetable.calendar.quarters')}</h2>
      {quarters.map((quarter, n) => {
        const wrong = odd.find((each) => each.quarter === n + 1);
        return (
          <fieldset key={n} class="timetable-line">
            <legend>{say('timetable.quarter', { quarter: n + 1 })}</legend>
            <Field
              label={say('timetable.calendar.from')}
              type="date"
              value={quarter.from}
              onInput={(event) => change(n, { from: event.currentTarget.value })}
            />
            <Field
              label={say('timetable.calendar.to')}
              type="date"
              value={quarter.to}
              onInput={(event) => change(n, { to: event.currentTarget.value })}
            />
            <p class={wrong ? 'fault' : 'quiet'}>
              {wrong
                ? say('timetable.calendar.odd-weeks', { weeks: wrong.weeks, should: wrong.should })
                : say('timetable.calendar.weeks', {
                    weeks: isDay(quarter.from) && isDay(quarter.to) ? weeksIn(quarter) : (weeksOfQuarters[n] ?? 8),
                  })}
            </p>
          </fieldset>
        );
      })}
    </>
  );
}

/** A name that somebody types is the same in all languages. */
const everywhere = (name: string): Text => ({ kk: name, ru: name, en: name });

function Breaks({ calendar: { breaks, year }, set }: Part) {
  const say = useSay();
  const { language } = useApp();
  const change = (at: number, of: object): void =>
    set({ breaks: breaks.map((each, n) => (n === at ? { ...each, ...of } : each)) });
  const first = `${year + 1}-02-08`;
  return (
    <>
      <h2>{say('timetable.calendar.breaks')}</h2>
      {breaks.map((each, n) => (
        <fieldset key={n} class="timetable-line">
          <legend>{each.names[language.value] || say('timetable.calendar.break')}</legend>
          <Field
            label={say('timetable.calendar.name')}
            value={each.names[language.value]}
            maxLength={60}
            onInput={(event) => change(n, { names: everywhere(event.currentTarget.value) })}
          />
          <Field
            label={say('timetable.calendar.from')}
            type="date"
            value={each.from}
            onInput={(event) => change(n, { from: event.currentTarget.value })}
          />
          <Field
            label={say('timetable.calendar.to')}
            type="date"
            value={each.to}
            onInput={(event) => change(n, { to: event.currentTarget.value })}
          />
          <GradeTicks
            legend={say('timetable.calendar.for')}
            grades={each.grades}
            set={(grades) => change(n, { grades })}
          />
          <Take words={say('timetable.remove')} take={() => set({ breaks: breaks.filter((_, at) => at !== n) })} />
        </fieldset>
      ))}
      <Take
        words={say('timetable.calendar.add-break')}
        take={() => set({ breaks: [...breaks, { from: first, to: first, grades: [1], names: everywhere('') }] })}
      />
    </>
  );
}

function DaysOff({ calendar: { daysOff, year }, set }: Part) {
  const say = useSay();
  const { language } = useApp();
  const change = (at: number, of: object): void =>
    set({ daysOff: daysOff.map((each, n) => (n === at ? { ...each, ...of } : each)) });
  return (
    <>
      <h2>{say('timetable.calendar.days-off')}</h2>
      {daysOff.map((each, n) => (
        <div key={n} class="timetable-line">
          <Field
            label={say('timetable.day')}
            type="date"
            value={each.day}
            onInput={(event) => change(n, { day: event.currentTarget.value })}
          />
          <Field
            label={say('timetable.calendar.name')}
            value={each.names[language.value]}
            maxLength={60}
            onInput={(event) => change(n, { names: everywhere(event.currentTarget.value) })}
          />
          <Take words={say('timetable.remove')} take={() => set({ daysOff: daysOff.filter((_, at) => at !== n) })} />
        </div>
      ))}
      <Take
        words={say('timetable.calendar.add-day')}
        take={() => set({ daysOff: [...daysOff, { day: `${year}-09-01`, names: everywhere('') }] })}
      />
    </>
  );
}

function Moved({ calendar: { moved, year }, set }: Part) {
  const say = useSay();
  const change = (at: number, of: object): void =>
    set({ moved: moved.map((each, n) => (n === at ? { ...each, ...of } : each)) });
  return (
    <>
      <h2>{say('timetable.calendar.moved')}</h2>
      <p class="quiet">{say('timetable.calendar.moved.what')}</p>
      {moved.map((each, n) => (
        <div key={n} class="timetable-line">
          <Field
            label={say('timetable.calendar.moved.day')}
            type="date"
            value={each.day}
            onInput={(event) => change(n, { day: event.currentTarget.value })}
          />
          <Field
            label={say('timetable.calendar.moved.as')}
            type="date"
            value={each.as}
            onInput={(event) => change(n, { as: event.currentTarget.value })}
          />
          <Take words={say('timetable.remove')} take={() => set({ moved: moved.filter((_, at) => at !== n) })} />
        </div>
      ))}
      <Take
        words={say('timetable.calendar.add-moved')}
        take={() => set({ moved: [...moved, { day: `${year}-11-07`, as: `${year}-11-09` }] })}
      />
    </>
  );
}

export function Take({ words, take }: { words: string; take: () => void }) {
  return (
    <button type="button" class="button bare" onClick={take}>
      {words}
    </button>
  );
}
