import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { CalendarsAnswer, ListAnswer } from '../answers.ts';
import type { SetCalendar } from '../model/calendar.ts';
import { CalendarForm } from './calendar-form.tsx';
import { dayText } from './format.ts';
import './region.css';

export function RegionCalendar() {
  const { session } = useApp();
  const say = useSay();
  useTitle(say('monitoring.calendar.title'));
  const asked = useAsk<CalendarsAnswer>('/monitoring/calendars');
  const canSet = session.value?.posts.some(({ role }) => role === 'coordinator') ?? false;
  if (!asked.value) return asked.failure ? <Failed failure={asked.failure} again={asked.again} /> : <Waiting />;
  const { calendars } = asked.value;
  return (
    <div class="region">
      <h1>{say('monitoring.calendar.title')}</h1>
      <p class="quiet">{say('monitoring.calendar.lead')}</p>
      {calendars.length === 0 && <p>{say('monitoring.calendar.none')}</p>}
      {calendars.map((each) => (
        <Calendar key={`${each.year} ${each.district}`} calendar={each} />
      ))}
      {canSet && <Setting calendars={calendars} again={asked.again} />}
    </div>
  );
}

/** The districts come with the list of schools. */
function Setting({ calendars, again }: { calendars: readonly SetCalendar[]; again: () => void }) {
  const list = useAsk<ListAnswer>('/monitoring/schools');
  if (!list.value) return list.failure ? <Failed failure={list.failure} again={list.again} /> : <Waiting />;
  return <CalendarForm calendars={calendars} districts={list.value.districts} now={list.value.now} again={again} />;
}

function Calendar({ calendar }: { calendar: SetCalendar }) {
  const { language } = useApp();
  const say = useSay();
  const { year, district, weekdays, spans, source } = calendar;
  const place = district === '' ? say('monitoring.calendar.region') : district;
  const title = `${say('monitoring.calendar.year', { year: `${year}/${year + 1}` })}, ${place}`;
  return (
    <section class="region-scroll" tabIndex={0} aria-label={title}>
      <h2>{title}</h2>
      <p>
        {say('monitoring.calendar.weekdays')}: {weekdays.map((day) => say(`monitoring.weekday.${day}`)).join(', ')}
        <br />
        <span class="quiet">
          {say('monitoring.calendar.source')}: {source}
        </span>
      </p>
      <table class="region-part">
        <thead>
          <tr>
            <th scope="col">{say('monitoring.calendar.holiday')}</th>
            <th scope="col">{say('monitoring.calendar.days')}</th>
          </tr>
        </thead>
        <tbody>
          {spans.map((span) => (
            <tr key={span.from}>
              <th scope="row">{span.names[language.value]}</th>
              <td>
                {dayText(span.from, language.value)}
                {span.to !== span.from && ` – ${dayText(span.to, language.value)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
