import { useRef } from 'preact/hooks';
import type { SceneProps } from '../../ui/scenes.ts';
import { blurOf, slides, type Microscope, type Slide } from './model.ts';
import { measuredOf, middle, perDivision, Specimen, zeroX } from './specimen.tsx';

/** A microscope with three objectives, a screw and a box of slides; beside it what the eye sees, with the eyepiece's scale. */
export function MicroscopeScene({ state, say, act }: SceneProps<Microscope>) {
  const { slide, objective } = state;
  const name = say(`labs.microscope.choice.${slide}`);
  const isBlurred = slide !== 'none' && blurOf(state) > 1;
  const about = say(`labs.microscope.view.${slide === 'none' ? 'empty' : isBlurred ? 'blurred' : 'sharp'}`);
  return (
    <svg
      class="lab-picture"
      viewBox="0 0 480 400"
      role="img"
      aria-label={say('labs.microscope.scene', { n: objective, name, about })}
    >
      <Stand state={state} act={act} />
      <Eye state={state} say={say} />
      {(isBlurred || slide === 'none') && (
        <text x={middle.x} y="326" text-anchor="middle">
          {about}
        </text>
      )}
      {slides.slice(1).map((each, k) => (
        <SlideInBox key={each} slide={each} x={4 + k * 119} isOut={each === slide} say={say} act={act} />
      ))}
    </svg>
  );
}

type Hand = Pick<SceneProps<Microscope>, 'act'>;
type Say = SceneProps<Microscope>['say'];

const turret = { x: 84, y: 132 };
const barrels = [
  { objective: 4, length: 40, ring: '#c0392b' },
  { objective: 10, length: 52, ring: '#c9a400' },
  { objective: 40, length: 66, ring: '#2b6cb0' },
] as const;

function Stand({ state, act }: { state: Microscope } & Hand) {
  const turned = barrels.findIndex(({ objective }) => objective === state.objective);
  const stage = 226;
  return (
    <g>
      <rect x="10" y="302" width="146" height="14" rx="5" class="lab-metal" />
      <path d="M22 304V120Q22 70 60 70H84V96H62Q46 96 46 124V304Z" class="lab-metal" />
      <path d="M72 112V76L52 22L76 14L98 72V112Z" fill="var(--ink)" />
      <path d="M48 20L78 9L82 19L52 30Z" fill="var(--quiet)" />
      <circle cx={turret.x} cy={turret.y - 14} r="20" fill="var(--quiet)" />
      {barrels.map(({ objective, length, ring }, k) => (
        <g
          key={objective}
          transform={`rotate(${(turned - k) * 58} ${turret.x} ${turret.y - 14})`}
          cursor="pointer"
          onPointerDown={() => objective !== state.objective && act({ set: 'objective', to: String(objective) })}
        >
          <rect x={turret.x - 22} y={turret.y - 6} width="44" height={length + 14} fill="transparent" />
          <rect x={turret.x - 14} y={turret.y} width="28" height={length} rx="3" fill="var(--ink)" />
          <rect x={turret.x - 14} y={turret.y + length - 10} width="28" height="5" fill={ring} />
          <text x={turret.x} y={turret.y + length - 16} text-anchor="middle" style={{ fill: 'var(--paper)' }}>
            {objective}×
          </text>
        </g>
      ))}
      <rect x="36" y={stage} width="120" height="9" rx="2" fill="var(--ink)" />
      {state.slide !== 'none' && (
        <rect x="50" y={stage - 5} width="76" height="5" fill="var(--sky-ground)" stroke="var(--sky)" />
      )}
      <path d={`M70 ${stage + 10}H98L104 290H64Z`} fill="#f4d35e" opacity="0.45" />
      <rect x="60" y="288" width="48" height="14" rx="4" fill="var(--quiet)" />
      <Screw focus={state.focus} act={act} />
    </g>
  );
}

/** So long waits a hand between two places of the screw: each is kept. */
const betweenMilliseconds = 120;

/** The focusing screw: dragged up or down it turns. */
function Screw({ focus, act }: { focus: number } & Hand) {
  const drag = useRef<{ y: number; focus: number; last: number; sent: number } | undefined>(undefined);
  const wantedAt = (event: PointerEvent): number => {
    const from = drag.current;
    if (!from) return focus;
    return Math.round(Math.min(100, Math.max(0, from.focus + (from.y - event.clientY) / 3)));
  };
  const move = (event: PointerEvent, isEnd = false): void => {
    const from = drag.current;
    if (!from) return;
    const wanted = wantedAt(event);
    const isDue = isEnd || event.timeStamp - from.last > betweenMilliseconds;
    if (wanted !== from.sent && isDue) {
      drag.current = { ...from, last: event.timeStamp, sent: wanted };
      act({ set: 'focus', to: wanted });
    }
    if (isEnd) drag.current = undefined;
  };
  return (
    <g
      cursor="ns-resize"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { y: event.clientY, focus, last: event.timeStamp, sent: focus };
      }}
      onPointerMove={(event) => move(event)}
      onPointerUp={(event) => move(event, true)}
    >
      <circle cx="34" cy="266" r="27" fill="var(--ink)" stroke="var(--paper)" stroke-width="2" />
      <g transform={`rotate(${focus * 7.2} 34 266)`} stroke="var(--paper)" stroke-width="2">
        {Array.from({ length: 12 }, (_, k) => (
          <line key={k} x1="34" x2="34" y1="241" y2="247" transform={`rotate(${k * 30} 34 266)`} />
        ))}
        <circle cx="34" cy="254" r="3" fill="var(--paper)" />
      </g>
      <path d="M34 227l-6 8h12zM34 305l-6 -8h12z" fill="var(--sky)" stroke="var(--paper)" />
    </g>
  );
}

/** What the eye sees: a bright field with the specimen, the scale of the eyepiece over it, and what is measured. */
function Eye({ state, say }: { state: Microscope; say: Say }) {
  const radius = state.stop * 5 * perDivision;
  const measured = measuredOf(state);
  const end = zeroX + Math.min(measured ?? 0, 120) * perDivision;
  return (
    <g>
      <clipPath id="microscope-field">
        <circle cx={middle.x} cy={middle.y} r={radius} />
      </clipPath>
      <circle cx={middle.x} cy={middle.y} r={radius + 4} fill="#111" />
      <g clip-path="url(#microscope-field)">
        <rect x={middle.x - radius} y={middle.y - radius} width={2 * radius} height={2 * radius} fill="#fdfbf3" />
        <Specimen state={state} radius={radius} />
      </g>
      <g stroke="#111" stroke-width="0.6">
        <line x1={zeroX} x2={zeroX + 100 * perDivision} y1={middle.y} y2={middle.y} />
        {Array.from({ length: 101 }, (_, k) => {
          const length = k % 10 === 0 ? 14 : k % 5 === 0 ? 10 : 6;
          const x = zeroX + k * perDivision;
          return <line key={k} x1={x} x2={x} y1={middle.y} y2={middle.y - length} />;
        })}
      </g>
      {[0, 20, 40, 60, 80, 100].map((k) => (
        <text
          key={k}
          x={zeroX + k * perDivision}
          y={middle.y - 18}
          text-anchor="middle"
          style={{ fill: '#111', fontSize: '11px', paintOrder: 'stroke', stroke: '#fdfbf3', strokeWidth: '3px' }}
        >
          {k}
        </text>
      ))}
      {measured !== undefined && blurOf(state) <= 1 && (
        <g>
          <path d={`M${zeroX} ${middle.y + 44}v-6H${end}v6`} fill="none" stroke="#b3261e" stroke-width="2" />
          <text
            x={(zeroX + end) / 2}
            y={middle.y + 56}
            text-anchor="middle"
            style={{ fill: '#b3261e', paintOrder: 'stroke', stroke: '#fdfbf3', strokeWidth: '3px' }}
          >
            {state.slide === 'micrometer'
              ? say('labs.microscope.parts', { n: state.parts })
              : say('labs.microscope.cells', { n: state.cells })}
          </text>
        </g>
      )}
    </g>
  );
}

const colours: Readonly<Record<Slide, string>> = {
  none: 'none',
  micrometer: '#444',
  onion: '#d9a55b',
  elodea: '#5b8a3c',
  blood: '#c75450',
};

/** A slide in its box: a tap lays it on the stage, or takes it away. */
function SlideInBox({ slide, x, isOut, say, act }: { slide: Slide; x: number; isOut: boolean; say: Say } & Hand) {
  return (
    <g cursor="pointer" onPointerDown={() => act({ set: 'slide', to: isOut ? 'none' : slide })}>
      <rect
        x={x}
        y="340"
        width="116"
        height="54"
        rx="6"
        fill={isOut ? 'var(--sky-ground)' : 'transparent'}
        stroke="var(--line)"
      />
      <rect
        x={x + 10}
        y="347"
        width="96"
        height="20"
        fill="var(--sheet)"
        stroke="var(--quiet)"
        opacity={isOut ? 0.4 : 1}
      />
      {slide === 'micrometer' ? (
        <path d={Array.from({ length: 11 }, (_, k) => `M${x + 43 + k * 3} 352v10`).join('')} stroke={colours[slide]} />
      ) : (
        <circle cx={x + 58} cy="357" r="7" fill={colours[slide]} opacity={isOut ? 0.3 : 1} />
      )}
      <text x={x + 58} y="384" text-anchor="middle" style={{ fontSize: '11px' }}>
        {say(`labs.microscope.choice.${slide}`)}
      </text>
    </g>
  );
}
