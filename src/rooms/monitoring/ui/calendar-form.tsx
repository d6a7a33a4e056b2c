import { useState } from 'preact/hooks';
import type { Text } from '#kernel/language.ts';
import { languages } from '#kernel/language.ts';
import type { Failure } from '#web/api.ts';
import { useApp, useSay } from '#web/app.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed, Message } from '#web/parts/message.tsx';
import type { SetCalendar } from '../model/calendar.ts';
import { dayOf, schoolYearOf } from '../model/day.ts';

type Span = SetCalendar['spans'][number];

const emptySpan: Span = { from: '', to: '', names: { kk: '', ru: '', en: '' } };
const weekdays = [1, 2, 3, 4, 5, 6, 7];

type Props = { calendars: readonly SetCalendar[]; districts: readonly Text[]; now: number; again: () => void };

/** Sets or replaces the calendar of a year and place; what is set already stands in the form. */
export function CalendarForm({ calendars, districts, now, again }: Props) {
  const { api } = useApp();
  const say = useSay();
  const [calendar, setCalendar] = useState(() => startOf(calendars, schoolYearOf(dayOf(now)), ''));
  const [state, setState] = useState<Failure | 'saved' | 'saving' | undefined>();
  const change = (part: Partial<SetCalendar>): void => setCalendar({ ...calendar, ...part });
  const save = async (): Promise<void> => {
    setState('saving');
    const { district, ...rest } = calendar;
    const answer = await api.post('/monitoring/calendars', district === '' ? rest : { ...rest, district });
    setState(answer.ok ? 'saved' : answer.error);
    if (answer.ok) again();
  };
  return (
    <details class="sheet region-set">
      <summary>{say('monitoring.calendar.set')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p class="quiet">{say('monitoring.calendar.set.what')}</p>
        <PlaceAndYear calendars={calendars} districts={districts} calendar={calendar} change={setCalendar} />
        {calendar.district === '' && (
          <Weekdays chosen={calendar.weekdays} choose={(days) => change({ weekdays: days })} />
        )}
        <Field
          label={say('monitoring.calendar.source')}
          required
          maxLength={300}
          value={calendar.source}
          onInput={(event) => change({ source: event.currentTarget.value })}
        />
        <Spans spans={calendar.spans} change={(spans) => change({ spans })} />
        {typeof state === 'object' && <Failed failure={state} />}
        {state === 'saved' && (
          <Message tone="good" isNews>
            {say('monitoring.calendar.saved')}
          </Message>
        )}
        <button type="submit" class="button main" disabled={state === 'saving'}>
          {say('monitoring.calendar.save')}
        </button>
      </form>
    </details>
  );
}

type PlaceProps = Pick<Props, 'calendars' | 'districts'> & {
  calendar: SetCalendar;
  change: (calendar: SetCalendar) => void;
};

/** Another year or place brings what is set there into the form. */
function PlaceAndYear({ calendars, districts, calendar, change }: PlaceProps) {
  const { language } = useApp();
  const say = useSay();
  return (
    <>
      <Field
        label={say('monitoring.calendar.first-year')}
        type="number"
        min={2020}
        max={2100}
        required
        value={calendar.year}
        onChange={(event) => change(startOf(calendars, Number(event.currentTarget.value), calendar.district))}
      />
      <div class="field">
        <label for="calendar-district">{say('monitoring.calendar.district')}</label>
        <select
          id="calendar-district"
          class="input"
          value={calendar.district}
          onChange={(event) => change(startOf(calendars, calendar.year, event.currentTarget.value))}
        >
          <option value="">{say('monitoring.calendar.region')}</option>
          {districts.map((district) => (
            <option key={district.kk} value={district.kk}>
              {district[language.value]}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}

function startOf(calendars: readonly SetCalendar[], year: number, district: string): SetCalendar {
  const known = calendars.find((each) => each.year === year && each.district === district);
  return known ?? { year, district, weekdays: [1, 2, 3, 4, 5], spans: [emptySpan], source: '' };
}

function Weekdays({ chosen, choose }: { chosen: readonly number[]; choose: (days: readonly number[]) => void }) {
  const say = useSay();
  return (
    <div class="field" role="group" aria-label={say('monitoring.calendar.weekdays')}>
      <strong>{say('monitoring.calendar.weekdays')}</strong>
      <div class="region-days">
        {weekdays.map((day) => (
          <label key={day}>
            <input
              type="checkbox"
              checked={chosen.includes(day)}
              onChange={(event) =>
                choose(weekdays.filter((each) => (each === day ? event.currentTarget.checked : chosen.includes(each))))
              }
            />
            {say(`monitoring.weekday.${day}`)}
          </label>
        ))}
      </div>
    </div>
  );
}

function Spans({ spans, change }: { spans: readonly Span[]; change: (spans: readonly Span[]) => void }) {
  const say = useSay();
  const put = (n: number, part: Partial<Span>): void =>
    change(spans.map((span, k) => (k === n ? { ...span, ...part } : span)));
  return (
    <>
      {spans.map((span, n) => (
        <fieldset key={n}>
          <legend>
            {say('monitoring.calendar.holiday')} {n + 1}
          </legend>
          <Field
            label={say('monitoring.calendar.from')}
            type="date"
            required
            value={span.from}
            onInput={(event) => put(n, { from: event.currentTarget.value })}
          />
          <Field
            label={say('monitoring.calendar.to')}
            type="date"
            required
            value={span.to}
            onInput={(event) => put(n, { to: event.currentTarget.value })}
          />
          {languages.map((language) => (
            <Field
              key={language}
              label={say(`monitoring.calendar.name.${language}`)}
              required
              value={span.names[language]}
              onInput={(event) => put(n, { names: { ...span.names, [language]: event.currentTarget.value } })}
            />
          ))}
          <button type="button" class="button bare" onClick={() => change(spans.filter((_, k) => k !== n))}>
            {say('monitoring.calendar.remove', { n: n + 1 })}
          </button>
        </fieldset>
      ))}
      <p>
        <button type="button" class="button" onClick={() => change([...spans, emptySpan])}>
          {say('monitoring.calendar.add')}
        </button>
      </p>
    </>
  );
}
