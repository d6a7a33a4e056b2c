import { useRef } from 'preact/hooks';
import type { SceneProps } from '../../ui/scenes.ts';
import { lightOf, oxygenOf, type Photosynthesis } from './model.ts';

type Props = SceneProps<Photosynthesis>;
type Hand = Pick<Props, 'act'>;

/** The vessel's wall, from which the rule counts; drawn units for a centimetre. */
const wallX = 136;
const perCentimetre = 1.85;

/** A lamp on a rule before a vessel of waterweed: the lamp is pulled along; spoons of soda, a thermometer, bubbles. */
export function PhotosynthesisScene({ state, say, act }: Props) {
  const oxygen = oxygenOf(state);
  const about = say('labs.photosynthesis.scene', { d: state.distance, s: String(state.soda).replace('.', ',') });
  return (
    <svg class="lab-picture" viewBox="0 0 480 360" role="img" aria-label={about}>
      <Light distance={state.distance} />
      <Vessel state={state} oxygen={oxygen} />
      <Rule />
      <Lamp state={state} act={act} />
      <text x="470" y="26" text-anchor="end">
        {say('labs.photosynthesis.lamp')}
      </text>
      <Soda soda={state.soda} name={say('labs.photosynthesis.soda')} act={act} />
      <Warmth temperature={state.temperature} act={act} />
    </svg>
  );
}

function Light({ distance }: { distance: number }) {
  const x = wallX + distance * perCentimetre;
  const strength = Math.min(0.85, 0.12 + Math.sqrt(lightOf(distance) / 2000) * 0.75);
  return <path d={`M${x} 116L34 70V236L${x} 150Z`} fill="#ffe27a" opacity={strength} />;
}

function Vessel({ state, oxygen }: { state: Photosynthesis; oxygen: number }) {
  const seconds = state.at / 1000;
  // As many bubbles on their way as rise in some two seconds.
  const many = Math.min(16, Math.round(Math.max(0, oxygen) * 0.5));
  return (
    <g>
      <rect x="40" y="84" width="92" height="150" class="lab-water" opacity="0.7" />
      <g fill="none" stroke="#2f8f3a" stroke-width="3" stroke-linecap="round">
        {[62, 84, 106].map((x, k) => (
          <g key={x}>
            <path d={`M${x} 230Q${x - 8} 190 ${x + 2} 150T${x} ${108 + k * 8}`} />
            {Array.from({ length: 7 }, (_, n) => (
              <path
                key={n}
                d={`M${x - 2} ${222 - n * 16}q-12 -4 -14 -10M${x - 2} ${222 - n * 16}q12 -4 14 -10`}
                stroke="#4fae55"
              />
            ))}
          </g>
        ))}
      </g>
      {Array.from({ length: many }, (_, k) => {
        const rise = (seconds * 0.55 + k * 0.618) % 1;
        return (
          <circle
            key={k}
            cx={58 + ((k * 29) % 56)}
            cy={200 - rise * 112}
            r={2 + (k % 2)}
            fill="#fff"
            stroke="#5b8fa0"
          />
        );
      })}
      <path d="M36 66V226Q36 238 48 238H124Q136 238 136 226V66" class="lab-glass" />
      <path d="M112 40h12v120h-12z" fill="var(--ink)" />
      <path d="M118 40V20H20" class="lab-wire" />
      <text x="20" y="14">
        O₂
      </text>
    </g>
  );
}

function Rule() {
  return (
    <g class="lab-ruler">
      <rect x={wallX} y="244" width={150 * perCentimetre + 20} height="26" />
      {Array.from({ length: 31 }, (_, k) => {
        const x = wallX + k * 5 * perCentimetre;
        return (
          <g key={k}>
            <line x1={x} x2={x} y1="244" y2={k % 2 ? 250 : 254} />
            {k % 5 === 0 && (
              <text x={x} y="267" text-anchor="middle">
                {k * 5}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

function Lamp({ state, act }: { state: Photosynthesis } & Hand) {
  const pulled = useRef(false);
  const x = wallX + state.distance * perCentimetre;
  const wantedAt = (event: PointerEvent): number => {
    const matrix = (event.currentTarget as SVGGElement).ownerSVGElement?.getScreenCTM()?.inverse();
    if (!matrix) return state.distance;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix).x;
    return Math.min(150, Math.max(10, Math.round((at - wallX) / perCentimetre / 5) * 5));
  };
  return (
    <g
      class="lab-hand"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        pulled.current = true;
      }}
      onPointerUp={(event) => {
        const wanted = wantedAt(event);
        if (pulled.current && wanted !== state.distance) act({ set: 'distance', to: wanted });
        pulled.current = false;
      }}
    >
      <rect x={x - 20} y="90" width="64" height="154" fill="transparent" />
      <path d={`M${x + 22} 150V240`} stroke="var(--quiet)" stroke-width="7" />
      <rect x={x + 2} y="236" width="40" height="8" rx="3" class="lab-metal" />
      <path d={`M${x} 112L${x + 34} 122V144L${x} 154Z`} fill="var(--ink)" />
      <circle cx={x + 2} cy="133" r="13" fill="#ffe27a" stroke="#b58a00" />
      <path
        d={`M${x - 12} 176h28m-8 -7l8 7l-8 7m-12 -14l-8 7l8 7`}
        fill="none"
        stroke="var(--sky)"
        stroke-width="2.5"
      />
    </g>
  );
}

/** Spoons of hydrogencarbonate: the vessel's carbon dioxide. */
function Soda({ soda, name, act }: { soda: number; name: string } & Hand) {
  return (
    <g>
      <text x="10" y="296">
        {name}
      </text>
      {[0, 0.1, 0.3, 0.5, 1].map((each, k) => {
        const isIn = each === soda;
        return (
          <g key={each} class="lab-hand" onPointerDown={() => act({ set: 'soda', to: each })}>
            <rect x={10 + k * 54} y="304" width="50" height="46" rx="8" class="lab-box" />
            {isIn && <rect x={10 + k * 54} y="304" width="50" height="46" rx="8" fill="var(--sky)" />}
            <text x={35 + k * 54} y="333" text-anchor="middle" style={isIn ? { fill: 'var(--on-sky)' } : undefined}>
              {String(each).replace('.', ',')}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function Warmth({ temperature, act }: { temperature: number } & Hand) {
  const set = (to: number) => act({ set: 'temperature', to: Math.min(40, Math.max(10, to)) });
  return (
    <g>
      {[-5, 5].map((by) => (
        <g key={by} class="lab-hand" onPointerDown={() => set(temperature + by)}>
          <rect x={by < 0 ? 306 : 420} y="304" width="50" height="46" rx="8" class="lab-box" />
          <text x={by < 0 ? 331 : 445} y="335" text-anchor="middle" style={{ fontSize: '22px' }}>
            {by < 0 ? '−' : '+'}
          </text>
        </g>
      ))}
      <text x="388" y="333" text-anchor="middle" style={{ fontSize: '16px' }}>
        {temperature} °C
      </text>
    </g>
  );
}
