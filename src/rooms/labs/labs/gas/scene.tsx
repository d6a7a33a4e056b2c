import { useCarry } from '../../ui/carry.ts';
import { numberText } from '../../ui/lab-say.ts';
import type { SceneProps } from '../../ui/scenes.ts';
import { sensedOf, warmthOf, type Gas } from './model.ts';
import '../../ui/apparatus.css';

/** Where the syringe's barrel is: its left side, its zero, how wide it is; drawn units for a millilitre; how long the piston's rod is. */
const [left, zeroY, wide, scale] = [112, 274, 52, 2];
const rod = 90;
const middle = left + wide / 2;

/** A syringe in a water bath on a heater; a tube with a tap leads to a sensor of pressure. The piston is moved by its handle. */
export function GasScene({ state, say, act }: SceneProps<Gas>) {
  const { volume, bath, amount } = state;
  const isShut = amount !== undefined;
  const top = zeroY - volume * scale;
  const { water } = warmthOf(state);
  const pressure = sensedOf(state);
  const handle = useCarry({
    moved: ({ y }) => {
      const to = Math.min(60, Math.max(20, Math.round((zeroY - rod - y) / scale)));
      if (to !== volume) act({ set: 'volume', to });
    },
  });
  const heat = (by: number): void => {
    const to = Math.min(90, Math.max(0, bath + by));
    if (to !== bath) act({ set: 'bath', to });
  };
  return (
    <svg
      class="lab-picture"
      viewBox="0 0 400 340"
      role="img"
      aria-label={say('labs.gas.scene', {
        n: volume,
        t: numberText(water, 1),
        tap: say(isShut ? 'labs.gas.shut' : 'labs.gas.open'),
      })}
    >
      <rect x="0" y="326" width="400" height="8" class="lab-metal" />
      <rect x="30" y="168" width="216" height="120" class="lab-water" />
      <path d="M26 156V290H250V156" class="lab-glass" />
      <g pointer-events="none">
        <rect x={left} y={top} width={wide} height={zeroY - top} class="lab-gas" />
        {Array.from({ length: 26 }, (_, k) => {
          const far = (k * 0.381966) % 1;
          const side = (k * 0.723607 + 0.13) % 1;
          return (
            <circle
              key={k}
              cx={left + 5 + side * (wide - 10)}
              cy={zeroY - 5 - far * (zeroY - top - 10)}
              r="2.2"
              class="lab-dot"
            />
          );
        })}
      </g>
      <path d={`M${left} ${zeroY - 62 * scale}V${zeroY}H${left + wide}V${zeroY - 62 * scale}`} class="lab-glass" />
      <g class="lab-marks" pointer-events="none">
        {Array.from({ length: 13 }, (_, k) => (
          <g key={k}>
            <line
              x1={left + wide}
              x2={left + wide + (k % 2 ? 6 : 10)}
              y1={zeroY - k * 5 * scale}
              y2={zeroY - k * 5 * scale}
            />
            {k % 2 === 0 && (
              <text x={left + wide + 13} y={zeroY - k * 5 * scale + 4} class="lab-small">
                {k * 5}
              </text>
            )}
          </g>
        ))}
      </g>
      <g class="lab-hand" {...handle.hands}>
        <rect x={left + 2} y={top - 9} width={wide - 4} height="10" rx="2" class="lab-catch" />
        <rect x={middle - 5} y={top - rod} width="10" height={rod - 8} class="lab-metal" />
        <rect x={middle - 30} y={top - rod - 8} width="60" height="11" rx="4" class="lab-metal" />
        <rect x={middle - 40} y={top - rod - 22} width="80" height={rod + 20} fill="transparent" />
      </g>
      <path d={`M${middle} ${zeroY}v10H278V106H330`} class="lab-tube" />
      <g class="lab-hand" onPointerDown={() => act({ do: isShut ? 'open' : 'close' })}>
        <rect x="256" y="176" width="44" height="52" fill="transparent" />
        <circle cx="278" cy="202" r="11" class="lab-case" />
        <path d={isShut ? 'M278 188V216' : 'M264 202H292'} class="lab-probe" />
      </g>
      <text x="304" y="199" pointer-events="none">
        {say('labs.gas.tap')}
      </text>
      <text x="304" y="215" class="lab-small" pointer-events="none">
        {say(isShut ? 'labs.gas.shut' : 'labs.gas.open')}
      </text>
      <g pointer-events="none">
        <rect x="284" y="64" width="110" height="52" rx="8" class="lab-case" />
        <text x="339" y="88" text-anchor="middle" class="lab-display">
          {`${numberText(pressure, 1)} ${say('labs.unit.kPa')}`}
        </text>
        <text x="339" y="107" text-anchor="middle" class="lab-small">
          {say('labs.gas.sensor')}
        </text>
        <path d="M62 96V262" class="lab-probe" />
        <rect x="8" y="44" width="92" height="52" rx="8" class="lab-case" />
        <text x="54" y="68" text-anchor="middle" class="lab-display">
          {`${numberText(water, 1)} °C`}
        </text>
        <text x="54" y="87" text-anchor="middle" class="lab-small">
          {say('labs.gas.bath')}
        </text>
      </g>
      <rect x="20" y="294" width="236" height="32" rx="6" class="lab-metal" />
      {([-5, 5] as const).map((by) => (
        <g key={by} class="lab-hand" onPointerDown={() => heat(by)}>
          <rect x={by < 0 ? 28 : 204} y="297" width="44" height="26" rx="5" class="lab-case" />
          <text x={by < 0 ? 50 : 226} y="315" text-anchor="middle">
            {by < 0 ? '−5 °C' : '+5 °C'}
          </text>
        </g>
      ))}
      <text x="138" y="315" text-anchor="middle" class="lab-on-ball" pointer-events="none">
        {say('labs.gas.heater', { n: bath })}
      </text>
    </svg>
  );
}
