import type { SceneProps } from '../../ui/scenes.ts';
import { useCarry } from '../../ui/carry.ts';
import { numberText } from '../../ui/lab-say.ts';
import { sinceOf, warmthAt, type Heat } from './model.ts';
import '../../ui/apparatus.css';

/** Where the inner cup stands in the calorimeter: its left, its bottom; how wide it is, how high. */
const cup = { x: 166, bottom: 300, width: 74, height: 120 } as const;
const onBalance = { x: 303, bottom: 276 } as const;
/** Drawn units for a gram of water in the cup. */
const level = 0.27;

/** Water that boils with a hot body in it, a calorimeter with its thermometer, a balance, a jug. A hand carries what is hot into the cup. */
export function HeatScene({ state, say, act }: SceneProps<Heat>) {
  const since = sinceOf(state);
  const shown = numberText(warmthAt(state, state.at).probe, 1);
  const body = useCarry({
    letGo: ({ x, y }, isTap) => {
      if (isTap || (x > 120 && x < 290 && y > 60)) act({ do: 'drop' });
    },
  });
  const isIn = state.stage === 'mixed';
  const poured = state.stage === 'empty' ? 0 : state.water + (isIn && state.body === 'water' ? state.mass : 0);
  const [minutes, seconds] = [Math.floor((since ?? 0) / 60_000), Math.floor(((since ?? 0) % 60_000) / 1000)];
  return (
    <svg class="lab-picture" viewBox="0 0 400 348" role="img" aria-label={say('labs.heat.scene', { t: shown })}>
      <rect x="0" y="318" width="400" height="8" class="lab-metal" />
      <Bath />
      <Jacket />
      <g onPointerDown={() => act({ do: state.stage === 'empty' ? 'pour' : 'empty' })} class="lab-hand">
        {state.stage === 'empty' ? (
          <Cup x={onBalance.x} bottom={onBalance.bottom} height={70} grams={0} />
        ) : (
          <Cup x={cup.x} bottom={cup.bottom} height={cup.height} grams={poured} />
        )}
      </g>
      {isIn && state.body === 'metal' && <Metal mass={state.mass} x={cup.x + cup.width / 2} y={cup.bottom - 3} />}
      <Lid isOn={state.lid === 'on'} toggle={() => act({ set: 'lid', to: state.lid === 'on' ? 'off' : 'on' })} />
      <Thermometer shown={shown} clock={since === undefined ? '' : say('labs.heat.clock', { minutes, seconds })} />
      <Balance unit={say('labs.unit.g')} />
      <g onPointerDown={() => act({ do: 'pour' })} class="lab-hand">
        <path d="M318 40h52l-5 66h-42z" class="lab-glass" />
        <path d="M321 66h46l-3 40h-40z" class="lab-water" />
        <path d="M370 50q18 4 14 26q-4 12 -16 12" class="lab-glass" />
      </g>
      {!isIn && (
        <g transform={`translate(${body.by.x} ${body.by.y})`} class="lab-hand" {...body.hands}>
          <path d="M65 131v106" class="lab-hair" />
          <circle cx="65" cy="124" r="7" class="lab-ring" />
          {state.body === 'metal' ? (
            <Metal mass={state.mass} x={65} y={270} />
          ) : (
            <g>
              <path d="M50 224h30v46h-30z" class="lab-glass" />
              <rect x="52" y={268 - 6 - state.mass * 0.17} width="26" height={6 + state.mass * 0.17} class="lab-warm" />
            </g>
          )}
          <text x="65" y="112" text-anchor="middle">
            {state.mass} {say('labs.unit.g')}
          </text>
        </g>
      )}
      <g text-anchor="middle" class="lab-part">
        <text x="65" y="340">
          {say('labs.heat.part.bath')}
        </text>
        <text x="203" y="340">
          {say('labs.heat.part.calorimeter')}
        </text>
        <text x="340" y="340">
          {say('labs.heat.part.balance')}
        </text>
        <text x="344" y="32">
          {say('labs.heat.part.jug')}
        </text>
      </g>
    </svg>
  );
}

/** A beaker on a hot plate. */
function Bath() {
  return (
    <g>
      <rect x="8" y="294" width="114" height="24" rx="5" class="lab-metal" />
      <rect x="20" y="288" width="90" height="6" rx="2" class="lab-hot" />
      <path d="M26 176h78v112h-78z" class="lab-glass" />
      <rect x="27" y="206" width="76" height="81" class="lab-warm" opacity="0.55" />
      {[36, 48, 88, 96, 40, 92].map((x, k) => (
        <circle key={x} cx={x} cy={274 - k * 12} r={2 + (k % 3)} class="lab-bubble" />
      ))}
      <path d="M40 168q-7 -12 0 -22t0 -22M92 168q-7 -12 0 -22t0 -22" class="lab-steam" />
    </g>
  );
}

/** The outer vessel, cut open: what keeps the heat in. */
function Jacket() {
  const [left, right] = [cup.x - 20, cup.x + cup.width + 20];
  return (
    <path
      d={`M${left} 176V318H${right}V176H${right - 14}V${cup.bottom + 4}H${left + 14}V176Z`}
      class="lab-box"
      stroke-linejoin="round"
    />
  );
}

function Cup({ x, bottom, height, grams }: { x: number; bottom: number; height: number; grams: number }) {
  const deep = Math.min(height - 6, grams * level);
  return (
    <g>
      <rect x={x} y={bottom - height} width={cup.width} height={height} fill="transparent" />
      {grams > 0 && <rect x={x + 3} y={bottom - 3 - deep} width={cup.width - 6} height={deep} class="lab-water" />}
      <path
        d={`M${x - 4} ${bottom - height}H${x}V${bottom}H${x + cup.width}V${bottom - height}H${x + cup.width + 4}`}
        class="lab-glass"
      />
    </g>
  );
}

function Metal({ mass, x, y }: { mass: number; x: number; y: number }) {
  const side = 8 + Math.cbrt(mass) * 5;
  return <rect x={x - side / 2} y={y - side} width={side} height={side} rx="3" class="lab-weight" />;
}

function Lid({ isOn, toggle }: { isOn: boolean; toggle: () => void }) {
  return (
    <g onPointerDown={toggle} class="lab-hand" transform={isOn ? '' : 'translate(56 -18) rotate(24 203 170)'}>
      <rect x={cup.x - 22} y="160" width={cup.width + 44} height="16" rx="4" class="lab-metal" />
      <rect x={cup.x + cup.width - 8} y="150" width="16" height="12" rx="3" class="lab-metal" />
    </g>
  );
}

/** A probe through the lid, and the box that shows what it has come to, with the time since the hot body went in. */
function Thermometer({ shown, clock }: { shown: string; clock: string }) {
  return (
    <g pointer-events="none">
      <path d="M190 84V262" class="lab-probe" />
      <rect x="138" y="30" width="104" height="56" rx="8" class="lab-case" />
      <text x="190" y="56" text-anchor="middle" class="lab-display">
        {`${shown} °C`}
      </text>
      <text x="190" y="76" text-anchor="middle">
        {clock}
      </text>
    </g>
  );
}

function Balance({ unit }: { unit: string }) {
  return (
    <g pointer-events="none">
      <path d="M296 278h88v6h-88zM336 284h8v8h-8z" class="lab-metal" />
      <rect x="292" y="290" width="96" height="28" rx="6" class="lab-case" />
      <text x="340" y="310" text-anchor="middle" class="lab-display">
        {unit}
      </text>
    </g>
  );
}
