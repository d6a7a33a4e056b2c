import { useState } from 'preact/hooks';
import { useSitSay } from './sit-say.ts';

const place = 'tirek-sitting.no-clock';
/** From here on the time left is said again, hidden or not. */
const soonMilliseconds = 5 * 60_000;

/** The time that is left, in whole minutes until the last: a clock that can be hidden disturbs nobody. */
export function ClockFace({ left }: { left: number }) {
  const say = useSitSay();
  const [isHidden, setHidden] = useState(() => localStorage.getItem(place) !== null);
  const isSoon = left <= soonMilliseconds;
  const turn = (): void => {
    if (isHidden) localStorage.removeItem(place);
    else localStorage.setItem(place, '1');
    setHidden(!isHidden);
  };
  const minutes = Math.ceil(left / 60_000);
  return (
    <div class={isSoon ? 'clock-face soon' : 'clock-face'}>
      {(!isHidden || isSoon) && <b role={isSoon ? 'status' : undefined}>{say('sitting.left', { minutes })}</b>}
      <button type="button" class="button bare" onClick={turn}>
        {say(isHidden ? 'sitting.clock.show' : 'sitting.clock.hide')}
      </button>
    </div>
  );
}
