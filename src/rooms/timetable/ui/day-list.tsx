import { useSay } from '#web/app.ts';
import { dayIn } from '../model/conflict.ts';
import { weekdayText, whenText } from './say.ts';
import { SlotCard } from './slot-card.tsx';
import type { GridProps } from './week-grid.tsx';
import { bellText, isIn, periodsOf, weekdaysOf } from '../model/grid.ts';

/** One day of the week from top to bottom: for a telephone in the hand. */
export function DayList({
  weekday,
  choose,
  ...props
}: GridProps & { readonly weekday: number; readonly choose: (weekday: number) => void }) {
  const say = useSay();
  const { speech, view, carried, mayManage, place, carry, open, wrong, clashesAt } = props;
  const { week } = speech;
  return (
    <>
      <div class="timetable-days" role="group" aria-label={say('timetable.day')}>
        {weekdaysOf(week).map((each) => (
          <button key={each} type="button" class="button" aria-pressed={each === weekday} onClick={() => choose(each)}>
            <span aria-hidden="true">{say(`timetable.weekday-short.${each}`)}</span>
            <span class="spoken">{weekdayText(say, each)}</span>
          </button>
        ))}
      </div>
      <ol class="timetable-list">
        {periodsOf(week).map((period) => {
          const spot = { weekday, period, ...(view.by === 'grade' ? { grade: view.grade } : {}) };
          const slots = week.slots.filter((each) => each.weekday === weekday && each.period === period);
          const clashes = carried !== undefined && clashesAt(spot);
          return (
            <li key={period}>
              <p class="timetable-period">
                <b>{period}</b>
                <span class="quiet">{bellText(week, spot, dayIn(week.day, weekday))}</span>
              </p>
              <div>
                {slots
                  .filter((slot) => isIn(view, week, slot))
                  .map((slot) => (
                    <SlotCard
                      key={slot.slot}
                      speech={speech}
                      slot={slot}
                      change={week.changes.find((each) => each.slot === slot.slot)}
                      isWrong={wrong.has(slot.slot)}
                      isCarried={carried?.slot === slot.slot}
                      hasTeacher={view.by !== 'teacher'}
                      open={() => open(slot)}
                      carry={mayManage ? () => carry(slot) : undefined}
                    />
                  ))}
                {mayManage && (
                  <button
                    type="button"
                    class={clashes ? 'timetable-add clashes' : 'timetable-add'}
                    onClick={() => place(spot)}
                  >
                    <span aria-hidden="true">{carried ? (clashes ? '✕' : '✓') : '+'}</span>
                    <span class="spoken">
                      {`${say(carried ? 'timetable.put-here' : 'timetable.add-here')}: ${whenText(say, spot)}. ${clashes ? say('timetable.would-clash') : ''}`}
                    </span>
                  </button>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </>
  );
}
