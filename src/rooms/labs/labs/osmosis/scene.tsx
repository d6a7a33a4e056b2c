import type { SceneProps } from '../../ui/scenes.ts';
import { massOf, soakedOf, type Osmosis } from './model.ts';

type Props = SceneProps<Osmosis>;
type Hand = Pick<Props, 'act'>;

/** A potato with a borer, a beaker of sugar solution, a balance, a paper towel and a row of bottles. */
export function OsmosisScene({ state, say, act }: Props) {
  const { cylinder, sugar } = state;
  const isInside = cylinder?.since !== undefined;
  const minutes = Math.floor(soakedOf(state) / 60_000);
  const place = nextOf(state, minutes);
  const next = say(`labs.osmosis.next.${place}`, { n: minutes });
  return (
    <svg
      class="lab-picture"
      viewBox="0 0 480 400"
      role="img"
      aria-label={say('labs.osmosis.scene', { c: String(sugar).replace('.', ','), next })}
    >
      <text x="240" y="22" text-anchor="middle" style={{ fill: 'var(--sky)', fontSize: '15px' }}>
        {next}
      </text>
      <line x1="0" x2="480" y1="268" y2="268" stroke="var(--line)" stroke-width="4" />
      <g class="lab-hand" onPointerDown={() => act({ do: 'cut' })}>
        <path d="M14 224Q6 176 54 170Q112 160 134 198Q146 250 96 262Q30 272 14 224Z" fill="#c69a5b" stroke="#7d5a2b" />
        <ellipse cx="78" cy="206" rx="42" ry="24" fill="#f3e3b3" stroke="#7d5a2b" />
        {[62, 82, 98].map((x, k) => (
          <circle key={x} cx={x} cy={204 + (k % 2) * 10} r="8" fill="#8a6a3a" />
        ))}
        <path d="M92 80h14v100h-14z" class="lab-metal" />
        <rect x="78" y="66" width="42" height="16" rx="4" fill="var(--ink)" />
      </g>
      <g class="lab-hand" onPointerDown={() => act({ do: isInside ? 'take' : 'put' })}>
        <rect x="168" y="120" width="120" height="148" fill="transparent" />
        <rect x="176" y="160" width="104" height="104" class="lab-water" />
        {cylinder && isInside && <Piece state={state} x={228} y={252} />}
        <path d="M172 124V258Q172 266 180 266H276Q284 266 284 258V124" class="lab-glass" />
        <text x="228" y="148" text-anchor="middle" style={{ fontSize: '14px' }}>
          {String(sugar).replace('.', ',')} {say('labs.unit.mol/L')}
        </text>
      </g>
      {soakedOf(state) > 0 && (
        <text x="228" y="112" text-anchor="middle" style={{ fontSize: '15px' }}>
          {minutes} {say('labs.unit.min')}
        </text>
      )}
      <g>
        <rect x="316" y="206" width="152" height="60" rx="8" fill="var(--quiet)" />
        <rect x="336" y="190" width="112" height="8" rx="3" class="lab-metal" />
        <rect x="386" y="198" width="12" height="10" class="lab-metal" />
        <rect x="344" y="220" width="96" height="32" rx="4" fill="#dfeedd" />
        <text x="432" y="243" text-anchor="end" style={{ fill: '#13301a', fontSize: '20px' }}>
          {(cylinder && !isInside ? massOf(state) : 0).toFixed(2).replace('.', ',')} {say('labs.unit.g')}
        </text>
        {cylinder && !isInside && <Piece state={state} x={392} y={190} />}
        {cylinder && cylinder.film > 0 && !isInside && (
          <g fill="#5aa9d6">
            {[352, 372, 396, 420, 436].map((x, k) => (
              <path key={x} d={`M${x} ${172 + (k % 2) * 4}q5 9 0 12q-5 -3 0 -12z`} />
            ))}
          </g>
        )}
      </g>
      <g class="lab-hand" onPointerDown={() => act({ do: 'blot' })}>
        <path d="M340 60h104v64l-8 -5 -9 5 -9 -5 -9 5 -9 -5 -9 5 -9 -5 -9 5 -9 -5 -9 5 -15 -5z" class="lab-box" />
        <text x="392" y="96" text-anchor="middle">
          {say('labs.osmosis.towel')}
        </text>
      </g>
      <Bottles state={state} act={act} />
    </svg>
  );
}

/** Where the cylinder is, by which one knows what to do next. */
function nextOf({ cylinder }: Osmosis, minutes: number): string {
  if (!cylinder) return 'none';
  if (cylinder.since !== undefined) return minutes < 60 ? 'inside' : 'done';
  if (cylinder.film > 0) return 'wet';
  return cylinder.soaked > 0 ? 'dry' : 'pan';
}

/** The cylinder: it swells and shrinks with its mass, and grows limp. */
function Piece({ state, x, y }: { state: Osmosis; x: number; y: number }) {
  const size = Math.sqrt(massOf(state) / 5);
  const [long, thick] = [76 * size, 22 * size * size];
  const limp = Math.max(0, 1 - size) * 60;
  return (
    <path
      d={`M${x - long / 2} ${y}q${long / 2} ${limp} ${long} 0v${-thick}q${-long / 2} ${limp} ${-long} 0z`}
      fill="#f3e3b3"
      stroke="#8a6a3a"
    />
  );
}

function Bottles({ state, act }: { state: Osmosis } & Hand) {
  return (
    <g>
      {[0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1].map((each, k) => {
        const x = 6 + k * 59;
        const isIn = each === state.sugar;
        return (
          <g key={each} class="lab-hand" onPointerDown={() => act({ set: 'sugar', to: each })}>
            <rect x={x} y="282" width="56" height="112" fill="transparent" />
            <rect x={x + 19} y="286" width="18" height="12" fill="var(--ink)" />
            <path
              d={`M${x + 19} 298h18v12l14 14v62h-46v-62l14 -14z`}
              fill={isIn ? 'var(--sky)' : 'var(--sky-ground)'}
              stroke="var(--quiet)"
            />
            <rect x={x + 8} y="336" width="40" height="26" fill="var(--sheet)" />
            <text x={x + 28} y="354" text-anchor="middle" style={{ fontSize: '15px' }}>
              {String(each).replace('.', ',')}
            </text>
          </g>
        );
      })}
    </g>
  );
}
