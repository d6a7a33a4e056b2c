import { useApp, useSay } from '#web/app.ts';
import { formatDate } from '#web/format.ts';
import type { Change, Slot } from '../model/slot.ts';
import { lanesOf, shortName, teacherText, type Speech } from './say.ts';

type Props = {
  readonly speech: Speech;
  readonly slot: Slot;
  readonly change: Change | undefined;
  /** Something about it cannot be held. */
  readonly isWrong: boolean;
  readonly isCarried: boolean;
  readonly hasTeacher: boolean;
  readonly open: () => void;
  /** Undefined where nobody may move it. */
  readonly carry: (() => void) | undefined;
};

/** One lesson of the week: its lanes, who and where. A press opens it; it can be dragged where it may be moved. */
export function SlotCard({ speech, slot, change, isWrong, isCarried, hasTeacher, open, carry }: Props) {
  const say = useSay();
  const lanes = lanesOf(speech, slot);
  const names = ['timetable-slot', isWrong && 'wrong', isCarried && 'carried', change?.isCancelled && 'cancelled'];
  return (
    <button
      type="button"
      class={names.filter(Boolean).join(' ')}
      onClick={open}
      draggable={carry !== undefined}
      onDragStart={carry}
    >
      {lanes.map(({ subject, grades }) => (
        <span key={`${subject} ${grades}`} class="timetable-lane">
          <b>{subject}</b> {grades && <span class="timetable-grades">{grades}</span>}
        </span>
      ))}
      <span class="timetable-where">
        {[hasTeacher && shortName(teacherText(speech, slot.teacher)), slot.room].filter(Boolean).join(' · ')}
      </span>
      {slot.remote && <span class="timetable-tag">{say('timetable.remote-at', { from: slot.remote.from })}</span>}
      {change && <ChangeTag change={change} speech={speech} />}
      {isWrong && (
        <span class="timetable-wrong">
          <span aria-hidden="true">!</span>
          <span class="spoken">{say('timetable.is-wrong')}</span>
        </span>
      )}
    </button>
  );
}

function ChangeTag({ change, speech }: { change: Change; speech: Speech }) {
  const say = useSay();
  const { language } = useApp();
  const day = formatDate(language.value, change.day, 'short');
  const parts = change.isCancelled
    ? [say('timetable.changed.cancelled', { day })]
    : [
        change.to &&
          say('timetable.changed.moved', {
            day,
            to: formatDate(language.value, change.to.day, 'short'),
            period: change.to.period,
          }),
        change.teacher &&
          say('timetable.changed.teacher', { day, teacher: shortName(teacherText(speech, change.teacher)) }),
        change.room && say('timetable.changed.room', { day, room: change.room }),
      ];
  return (
    <>
      {parts.filter(Boolean).map((part) => (
        <span key={part} class="timetable-tag">
          {part}
        </span>
      ))}
    </>
  );
}
