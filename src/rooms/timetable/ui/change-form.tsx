import { useState } from 'preact/hooks';
import { useApp, useSay } from '#web/app.ts';
import { formatDate } from '#web/format.ts';
import { dayIn } from '../model/conflict.ts';
import { reasons, type Slot } from '../model/slot.ts';
import type { Speech } from './say.ts';
import { Choice } from './slot-form.tsx';
import type { WeekDesk } from './use-week.ts';
import { periodsOf } from '../model/grid.ts';
import { clashesOf } from './week-view.ts';

const kinds = ['teacher', 'moved', 'cancelled'] as const;
type Kind = (typeof kinds)[number];

/** Makes one lesson of one day otherwise: another teacher, another day or lesson, or not held. */
export function ChangeForm({
  speech,
  slot,
  desk,
  done,
}: {
  speech: Speech;
  slot: Slot;
  desk: WeekDesk;
  done: () => void;
}) {
  const say = useSay();
  const { language } = useApp();
  const { week } = speech;
  const day = dayIn(week.day, slot.weekday);
  const present = week.changes.find((each) => each.slot === slot.slot && each.day === day);
  const [kind, setKind] = useState<Kind>('teacher');
  const [reason, setReason] = useState<string>('teacher-away');
  const [teacher, setTeacher] = useState('');
  const [to, setTo] = useState({ day, period: slot.period });
  const body = {
    slot: slot.slot,
    day,
    reason,
    isCancelled: kind === 'cancelled',
    ...(kind === 'teacher' ? { teacher } : {}),
    ...(kind === 'moved' ? { to } : {}),
  };
  const send = async (): Promise<void> => {
    if (await desk.change(body)) done();
  };
  const takeBack = async (): Promise<void> => {
    if (await desk.unchange(slot.slot, day)) done();
  };
  return (
    <details class="timetable-change">
      <summary>{say('timetable.only-on', { day: formatDate(language.value, day, 'weekday') })}</summary>
      {present && (
        <button type="button" class="button" disabled={desk.isBusy} onClick={() => void takeBack()}>
          {say('timetable.change.take-back')}
        </button>
      )}
      <fieldset class="office-ticks">
        <legend>{say('timetable.change.what')}</legend>
        {kinds.map((each) => (
          <label key={each} class="office-tick">
            <input type="radio" name="timetable-kind" checked={kind === each} onChange={() => setKind(each)} />
            {say(`timetable.change.${each}`)}
          </label>
        ))}
      </fieldset>
      <div class="office-row">
        {kind === 'teacher' && (
          <Choice label={say('timetable.change.who')} value={teacher} change={setTeacher}>
            <option value="">{say('timetable.choose')}</option>
            {substitutes(speech, slot).map(({ person, name, isBusy }) => (
              <option key={person} value={person}>
                {isBusy ? say('timetable.change.busy', { name }) : name}
              </option>
            ))}
          </Choice>
        )}
        {kind === 'moved' && (
          <>
            <label class="field">
              <span>{say('timetable.change.to-day')}</span>
              <input
                class="input"
                type="date"
                value={to.day}
                onInput={(event) => setTo({ ...to, day: event.currentTarget.value })}
              />
            </label>
            <Choice
              label={say('timetable.period')}
              value={String(to.period)}
              change={(value) => setTo({ ...to, period: Number(value) })}
            >
              {periodsOf(week).map((each) => (
                <option key={each} value={each}>
                  {say('timetable.period-n', { period: each })}
                </option>
              ))}
            </Choice>
          </>
        )}
        <Choice label={say('timetable.change.why')} value={reason} change={setReason}>
          {reasons.map((each) => (
            <option key={each} value={each}>
              {say(`timetable.reason.${each}`)}
            </option>
          ))}
        </Choice>
      </div>
      <button
        type="button"
        class="button main"
        disabled={desk.isBusy || (kind === 'teacher' && teacher === '')}
        onClick={() => void send()}
      >
        {say('timetable.change.save')}
      </button>
    </details>
  );
}

/** Who could take the lesson, those first who have none at that time. */
function substitutes({ week }: Speech, slot: Slot) {
  const listed = week.teachers
    .filter(({ person }) => person !== slot.teacher)
    .map((each) => {
      const isBusy = clashesOf(week, { ...slot, teacher: each.person }).some(({ kind }) => kind === 'teacher-twice');
      return { ...each, isBusy };
    });
  return [...listed.filter((each) => !each.isBusy), ...listed.filter((each) => each.isBusy)];
}
