import type { SceneProps } from '../../ui/scenes.ts';
import { animalsIn, type Reserve } from './model.ts';

/** Where the nth animal is: spread over the meadow, in an order of its own for each kind (Roberts’ even sequence in two dimensions). */
function placeOf(n: number, turn: number): { readonly x: number; readonly y: number } {
  const [a, b] = [(n * 0.56984 + turn) % 1, (n * 0.754878 + turn * 2.7) % 1];
  return { x: 34 + a * 300, y: 96 + b * 200 };
}

/** A fenced reserve from above: a sign for each ten hares and for each lynx. A tap on the calendar lets a month pass. */
export function PopulationScene({ state, say, act }: SceneProps<Reserve>) {
  const { hares, lynxes } = animalsIn(state);
  const said = { hares: Math.round(hares), lynxes: Math.round(lynxes), month: state.month };
  return (
    <svg class="lab-picture" viewBox="0 0 400 340" role="img" aria-label={say('labs.population.scene', said)}>
      <rect x="12" y="76" width="346" height="244" rx="10" class="lab-meadow" />
      <path d="M12 88H358M12 308H358" class="lab-fence" />
      {Array.from({ length: 24 }, (_, k) => (
        <path key={k} d={`M${16 + k * 14.8} 76v24M${16 + k * 14.8} 296v24`} class="lab-fence" />
      ))}
      {Array.from({ length: Math.min(80, Math.ceil(hares / 10)) }, (_, k) => {
        const { x, y } = placeOf(k, state.month * 0.13);
        return <Hare key={k} x={x} y={y} />;
      })}
      {Array.from({ length: Math.min(80, Math.round(lynxes)) }, (_, k) => {
        const { x, y } = placeOf(k + 0.5, state.month * 0.29);
        return <Lynx key={k} x={x} y={y} />;
      })}
      <g class="lab-hand" onPointerDown={() => act({ do: 'month' })}>
        <rect x="12" y="8" width="180" height="56" rx="8" class="lab-dial-face" />
        <rect x="12" y="8" width="54" height="56" rx="8" class="lab-hot" />
        <text x="39" y="43" text-anchor="middle" class="lab-on-ball lab-big">
          {state.month}
        </text>
        <text x="76" y="41">
          {say('labs.population.do.month')}
        </text>
      </g>
      <g class="lab-hand" onPointerDown={() => act({ do: 'again' })}>
        <rect x="202" y="8" width="156" height="56" rx="8" class="lab-box" />
        <Hare x={226} y={34} />
        <text x="242" y="32" class="lab-small">
          {say('labs.population.do.again')}
        </text>
        <text x="242" y="50" class="lab-small">
          {`${state.first} + ${state.lynxes}`}
        </text>
      </g>
      <Hare x={26} y={332} />
      <text x="40" y="336" class="lab-small">
        {say('labs.population.ten')}
      </text>
      <Lynx x={190} y={330} />
      <text x="212" y="336" class="lab-small">
        {say('labs.population.one')}
      </text>
    </svg>
  );
}

function Hare({ x, y }: { x: number; y: number }) {
  return (
    <g class="lab-hare">
      <ellipse cx={x} cy={y} rx="7" ry="4.5" />
      <path d={`M${x + 5} ${y - 2}l-2 -9M${x + 7} ${y - 2}l1 -9`} />
    </g>
  );
}

function Lynx({ x, y }: { x: number; y: number }) {
  return (
    <g class="lab-lynx">
      <ellipse cx={x} cy={y} rx="10" ry="5" />
      <path d={`M${x + 6} ${y - 8}l3 -5l3 5l3 -5l1 9q-5 6 -10 0z`} />
    </g>
  );
}
