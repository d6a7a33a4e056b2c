import type { SceneProps } from '../../ui/scenes.ts';
import { cationOf, sightOf, tests, type Cation, type Sight } from './ions.ts';
import type { Jar } from './model.ts';

/** Colours of solutions, precipitates and flames: what is seen, the same by day and by night. */
const solutions: Partial<Readonly<Record<Cation, string>>> = { cu: '#6fb7e8', fe2: '#c9e2c4', fe3: '#e3b65c' };
const clear = '#e4f1f5';
const precipitates: Partial<Readonly<Record<Sight, string>>> = {
  white: '#ffffff',
  curdy: '#ffffff',
  cream: '#f6ecc4',
  yellow: '#f2da3a',
  blue: '#2f7fd1',
  green: '#6d9277',
  brown: '#93471f',
  black: '#2a2a2a',
};
const flames: Partial<Readonly<Record<Sight, string>>> = {
  'yellow-flame': '#ffc400',
  'violet-flame': '#b07ae0',
  'brick-flame': '#d9502b',
  'green-flame': '#9fd33d',
  'bluegreen-flame': '#22b795',
};

/** A jar with a salt, a test tube, a burner with a wire, and a row of reagents. A tap on one does the test with a new portion. */
export function UnknownScene({ state, say, act }: SceneProps<Jar>) {
  const sight = sightOf(state.salt, state.test);
  const test = say(`labs.unknown.choice.${state.test}`);
  const seen = say(`labs.unknown.seen.${sight}`);
  return (
    <svg class="lab-picture" viewBox="0 0 400 330" role="img" aria-label={say('labs.unknown.scene', { test, seen })}>
      <rect x="0" y="222" width="400" height="8" class="lab-metal" />
      <g>
        <rect x="24" y="150" width="64" height="72" rx="8" class="lab-sheet" />
        <path d="M28 190q12 -9 28 -3t28 -4V214a6 6 0 0 1 -6 6H34a6 6 0 0 1 -6 -6z" fill="#ffffff" class="lab-outline" />
        <rect x="30" y="140" width="52" height="12" rx="3" class="lab-metal" />
        <text x="56" y="178" text-anchor="middle" class="lab-count">
          X
        </text>
      </g>
      {state.test === 'flame' ? <Burner sight={sight} /> : <Tube cation={cationOf(state.salt)} sight={sight} />}
      {(state.test === 'warm' || state.test === 'flame') && <Lamp isSmall={state.test === 'warm'} />}
      {sight === 'ammonia' && <Litmus />}
      {tests.map((each, k) => {
        const [x, y] = [8 + (k % 4) * 98, 238 + Math.floor(k / 4) * 46];
        const isOn = each === state.test;
        return (
          <g key={each} class="lab-hand" onPointerDown={() => act({ set: 'test', to: each })}>
            <rect x={x} y={y} width="90" height="40" rx="6" class={isOn ? 'lab-ball' : 'lab-sheet'} />
            <text x={x + 45} y={y + 25} text-anchor="middle" class={isOn ? 'lab-on-ball' : ''} pointer-events="none">
              {say(`labs.unknown.short.${each}`)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

const [left, right, top, bottom] = [178, 222, 20, 166];

function Tube({ cation, sight }: { cation: Cation; sight: Sight }) {
  const precipitate = precipitates[sight];
  const isThick = precipitate !== undefined;
  const lumps = sight === 'curdy' || sight === 'cream';
  const body = `M${left} 72V${bottom - 20}a22 20 0 0 0 ${right - left} 0V72z`;
  return (
    <g>
      <path d={body} fill={isThick ? clear : (solutions[cation] ?? clear)} />
      {isThick && (
        <path
          d={
            lumps
              ? `M${left} 132q8 -14 15 -2t14 -2t15 3V${bottom - 20}a22 20 0 0 1 ${left - right} 0z`
              : `M${left} 106q22 -8 44 0V${bottom - 20}a22 20 0 0 1 ${left - right} 0z`
          }
          fill={precipitate}
          class="lab-outline"
        />
      )}
      {sight === 'gas' &&
        [0, 1, 2, 3, 4, 5, 6, 7].map((k) => (
          <circle
            key={k}
            cx={left + 8 + ((k * 17) % 30)}
            cy={bottom - 18 - k * 12}
            r={2.5 + (k % 3)}
            fill="#ffffff"
            class="lab-outline"
          />
        ))}
      <path d={`M${left} ${top}V${bottom - 20}a22 20 0 0 0 ${right - left} 0V${top}`} class="lab-glass" />
      <path d={`M${right} 56H300V222`} class="lab-glass" />
    </g>
  );
}

function Burner({ sight }: { sight: Sight }) {
  const colour = flames[sight];
  return (
    <g>
      <path d="M200 60q34 46 16 92h-32q-18 -46 16 -92z" fill={colour ?? '#8fb9ea'} opacity={colour ? 0.95 : 0.55} />
      <path d="M200 104q14 22 7 48h-14q-7 -26 7 -48z" fill="#cfe4fb" opacity="0.8" />
      <path d="M330 120H222" class="lab-glass" />
      <circle cx="215" cy="120" r="7" class="lab-glass" />
      <rect x="328" y="112" width="52" height="16" rx="6" class="lab-wood" />
    </g>
  );
}

/** A spirit lamp: with its own small flame under a tube, without where the flame itself is what is looked at. */
function Lamp({ isSmall }: { isSmall: boolean }) {
  return (
    <g>
      {isSmall && <path d="M200 168q12 10 6 24h-12q-6 -14 6 -24z" fill="#f0a53a" />}
      <rect x="194" y={isSmall ? 190 : 152} width="12" height={isSmall ? 12 : 50} class="lab-metal" />
      <path d="M176 222q-4 -22 24 -22t24 22z" class="lab-metal" />
    </g>
  );
}

/** Damp red litmus paper over the tube, turned blue. */
function Litmus() {
  return <rect x="192" y="6" width="16" height="34" fill="#3b63c4" class="lab-outline" />;
}
