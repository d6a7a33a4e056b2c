import type { SceneProps } from '../../ui/scenes.ts';
import { isSprouted, sproutDay, sproutedIn, type Dish } from './model.ts';

/** A dish of seeds at a window. A tap on the bag sows, one on the calendar lets a day pass. */
export function GerminationScene({ state, say, act }: SceneProps<Dish>) {
  const { light, water, temperature, day, seeds } = state;
  const isSown = seeds.length > 0;
  return (
    <svg
      class="lab-picture"
      viewBox="0 0 400 360"
      role="img"
      aria-label={say(`labs.germination.scene${isSown ? '' : '.empty'}`, { day, n: sproutedIn(state) })}
    >
      <rect x="118" y="14" width="164" height="104" rx="4" class="lab-night" />
      <rect x="118" y="14" width={(164 * light) / 24} height="104" rx="4" class="lab-day" />
      <path d="M118 14h164v104H118zM200 14V118M118 66H282" class="lab-glass" />
      <text x="200" y="138" text-anchor="middle">
        {say('labs.germination.light', { n: light })}
      </text>
      <Thermometer temperature={temperature} />
      <g class="lab-hand" onPointerDown={() => act({ do: 'day' })}>
        <rect x="302" y="20" width="84" height="92" rx="8" class="lab-dial-face" />
        <rect x="302" y="20" width="84" height="22" rx="8" class="lab-hot" />
        <text x="344" y="82" text-anchor="middle" class="lab-count">
          {day}
        </text>
        <text x="344" y="104" text-anchor="middle" class="lab-small">
          {say('labs.germination.days')}
        </text>
      </g>
      <g class="lab-hand" onPointerDown={() => act({ do: 'sow' })}>
        <path d="M12 232q2 -40 12 -52h52q10 12 12 52q4 62 -6 72H18q-10 -10 -6 -72z" class="lab-box" />
        <path d="M24 180h52" class="lab-spring" />
        {[0, 1, 2, 3, 4].map((k) => (
          <ellipse key={k} cx={30 + k * 10} cy={224 + (k % 2) * 8} rx="6" ry="3" class="lab-seed" />
        ))}
        <text x="52" y="276" text-anchor="middle" class="lab-small">
          {say('labs.germination.do.sow')}
        </text>
      </g>
      <ellipse cx="248" cy="270" rx="142" ry="78" class="lab-dish" />
      <ellipse
        cx="248"
        cy="266"
        rx="132"
        ry="68"
        class={water > 0 ? 'lab-water' : 'lab-box'}
        opacity={0.25 + water / 40}
      />
      {seeds.map((late, k) => (
        <Seed
          key={k}
          dish={state}
          late={late}
          x={160 + (k % 5) * 44 + (Math.floor(k / 5) % 2) * 10}
          y={226 + Math.floor(k / 5) * 30}
        />
      ))}
      <text x="392" y="352" text-anchor="end">
        {say('labs.germination.water', { n: water })}
      </text>
    </svg>
  );
}

/** A seed; once it has sprouted, a shoot that is higher each day. */
function Seed({ dish, late, x, y }: { dish: Dish; late: number; x: number; y: number }) {
  const grown = isSprouted(dish, late) ? Math.min(34, 8 + 5 * (dish.day - (sproutDay(dish, late) ?? 0))) : 0;
  return (
    <g>
      <ellipse cx={x} cy={y} rx="8" ry="4" class="lab-seed" />
      {grown > 0 && <path d={`M${x} ${y - 3}q-3 ${-grown / 2} 2 ${-grown}`} class="lab-shoot" />}
    </g>
  );
}

function Thermometer({ temperature }: { temperature: number }) {
  const top = 100 - temperature * 1.6;
  return (
    <g>
      <rect x="30" y="20" width="56" height="104" rx="8" class="lab-dial-face" />
      <rect x="44" y={top} width="6" height={108 - top} class="lab-hot" />
      <circle cx="47" cy="110" r="7" class="lab-hot" />
      <g class="lab-arc">
        {[0, 10, 20, 30, 40].map((each) => (
          <line key={each} x1="53" x2="60" y1={100 - each * 1.6} y2={100 - each * 1.6} />
        ))}
      </g>
      {[0, 20, 40].map((each) => (
        <text key={each} x="82" y={104 - each * 1.6} text-anchor="end" class="lab-small">
          {each}
        </text>
      ))}
      <text x="58" y="142" text-anchor="middle">
        {temperature} °C
      </text>
    </g>
  );
}
