import { numberText } from '../../ui/lab-say.ts';
import { SceneKey } from '../../ui/scene-key.tsx';
import type { SceneProps } from '../../ui/scenes.ts';
import { acid, reacting, sulphurOf, watchOf, whole, type Mixture } from './model.ts';

/** Where the flask stands on its paper, and the middle of it. */
const [paper, middle] = [262, 96];
/** The thermometer: where 0 °C stands, and how high a degree is. */
const [zero, perDegree] = [246, 3];
/** The look down the flask. */
const [eyeX, eyeY, eyeRadius] = [300, 100, 88];

/** Sulphur as it is seen: pale yellow, and the more of it the less is seen through it. */
function cloud(share: number): string {
  return `rgb(238 226 150 / ${Math.min(1, share).toFixed(3)})`;
}

/** A flask on a paper with a cross, beside it the look from above in which the cross disappears, a stopwatch, a thermometer. */
export function RateScene({ state, say, act }: SceneProps<Mixture>) {
  const share = Math.min(1, sulphurOf(state, reacting(state)));
  const seconds = numberText(watchOf(state) / 1000, 1);
  const seen = say(`labs.rate.seen.${share < 0.1 ? 'clear' : share < 1 ? 'cloudy' : 'hidden'}`);
  const isMixed = state.since !== undefined;
  return (
    <svg class="lab-picture" viewBox="0 0 400 352" role="img" aria-label={say('labs.rate.scene', { seen, n: seconds })}>
      <Flask share={share} isMixed={isMixed} />
      <Thermometer temperature={state.temperature + state.off} />
      <circle cx={eyeX} cy={eyeY} r={eyeRadius} class="lab-water" />
      <path
        d={`M${eyeX - 44} ${eyeY - 44}L${eyeX + 44} ${eyeY + 44}M${eyeX + 44} ${eyeY - 44}L${eyeX - 44} ${eyeY + 44}`}
        stroke-width="13"
        class="lab-cross"
        opacity={1 - share}
      />
      <circle cx={eyeX} cy={eyeY} r={eyeRadius} style={{ fill: cloud(0.9 * share) }} />
      <circle cx={eyeX} cy={eyeY} r={eyeRadius} class="lab-glass" />
      <text x={eyeX} y="208" text-anchor="middle">
        {say('labs.rate.above')}
      </text>
      <rect x="236" y="218" width="128" height="50" rx="8" class="lab-box" />
      <text x="300" y="250" text-anchor="middle" class="lab-count">
        {say('labs.rate.watch', { n: seconds })}
      </text>
      <text x="200" y="299" text-anchor="middle" class="lab-small">
        {say('labs.rate.parts', { thio: state.volume, water: whole - acid - state.volume, acid })}
      </text>
      <SceneKey x={10} y={306} width={140} text={say('labs.rate.mix')} press={() => act({ do: 'mix' })} />
      <SceneKey
        x={160}
        y={306}
        width={110}
        text={say('labs.rate.stop')}
        isOn={isMixed && state.stopped === undefined}
        press={() => act({ do: 'stop' })}
      />
      <SceneKey x={280} y={306} width={110} text={say('labs.rate.fresh')} press={() => act({ do: 'fresh' })} />
    </svg>
  );
}

function Flask({ share, isMixed }: { share: number; isMixed: boolean }) {
  const level = isMixed ? 178 : 186;
  const half = (y: number): number => 20 + ((y - 130) * 50) / (paper - 134);
  const liquid = `M${middle - half(paper - 4)} ${paper - 4}L${middle - half(level)} ${level}H${middle + half(level)}L${middle + half(paper - 4)} ${paper - 4}Z`;
  return (
    <>
      <path d="M6 280L26 252H166L186 280Z" class="lab-sheet" />
      <path d="M56 276L136 257M136 276L56 257" stroke-width="5" class="lab-cross" />
      <path d={liquid} class="lab-water" />
      <path d={liquid} style={{ fill: cloud(share) }} />
      <path
        d={`M${middle - 20} 84V130L${middle - 70} ${paper - 6}q-3 7 6 7H${middle + 64}q9 0 6 -7L${middle + 20} 130V84`}
        class="lab-glass"
      />
    </>
  );
}

function Thermometer({ temperature }: { temperature: number }) {
  const top = zero - 70 * perDegree;
  const level = zero - temperature * perDegree;
  return (
    <g class="lab-marks">
      <rect x="184" y={top - 10} width="10" height={zero - top + 14} rx="5" class="lab-paper" />
      <rect x="187" y={level} width="4" height={zero + 8 - level} class="lab-hot" />
      <rect x="184" y={top - 10} width="10" height={zero - top + 14} rx="5" class="lab-glass" />
      <circle cx="189" cy={zero + 10} r="8" class="lab-hot" />
      {Array.from({ length: 15 }, (_, k) => (
        <g key={k}>
          <line x1="195" x2={k % 2 ? 199 : 203} y1={zero - 5 * k * perDegree} y2={zero - 5 * k * perDegree} />
          {k % 2 === 0 && (
            <text x="180" y={zero - 5 * k * perDegree + 4} text-anchor="end" class="lab-small">
              {5 * k}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}
