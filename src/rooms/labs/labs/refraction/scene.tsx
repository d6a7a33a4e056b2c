import { useCarry } from '../../ui/carry.ts';
import type { SceneProps } from '../../ui/scenes.ts';
import { reflected, refracted } from '../../model/optics.ts';
import { indicesOf, type Refraction } from './model.ts';
import '../../ui/apparatus.css';

const [midX, midY, radius] = [200, 172, 132];
const turn = (degrees: number): number => (degrees * Math.PI) / 180;

/** A lamp on the rim of a disc of degrees, and a half-disc of glass in its middle. The lamp is carried round the rim. */
export function RefractionScene({ state, say, act }: SceneProps<Refraction>) {
  const [before, behind] = indicesOf(state);
  const beyond = refracted(before, behind, state.angle);
  const share = reflected(before, behind, state.angle);
  const lamp = useCarry({
    moved: ({ x, y }) => {
      const found = Math.round((Math.atan2(midY - y, Math.max(1, midX - x)) * 180) / Math.PI);
      const to = Math.min(85, Math.max(0, found));
      if (to !== state.angle) act({ set: 'angle', to });
    },
  });
  const at = (degrees: number, far: number): string => {
    return `${midX - far * Math.cos(turn(degrees))} ${midY - far * Math.sin(turn(degrees))}`;
  };
  const colour = colourOf(state.wave);
  const isInAir = state.side === 'air';
  return (
    <svg
      class="lab-picture"
      viewBox="0 0 400 340"
      role="img"
      aria-label={say('labs.refraction.scene', { n: state.angle })}
    >
      <circle cx={midX} cy={midY} r={radius + 14} class="lab-box" />
      {Array.from({ length: 72 }, (_, k) => (
        <path key={k} d={`M${at(k * 5, radius)}L${at(k * 5, radius + (k % 2 ? 5 : 9))}`} class="lab-hair" />
      ))}
      {[-60, -30, 0, 30, 60].flatMap((degrees) =>
        [degrees, 180 + degrees].map((each) => {
          const [x, y] = at(each, radius - 12)
            .split(' ')
            .map(Number);
          return (
            <text key={each} x={x} y={(y ?? 0) + 4} text-anchor="middle" class="lab-small">
              {Math.abs(degrees)}
            </text>
          );
        }),
      )}
      <path
        d={`M${midX} ${midY - 84}A84 84 0 0 ${isInAir ? 1 : 0} ${midX} ${midY + 84}Z`}
        class="lab-block"
        onPointerDown={() => act({ set: 'block', to: state.block === 'mine' ? 'crown' : 'mine' })}
      />
      <path d={`M${midX - radius} ${midY}H${midX + radius}`} class="lab-normal" />
      <path d={`M${midX} ${midY - 96}V${midY + 96}`} class="lab-hair" />
      <g stroke={colour} stroke-width="3.5" fill="none" pointer-events="none">
        <path d={`M${at(state.angle, radius + 2)}L${midX} ${midY}`} />
        <path d={`M${midX} ${midY}L${at(-state.angle, radius + 2)}`} opacity={0.15 + 0.85 * share} />
        {beyond !== undefined && (
          <path d={`M${midX} ${midY}L${at(180 + beyond, radius + 2)}`} opacity={Math.max(0.3, 1 - share)} />
        )}
      </g>
      <g
        transform={`translate(${at(state.angle, radius + 2)}) rotate(${state.angle})`}
        class="lab-hand"
        {...lamp.hands}
      >
        <rect x="-48" y="-15" width="48" height="30" rx="5" class="lab-metal" />
        <rect x="-4" y="-4" width="6" height="8" fill={colour} />
        <rect x="-60" y="-26" width="72" height="52" fill="transparent" />
      </g>
      <text x="394" y="24" text-anchor="end">
        {`${state.wave} ${say('labs.unit.nm')}`}
      </text>
      <text x="394" y="330" text-anchor="end">
        {say(`labs.refraction.choice.${state.block}`)}
      </text>
      <text x="6" y="330">
        {say('labs.refraction.lamp')}
      </text>
    </svg>
  );
}

/** About the colour of light of this wavelength. */
function colourOf(wave: number): string {
  if (wave < 440) return '#7a2be0';
  if (wave < 490) return '#1f5fe0';
  if (wave < 510) return '#0f9aa8';
  if (wave < 565) return '#1f9a3d';
  if (wave < 600) return '#d99a00';
  return wave < 630 ? '#e06a10' : '#d02a1e';
}
