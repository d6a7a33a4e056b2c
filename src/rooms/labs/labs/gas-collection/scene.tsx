import type { SceneProps } from '../../ui/scenes.ts';
import { isBubbling, volumeOf, type Apparatus } from './model.ts';

/** The table, the water outside, the closed end of the cylinder where it stands first, and drawn units for a millilitre. */
const [table, outside, closed, unit] = [282, 150, 30, 1.1];

/** A piece of metal on a balance, a flask with acid, a tube under a cylinder full of water. A tap drops, levels, or begins anew. */
export function GasCollectionScene({ state, say, act }: SceneProps<Apparatus>) {
  const isIn = state.since !== undefined;
  const volume = Math.min(100, isIn ? volumeOf(state) : 0);
  const n = isIn ? Math.round(volume) : 0;
  const key = isBubbling(state) ? 'bubbling' : isIn ? (state.isLevel ? 'level' : 'over') : 'ready';
  const status = say(`labs.gas-collection.${key}`);
  return (
    <>
      <svg
        class="lab-picture"
        viewBox="0 0 400 320"
        role="img"
        aria-label={say('labs.gas-collection.scene', { n, status })}
      >
        <rect x="0" y={table} width="400" height="8" class="lab-metal" />
        <Balance state={state} drop={() => act({ do: 'drop' })} />
        <g class="lab-hand" onPointerDown={() => act(isIn ? { do: 'fresh' } : { do: 'drop' })}>
          <Flask state={state} />
        </g>
        <g class="lab-hand" onPointerDown={() => act({ do: 'level' })}>
          <Jar volume={volume} isLevel={state.isLevel} isBubbling={isBubbling(state)} />
        </g>
        <path d="M160 152V112H256V264H302V256" class="lab-glass" stroke-linejoin="round" pointer-events="none" />
        <text x="200" y="310" text-anchor="middle" class="lab-count">
          {status}
        </text>
      </svg>
      <p class="spoken" role="status">
        {status}
      </p>
    </>
  );
}

function Balance({ state, drop }: { state: Apparatus; drop: () => void }) {
  const isIn = state.since !== undefined;
  const long = 14 + state.piece * (state.metal === 'mg' ? 380 : 90);
  return (
    <g class="lab-hand" onPointerDown={drop}>
      <rect x="8" y="244" width="88" height="38" rx="6" class="lab-metal" />
      <rect x="22" y="256" width="60" height="16" rx="3" class="lab-sheet" />
      <rect x="14" y="232" width="76" height="7" rx="3" class="lab-metal" />
      <rect x="48" y="238" width="8" height="8" class="lab-metal" />
      {!isIn && (
        <rect
          x={52 - long / 2}
          y={state.metal === 'mg' ? 226 : 218}
          width={long}
          height={state.metal === 'mg' ? 6 : 14}
          rx="3"
          fill="#b8bec6"
          class="lab-outline"
        />
      )}
    </g>
  );
}

function Flask({ state }: { state: Apparatus }) {
  const isBusy = isBubbling(state);
  return (
    <g>
      <path d="M131 236L120 270a8 8 0 0 0 8 10H192a8 8 0 0 0 8 -10L189 236z" class="lab-water" />
      {isBusy &&
        Array.from({ length: 9 }, (_, k) => (
          <circle
            key={k}
            cx={132 + ((k * 23) % 56)}
            cy={276 - ((k * 11 + state.at / 40) % 40)}
            r={2 + (k % 3)}
            fill="#ffffff"
            class="lab-outline"
          />
        ))}
      {isBusy && <rect x="150" y="272" width="20" height="6" rx="2" fill="#b8bec6" />}
      <path d="M148 160V196L120 270a8 8 0 0 0 8 10H192a8 8 0 0 0 8 -10L172 196V160" class="lab-glass" />
      <rect x="145" y="150" width="30" height="14" rx="3" class="lab-wood" />
      <text x="160" y="262" text-anchor="middle">
        HCl
      </text>
    </g>
  );
}

/** The jar of water with the cylinder upside down in it: its closed end up, where the gas gathers. */
function Jar({ volume, isLevel, isBubbling: isBusy }: { volume: number; isLevel: boolean; isBubbling: boolean }) {
  const inner = closed + 8 + volume * unit;
  const down = isLevel ? outside - inner : 0;
  const mouth = closed + 8 + 100 * unit + 6;
  return (
    <g>
      <rect x="238" y={outside} width="134" height={table - outside} class="lab-water" />
      <g transform={`translate(0 ${down})`}>
        <rect x="282" y={inner} width="40" height={Math.max(0, mouth - inner)} class="lab-water" />
        <rect x="282" y={closed} width="40" height={inner - closed} class="lab-sheet" stroke-opacity="0" />
        <path d={`M282 ${mouth}V${closed}H322V${mouth}`} class="lab-glass" />
        {Array.from({ length: 21 }, (_, k) => {
          const y = closed + 8 + k * 5 * unit;
          return <line key={k} x1="322" x2={k % 2 ? 316 : 310} y1={y} y2={y} class="lab-mark" />;
        })}
        {[0, 20, 40, 60, 80, 100].map((each) => (
          <text key={each} x="327" y={closed + 12 + each * unit}>
            {each}
          </text>
        ))}
        <line x1="282" x2="322" y1={inner} y2={inner} class="lab-mark" />
      </g>
      {isBusy &&
        [0, 1, 2, 3].map((k) => (
          <circle key={k} cx={298 + (k % 2) * 8} cy={246 - k * 24} r="4" fill="#ffffff" class="lab-outline" />
        ))}
      <path d={`M236 ${outside - 16}V${table}H374V${outside - 16}`} class="lab-glass" />
    </g>
  );
}
