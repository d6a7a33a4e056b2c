import { useState } from 'preact/hooks';
import { subjectOf } from '#rooms/lessons/ui/teacher-say.ts';
import { useSend } from '#people/ui/office-send.ts';
import { TableFrame } from '#people/ui/office-table.tsx';
import { useApp, useSay } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { SettingsAnswer } from '../routes-settings.ts';
import { TimetablePage } from './timetable-page.tsx';

/** How many lessons of each subject a grade has in a week: the curriculum that ships, and the school's own in its place. */
export function HoursScreen() {
  const say = useSay();
  const { value, failure, again } = useAsk<SettingsAnswer>('/timetable/settings');
  return (
    <TimetablePage title={say('timetable.hours')} lead={say('timetable.hours.lead')}>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value?.taught.length === 0 && <p>{say('timetable.hours.none')}</p>}
      {value && value.taught.length > 0 && <Hours settings={value} again={again} />}
    </TimetablePage>
  );
}

const keyOf = (subject: string, grade: number): string => `${grade} ${subject}`;

function Hours({ settings, again }: { settings: SettingsAnswer; again: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const { norms, taught, year } = settings;
  const [given, setGiven] = useState(
    () => new Map(norms.hours.map((each) => [keyOf(each.subject, each.grade), each.hours])),
  );
  const [source, setSource] = useState(norms.checked ? norms.source : '');
  const [isDone, setDone] = useState(false);
  const grades = [...new Set(taught.flatMap((each) => each.grades))].toSorted((a, b) => a - b);
  const save = async (): Promise<void> => {
    const hours = taught.flatMap(({ subject, grades: own }) =>
      own.flatMap((grade) => {
        const count = given.get(keyOf(subject, grade));
        return count === undefined ? [] : [{ grade, subject, hours: count }];
      }),
    );
    const answer = await send(api.put('/timetable/hours', { year, source, hours }));
    setDone(answer !== undefined);
    if (answer) again();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {!norms.checked && (
        <Message tone="wait">
          <p>{say('timetable.hours.unchecked', { source: norms.source })}</p>
        </Message>
      )}
      <TableFrame label={say('timetable.hours')}>
        <thead>
          <tr>
            <th scope="col">{say('timetable.hours.subject')}</th>
            {grades.map((grade) => (
              <th key={grade} scope="col">
                {grade}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {taught.map(({ subject, grades: own }) => (
            <tr key={subject}>
              <th scope="row">{subjectOf(say, subject)}</th>
              {grades.map((grade) => (
                <td key={grade}>
                  {own.includes(grade) && (
                    <input
                      class="input timetable-hours"
                      type="number"
                      min={0}
                      max={20}
                      aria-label={`${subjectOf(say, subject)}, ${say('timetable.grade', { grade })}`}
                      value={given.get(keyOf(subject, grade)) ?? ''}
                      onInput={(event) => {
                        const count = event.currentTarget.valueAsNumber;
                        setDone(false);
                        setGiven((before) => {
                          const next = new Map(before);
                          if (Number.isNaN(count)) next.delete(keyOf(subject, grade));
                          else next.set(keyOf(subject, grade), count);
                          return next;
                        });
                      }}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say('timetable.hours.total')}</th>
            {grades.map((grade) => (
              <td key={grade}>
                {taught.reduce((sum, { subject }) => sum + (given.get(keyOf(subject, grade)) ?? 0), 0)}
              </td>
            ))}
          </tr>
        </tfoot>
      </TableFrame>
      <Field
        label={say('timetable.hours.source')}
        value={source}
        maxLength={300}
        onInput={(event) => setSource(event.currentTarget.value)}
      />
      {failure && <Failed failure={failure} />}
      {isDone && (
        <Message tone="good" isNews>
          <p>{say('timetable.saved')}</p>
        </Message>
      )}
      <button type="submit" class="button main" disabled={isBusy || source === ''}>
        {say('timetable.save')}
      </button>
    </form>
  );
}
