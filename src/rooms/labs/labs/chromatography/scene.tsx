import type { SceneProps } from '../../ui/scenes.ts';
import { dyes, frontOf, paper, spotOf, type Dye, type Strip } from './model.ts';

/** The starting line, the middle of the strip in the jar and on the table, and drawn units for a centimetre. */
const [start, unit] = [262, 14.5];
const colours: Readonly<Record<Dye, string>> = { red: '#d43a3a', violet: '#7a3fb0', yellow: '#e0b000' };

/** A jar with solvent and a strip of paper with a spot of ink; a tap puts the strip in, takes it out, or takes a new one. */
export function ChromatographyScene({ state, say, act }: SceneProps<Strip>) {
  const isIn = state.since !== undefined && state.stopped === undefined;
  const key = isIn ? 'running' : state.stopped === undefined ? 'ready' : 'dry';
  const status = say(`labs.chromatography.${key}`);
  const n = Math.round(frontOf(state));
  const deed = isIn ? 'lift' : state.stopped === undefined ? 'run' : 'fresh';
  const x = isIn ? 92 : 250;
  return (
    <>
      <svg
        class="lab-picture"
        viewBox="0 0 400 340"
        role="img"
        aria-label={say('labs.chromatography.scene', { n, status })}
      >
        <rect x="0" y="300" width="400" height="8" class="lab-metal" />
        <g class="lab-hand" onPointerDown={() => act({ do: isIn ? 'lift' : 'run' })}>
          <rect x="34" y="276" width="116" height="22" class="lab-water" />
          <path d="M32 22V300H152V22" class="lab-glass" />
          <rect x="26" y="14" width="132" height="8" rx="3" class="lab-metal" />
          <text x="92" y="326" text-anchor="middle">
            {say('labs.chromatography.jar', { n: state.ethanol })}
          </text>
        </g>
        {!isIn && <rect x="204" y="24" width="140" height="272" rx="6" class="lab-wood" />}
        <g class="lab-hand" onPointerDown={() => act({ do: deed })}>
          <Paper state={state} x={x} />
        </g>
        {!isIn && <Ruler x={x + 34} />}
        <text x="380" y="326" text-anchor="end" class="lab-count">
          {status}
        </text>
      </svg>
      <p class="spoken" role="status">
        {status}
      </p>
    </>
  );
}

function Paper({ state, x }: { state: Strip; x: number }) {
  const front = frontOf(state);
  const top = start - paper * unit;
  return (
    <g>
      <rect x={x - 30} y={top - 8} width="60" height={start + 26 - top} fill="#fdfcf6" class="lab-outline" />
      {front > 0 && (
        <rect x={x - 30} y={start - front * unit} width="60" height={front * unit + 18} fill="#9cc9dd" opacity="0.35" />
      )}
      <line x1={x - 30} x2={x + 30} y1={start} y2={start} stroke="#555" stroke-dasharray="4 3" />
      <line x1={x - 30} x2={x + 30} y1={start - state.front * unit} y2={start - state.front * unit} stroke="#555" />
      {front > 0 && (
        <line x1={x - 30} x2={x + 30} y1={start - front * unit} y2={start - front * unit} stroke="#1b6d8c" />
      )}
      {front < 0.4 ? (
        <circle cx={x} cy={start} r="6" fill="#3b2a4a" />
      ) : (
        dyes.map((dye) => (
          <ellipse
            key={dye}
            cx={x}
            cy={start - spotOf(state, dye) * unit}
            rx={6 + front * 0.3}
            ry={4 + front * 0.25}
            fill={colours[dye]}
            opacity="0.85"
          />
        ))
      )}
    </g>
  );
}

/** Centimetres from the starting line upwards. */
function Ruler({ x }: { x: number }) {
  return (
    <g class="lab-ruler">
      <rect x={x} y={start - paper * unit - 6} width="34" height={paper * unit + 14} />
      {Array.from({ length: paper * 2 + 1 }, (_, k) => (
        <line key={k} x1={x} x2={x + (k % 2 ? 6 : 11)} y1={start - (k * unit) / 2} y2={start - (k * unit) / 2} />
      ))}
      {[0, 5, 10, 15].map((each) => (
        <text key={each} x={x + 14} y={start + 4 - each * unit}>
          {each}
        </text>
      ))}
    </g>
  );
}
