import { useApp, useSay } from '#web/app.ts';
import { Failed } from '#web/parts/message.tsx';
import { Dialog } from '#people/ui/office-dialog.tsx';
import type { Slot } from '../model/slot.ts';
import { ChangeForm } from './change-form.tsx';
import { slotText, spoken, teacherText, whenText, type Speech } from './say.ts';
import { SlotForm, type DraftSlot } from './slot-form.tsx';
import type { WeekDesk } from './use-week.ts';

/** One lesson of the week, opened: to be read by all, and changed by who makes the timetable. */
export function SlotDialog({
  speech,
  slot,
  isNew,
  grade,
  desk,
  carry,
  close,
}: {
  speech: Speech;
  slot: DraftSlot;
  isNew: boolean;
  /** The grade that a new one is for, where that is known. */
  grade: number | undefined;
  desk: WeekDesk;
  carry: () => void;
  close: () => void;
}) {
  const say = useSay();
  const { language } = useApp();
  const { week } = speech;
  const enter = async (set: readonly Slot[], drop: readonly string[] = []): Promise<void> => {
    const bare = set.map(({ slot: id, ...rest }) => (isNew ? rest : { ...rest, slot: id }));
    if (await desk.enter(bare, drop)) close();
  };
  const leave = (): void => {
    desk.forget();
    close();
  };
  const title = isNew ? say('timetable.new') : slotText(speech, slot);
  return (
    <Dialog title={title} onClose={leave}>
      {desk.failure && <Failed failure={spoken(say, language.value, desk.failure)} />}
      {!week.mayManage && <Read speech={speech} slot={slot as Slot} />}
      {week.mayManage && (
        <>
          <SlotForm
            speech={speech}
            first={slot}
            grade={grade}
            isBusy={desk.isBusy}
            send={(filled) => void enter([filled])}
          />
          {!isNew && (
            <>
              <div class="office-row timetable-do">
                <button type="button" class="button" onClick={carry}>
                  {say('timetable.move')}
                </button>
                <button type="button" class="button" disabled={desk.isBusy} onClick={() => void enter([], [slot.slot])}>
                  {say('timetable.drop')}
                </button>
              </div>
              <ChangeForm speech={speech} slot={slot as Slot} desk={desk} done={close} />
            </>
          )}
        </>
      )}
    </Dialog>
  );
}

function Read({ speech, slot }: { speech: Speech; slot: Slot }) {
  const say = useSay();
  return (
    <dl class="timetable-read">
      <dt>{say('timetable.day')}</dt>
      <dd>{whenText(say, slot)}</dd>
      <dt>{say('timetable.teacher')}</dt>
      <dd>{teacherText(speech, slot.teacher)}</dd>
      {slot.room && (
        <>
          <dt>{say('timetable.room')}</dt>
          <dd>{slot.room}</dd>
        </>
      )}
    </dl>
  );
}
