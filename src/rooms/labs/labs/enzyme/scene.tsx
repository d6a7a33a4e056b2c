import type { SceneProps } from '../../ui/scenes.ts';
import { gasOf, leftAfter, minutesOf, rateAt, type Enzyme } from './model.ts';

type Props = SceneProps<Enzyme>;
type Hand = Pick<Props, 'act'>;

/** A flask in a water bath, a pipette of enzyme above it, a tube to a gas syringe; below, bottles and a strip of pH. */
export function EnzymeScene({ state, say, act }: Props) {
  const gas = gasOf(state);
  const { temperature, substrate, ph } = state;
  const rate = state.since === undefined ? 0 : rateAt(state, leftAfter(state, minutesOf(state)));
  const about = say('labs.enzyme.scene', { t: temperature, s: substrate, p: ph, g: Math.round(Math.min(gas, 100)) });
  return (
    <svg class="lab-picture" viewBox="0 0 480 400" role="img" aria-label={about}>
      <Bath temperature={temperature} act={act} />
      <Flask state={state} rate={rate} />
      <Syringe gas={Math.min(gas, 100)} />
      <g class="lab-hand" onPointerDown={() => act({ do: 'mix' })}>
        <rect x="150" y="4" width="56" height="104" fill="transparent" />
        <path d="M170 8h16v30h6v34l-8 12v18h-12V84l-8 -12V38h6z" fill="var(--wait-ground)" stroke="var(--ink)" />
        <path d="M166 52h24v18l-6 10h-12l-6 -10z" fill="#b5652b" />
        <text x="144" y="26" text-anchor="end">
          {say('labs.enzyme.enzyme')}
        </text>
      </g>
      {state.since === undefined && (
        <text x="144" y="48" text-anchor="end" style={{ fill: 'var(--sky)', fontSize: '12px' }}>
          {say('labs.enzyme.tap')} →
        </text>
      )}
      <Bottles substrate={substrate} unit={say('labs.unit.mmol/L')} act={act} />
      <Strip ph={ph} act={act} />
    </svg>
  );
}

function Bath({ temperature, act }: { temperature: number } & Hand) {
  const set = (to: number) => act({ set: 'temperature', to: Math.min(70, Math.max(5, to)) });
  const column = 20 + (temperature / 70) * 96;
  return (
    <g>
      <rect x="60" y="170" width="236" height="120" class="lab-water" />
      <path d="M60 140V290H296V140" class="lab-glass" />
      <rect x="60" y="290" width="236" height="26" rx="4" class="lab-metal" />
      <rect x="80" y="104" width="12" height="150" rx="6" fill="var(--sheet)" stroke="var(--ink)" />
      <rect x="83" y={246 - column} width="6" height={column} fill="var(--wrong)" />
      <circle cx="86" cy="252" r="10" fill="var(--wrong)" />
      <text x="100" y="160" style={{ fontSize: '15px' }}>
        {temperature} °C
      </text>
      {[-5, 5].map((by) => (
        <g key={by} class="lab-hand" onPointerDown={() => set(temperature + by)}>
          <rect x="8" y={by < 0 ? 246 : 190} width="44" height="44" rx="8" class="lab-box" />
          <text x="30" y={by < 0 ? 275 : 219} text-anchor="middle" style={{ fontSize: '24px' }}>
            {by < 0 ? '−' : '+'}
          </text>
        </g>
      ))}
    </g>
  );
}

function Flask({ state, rate }: { state: Enzyme; rate: number }) {
  const seconds = minutesOf(state) * 60;
  const bubbles = Math.min(24, Math.round(rate * 1.5));
  return (
    <g>
      <path
        d="M166 124V160L130 262Q128 272 140 272H216Q228 272 226 262L190 160V124"
        fill="var(--sheet)"
        opacity="0.55"
      />
      <path d="M152 200L130 262Q128 272 140 272H216Q228 272 226 262L204 200Z" fill="#9fd3e0" />
      {state.since !== undefined && (
        <path d="M146 216L130 262Q128 272 140 272H216Q228 272 226 262L210 216Z" fill="#c8a06f" opacity="0.5" />
      )}
      {Array.from({ length: bubbles }, (_, k) => {
        const rise = (seconds * (0.5 + (k % 5) * 0.12) + k * 0.31) % 1;
        return (
          <circle
            key={k}
            cx={146 + ((k * 37) % 64)}
            cy={266 - rise * 64}
            r={2 + (k % 3)}
            fill="#fff"
            stroke="#5b8fa0"
          />
        );
      })}
      <path d="M166 116V160L130 262Q128 272 140 272H216Q228 272 226 262L190 160V116" class="lab-glass" />
      <path d="M190 140H250V72H306" fill="none" stroke="var(--quiet)" stroke-width="5" />
    </g>
  );
}

/** A gas syringe of 100 mL whose plunger goes out. */
function Syringe({ gas }: { gas: number }) {
  const end = 314 + gas;
  return (
    <g>
      <rect x="306" y="64" width="8" height="16" class="lab-metal" />
      <rect x="314" y="52" width="102" height="40" rx="3" class="lab-glass" fill="var(--sheet)" />
      <rect x="314" y="54" width={gas} height="36" fill="var(--sky-ground)" />
      <rect x={end} y="54" width="9" height="36" fill="var(--ink)" />
      <rect x={end + 9} y="68" width="22" height="8" class="lab-metal" />
      <rect x={end + 31} y="58" width="6" height="28" class="lab-metal" />
      {Array.from({ length: 11 }, (_, k) => (
        <g key={k} stroke="var(--ink)">
          <line x1={314 + k * 10} x2={314 + k * 10} y1="92" y2={k % 5 === 0 ? 102 : 98} />
        </g>
      ))}
      {[0, 50, 100].map((k) => (
        <text key={k} x={314 + k} y="116" text-anchor="middle">
          {k}
        </text>
      ))}
    </g>
  );
}

/** Bottles of hydrogen peroxide: a tap pours from one into a fresh flask. */
function Bottles({ substrate, unit, act }: { substrate: number; unit: string } & Hand) {
  return (
    <g>
      <text x="312" y="148">
        H₂O₂, {unit}
      </text>
      {[10, 20, 40, 80, 120, 200].map((each, k) => {
        const [x, y] = [312 + (k % 3) * 54, 156 + Math.floor(k / 3) * 80];
        const isIn = each === substrate;
        return (
          <g key={each} class="lab-hand" onPointerDown={() => act({ set: 'substrate', to: each })}>
            <rect x={x} y={y} width="50" height="76" fill="transparent" />
            <path
              d={`M${x + 17} ${y + 4}h16v14l12 12v40h-40v-40l12 -12z`}
              fill={isIn ? 'var(--sky)' : 'var(--sky-ground)'}
              stroke="var(--quiet)"
            />
            <text x={x + 25} y={y + 56} text-anchor="middle" style={isIn ? { fill: 'var(--on-sky)' } : undefined}>
              {each}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** The colours of a universal indicator from pH 3 to 11. */
const colours = ['#e0453a', '#ea7a32', '#f0a732', '#e6cf3a', '#6fb04a', '#3f9a76', '#3a82b0', '#4a5fb0', '#5d4a9c'];

function Strip({ ph, act }: { ph: number } & Hand) {
  return (
    <g>
      <text x="8" y="366" style={{ fontSize: '15px' }}>
        pH
      </text>
      {colours.map((colour, k) => {
        const [value, x] = [k + 3, 36 + k * 48];
        const isSet = value === Math.round(ph);
        return (
          <g key={colour} class="lab-hand" onPointerDown={() => act({ set: 'ph', to: value })}>
            <rect
              x={x}
              y="334"
              width="44"
              height="46"
              rx="6"
              fill={colour}
              stroke={isSet ? 'var(--ink)' : 'none'}
              stroke-width="4"
            />
            <rect x={x + 8} y="346" width="28" height="22" rx="4" fill="#fff" />
            <text x={x + 22} y="362" text-anchor="middle" style={{ fill: '#111' }}>
              {isSet ? String(ph).replace('.', ',') : value}
            </text>
          </g>
        );
      })}
    </g>
  );
}
