import { numberText } from '../../ui/lab-say.ts';
import { SceneKey } from '../../ui/scene-key.tsx';
import type { SceneProps } from '../../ui/scenes.ts';
import { shownIn, type Cup } from './model.ts';

/** The cup: its middle, its rim and its floor, and half its width at both. */
const [middle, rim, floor] = [128, 150, 320];
const half = (y: number): number => 62 - ((y - rim) * 14) / (floor - rim);

/** A polystyrene cup with a lid and a thermometer; beside it what goes in, a thermometer of the room, a stopwatch. */
export function EnthalpyScene({ state, say, act }: SceneProps<Cup>) {
  const isMixed = state.since !== undefined;
  const seconds = isMixed ? (state.at - (state.since ?? 0)) / 1000 : 0;
  const now = say(`labs.enthalpy.now.${isMixed ? 'mixed' : 'still'}`);
  const isNeutral = state.process === 'neutral';
  const level = isNeutral && !isMixed ? 250 : 204;
  return (
    <svg class="lab-picture" viewBox="0 0 400 404" role="img" aria-label={say('labs.enthalpy.scene', { now })}>
      <path d={shape(level)} class="lab-water" />
      {isMixed && !isNeutral && seconds < 12 && <Grains seconds={seconds} />}
      <path
        d={`M${middle - 70} ${rim}L${middle - 56} ${floor + 10}H${middle + 56}L${middle + 70} ${rim}H${middle + 60}L${middle + 47} ${floor}H${middle - 47}L${middle - 60} ${rim}Z`}
        class="lab-foam"
      />
      {state.lid === 'on' && <rect x={middle - 76} y={rim - 12} width="152" height="13" rx="4" class="lab-foam" />}
      <Thermometer temperature={shownIn(state)} room={state.room} />
      <text x={middle} y="348" text-anchor="middle" class="lab-small">
        {say(`labs.enthalpy.${isMixed ? 'cup' : isNeutral ? 'acid' : 'water'}`)}
      </text>
      <Face x={30} y={14} name={say('labs.enthalpy.tool.thermometer')} shown={degrees(say, shownIn(state))} />
      <Face x={220} y={14} name={say('labs.enthalpy.tool.room')} shown={degrees(say, state.room)} />
      <Face
        x={220}
        y={84}
        name={say('labs.enthalpy.tool.stopwatch')}
        shown={say('labs.enthalpy.watch', { n: Math.floor(seconds) })}
      />
      <g class="lab-hand" onPointerDown={() => act({ do: 'mix' })}>
        {isNeutral ? <Beaker isEmpty={isMixed} /> : <Paper mass={isMixed ? 0 : state.mass} />}
        <text x="300" y="332" text-anchor="middle" class="lab-small">
          {say(`labs.enthalpy.${isNeutral ? 'alkali' : 'salt'}`, { n: state.mass })}
        </text>
      </g>
      <SceneKey
        x={206}
        y={358}
        width={184}
        text={say('labs.enthalpy.do.mix')}
        isOn={!isMixed}
        press={() => act({ do: 'mix' })}
      />
      <SceneKey x={34} y={358} width={164} text={say('labs.enthalpy.fresh')} press={() => act({ do: 'fresh' })} />
    </svg>
  );
}

/** The liquid in the cup up to this height. */
function shape(level: number): string {
  return `M${middle - half(level)} ${level}H${middle + half(level)}L${middle + half(floor)} ${floor}H${middle - half(floor)}Z`;
}

function degrees(say: SceneProps<Cup>['say'], value: number): string {
  return say('labs.enthalpy.degrees', { n: numberText(value, 1) });
}

function Face({ x, y, name, shown }: { x: number; y: number; name: string; shown: string }) {
  return (
    <>
      <rect x={x} y={y} width="168" height="60" rx="8" class="lab-box" />
      <text x={x + 84} y={y + 21} text-anchor="middle" class="lab-small">
        {name}
      </text>
      <text x={x + 84} y={y + 47} text-anchor="middle" class="lab-count">
        {shown}
      </text>
    </>
  );
}

/** A thermometer through the lid: its column stands as far from the middle as the cup is from the room. */
function Thermometer({ temperature, room }: { temperature: number; room: number }) {
  const level = 150 - (temperature - room) * 6;
  return (
    <>
      <rect x={middle + 12} y="78" width="10" height="196" rx="5" class="lab-paper" />
      <rect x={middle + 15} y={level} width="4" height={272 - level} class="lab-hot" />
      <rect x={middle + 12} y="78" width="10" height="196" rx="5" class="lab-glass" />
      <circle cx={middle + 17} cy="276" r="8" class="lab-hot" />
    </>
  );
}

function Beaker({ isEmpty }: { isEmpty: boolean }) {
  return (
    <>
      {!isEmpty && <rect x="256" y="240" width="88" height="62" class="lab-water" />}
      <path d="M250 196q6 3 6 10V302q0 4 4 4h80q4 0 4 -4V206q0 -7 6 -10" class="lab-glass" />
      <path d="M250 196h100v112h-100z" fill="transparent" />
    </>
  );
}

/** Salt on a paper: the heap is as large as its mass. */
function Paper({ mass }: { mass: number }) {
  const wide = 12 * Math.sqrt(mass);
  return (
    <>
      <path d="M236 306L256 284H344L364 306Z" class="lab-paper" />
      {mass > 0 && <path d={`M${300 - wide} 298Q300 ${298 - wide * 1.4} ${300 + wide} 298Z`} class="lab-salt" />}
      <path d="M236 306L256 284H344L364 306Z" class="lab-wire" />
    </>
  );
}

/** Grains that sink while they dissolve. */
function Grains({ seconds }: { seconds: number }) {
  return (
    <g class="lab-salt" opacity={1 - seconds / 12}>
      {Array.from({ length: 9 }, (_, k) => (
        <circle key={k} cx={middle - 36 + k * 8} cy={Math.min(314, 210 + seconds * 18 + (k % 3) * 12)} r="2.5" />
      ))}
    </g>
  );
}
