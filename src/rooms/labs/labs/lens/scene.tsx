import { useRef } from 'preact/hooks';
import { useCarry } from '../../ui/carry.ts';
import type { SceneProps } from '../../ui/scenes.ts';
import { blurOf, heightOf, type Lens } from './model.ts';
import '../../ui/apparatus.css';

/** Where the bright arrow stands on the rail, and drawn units for a centimetre. */
const [lampX, scale, railY] = [30, 2.15, 286];
const place = (centimetres: number): number => lampX + centimetres * scale;
const onStep = (value: number, from: number, to: number, digits: number): number =>
  Number(Math.min(to, Math.max(from, value)).toFixed(digits));

/** Lamp, lens and screen on a rail; above, what one sees on the screen. Lens and screen are carried along, a knob moves the screen by a hair. */
export function LensScene({ state, say, act }: SceneProps<Lens>) {
  const { object, screen } = state;
  const [lensX, screenX] = [place(object), place(object + screen)];
  const glass = useCarry({
    moved: ({ x }) => {
      const to = onStep((x - lampX) / scale, 12, 100, 0);
      if (to !== object) act({ set: 'object', to });
    },
  });
  const sheet = useCarry({
    moved: ({ x }) => {
      const to = onStep((x - lensX) / scale, 8, 60, 1);
      if (to !== screen) act({ set: 'screen', to });
    },
  });
  const held = useRef<{ readonly x: number; readonly from: number } | undefined>(undefined);
  const knob = useCarry({
    moved: ({ x }) => {
      held.current ??= { x, from: screen };
      const to = onStep(held.current.from + (x - held.current.x) / 40, 8, 60, 1);
      if (to !== screen) act({ set: 'screen', to });
    },
    letGo: () => {
      held.current = undefined;
    },
  });
  return (
    <svg
      class="lab-picture"
      viewBox="0 0 400 340"
      role="img"
      aria-label={say('labs.lens.scene', { n: object, blur: Math.round(blurOf(state)) })}
    >
      <View state={state} />
      <text x="12" y="22">
        {say('labs.lens.view')}
      </text>
      <Rail />
      <path d={`M${lensX} ${railY - 84}L${lampX} ${railY - 60}L${lensX} ${railY - 36}`} class="lab-light" />
      <g>
        <rect x={lampX - 24} y={railY - 78} width="24" height="36" rx="4" class="lab-metal" />
        <path d={`M${lampX - 12} ${railY - 42}V${railY}`} class="lab-probe" />
        <path d={`M${lampX} ${railY - 50}v-20m-4 6l4 -7l4 7`} class="lab-arrow" />
      </g>
      <g class="lab-hand" {...glass.hands}>
        <rect x={lensX - 22} y={railY - 100} width="44" height="100" fill="transparent" />
        <path d={`M${lensX} ${railY - 32}V${railY}`} class="lab-probe" />
        <path d={`M${lensX} ${railY - 92}q10 32 0 64q-10 -32 0 -64z`} class="lab-block" />
      </g>
      <g class="lab-hand" {...sheet.hands}>
        <rect x={screenX - 18} y={railY - 100} width="40" height="100" fill="transparent" />
        <path d={`M${screenX + 2} ${railY - 30}V${railY}`} class="lab-probe" />
        <rect x={screenX} y={railY - 94} width="5" height="66" class="lab-sheet" />
      </g>
      <g class="lab-hand" {...knob.hands}>
        <rect x="262" y="150" width="130" height="34" rx="17" class="lab-case" />
        {Array.from({ length: 13 }, (_, k) => (
          <path key={k} d={`M${277 + ((k * 9 + Math.round(screen * 40)) % 108)} 156v22`} class="lab-hair" />
        ))}
      </g>
      <text x="327" y="144" text-anchor="middle" class="lab-small">
        {say('labs.lens.knob')}
      </text>
    </svg>
  );
}

/** What is seen on the screen: the arrow upside down, as high and as blurred as it is there. */
function View({ state }: { state: Lens }) {
  const blur = blurOf(state);
  const high = Math.min(120, heightOf(state) * 3);
  const spread = Math.min(9, blur * 0.75);
  const dim = Math.max(0.45, 1 / (1 + blur / 5));
  return (
    <g>
      <defs>
        <filter id="lab-lens-blur" x="-100%" y="-100%" width="300%" height="300%">
          <feGaussianBlur stdDeviation={spread.toFixed(2)} />
        </filter>
      </defs>
      <rect x="12" y="30" width="236" height="150" rx="4" class="lab-sheet" />
      <g filter={spread > 0.1 ? 'url(#lab-lens-blur)' : undefined} opacity={dim}>
        <path
          d={`M130 ${105 - high / 2}V${105 + high / 2}m${-high / 5} ${-high / 4}l${high / 5} ${high / 4}l${high / 5} ${-high / 4}`}
          class="lab-arrow"
          stroke-width={Math.max(2, high / 12)}
        />
      </g>
    </g>
  );
}

/** The rail with its centimetres, from the bright arrow on. */
function Rail() {
  return (
    <g class="lab-ruler">
      <rect x={lampX - 24} y={railY} width={160 * scale + 40} height="26" />
      {Array.from({ length: 33 }, (_, k) => (
        <g key={k}>
          <line x1={place(k * 5)} x2={place(k * 5)} y1={railY} y2={railY + (k % 2 ? 6 : 10)} />
          {k % 4 === 0 && (
            <text x={place(k * 5)} y={railY + 22} text-anchor="middle" class="lab-small">
              {k * 5}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}
