import { chiShare, chiSquare } from '../../model/chi-square.ts';
import { numberText } from '../../ui/lab-say.ts';
import type { SceneProps } from '../../ui/scenes.ts';
import { expected, peas, type Garden } from './model.ts';

/** A bed of peas with the two parents over it, and the harvest in four bowls. A tap on the bed crosses them. */
export function CrossScene({ state, say, act }: SceneProps<Garden>) {
  const { harvest, cross, seeds } = state;
  const kinds = cross === 'own' ? [0, 2] : [0, 1, 2, 3];
  return (
    <svg
      class="lab-picture"
      viewBox="0 0 400 360"
      role="img"
      aria-label={say(`labs.cross.scene${harvest ? '.harvest' : ''}`, { n: seeds })}
    >
      <g class="lab-hand" onPointerDown={() => act({ do: 'cross' })}>
        <rect x="10" y="10" width="380" height="118" rx="10" class="lab-meadow" />
        <rect x="10" y="104" width="380" height="24" rx="6" class="lab-stuff lab-stuff-wood" />
        <Plant x={92} isYellow isRound />
        <Plant x={308} isYellow={cross === 'di'} isRound={cross !== 'linked'} isUnknown={cross === 'own'} />
        <text x="200" y="66" text-anchor="middle" class="lab-count">
          ×
        </text>
        <text x="92" y="122" text-anchor="middle" class="lab-small lab-light">
          {say(`labs.cross.first.${cross}`)}
        </text>
        <text x="308" y="122" text-anchor="middle" class="lab-small lab-light">
          {say(`labs.cross.second.${cross}`)}
        </text>
        <text x="200" y="96" text-anchor="middle">
          {say('labs.cross.do.cross')}
        </text>
      </g>
      {kinds.map((kind, k) => (
        <Bowl key={kind} kind={kind} x={200 + (k - (kinds.length - 1) / 2) * 96} count={harvest?.[kind]} say={say} />
      ))}
      {harvest && <Verdict state={state} harvest={harvest} say={say} />}
    </svg>
  );
}

/** What theory expects, χ², and how often chance alone gives so much. */
function Verdict({
  state,
  harvest,
  say,
}: Pick<SceneProps<Garden>, 'say' | 'state'> & { readonly harvest: readonly number[] }) {
  const ratio = expected[state.cross];
  const chi = chiSquare(harvest, ratio);
  const share = chiShare(chi, state.cross === 'own' ? 1 : 3);
  const text = share < 0.001 ? `< 0,001` : `= ${numberText(share, 3)}`;
  return (
    <text x="200" y="352" text-anchor="middle">
      {`${ratio.filter((each) => each > 0).join(' : ')}  ${say('labs.cross.expected')}  χ² = ${numberText(chi, 2)},  p ${text}`}
    </text>
  );
}

function Plant({
  x,
  isYellow,
  isRound,
  isUnknown = false,
}: {
  x: number;
  isYellow: boolean;
  isRound: boolean;
  isUnknown?: boolean;
}) {
  return (
    <g>
      <path d={`M${x} 106Q${x - 12} 70 ${x} 30`} class="lab-shoot" />
      {[46, 66, 86].map((y, k) => (
        <ellipse key={y} cx={x + (k % 2 ? 14 : -16)} cy={y} rx="14" ry="6" class="lab-leaf" />
      ))}
      {isUnknown ? (
        <text x={x + 2} y="34" text-anchor="middle" class="lab-count">
          ?
        </text>
      ) : (
        <Pea x={x + 2} y={26} isYellow={isYellow} isRound={isRound} size={11} />
      )}
    </g>
  );
}

function Bowl({
  kind,
  x,
  count,
  say,
}: {
  kind: number;
  x: number;
  count: number | undefined;
  say: SceneProps<Garden>['say'];
}) {
  const [isYellow, isRound] = [kind < 2, kind % 2 === 0];
  const shown = count === undefined ? 0 : Math.min(24, Math.ceil(count / 25));
  return (
    <g>
      {Array.from({ length: shown }, (_, k) => (
        <Pea
          key={k}
          x={x - 30 + (k % 6) * 12}
          y={248 - Math.floor(k / 6) * 11}
          isYellow={isYellow}
          isRound={isRound}
          size={5.5}
        />
      ))}
      <path d={`M${x - 44} 226q4 40 24 40h40q20 0 24 -40`} class="lab-glass" />
      <Pea x={x} y={174} isYellow={isYellow} isRound={isRound} size={11} />
      <text x={x} y="290" text-anchor="middle" class="lab-count">
        {count ?? '–'}
      </text>
      <text x={x} y={kind === 1 || kind === 3 ? 326 : 310} text-anchor="middle" class="lab-small">
        {say(`labs.cross.short.${peas[kind] ?? ''}`)}
      </text>
    </g>
  );
}

function Pea({
  x,
  y,
  isYellow,
  isRound,
  size,
}: {
  x: number;
  y: number;
  isYellow: boolean;
  isRound: boolean;
  size: number;
}) {
  const look = `lab-pea ${isYellow ? 'lab-pea-yellow' : 'lab-pea-green'}`;
  if (isRound) return <circle cx={x} cy={y} r={size} class={look} />;
  const [a, b] = [size, size * 0.72];
  return (
    <path
      d={`M${x - a} ${y}L${x - b} ${y - b}L${x - a * 0.2} ${y - a * 0.75}L${x + b} ${y - a}L${x + a * 0.8} ${y - a * 0.1}L${x + a} ${y + b}L${x} ${y + a * 0.7}L${x - b} ${y + a}z`}
      class={look}
    />
  );
}
