import type { SceneProps } from '../../ui/scenes.ts';
import { isAfloat, levelOf, stuffs, sunkShare, volumeOf, type Tray } from './model.ts';

/** The cylinder: where its bottom is, and how high a millilitre stands. */
const [bottom, perMl] = [338, 1.08];
const [left, width] = [292, 66];
/** Drawn units for a centimetre of a piece. */
const scale = 9;

/** A shelf of pieces, a balance and a measuring cylinder: one taps a piece, then where it shall go. */
export function FloatingScene({ state, say, act }: SceneProps<Tray>) {
  const surface = bottom - levelOf(state) * perMl;
  const side = scale * Math.cbrt(volumeOf(state.cut, state.piece));
  const isWet = state.where === 'water';
  return (
    <svg
      class="lab-picture"
      viewBox="0 0 400 360"
      role="img"
      aria-label={say(`labs.floating.scene${isWet ? (isAfloat(state) ? '.floats' : '.sinks') : ''}`)}
    >
      <Shelf state={state} say={say} act={act} />
      <g class="lab-hand" onPointerDown={() => act({ do: 'weigh' })}>
        <rect x="30" y="296" width="200" height="44" rx="8" class="lab-box" />
        <rect x="20" y="284" width="220" height="8" rx="3" class="lab-metal" />
        <rect x="124" y="292" width="12" height="6" class="lab-metal" />
        <text x="130" y="324" text-anchor="middle">
          {say('labs.floating.do.weigh')}
        </text>
        {state.where === 'balance' && <Piece stuff={state.stuff} x={130 - side / 2} y={284 - side} side={side} />}
      </g>
      <g class="lab-hand" onPointerDown={() => act({ do: isWet ? 'push' : 'drop' })}>
        <rect x={left} y="60" width={width} height={bottom - 60} fill="transparent" />
        <rect x={left} y={surface} width={width} height={bottom - surface} class="lab-water" />
        {isWet && <Sunk state={state} side={side} surface={surface} />}
        <path d={`M${left - 6} 58q6 2 6 10V${bottom}h${width}V68q0 -8 6 -10`} class="lab-glass" />
        <rect x={left - 18} y={bottom} width={width + 36} height="8" rx="3" class="lab-metal" />
        <g class="lab-arc">
          {Array.from({ length: 26 }, (_, k) => (
            <line
              key={k}
              x1={left}
              x2={left + (k % 5 ? 8 : 16)}
              y1={bottom - k * 10 * perMl}
              y2={bottom - k * 10 * perMl}
            />
          ))}
        </g>
        {[50, 100, 150, 200, 250].map((each) => (
          <text key={each} x={left - 8} y={bottom - each * perMl + 4} text-anchor="end" class="lab-small">
            {each}
          </text>
        ))}
      </g>
    </svg>
  );
}

/** The stuffs to choose from, and the eight pieces of the chosen one. */
function Shelf({ state, say, act }: Pick<SceneProps<Tray>, 'state' | 'say' | 'act'>) {
  return (
    <g>
      {stuffs.map((stuff, k) => (
        <g key={stuff} class="lab-hand" onPointerDown={() => act({ set: 'stuff', to: stuff })}>
          <rect
            x={8 + (k % 4) * 67}
            y={10 + Math.floor(k / 4) * 40}
            width="65"
            height="36"
            rx="6"
            class={stuff === state.stuff ? 'lab-chosen' : 'lab-box'}
          />
          <Piece stuff={stuff} x={11 + (k % 4) * 67} y={23 + Math.floor(k / 4) * 40} side={10} />
          <text x={22.5 + (k % 4) * 67} y={32 + Math.floor(k / 4) * 40} class="lab-small">
            {say(`labs.floating.short.${stuff}`)}
          </text>
        </g>
      ))}
      <rect x="8" y="172" width="242" height="7" rx="3" class="lab-metal" />
      {[1, 2, 3, 4, 5, 6, 7, 8].map((piece) => {
        const side = (scale - 2.5) * Math.cbrt(volumeOf(state.cut, piece));
        const x = 22 + (piece - 1) * 30;
        const isAway = piece === state.piece && state.where !== 'table';
        return (
          <g key={piece} class="lab-hand" onPointerDown={() => act({ set: 'piece', to: piece })}>
            <rect x={x - 15} y="110" width="30" height="84" fill="transparent" />
            {!isAway && <Piece stuff={state.stuff} x={x - side / 2} y={172 - side} side={side} />}
            {piece === state.piece && <path d={`M${x - 14} 184h28`} class="lab-curve" />}
            <text x={x} y="200" text-anchor="middle" class="lab-small">
              {piece}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** In the cylinder: at the surface, at the bottom, or held under with a rod. */
function Sunk({ state, side, surface }: { state: Tray; side: number; surface: number }) {
  const x = left + width / 2 - side / 2 + 6;
  const isHeld = isAfloat(state) && state.isPushed;
  const y = isHeld ? surface + 6 : isAfloat(state) ? surface - side * (1 - sunkShare(state)) : bottom - side;
  return (
    <>
      <Piece stuff={state.stuff} x={x} y={y} side={side} />
      {isHeld && <path d={`M${x + side / 2} 30V${y}`} class="lab-spring" />}
    </>
  );
}

function Piece({ stuff, x, y, side }: { stuff: Tray['stuff']; x: number; y: number; side: number }) {
  return <rect x={x} y={y} width={side} height={side} rx="2" class={`lab-stuff lab-stuff-${stuff}`} />;
}
