import { numberText } from '../../ui/lab-say.ts';
import { SceneKey } from '../../ui/scene-key.tsx';
import type { SceneProps } from '../../ui/scenes.ts';
import { depositOf, flowed, flowing, isRunning, type Bath } from './model.ts';

const metals: Readonly<Record<string, string>> = { copper: 'rgb(190 98 50)', unknown: 'rgb(150 150 165)' };
const liquids: Readonly<Record<string, string>> = {
  copper: 'rgb(40 130 215 / 0.5)',
  unknown: 'rgb(120 190 150 / 0.35)',
};
const clean = 'rgb(120 128 138)';
/** Drawn units of metal on each side of the cathode for a gram. */
const perGram = 9;

/** A supply with its ammeter and timer, a bath with two electrodes, and a balance onto which the cathode goes when it is done. */
export function ElectrolysisScene({ state, say, act }: SceneProps<Bath>) {
  const runs = isRunning(state);
  const isCoated = state.since !== undefined && !runs;
  const left = Math.ceil(state.time * 60 - flowed(state));
  const time = { min: Math.floor(left / 60), s: left % 60 };
  const now = say(`labs.electrolysis.now.${runs ? 'runs' : isCoated ? 'coated' : 'still'}`);
  const deposit = { thick: depositOf(state) * perGram, colour: metals[state.solution] ?? clean };
  return (
    <svg
      class="lab-picture"
      viewBox="0 0 400 390"
      role="img"
      aria-label={say('labs.electrolysis.scene', { now, ...time })}
    >
      <rect x="12" y="14" width="138" height="110" rx="8" class="lab-box" />
      <text x="81" y="44" text-anchor="middle" class="lab-count">
        {say('labs.electrolysis.amperes', { n: numberText(runs ? flowing(state) : 0, 3) })}
      </text>
      <text x="81" y="72" text-anchor="middle">
        {say('labs.electrolysis.timer', time)}
      </text>
      <text x="52" y="112" text-anchor="middle" class="lab-count">
        +
      </text>
      <text x="112" y="112" text-anchor="middle" class="lab-count">
        −
      </text>
      <path d="M52 124V150H72V172" stroke-width="4" class="lab-lead red" />
      <path d="M112 124V150H152V172" stroke-width="4" class="lab-lead" />
      <rect x="30" y="214" width="164" height="104" style={{ fill: liquids[state.solution] ?? clean }} />
      <Plate x={66} y={168} height={136} thick={0} colour={clean} />
      {runs && <Plate x={146} y={168} height={136} {...deposit} />}
      <path d="M24 184q6 3 6 10V318q0 4 4 4h156q4 0 4 -4V194q0 -7 6 -10" class="lab-glass" />
      <text x="72" y="340" text-anchor="middle" class="lab-small">
        {say('labs.electrolysis.anode')}
      </text>
      <text x="152" y="340" text-anchor="middle" class="lab-small">
        {say('labs.electrolysis.cathode')}
      </text>
      <rect x="236" y="250" width="148" height="52" rx="8" class="lab-box" />
      <rect x="252" y="240" width="116" height="8" rx="3" class="lab-metal" />
      <path d="M310 248V252" stroke-width="10" class="lab-lead" />
      <text x="310" y="282" text-anchor="middle">
        {say('labs.electrolysis.tool.balance')}
      </text>
      {!runs && (
        <>
          <Plate x={304} y={132} height={108} {...deposit} />
          <text x="310" y="120" text-anchor="middle" class="lab-small">
            {say('labs.electrolysis.cathode')}
          </text>
        </>
      )}
      <SceneKey
        x={12}
        y={348}
        width={180}
        text={say('labs.electrolysis.do.run')}
        isOn={runs}
        press={() => act({ do: 'run' })}
      />
      <SceneKey
        x={204}
        y={348}
        width={184}
        text={say('labs.electrolysis.do.clean')}
        press={() => act({ do: 'clean' })}
      />
    </svg>
  );
}

/** An electrode with what the current has brought onto its lower part. */
function Plate(props: { x: number; y: number; height: number; thick: number; colour: string }) {
  const { x, y, height, thick, colour } = props;
  return (
    <>
      <rect x={x} y={y} width="12" height={height} rx="2" style={{ fill: clean }} />
      {thick > 0 && (
        <rect
          x={x - thick}
          y={y + height * 0.4}
          width={12 + 2 * thick}
          height={height * 0.6 + thick / 2}
          rx="3"
          style={{ fill: colour }}
        />
      )}
    </>
  );
}
