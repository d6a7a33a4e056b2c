import type { SceneProps } from '../../ui/scenes.ts';
import { breathOf, pulseOf, secondsOf, type Body } from './model.ts';

/** How much of a beat the heart's wave shows, from the beginning of a beat to its end: a share from −1 to 1. */
function waveAt(phase: number): number {
  if (phase < 0.1) return 0.12 * Math.sin((phase / 0.1) * Math.PI);
  if (phase < 0.16) return 0;
  if (phase < 0.2) return -0.15;
  if (phase < 0.24) return 1;
  if (phase < 0.28) return -0.3;
  if (phase > 0.42 && phase < 0.6) return 0.22 * Math.sin(((phase - 0.42) / 0.18) * Math.PI);
  return 0;
}

/** Somebody at a bench, and a screen with the heart's wave. A tap on them begins to step, another one ends it. */
export function HeartScene({ state, say, act }: SceneProps<Body>) {
  const pulse = pulseOf(state);
  const { isMoving } = state;
  const swing = isMoving && state.steps > 0 ? Math.sin((state.at / 60_000) * state.steps * 2 * Math.PI) : -1;
  const beat = (state.at / 60_000) * pulse;
  const swell = 1 + 0.08 * Math.max(0, Math.sin(beat * 2 * Math.PI));
  const wave = Array.from({ length: 121 }, (_, k) => {
    const at = beat - (120 - k) / 40;
    return `${k === 0 ? 'M' : 'L'}${206 + k * 1.45} ${(96 - 52 * waveAt(at - Math.floor(at))).toFixed(1)}`;
  }).join('');
  return (
    <svg
      class="lab-picture"
      viewBox="0 0 400 360"
      role="img"
      aria-label={say(`labs.heart.scene.${isMoving ? 'moving' : 'resting'}`, { n: Math.round(secondsOf(state)) })}
    >
      <rect x="196" y="24" width="194" height="112" rx="8" class="lab-screen" />
      <path d={wave} class="lab-trace" />
      <g transform={`translate(296 218) scale(${swell.toFixed(3)})`}>
        <path
          d="M0 48C-62 6 -52 -40 -24 -40C-10 -40 -2 -30 0 -22C2 -30 10 -40 24 -40C52 -40 62 6 0 48z"
          class="lab-hot"
        />
      </g>
      <text x="296" y="300" text-anchor="middle">
        {say('labs.heart.breaths', { n: Math.round(breathOf(state)) })}
      </text>
      <g class="lab-hand" onPointerDown={() => act({ do: isMoving ? 'stop' : 'start' })}>
        <rect x="14" y="20" width="168" height="320" fill="transparent" />
        <rect x="84" y="292" width="92" height="44" rx="4" class="lab-box" />
        <rect x="10" y="336" width="380" height="8" rx="3" class="lab-metal" />
        <Figure lift={(swing + 1) / 2} />
        <rect x="14" y="20" width="168" height="44" rx="8" class="lab-box" />
        <text x="98" y="47" text-anchor="middle">
          {say(`labs.heart.do.${isMoving ? 'stop' : 'start'}`)}
        </text>
      </g>
    </svg>
  );
}

/** Stands beside the bench at 0, on it at 1. */
function Figure({ lift }: { lift: number }) {
  const [x, y] = [52 + 74 * lift, 336 - 44 * lift];
  return (
    <g class="lab-person">
      <circle cx={x} cy={y - 168} r="20" />
      <path d={`M${x + 26} ${y - 112}Q${x + 60} ${y - 150} 196 110`} class="lab-wire" />
      <path d={`M${x} ${y - 148}V${y - 76}`} />
      <path d={`M${x} ${y - 136}L${x - 24} ${y - 96}M${x} ${y - 136}L${x + 26} ${y - 112}`} />
      <path
        d={`M${x} ${y - 76}L${x - 16} ${y}M${x} ${y - 76}L${x + 20 * (1 - lift) + 14 * lift} ${y - 44 * lift * (1 - lift)}`}
      />
    </g>
  );
}
