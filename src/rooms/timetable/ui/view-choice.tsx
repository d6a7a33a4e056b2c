import { useSay } from '#web/app.ts';
import type { WeekAnswer } from '../routes-week.ts';
import { Choice } from './slot-form.tsx';
import { gradesOfSchool, type View } from '../model/grid.ts';

/** Whose week is shown: the school's, a grade's or a teacher's. */
export function ViewChoice({ week, view, choose }: { week: WeekAnswer; view: View; choose: (view: View) => void }) {
  const say = useSay();
  const value =
    view.by === 'grade' ? `grade ${view.grade}` : view.by === 'teacher' ? `teacher ${view.teacher}` : 'school';
  const change = (chosen: string): void => {
    const [by = '', of = ''] = chosen.split(' ');
    if (by === 'grade') choose({ by, grade: Number(of) });
    else if (by === 'teacher') choose({ by, teacher: of });
    else choose({ by: 'school' });
  };
  return (
    <div class="office-row">
      <Choice label={say('timetable.view')} value={value} change={change}>
        <option value="school">{say('timetable.view.school')}</option>
        <optgroup label={say('timetable.view.grades')}>
          {gradesOfSchool(week).map((grade) => (
            <option key={grade} value={`grade ${grade}`}>
              {say('timetable.grade', { grade })}
            </option>
          ))}
        </optgroup>
        <optgroup label={say('timetable.view.teachers')}>
          {week.teachers.map(({ person, name }) => (
            <option key={person} value={`teacher ${person}`}>
              {name}
            </option>
          ))}
        </optgroup>
      </Choice>
    </div>
  );
}
