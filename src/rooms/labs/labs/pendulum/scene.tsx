import { useRef, useState } from 'preact/hooks';
import type { SceneProps } from '../../ui/scenes.ts';
import { countOf, swingOf, type Pendulum } from './model.ts';

const [hookX, hookY] = [200, 40];
/** Drawn units for a centimetre. */
const scale = 2.4;

/** A ball on a string, which one pulls aside and lets go; a ruler at the stand, a protractor at the hook. */
export function PendulumScene({ state, say, act }: SceneProps<Pendulum>) {
  const picture = useRef<SVGSVGElement>(null);
  // Where the finger holds the ball, until it is let go: the ball follows.
  const [pulled, setPulled] = useState<number>();
  const angle = pulled ?? swingOf(state);
  const length = (state.length + state.off) * scale;
  const turn = (angle * Math.PI) / 180;
  const [x, y] = [hookX + length * Math.sin(turn), hookY + length * Math.cos(turn)];
  const radius = 7 + Math.cbrt(state.mass) * 1.6;
  const isHeld = state.since === undefined;
  const angleTo = (event: PointerEvent): number => {
    const matrix = picture.current?.getScreenCTM()?.inverse();
    if (!matrix) return state.angle;
    const { x: px, y: py } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    const found = (Math.atan2(Math.abs(px - hookX), Math.max(1, py - hookY)) * 180) / Math.PI;
    return Math.round(Math.min(80, Math.max(0, found)));
  };
  const grab = (event: PointerEvent): void => {
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    if (!isHeld) return act({ do: 'hold' });
    setPulled(state.angle);
  };
  const pull = (event: PointerEvent): void => {
    if (pulled !== undefined) setPulled(angleTo(event));
  };
  const letGo = (event: PointerEvent): void => {
    if (pulled === undefined) return;
    const wanted = angleTo(event);
    setPulled(undefined);
    if (wanted !== state.angle) act({ set: 'angle', to: wanted });
  };
  return (
    <svg
      ref={picture}
      class="lab-picture"
      viewBox="0 0 400 360"
      role="img"
      aria-label={say('labs.pendulum.scene', { n: countOf(state) })}
    >
      <rect x="40" y="20" width="10" height="325" rx="3" class="lab-metal" />
      <rect x="20" y="340" width="120" height="12" rx="4" class="lab-metal" />
      <rect x="40" y="28" width="180" height="10" rx="3" class="lab-metal" />
      <g class="lab-ruler">
        <rect x="64" y={hookY} width="34" height={125 * scale} />
        {Array.from({ length: 26 }, (_, k) => (
          <g key={k}>
            <line x1={98 - (k % 2 ? 8 : 14)} x2="98" y1={hookY + k * 5 * scale} y2={hookY + k * 5 * scale} />
            {k % 4 === 0 && (
              <text x="80" y={hookY + k * 5 * scale + 4} text-anchor="end">
                {k * 5}
              </text>
            )}
          </g>
        ))}
      </g>
      <g class="lab-arc">
        <path d={`M${hookX} ${hookY + 60}A60 60 0 0 0 ${hookX + 59} ${hookY + 10.4}`} />
        {Array.from({ length: 9 }, (_, k) => {
          const at = (k * 10 * Math.PI) / 180;
          const [s, c] = [Math.sin(at), Math.cos(at)];
          return <line key={k} x1={hookX + 54 * s} y1={hookY + 54 * c} x2={hookX + 60 * s} y2={hookY + 60 * c} />;
        })}
      </g>
      <line x1={hookX} y1={hookY} x2={x} y2={y} class="lab-string" />
      <circle cx={hookX} cy={hookY} r="4" class="lab-metal" />
      <circle
        cx={x}
        cy={y}
        r={radius}
        class="lab-ball"
        onPointerDown={grab}
        onPointerMove={pull}
        onPointerUp={letGo}
        onPointerCancel={() => setPulled(undefined)}
      />
      <text x={x} y={y + 4} text-anchor="middle" class="lab-on-ball" pointer-events="none">
        {state.mass}
      </text>
      {!isHeld && (
        <text x="385" y="30" text-anchor="end" class="lab-count">
          {say('labs.pendulum.count', { n: countOf(state) })}
        </text>
      )}
    </svg>
  );
}
