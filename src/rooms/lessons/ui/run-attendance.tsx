import { useSay } from '#web/app.ts';
import type { Attendance } from '../records-run.ts';
import type { Remote, RemoteRun, RunSeat } from './run-data.ts';
import type { KeptDeed } from './run-deeds.ts';
import { minutesOf } from './teacher-say.ts';

const states = ['present', 'late', 'absent'] as const;
const reasons = ['ill', 'excused', 'unknown'] as const;

/** Who is here: all by one tap, then the exceptions (LES-78). */
export function RunAttendance({ run, value }: { run: RemoteRun; value: Remote }) {
  const say = useSay();
  const said = attendanceNow(value.attendance, run.deeds.waiting);
  const inOrder = value.pupils.toSorted((a, b) => a.grade - b.grade || a.name.localeCompare(b.name, 'kk'));
  const unsaid = inOrder.filter((each) => !said.has(each.person));
  const count = (state: Attendance['state']): number =>
    [...said.values()].filter((each) => each.state === state).length;
  const set = (people: readonly Attendance[]): void => run.deeds.put({ kind: 'attended', people });
  return (
    <section aria-labelledby="run-attendance">
      <h2 id="run-attendance">{say('lessons.run.view.attendance')}</h2>
      <p>
        {say('lessons.run.attendance.counts', {
          present: count('present'),
          late: count('late'),
          absent: count('absent'),
          unsaid: unsaid.length,
        })}
      </p>
      <button
        type="button"
        class="button main run-everybody"
        disabled={unsaid.length === 0}
        onClick={() => set(unsaid.map(({ person }) => ({ person, state: 'present' }) as Attendance))}
      >
        {say(said.size === 0 ? 'lessons.run.attendance.all' : 'lessons.run.attendance.rest')}
      </button>
      <ul class="run-list">
        {inOrder.map((seat) => (
          <Row
            key={seat.person}
            seat={seat}
            said={said.get(seat.person)}
            minutes={Math.min(90, minutesOf(run.now - value.startedAt))}
            set={(one) => set([one])}
          />
        ))}
      </ul>
    </section>
  );
}

function Row({
  seat,
  said,
  minutes,
  set,
}: {
  seat: RunSeat;
  said: Attendance | undefined;
  minutes: number;
  set: (one: Attendance) => void;
}) {
  const say = useSay();
  const person = seat.person as Attendance['person'];
  const choose = (state: Attendance['state']): void => set({ person, state, ...(state === 'late' ? { minutes } : {}) });
  return (
    <li class="run-row">
      <span id={`here-${person}`}>
        {seat.name} <small class="quiet">{say('lessons.grades', { grades: seat.grade })}</small>
      </span>
      <span class="run-choice" role="group" aria-labelledby={`here-${person}`}>
        {states.map((state) => (
          <button key={state} type="button" aria-pressed={said?.state === state} onClick={() => choose(state)}>
            {say(`lessons.run.attendance.${state}`)}
          </button>
        ))}
      </span>
      {said?.state === 'late' && (
        <small class="quiet">{say('lessons.run.attendance.minutes', { minutes: said.minutes ?? 0 })}</small>
      )}
      {said?.state === 'absent' && (
        <span class="run-choice" role="group" aria-labelledby={`here-${person}`}>
          {reasons.map((reason) => (
            <button
              key={reason}
              type="button"
              aria-pressed={said.reason === reason}
              onClick={() => set({ person, state: 'absent', reason })}
            >
              {say(`lessons.run.attendance.${reason}`)}
            </button>
          ))}
        </span>
      )}
    </li>
  );
}

/** What is known of each pupil, what is still on its way to the school included. */
function attendanceNow(known: readonly Attendance[], waiting: readonly KeptDeed[]): ReadonlyMap<string, Attendance> {
  const said = new Map<string, Attendance>(known.map((each) => [each.person, each]));
  for (const { kind, people } of waiting) {
    if (kind === 'attended') for (const each of people as readonly Attendance[]) said.set(each.person, each);
  }
  return said;
}
