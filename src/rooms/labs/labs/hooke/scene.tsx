import type { SceneProps } from '../../ui/scenes.ts';
import { placeOf, type Spring } from './model.ts';

const scale = 5.6;
const top = 30;

/** A spring at a stand with loads on its hook; a ruler beside it shows where the pointer is. A tap on a load hangs it up. */
export function HookeScene({ state, bench, say, act }: SceneProps<Spring>) {
  const place = placeOf(state);
  const end = top + place * scale;
  const mass = Number(bench.settings['mass'] ?? 0);
  const turns = 7;
  const path = Array.from({ length: turns * 2 + 1 }, (_, k) => {
    const y = top + ((end - 14 - top) * k) / (turns * 2);
    return `${k === 0 ? 'M' : 'L'}${200 + (k === 0 || k === turns * 2 ? 0 : k % 2 ? 14 : -14)} ${y}`;
  }).join('');
  const side = 16 + Math.cbrt(mass) * 5;
  return (
    <svg class="lab-picture" viewBox="0 0 400 400" role="img" aria-label={say('labs.hooke.scene', { n: mass })}>
      <rect x="40" y="14" width="10" height="370" rx="3" class="lab-metal" />
      <rect x="20" y="380" width="130" height="12" rx="4" class="lab-metal" />
      <rect x="40" y="20" width="180" height="10" rx="3" class="lab-metal" />
      <g class="lab-ruler">
        <rect x="236" y={top} width="44" height={60 * scale} />
        {Array.from({ length: 61 }, (_, k) => (
          <g key={k}>
            <line x1="236" x2={236 + (k % 5 ? 7 : 14)} y1={top + k * scale} y2={top + k * scale} />
            {k % 10 === 0 && (
              <text x="256" y={top + k * scale + 5}>
                {k}
              </text>
            )}
          </g>
        ))}
      </g>
      <path d={path} class="lab-spring" />
      <path d={`M200 ${end - 14}V${end}M200 ${end}H234`} class="lab-spring" />
      <path d={`M236 ${end}l-8 -5v10z`} class="lab-pointer" />
      {mass > 0 && (
        <g>
          <path d={`M200 ${end}V${end + 10}`} class="lab-spring" />
          <rect x={200 - side / 2} y={end + 10} width={side} height={side} rx="4" class="lab-ball" />
          <text x="200" y={end + 14 + side / 2} text-anchor="middle" class="lab-on-ball">
            {mass}
          </text>
        </g>
      )}
      {[50, 100, 200].map((load, k) => (
        <g key={load} class="lab-ball" onPointerDown={() => act({ set: 'mass', to: mass === load ? 0 : load })}>
          <rect x="320" y={70 + k * 90} width="56" height="56" rx="6" opacity={mass === load ? 0.3 : 1} />
          <text x="348" y={103 + k * 90} text-anchor="middle" class="lab-on-ball" pointer-events="none">
            {load}
          </text>
        </g>
      ))}
    </svg>
  );
}
