import { chiShare } from '../../model/chi-square.ts';
import { numberText } from '../../ui/lab-say.ts';
import type { SceneProps } from '../../ui/scenes.ts';
import { chiOf, flowers, type Field } from './model.ts';

/** A field of flowers, one for each five plants that were looked at, and the three counts. A tap takes a new sample. */
export function HardyScene({ state, say, act }: SceneProps<Field>) {
  const { counts, generation, plants } = state;
  const kinds = (counts ?? []).flatMap((count, kind) => Array.from({ length: Math.round(count / 5) }, () => kind));
  const chi = counts ? chiOf(counts) : 0;
  return (
    <svg
      class="lab-picture"
      viewBox="0 0 400 350"
      role="img"
      aria-label={say(`labs.hardy.scene${counts ? '.counted' : ''}`, { n: plants, t: generation })}
    >
      <g class="lab-hand" onPointerDown={() => act({ do: 'sample' })}>
        <rect x="10" y="10" width="380" height="212" rx="10" class="lab-meadow" />
        {kinds.map((kind, k) => (
          // Steps of 37 go once round each 101 places, so that the kinds stand mixed.
          <Flower key={k} kind={kind} at={(k * 37) % 101} />
        ))}
        {!counts &&
          Array.from({ length: 100 }, (_, k) => (
            <path key={k} d={`M${28 + (k % 17) * 21.5} ${48 + Math.floor(k / 17) * 33}v12`} class="lab-stem" />
          ))}
        {!counts && (
          <text x="200" y="122" text-anchor="middle" class="lab-count lab-over">
            {say('labs.hardy.do.sample')}
          </text>
        )}
      </g>
      <text x="14" y="246">
        {say('labs.hardy.generation', { n: generation })}
      </text>
      {flowers.map((each, k) => (
        <g key={each}>
          <Bloom kind={k} x={48 + k * 130} y={282} size={9} />
          <text x={68 + k * 130} y="288" class="lab-count">
            {counts?.[k] ?? '–'}
          </text>
          <text x={48 + k * 130} y="312" text-anchor="middle" class="lab-small">
            {['RR', 'Rr', 'rr'][k]}
          </text>
        </g>
      ))}
      {counts && (
        <text x="200" y="340" text-anchor="middle">
          {say('labs.hardy.verdict', { chi: numberText(chi, 2), p: numberText(chiShare(chi, 1), 3) })}
        </text>
      )}
    </svg>
  );
}

function Flower({ kind, at }: { kind: number; at: number }) {
  const [x, y] = [28 + (at % 17) * 21.5, 40 + Math.floor(at / 17) * 33];
  return (
    <g>
      <path d={`M${x} ${y + 5}v14`} class="lab-stem" />
      <Bloom kind={kind} x={x} y={y} size={5.5} />
    </g>
  );
}

function Bloom({ kind, x, y, size }: { kind: number; x: number; y: number; size: number }) {
  return (
    <g class={`lab-bloom lab-bloom-${flowers[kind] ?? ''}`}>
      {[0, 1, 2, 3, 4].map((k) => (
        <circle
          key={k}
          cx={x + size * 0.8 * Math.cos((k * 2 * Math.PI) / 5)}
          cy={y + size * 0.8 * Math.sin((k * 2 * Math.PI) / 5)}
          r={size * 0.7}
        />
      ))}
    </g>
  );
}
