import { useApp, useSay } from '#web/app.ts';
import { Failed } from '#web/parts/message.tsx';
import { useFile } from '#people/ui/office-send.ts';
import type { WeekAnswer } from '../routes-week.ts';
import { gradesOfSchool, type View } from '../model/grid.ts';

/** What one takes along: the week on paper, and as a calendar for a telephone. */
export function Takeaway({ week, view }: { week: WeekAnswer; view: View }) {
  const say = useSay();
  const { language } = useApp();
  const { open, download, isBusy, failure } = useFile();
  const of = new URLSearchParams({ day: week.day, ...queryOf(view) });
  const print = (): void => {
    void open({ address: `/api/timetable/print?${of}&lang=${language.value}`, name: `${say('timetable.title')}.pdf` });
  };
  const calendar = (): void => {
    void download({ address: `/api/timetable/calendar.ics?${of}&lang=${language.value}`, name: 'timetable.ics' });
  };
  const hasCalendar = view.by !== 'school' && gradesOfSchool(week).length > 0;
  return (
    <div class="office-row timetable-takeaway">
      <button type="button" class="button" disabled={isBusy} onClick={print}>
        {say('timetable.print')}
      </button>
      {hasCalendar && (
        <button type="button" class="button" disabled={isBusy} onClick={calendar}>
          {say('timetable.ics')}
        </button>
      )}
      {failure && <Failed failure={failure} />}
    </div>
  );
}

function queryOf(view: View): Readonly<Record<string, string>> {
  if (view.by === 'grade') return { grade: String(view.grade) };
  return view.by === 'teacher' ? { teacher: view.teacher } : {};
}
