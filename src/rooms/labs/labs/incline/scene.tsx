import { useCarry } from '../../ui/carry.ts';
import { numberText } from '../../ui/lab-say.ts';
import type { SceneProps } from '../../ui/scenes.ts';
import { placeOf, timeTo, type Incline } from './model.ts';
import '../../ui/apparatus.css';

/** The hinge of the board, drawn units for a centimetre, and how far from the hinge the upper gate is, in centimetres. */
const [hingeX, hingeY, scale, first] = [46, 286, 2.75, 110];

/** A board that is raised at its end, a block on it behind a catch, two gates of light and their clock. */
export function InclineScene({ state, bench, say, act }: SceneProps<Incline>) {
  const { angle, gap, mass } = state;
  const place = placeOf(state);
  const end = useCarry({
    moved: ({ x, y }) => {
      const found = (Math.atan2(hingeY - y, Math.max(1, x - hingeX)) * 180) / Math.PI;
      const to = Math.round(Math.min(45, Math.max(0, found)) * 10) / 10;
      if (to !== angle) act({ set: 'angle', to });
    },
  });
  const lower = useCarry({
    moved: ({ x, y }) => {
      const from = Math.hypot(x - hingeX, y - hingeY) / scale;
      const to = Math.min(100, Math.max(20, Math.round((first - from) / 5) * 5));
      if (to !== gap) act({ set: 'gap', to });
    },
  });
  const along = (centimetres: number): number => hingeX + centimetres * scale;
  const size = 20 + mass * 0.028;
  const since = state.run && (bench.at - state.run.since) / 1000;
  const time = state.run && since !== undefined ? Math.min(since, timeTo(gap, state.run.gain)) : 0;
  const tip = {
    x: hingeX + 330 * Math.cos((angle * Math.PI) / 180),
    y: hingeY - 330 * Math.sin((angle * Math.PI) / 180),
  };
  return (
    <svg
      class="lab-picture"
      viewBox="0 0 400 340"
      role="img"
      aria-label={say('labs.incline.scene', { n: numberText(angle), place: Math.round(place) })}
    >
      <rect x="0" y="300" width="400" height="10" class="lab-metal" />
      <path d={`M${tip.x - 14} ${tip.y + 4}V300`} class="lab-probe" />
      <path d={`M${tip.x - 34} 300h40`} class="lab-probe" />
      <path
        d={`M${hingeX + 70} ${hingeY}A70 70 0 0 0 ${hingeX + 70 * Math.cos((angle * Math.PI) / 180)} ${hingeY - 70 * Math.sin((angle * Math.PI) / 180)}`}
        class="lab-hair"
      />
      <g transform={`translate(${hingeX} ${hingeY}) rotate(${-angle}) translate(${-hingeX} ${-hingeY})`}>
        <rect x={hingeX - 6} y={hingeY} width="336" height="9" rx="2" class="lab-wood" />
        {Array.from({ length: 12 }, (_, k) => (
          <path key={k} d={`M${along(k * 10)} ${hingeY}v${k % 5 ? 5 : 8}`} class="lab-hair" />
        ))}
        <g transform={`translate(${-place * scale} 0)`} class="lab-hand" onPointerDown={() => act({ do: 'hold' })}>
          <rect x={along(first)} y={hingeY - size} width={size * 1.3} height={size} rx="2" class="lab-weight" />
          <text x={along(first) + size * 0.65} y={hingeY - size / 2 + 4} text-anchor="middle" class="lab-on-ball">
            {mass}
          </text>
        </g>
        <Gate at={along(first)} isOn={place > 0} />
        <g class="lab-hand" {...lower.hands}>
          <Gate at={along(first - gap)} isOn={place >= gap} />
          <rect x={along(first - gap) - 16} y={hingeY - 70} width="32" height="84" fill="transparent" />
        </g>
        {state.isHeld && (
          <g class="lab-hand" onPointerDown={() => act({ do: 'release' })}>
            <rect x={along(first) - 9} y={hingeY - 26} width="8" height="26" rx="2" class="lab-catch" />
            <rect x={along(first) - 24} y={hingeY - 44} width="34" height="48" fill="transparent" />
          </g>
        )}
        <g class="lab-hand" {...end.hands}>
          <circle cx={hingeX + 330} cy={hingeY + 4} r="9" class="lab-catch" />
          <circle cx={hingeX + 330} cy={hingeY + 4} r="26" fill="transparent" />
        </g>
      </g>
      <circle cx={hingeX} cy={hingeY + 5} r="6" class="lab-metal" />
      <rect x="8" y="12" width="190" height="52" rx="8" class="lab-case" />
      <text x="103" y="36" text-anchor="middle" class="lab-display">
        {`${numberText(time, 3)} ${say('labs.unit.s')}`}
      </text>
      <text x="103" y="56" text-anchor="middle" class="lab-small">
        {say('labs.incline.timer')}
      </text>
      <rect x="204" y="12" width="112" height="52" rx="8" class="lab-case" />
      <text x="260" y="36" text-anchor="middle" class="lab-display">
        {`${numberText(angle, 1)}°`}
      </text>
      <text x="260" y="56" text-anchor="middle" class="lab-small">
        {say('labs.incline.tool.level')}
      </text>
      <text x="14" y="330" class="lab-small">
        {say(state.isHeld ? 'labs.incline.held' : 'labs.incline.loose')}
      </text>
    </svg>
  );
}

/** A gate of light across the board: its lamp is lit once something has passed. */
function Gate({ at, isOn }: { at: number; isOn: boolean }) {
  return (
    <g pointer-events="none">
      <path d={`M${at} ${hingeY}V${hingeY - 52}`} class="lab-hair" />
      <rect x={at - 6} y={hingeY - 62} width="12" height="12" rx="3" class="lab-case" />
      <circle cx={at} cy={hingeY - 56} r="3.5" class={isOn ? 'lab-hot' : 'lab-ring'} />
    </g>
  );
}
