import type { SceneProps } from '../../ui/scenes.ts';
import { absorbanceOf, whole, type Mixture } from './model.ts';

const names = ['iron', 'thiocyanate'] as const;
const most = 5;

/** Two bottles with pipettes, a beaker, a colorimeter with its cell. Taps take more or less of a solution; one mixes. */
export function EquilibriumScene({ state, say, act }: SceneProps<Mixture>) {
  const absorbance = absorbanceOf(state);
  const status = say(`labs.equilibrium.${absorbance === undefined ? 'empty' : 'full'}`);
  // The red of the complex lets less through the more there is of it (Beer's law, over the beaker's three centimetres).
  const red = absorbance === undefined ? 0 : 1 - 10 ** (-1.6 * absorbance);
  return (
    <svg
      class="lab-picture"
      viewBox="0 0 400 310"
      role="img"
      aria-label={say('labs.equilibrium.scene', { a: state.iron, b: state.thiocyanate, status })}
    >
      <rect x="0" y="266" width="400" height="8" class="lab-metal" />
      {names.map((name, k) => (
        <Bottle
          key={name}
          x={44 + k * 88}
          volume={state[name]}
          colour={k === 0 ? '#f0d88a' : '#e9f2f5'}
          label={k === 0 ? 'Fe³⁺' : 'SCN⁻'}
          take={(by) => act({ set: name, to: Math.min(most, Math.max(0, state[name] + by)) })}
          unit={say('labs.unit.mL')}
        />
      ))}
      <g class="lab-hand" onPointerDown={() => act({ do: 'mix' })}>
        <rect x="196" y="120" width="84" height="146" class="lab-free" />
        {absorbance !== undefined && (
          <>
            <rect x="202" y="196" width="72" height="68" class="lab-water" />
            <rect x="202" y="196" width="72" height="68" fill="#b3200f" opacity={red} />
          </>
        )}
        <path d="M200 160V258a7 7 0 0 0 7 7H269a7 7 0 0 0 7 -7V160" class="lab-glass" />
        <line x1="262" x2="244" y1="128" y2="256" class="lab-mark" />
        <text x="238" y="290" text-anchor="middle">
          {say('labs.equilibrium.do.mix')}
        </text>
      </g>
      <Colorimeter red={red} isFull={absorbance !== undefined} />
      <text x="390" y="24" text-anchor="end" class="lab-count">
        {say('labs.equilibrium.water', {
          n: String(whole - state.iron - state.thiocyanate).replace('.', ','),
        })}
      </text>
    </svg>
  );
}

function Bottle({
  x,
  volume,
  colour,
  label,
  unit,
  take,
}: {
  x: number;
  volume: number;
  colour: string;
  label: string;
  unit: string;
  take: (by: number) => void;
}) {
  return (
    <g>
      <path d={`M${x - 30} 196V258a8 8 0 0 0 8 8H${x + 22}a8 8 0 0 0 8 -8V196z`} fill={colour} />
      <path
        d={`M${x - 10} 150V170L${x - 30} 190V258a8 8 0 0 0 8 8H${x + 22}a8 8 0 0 0 8 -8V190L${x + 10} 170V150z`}
        class="lab-glass"
      />
      <rect x={x - 24} y="210" width="48" height="26" rx="4" class="lab-sheet" />
      <text x={x} y="228" text-anchor="middle">
        {label}
      </text>
      <rect x={x - 5} y={140 - volume * 16} width="10" height={volume * 16} fill={colour} class="lab-outline" />
      <path d={`M${x - 5} 36V140L${x} 150L${x + 5} 140V36z`} class="lab-glass" />
      <text x={x} y="26" text-anchor="middle">
        {`${String(volume).replace('.', ',')} ${unit}`}
      </text>
      {[-0.5, 0.5].map((by) => (
        <g key={by} class="lab-hand" onPointerDown={() => take(by)}>
          <circle cx={x + (by > 0 ? 26 : -26)} cy="92" r="16" class="lab-ball" />
          <text
            x={x + (by > 0 ? 26 : -26)}
            y="97"
            text-anchor="middle"
            class="lab-on-ball lab-count"
            pointer-events="none"
          >
            {by > 0 ? '+' : '−'}
          </text>
        </g>
      ))}
    </g>
  );
}

/** Lamp, cell and eye of the instrument, seen through its open lid. */
function Colorimeter({ red, isFull }: { red: number; isFull: boolean }) {
  return (
    <g>
      <rect x="296" y="170" width="98" height="96" rx="8" class="lab-metal" />
      <rect x="304" y="180" width="82" height="52" rx="4" class="lab-sheet" />
      <circle cx="316" cy="206" r="7" fill="#ffe27a" class="lab-outline" />
      <path d="M324 206H334M356 206H372" stroke="#7aa7ff" stroke-width="4" />
      <rect x="334" y="188" width="22" height="36" class="lab-water" />
      {isFull && <rect x="334" y="188" width="22" height="36" fill="#b3200f" opacity={red} />}
      <rect x="334" y="188" width="22" height="36" class="lab-glass" />
      <rect x="372" y="196" width="8" height="20" class="lab-metal" />
      <text x="345" y="254" text-anchor="middle" class="lab-on-ball">
        450
      </text>
    </g>
  );
}
