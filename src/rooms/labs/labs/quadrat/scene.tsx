import type { SceneProps } from '../../ui/scenes.ts';
import { plants, type Meadow } from './model.ts';

/** Drawn units for a metre within the frame. */
const perMetre = 58;

/** A meadow beside a path, from above, and the frame as it lies there. A tap throws it. */
export function QuadratScene({ state, say, act }: SceneProps<Meadow>) {
  const { found, area, distance, throws } = state;
  const side = Math.sqrt(area) * perMetre;
  const [x, y] = [216 - side / 2, 140 - side / 2];
  const all = (found ?? []).flatMap((count, kind) => Array.from({ length: count }, () => kind));
  return (
    <svg
      class="lab-picture"
      viewBox="0 0 400 360"
      role="img"
      aria-label={say(`labs.quadrat.scene${found ? '.thrown' : ''}`, { area, distance, n: all.length })}
    >
      <g class="lab-hand" onPointerDown={() => act({ do: 'throw' })}>
        <rect x="10" y="10" width="380" height="262" rx="10" class="lab-meadow" />
        {distance < 20 && <rect x="10" y="10" width={54 - distance * 2} height="262" class="lab-path" />}
        <Grass throws={throws} />
        <rect x={x} y={y} width={side} height={side} class={found ? 'lab-frame' : 'lab-frame lab-waiting'} />
        {all.map((kind, k) => {
          const turn = throws * 0.37;
          const [a, b] = [(k * 0.56984 + turn) % 1, (k * 0.754878 + turn * 1.9) % 1];
          return <Plant key={k} kind={kind} x={x + 6 + a * (side - 12)} y={y + 6 + b * (side - 12)} />;
        })}
        {!found && (
          <text x="216" y="256" text-anchor="middle" class="lab-over">
            {say('labs.quadrat.do.throw')}
          </text>
        )}
        <text x="380" y="30" text-anchor="end" class="lab-small lab-over">
          {say('labs.quadrat.where', { area, distance })}
        </text>
      </g>
      {plants.map((each, k) => (
        <g key={each}>
          <Plant kind={k} x={30 + k * 76} y={296} />
          <text x={42 + k * 76} y="302" class="lab-count">
            {found?.[k] ?? '–'}
          </text>
          <text
            x={k === 4 ? 394 : 22 + k * 76}
            y={k % 2 ? 342 : 324}
            text-anchor={k === 4 ? 'end' : 'start'}
            class="lab-small"
          >
            {say(`labs.quadrat.q.${each}`)}
          </text>
        </g>
      ))}
    </svg>
  );
}

function Grass({ throws }: { throws: number }) {
  return (
    <>
      {Array.from({ length: 46 }, (_, k) => {
        const [a, b] = [(k * 0.56984 + throws * 0.21) % 1, (k * 0.754878 + throws * 0.53) % 1];
        return <path key={k} d={`M${72 + a * 306} ${26 + b * 236}l-3 -9m3 9l0 -11m0 11l3 -9`} class="lab-stem" />;
      })}
    </>
  );
}

/** Each kind has a shape of its own beside its colour. */
function Plant({ kind, x, y }: { kind: number; x: number; y: number }) {
  if (kind === 0) return <circle cx={x} cy={y} r="5" class="lab-plant lab-plant-dandelion" />;
  if (kind === 1) return <ellipse cx={x} cy={y} rx="7" ry="4" class="lab-plant lab-plant-plantain" />;
  if (kind === 2) {
    return (
      <g class="lab-plant lab-plant-clover">
        <circle cx={x - 3} cy={y + 1} r="3.2" />
        <circle cx={x + 3} cy={y + 1} r="3.2" />
        <circle cx={x} cy={y - 3.5} r="3.2" />
      </g>
    );
  }
  if (kind === 3)
    return <path d={`M${x - 5} ${y + 5}L${x} ${y - 6}L${x + 5} ${y + 5}z`} class="lab-plant lab-plant-fescue" />;
  return <rect x={x - 4.5} y={y - 4.5} width="9" height="9" class="lab-plant lab-plant-yarrow" />;
}
