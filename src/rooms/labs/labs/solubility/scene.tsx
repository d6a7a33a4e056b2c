import type { SceneProps } from '../../ui/scenes.ts';
import { crystalsOf, places, warmthOf, type Tube } from './model.ts';

const left: Readonly<Record<Tube['place'], number>> = { hot: 72, air: 200, ice: 328 };
const [bottom, wide] = [222, 44];
/** Drawn units for a gram of what is in the tube, and grams that one drawn crystal stands for. */
const [high, grain] = [2.6, 0.4];

/** A test tube with a thermometer; a bath of hot water, a rack, a bath with ice. A tap on a place takes the tube there. */
export function SolubilityScene({ state, say, act }: SceneProps<Tube>) {
  const crystals = crystalsOf(state);
  const status = say(`labs.solubility.${crystals > 0 ? 'crystals' : 'clear'}`);
  const where = say(`labs.solubility.choice.${state.place}`);
  return (
    <>
      <svg
        class="lab-picture"
        viewBox="0 0 400 320"
        role="img"
        aria-label={say('labs.solubility.scene', { n: state.salt, where, status })}
      >
        <rect x="0" y="252" width="400" height="10" class="lab-metal" />
        {places.map((place) => (
          <g
            key={place}
            class="lab-hand"
            onPointerDown={() => place !== state.place && act({ set: 'place', to: place })}
          >
            <rect x={left[place] - 62} y="24" width="124" height="228" class="lab-free" />
            <Place place={place} />
            <text x={left[place]} y="280" text-anchor="middle">
              {say(`labs.solubility.choice.${place}`)}
            </text>
          </g>
        ))}
        <Glass state={state} crystals={crystals} x={left[state.place]} />
        <Spoon
          x={250}
          sign="+"
          act={() => act({ set: 'salt', to: Math.min(40, Number((state.salt + 0.5).toFixed(1))) })}
        />
        <Spoon
          x={150}
          sign="−"
          act={() => act({ set: 'salt', to: Math.max(5, Number((state.salt - 0.5).toFixed(1))) })}
        />
        <text x="200" y="309" text-anchor="middle" class="lab-count">
          {say('labs.solubility.weighed', { n: String(state.salt).replace('.', ',') })}
        </text>
      </svg>
      <p class="spoken" role="status">
        {status}
      </p>
    </>
  );
}

function Place({ place }: { place: Tube['place'] }) {
  const x = left[place];
  if (place === 'air')
    return (
      <g class="lab-wood">
        <rect x={x - 56} y="120" width="112" height="10" />
        <rect x={x - 56} y="226" width="112" height="12" />
        <rect x={x - 56} y="120" width="8" height="132" />
        <rect x={x + 48} y="120" width="8" height="132" />
      </g>
    );
  return (
    <g>
      <rect x={x - 52} y="150" width="104" height="94" class="lab-water" />
      <path d={`M${x - 54} 132V246H${x + 54}V132`} class="lab-glass" />
      {place === 'hot' ? (
        <>
          <rect x={x - 60} y="244" width="120" height="8" rx="3" class="lab-hot" />
          <path d={[-34, 34].map((at) => `M${x + at} 128q-8 -10 0 -20t0 -20`).join('')} class="lab-glass" />
        </>
      ) : (
        [-40, -8, 24, -30, 12].map((at, k) => (
          <rect key={at} x={x + at} y={k < 3 ? 142 : 166} width="17" height="17" rx="3" class="lab-ice" />
        ))
      )}
    </g>
  );
}

/** The tube: what is dissolved is not seen, what is not lies on its bottom; the thermometer's thread without its numbers. */
function Glass({ state, crystals, x }: { state: Tube; crystals: number; x: number }) {
  const level = bottom - (state.water + state.salt * 0.4) * high;
  const thread = 205 - warmthOf(state) * 1.5;
  const count = crystals > 0 ? Math.min(75, Math.ceil(crystals / grain)) : 0;
  return (
    <g pointer-events="none">
      <path d={tubePath(x, level)} class="lab-water" />
      {Array.from({ length: count }, (_, k) => {
        const [row, place] = [Math.floor(k / 6), (k * 0.618 + 0.2) % 1];
        const at = x + (place - 0.5) * (row === 0 ? wide - 24 : wide - 12);
        const y = bottom - 6 - row * 6;
        return <path key={k} d={`M${at} ${y - 5}l5 5l-5 5l-5 -5z`} class="lab-crystal" />;
      })}
      <rect x={x - 4} y="36" width="8" height="170" rx="4" class="lab-thermometer" />
      <line x1={x} x2={x} y1={thread} y2="206" class="lab-thread" />
      <circle cx={x} cy="207" r="6" class="lab-pointer" />
      {Array.from({ length: 11 }, (_, k) => (
        <line key={k} x1={x + 4} x2={x + (k % 5 ? 8 : 12)} y1={205 - k * 15} y2={205 - k * 15} class="lab-mark" />
      ))}
      {[0, 50, 100].map((each) => (
        <text key={each} x={x + 26} y={209 - each * 1.5}>
          {each}
        </text>
      ))}
      <path d={tubePath(x, 60)} class="lab-glass" />
    </g>
  );
}

function tubePath(x: number, top: number): string {
  const half = wide / 2;
  return `M${x - half} ${top}V${bottom - 20}a${half} 22 0 0 0 ${wide} 0V${top}`;
}

function Spoon({ x, sign, act }: { x: number; sign: string; act: () => void }) {
  return (
    <g class="lab-hand" onPointerDown={act}>
      <circle cx={x + (x > 200 ? 40 : -40)} cy="303" r="15" class="lab-ball" />
      <text x={x + (x > 200 ? 40 : -40)} y="308" text-anchor="middle" class="lab-on-ball" pointer-events="none">
        {sign}
      </text>
    </g>
  );
}
