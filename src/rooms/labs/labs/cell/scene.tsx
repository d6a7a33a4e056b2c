import { numberText } from '../../ui/lab-say.ts';
import { SceneKey } from '../../ui/scene-key.tsx';
import type { SceneProps } from '../../ui/scenes.ts';
import { shownOf, type Cell } from './model.ts';

const signs: Readonly<Record<string, string>> = { zinc: 'Zn', iron: 'Fe', lead: 'Pb', unknown: 'X' };
const metals: Readonly<Record<string, string>> = {
  zinc: 'rgb(150 160 172)',
  iron: 'rgb(105 105 112)',
  lead: 'rgb(84 92 110)',
  unknown: 'rgb(140 128 150)',
};
const copper = 'rgb(184 105 58)';
/** Each beaker's left side, its width, and how high the solution stands in it. */
const [leftX, rightX, wide] = [34, 236, 130];
const [rim, level, floor] = [182, 214, 318];

/** Copper ions are blue, and the bluer the more of them there are. */
function blue(concentration: number): string {
  const share = Math.max(0, 1 + Math.log10(concentration) / 4);
  return `rgb(40 130 215 / ${(0.1 + 0.55 * share).toFixed(2)})`;
}

/** Two beakers with electrodes; a salt bridge and the wires of a voltmeter, which a tap puts on. */
export function CellScene({ state, say, act }: SceneProps<Cell>) {
  const sign = signs[state.metal] ?? 'X';
  const part = (is: boolean): string => say(`labs.cell.part.${is ? 'yes' : 'no'}`);
  const [bridge, wires] = [state.hasBridge, state.hasWires];
  const isWhole = bridge && wires;
  return (
    <svg
      class="lab-picture"
      viewBox="0 0 400 400"
      role="img"
      aria-label={say('labs.cell.scene', { metal: sign, bridge: part(bridge), wires: part(wires) })}
    >
      <g class="lab-hand" onPointerDown={() => act({ do: 'wires' })}>
        <rect x="132" y="14" width="136" height="72" rx="8" class="lab-box" />
        <text x="200" y="34" text-anchor="middle" class="lab-small">
          {say('labs.cell.tool.voltmeter')}
        </text>
        <text x="200" y="64" text-anchor="middle" class="lab-count">
          {isWhole ? `${numberText(shownOf(state), 3)} ${say('labs.unit.V')}` : '– – –'}
        </text>
        <Wire isOn={wires} isRed={state.isSwapped} fromX={150} toX={99} />
        <Wire isOn={wires} isRed={!state.isSwapped} fromX={250} toX={301} />
      </g>
      <Beaker x={leftX} liquid="rgb(150 190 215 / 0.3)" metal={metals[state.metal] ?? copper} sign={sign} />
      <Beaker x={rightX} liquid={blue(state.concentration)} metal={copper} sign="Cu" />
      <g class="lab-hand" onPointerDown={() => act({ do: 'bridge' })}>
        <path
          d="M146 270V192q0 -22 22 -22H232q22 0 22 22V270"
          stroke-width="16"
          class="lab-bridge"
          opacity={bridge ? 1 : 0.25}
          stroke-dasharray={bridge ? undefined : '6 6'}
        />
        <text x="200" y="153" text-anchor="middle" class="lab-small">
          {say('labs.cell.bridge')}
        </text>
      </g>
      <text x={leftX + wide / 2} y="338" text-anchor="middle" class="lab-small">
        {say('labs.cell.left', { metal: sign })}
      </text>
      <text x={rightX + wide / 2} y="338" text-anchor="middle" class="lab-small">
        {say('labs.cell.right', { n: numberText(state.concentration) })}
      </text>
      <SceneKey
        x={6}
        y={352}
        width={104}
        text={say('labs.cell.bridge')}
        isOn={bridge}
        press={() => act({ do: 'bridge' })}
      />
      <SceneKey
        x={116}
        y={352}
        width={100}
        text={say('labs.cell.wires')}
        isOn={wires}
        press={() => act({ do: 'wires' })}
      />
      <SceneKey x={222} y={352} width={172} text={say('labs.cell.swap')} press={() => act({ do: 'swap' })} />
    </svg>
  );
}

/** A wire from the voltmeter to the top of an electrode; unplugged, its end hangs free. */
function Wire({ isOn, isRed, fromX, toX }: { isOn: boolean; isRed: boolean; fromX: number; toX: number }) {
  const end = isOn ? `Q${toX} 86 ${toX} 132` : `Q${(fromX + toX) / 2} 96 ${(fromX + toX) / 2} 116`;
  return <path d={`M${fromX} 86${end}`} stroke-width="4" class={isRed ? 'lab-lead red' : 'lab-lead'} />;
}

function Beaker({ x, liquid, metal, sign }: { x: number; liquid: string; metal: string; sign: string }) {
  const middle = x + wide / 2;
  return (
    <>
      <rect x={middle - 13} y="130" width="26" height="170" rx="2" style={{ fill: metal }} />
      <text x={middle} y="150" text-anchor="middle" class="lab-on-metal">
        {sign}
      </text>
      <rect x={x} y={level} width={wide} height={floor - level} style={{ fill: liquid }} />
      <path
        d={`M${x - 6} ${rim}q6 3 6 10V${floor}q0 4 4 4h${wide - 8}q4 0 4 -4V${rim + 10}q0 -7 6 -10`}
        class="lab-glass"
      />
    </>
  );
}
