import { numberText } from '../../ui/lab-say.ts';
import { SceneKey } from '../../ui/scene-key.tsx';
import type { SceneProps } from '../../ui/scenes.ts';
import { colourName, colourOf, indicators, type Indicator } from './indicator.ts';
import { burette, drop, electrodePh, flaskPh, type Titration } from './model.ts';

/** Where the burette's scale begins and how high a millilitre stands on it. */
const [top, perMillilitre] = [34, 7.6];
const middle = 160;
/** The bottom of the flask, and how high it can be filled. */
const [bottom, highest] = [366, 80];

/** A burette at a stand, a flask beneath it with an electrode in it, and a glass through which the meniscus is seen large. */
export function TitrationScene({ state, say, act }: SceneProps<Titration>) {
  const ph = flaskPh(state);
  const indicator = indicators[state.indicator] ?? (indicators['none'] as Indicator);
  const drops = Math.round(state.added / drop);
  const colour = say(`labs.titration.colour.${colourName(indicator, ph)}`);
  const level = top + state.added * perMillilitre;
  const end = top + burette * perMillilitre;
  return (
    <svg
      class="lab-picture"
      viewBox="0 0 400 390"
      role="img"
      aria-label={say('labs.titration.scene', { n: drops, colour })}
    >
      <rect x="28" y="10" width="9" height="362" rx="3" class="lab-metal" />
      <rect x="14" y="368" width="230" height="12" rx="4" class="lab-metal" />
      <rect x="28" y="120" width={middle - 42} height="8" rx="3" class="lab-metal" />
      <text x={middle} y="20" text-anchor="middle">
        {say('labs.titration.base')}
      </text>
      <rect x={middle - 9} y={level} width="18" height={end + 12 - level} class="lab-water" />
      <path d={`M${middle - 10} ${top - 8}V${end + 12}l7 8v34h6v-34l7 -8V${top - 8}`} class="lab-glass" />
      <Scale />
      <rect x={middle - 16} y={end + 22} width="32" height="9" rx="4" class="lab-metal" />
      <FallingDrop milliseconds={state.at - state.since} isThere={state.added > 0} />
      <Flask state={state} colour={colourOf(indicator, ph)} />
      <path d={`M${middle + 16} 256V352`} stroke-width="7" class="lab-electrode" />
      <path d={`M${middle + 16} 256V244H330V254`} class="lab-wire" />
      <rect x="276" y="254" width="112" height="56" rx="8" class="lab-box" />
      <text x="332" y="272" text-anchor="middle" class="lab-small">
        {say('labs.titration.tool.ph')}
      </text>
      <text x="332" y="299" text-anchor="middle" class="lab-count">
        {numberText(electrodePh(state), 2)}
      </text>
      <text x="326" y="334" text-anchor="middle">
        {say('labs.titration.sample', { n: state.aliquot })}
      </text>
      <Glass added={state.added} />
      <SceneKey x={206} y={192} width={88} text={say('labs.titration.drop')} press={() => act({ do: 'drop' })} />
      <SceneKey x={302} y={192} width={86} text={say('labs.titration.stream')} press={() => act({ do: 'stream' })} />
      <SceneKey x={262} y={346} width={128} text={say('labs.titration.fresh')} press={() => act({ do: 'fresh' })} />
    </svg>
  );
}

/** The divisions of the burette, a millilitre each. */
function Scale() {
  return (
    <g class="lab-marks">
      {Array.from({ length: burette + 1 }, (_, k) => (
        <g key={k}>
          <line
            x1={middle - 9}
            x2={middle - (k % 5 ? 3 : -2)}
            y1={top + k * perMillilitre}
            y2={top + k * perMillilitre}
          />
          {k % 5 === 0 && (
            <text x={middle - 15} y={top + k * perMillilitre + 4} text-anchor="end">
              {k}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

/** A drop on its way from the tip into the flask: it falls freely. */
function FallingDrop({ milliseconds, isThere }: { milliseconds: number; isThere: boolean }) {
  const fallen = 0.0012 * milliseconds ** 2;
  if (!isThere || fallen > 70) return null;
  return <circle cx={middle} cy={282 + fallen} r="3.5" class="lab-drop" />;
}

function Flask({ state, colour }: { state: Titration; colour: string }) {
  const height = (highest * (state.given + state.added)) / 45;
  const half = (up: number): number => 50 - (25 * up) / highest;
  return (
    <>
      <path
        d={`M${middle - half(0)} ${bottom}L${middle - half(height)} ${bottom - height}H${middle + half(height)}L${middle + half(0)} ${bottom}Z`}
        style={{ fill: colour }}
      />
      <path
        d={`M${middle - 25} 268V282L${middle - 51} ${bottom - 4}q-3 6 5 6h92q8 0 5 -6L${middle + 25} 282V268`}
        class="lab-glass"
      />
    </>
  );
}

/** The burette around its meniscus, twelve times as large: divisions of a tenth of a millilitre, growing downwards. */
function Glass({ added }: { added: number }) {
  const [x, y, tenth] = [310, 98, 11];
  const first = Math.max(0, Math.ceil(added * 10 - 6));
  const marks = Array.from({ length: 15 }, (_, k) => first + k).filter((k) => k <= burette * 10 && k - added * 10 < 6);
  return (
    <g>
      <clipPath id="titration-glass">
        <circle cx={x} cy={y} r="80" />
      </clipPath>
      <circle cx={x} cy={y} r="80" class="lab-paper" />
      <g clip-path="url(#titration-glass)">
        <path
          d={`M${x - 50} ${y - 10}Q${x - 10} ${y + 10} ${x + 30} ${y - 10}V${y + 90}H${x - 50}Z`}
          class="lab-water"
        />
        <path d={`M${x - 50} ${y - 90}V${y + 90}M${x + 30} ${y - 90}V${y + 90}`} class="lab-glass" />
        <g class="lab-marks">
          {marks.map((k) => {
            const at = y + (k - added * 10) * tenth;
            return (
              <g key={k}>
                <line x1={x + 30} x2={x + (k % 10 ? (k % 5 ? 12 : 2) : -12)} y1={at} y2={at} />
                {k % 5 === 0 && (
                  <text x={x + 34} y={at + 4}>
                    {numberText(k / 10, 1)}
                  </text>
                )}
              </g>
            );
          })}
        </g>
      </g>
      <circle cx={x} cy={y} r="80" class="lab-glass" />
      <path
        d={`M${middle + 10} ${top + added * perMillilitre}L${x - 80} ${y}`}
        class="lab-wire"
        stroke-dasharray="3 4"
      />
    </g>
  );
}
