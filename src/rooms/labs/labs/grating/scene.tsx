import type { SceneProps } from '../../ui/scenes.ts';
import { fringeAt, halfScreen, placeOf, slides, type Grating } from './model.ts';

/** The colour of light as eyes see it, from violet to red. */
function colourOf(nanometres: number): string {
  const steps: readonly (readonly [number, number])[] = [
    [440, 250],
    [490, 185],
    [530, 120],
    [580, 60],
    [610, 30],
    [680, 0],
  ];
  const k = Math.max(
    1,
    steps.findIndex(([to]) => nanometres <= to),
  );
  const [[from = 440, a = 0] = [], [to = 680, b = 0] = []] = [steps[k - 1] ?? [], steps[k] ?? []];
  return `hsl(${Math.round(a + ((b - a) * (nanometres - from)) / (to - from))} 95% 52%)`;
}

/** From above: laser, slide and screen. Beneath: the screen itself with its ruler, and the spots that are measured. */
export function GratingScene({ state, say, act }: SceneProps<Grating>) {
  const { wavelength, slide, distance, order } = state;
  const colour = colourOf(wavelength);
  const screenX = 110 + distance * 1.35;
  // Two slits are looked at closely: 4 cm to each side; gratings throw their spots over the whole screen.
  const half = slide === 'double' ? 4 : halfScreen;
  const place = placeOf(state, order);
  const scale = 184 / half;
  const spots = [-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6].flatMap((m) => {
    const at = placeOf(state, Math.abs(m));
    return at === undefined ? [] : [{ m, at: Math.sign(m) * at }];
  });
  const isSeen = place !== undefined && place <= half;
  return (
    <svg
      class="lab-picture"
      viewBox="0 0 400 330"
      role="img"
      aria-label={say(isSeen ? 'labs.grating.scene' : 'labs.grating.scene.none', { n: order, l: distance })}
    >
      <rect x="8" y="56" width="58" height="26" rx="5" class="lab-metal" />
      <text x="37" y="48" text-anchor="middle">
        {say('labs.grating.laser')}
      </text>
      <line x1="66" x2="110" y1="69" y2="69" stroke={colour} stroke-width="3" />
      {spots
        .filter(({ m }) => Math.abs(m) <= (slide === 'double' ? 6 : 2))
        .map(({ m, at }) => {
          const y = 69 + Math.max(-52, Math.min(52, slide === 'double' ? at * 9 : at * 0.9));
          return <line key={m} x1="110" y1="69" x2={screenX} y2={y} stroke={colour} opacity={m === 0 ? 1 : 0.45} />;
        })}
      <rect x="107" y="44" width="6" height="50" class="lab-metal" />
      <text x="110" y="110" text-anchor="middle">
        {say(`labs.grating.short.${slide}`)}
      </text>
      <rect
        x={screenX}
        y="12"
        width="7"
        height="114"
        class="lab-ruler"
        fill="var(--wait-ground)"
        stroke="var(--line)"
      />
      <path d={`M110 136H${screenX}M110 131V141M${screenX} 131V141`} class="lab-wire" />
      <text x={(110 + screenX) / 2} y="131" text-anchor="middle">
        {`L = ${distance} ${say('labs.unit.cm')}`}
      </text>
      <rect x="10" y="150" width="380" height="64" fill="#101010" rx="4" />
      {slide === 'double'
        ? Array.from({ length: 190 }, (_, k) => {
            const at = ((k + 0.5) / 95 - 1) * half;
            const bright = fringeAt(state, at);
            return bright < 0.02 ? null : (
              <rect key={k} x={16 + k * 1.937} y="160" width="2.1" height="44" fill={colour} opacity={bright} />
            );
          })
        : spots.map(({ m, at }) => (
            <circle
              key={m}
              cx={200 + at * scale}
              cy="182"
              r={m === 0 ? 5 : 4}
              fill={colour}
              opacity={m === 0 ? 1 : 0.85}
            />
          ))}
      {isSeen && place !== undefined && (
        <g>
          {[-1, 1].map((side) => (
            <path key={side} d={`M${200 + side * place * scale} 216l-5 9h10z`} class="lab-pointer" />
          ))}
          <text x="12" y="232">
            {`x: m = ${order}`}
          </text>
        </g>
      )}
      <g class="lab-ruler">
        <rect x="10" y="238" width="380" height="30" />
        {Array.from({ length: 41 }, (_, k) => {
          const x = 200 + ((k - 20) / 20) * 184;
          return <line key={k} x1={x} x2={x} y1="238" y2={k % 10 ? (k % 5 ? 244 : 248) : 252} />;
        })}
        {[-1, -0.5, 0, 0.5, 1].map((share) => (
          <text
            key={share}
            x={200 + share * 184}
            y="265"
            text-anchor={share < -0.9 ? 'start' : share > 0.9 ? 'end' : 'middle'}
          >
            {`${String(Math.abs(share * half)).replace('.', ',')} ${share === 1 ? say('labs.unit.cm') : ''}`}
          </text>
        ))}
      </g>
      {slides.map((each, k) => (
        <g key={each} class="lab-hand" onPointerDown={() => slide !== each && act({ set: 'slide', to: each })}>
          <rect
            x={10 + k * 97}
            y="278"
            width="89"
            height="44"
            rx="6"
            class="lab-dial-face"
            style={{ stroke: slide === each ? 'var(--sky)' : 'var(--line)', strokeWidth: slide === each ? 3 : 1 }}
          />
          <text x={54 + k * 97} y="305" text-anchor="middle" pointer-events="none">
            {say(`labs.grating.short.${each}`)}
          </text>
        </g>
      ))}
    </svg>
  );
}
