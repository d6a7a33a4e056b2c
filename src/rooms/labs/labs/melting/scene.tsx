import type { SceneProps } from '../../ui/scenes.ts';
import { beakerOf, isHot, type Ice } from './model.ts';

/** Where the bottom of the beaker is, and how high a gram of water stands. */
const [bottom, perGram] = [282, 0.62];
const [left, width] = [130, 150];
/** Drawn units for a degree; where 0 °C stands. */
const [perDegree, zero] = [1.75, 240];

/** A beaker with ice on a hot plate, a thermometer in it. A tap on the plate switches it, one on the box brings new ice. */
export function MeltingScene({ state, say, act }: SceneProps<Ice>) {
  const { temperature, ice, water } = beakerOf(state);
  const isOn = state.since !== undefined;
  const height = water * perGram;
  const grams = { ice: Math.round(ice), water: Math.round(water) };
  return (
    <svg class="lab-picture" viewBox="0 0 400 360" role="img" aria-label={say('labs.melting.scene', grams)}>
      <g class="lab-hand" onPointerDown={() => act({ do: isOn ? 'off' : 'heat' })}>
        <rect x="90" y="288" width="230" height="12" rx="3" class={isHot(state) ? 'lab-hot' : 'lab-metal'} />
        <rect x="80" y="300" width="250" height="44" rx="8" class="lab-box" />
        <circle cx="108" cy="322" r="12" class={isOn ? 'lab-hot' : 'lab-metal'} />
        <text x="130" y="327">
          {say(`labs.melting.do.${isOn ? 'off' : 'heat'}`)}
        </text>
      </g>
      {height > 0 && <rect x={left} y={bottom - height} width={width} height={height} class="lab-water" />}
      {isHot(state) && temperature >= 100 && <Bubbles at={state.at} height={height} />}
      <Cubes ice={ice} mass={state.mass} height={height} />
      <path d={`M${left - 6} 130q6 4 6 12V${bottom}q0 4 4 4h${width - 8}q4 0 4 -4V142q0 -8 6 -12`} class="lab-glass" />
      <Thermometer temperature={temperature} />
      <g class="lab-hand" onPointerDown={() => act({ do: 'fresh' })}>
        <rect x="4" y="180" width="116" height="84" rx="8" class="lab-box" />
        {[0, 1, 2, 3].map((k) => (
          <rect
            key={k}
            x={31 + (k % 2) * 34}
            y={190 + (k > 1 ? 24 : 0)}
            width="28"
            height="20"
            rx="3"
            class="lab-ice"
          />
        ))}
        <text x="62" y="256" text-anchor="middle" class="lab-small">
          {say('labs.melting.do.fresh')}
        </text>
      </g>
    </svg>
  );
}

/** The ice lies at the bottom until there is water, then it floats; each cube shrinks. */
function Cubes({ ice, mass, height }: { ice: number; mass: number; height: number }) {
  if (ice <= 0) return null;
  const side = 27 * Math.cbrt(ice / mass);
  const base = Math.min(bottom, bottom - height + side * 0.9);
  return (
    <>
      {Array.from({ length: Math.round(mass / 10) }, (_, k) => (
        <rect
          key={k}
          x={left + 6 + (k % 5) * 28 + (27 - side) / 2}
          y={base - side * (1 + Math.floor(k / 5))}
          width={side}
          height={side}
          rx="4"
          class="lab-ice"
        />
      ))}
    </>
  );
}

function Bubbles({ at, height }: { at: number; height: number }) {
  return (
    <>
      {Array.from({ length: 12 }, (_, k) => {
        const rise = (at / 900 + k * 0.37) % 1;
        return (
          <circle
            key={k}
            cx={left + 14 + ((k * 53) % (width - 28))}
            cy={bottom - 4 - rise * (height - 8)}
            r={2 + 3 * rise}
            class="lab-ice"
          />
        );
      })}
      {[0, 1, 2].map((k) => (
        <path key={k} d={`M${left + 35 + k * 40} 122q-10 -14 0 -26t0 -26`} class="lab-steam" />
      ))}
    </>
  );
}

/** Its bulb is in the beaker; the scale stands clear of it, so that it can be read. */
function Thermometer({ temperature }: { temperature: number }) {
  const top = zero - temperature * perDegree;
  return (
    <g>
      <rect x="342" y={zero - 112 * perDegree} width="46" height={136 * perDegree} rx="8" class="lab-box" />
      <rect x="348" y={top} width="6" height={zero + 22 * perDegree - top} class="lab-hot" />
      <g class="lab-arc">
        {Array.from({ length: 14 }, (_, k) => (
          <line
            key={k}
            x1="355"
            x2={k % 2 ? 360 : 364}
            y1={zero - (k - 2) * 10 * perDegree}
            y2={zero - (k - 2) * 10 * perDegree}
          />
        ))}
      </g>
      {[-20, 0, 20, 40, 60, 80, 100].map((each) => (
        <text key={each} x="386" y={zero - each * perDegree + 4} text-anchor="end" class="lab-small">
          {each < 0 ? `−${-each}` : each}
        </text>
      ))}
      <path d={`M351 ${zero - 112 * perDegree}V30H240V${bottom - 12}`} class="lab-wire" />
      <circle cx="240" cy={bottom - 10} r="5" class="lab-hot" />
    </g>
  );
}
