import type { SceneProps } from '../../ui/scenes.ts';
import { currentOf, stoppingOf, voltageOf, type Photocell } from './model.ts';

/** The colour of light, as far as eyes see it; beyond violet a pale one. */
function colourOf(nanometres: number): string {
  if (nanometres < 390) return 'hsl(285 45% 62%)';
  return `hsl(${Math.round(285 - ((nanometres - 390) / 260) * 285)} 85% 50%)`;
}

/** Lamp, monochromator and photocell; beneath them the retarding source with its knobs, an ammeter and a voltmeter. */
export function PhotoelectricScene({ state, say, act }: SceneProps<Photocell>) {
  const { wavelength, brightness, coarse, fine } = state;
  const colour = colourOf(wavelength);
  const stopping = stoppingOf(state);
  const share = stopping > 0 ? Math.max(0, 1 - voltageOf(state) / stopping) : 0;
  const lit = brightness > 0;
  const [current, volts] = [currentOf(state).toFixed(1), voltageOf(state).toFixed(3)].map((each) =>
    each.replace('.', ','),
  );
  const turn = (set: string, to: number, from: number, most: number): void => {
    if (to >= from - 1e-9 && to <= most + 1e-9) act({ set, to: Number(to.toFixed(3)) });
  };
  return (
    <svg
      class="lab-picture"
      viewBox="0 0 400 330"
      role="img"
      aria-label={say('labs.photoelectric.scene', { n: wavelength, current: current ?? '', volts: volts ?? '' })}
    >
      <rect x="8" y="40" width="62" height="62" rx="8" class="lab-metal" />
      <circle
        cx="39"
        cy="71"
        r="20"
        fill={lit ? 'var(--wait)' : 'var(--line)'}
        opacity={lit ? 0.25 + brightness / 134 : 1}
      />
      <text x="39" y="122" text-anchor="middle">
        {say('labs.photoelectric.lamp', { n: brightness })}
      </text>
      {lit && <path d="M70 63L106 66V76L70 79Z" fill="var(--wait)" opacity="0.5" />}
      <rect x="106" y="36" width="96" height="70" rx="8" class="lab-dial-face" />
      <path d="M138 92L154 56L170 92Z" class="lab-ice" />
      <text x="154" y="122" text-anchor="middle">
        {`λ = ${wavelength} ${say('labs.unit.nm')}`}
      </text>
      {lit && <rect x="202" y="68" width="70" height="6" fill={colour} opacity={0.3 + brightness / 143} />}
      <rect x="252" y="22" width="132" height="102" rx="46" class="lab-glass" />
      <path d="M276 44Q264 73 276 102" fill="none" stroke="var(--ink)" stroke-width="7" />
      <line x1="362" x2="362" y1="54" y2="92" stroke="var(--ink)" stroke-width="4" />
      {lit &&
        stopping > 0 &&
        [0, 1, 2, 3, 4].map((k) => {
          // How far each of five electrons comes before it turns back.
          const energy = ((k + 0.5) / 5) * stopping;
          const reach = energy > voltageOf(state) ? 80 : 80 * (energy / Math.max(1e-9, voltageOf(state)));
          const y = 50 + k * 11;
          return (
            <g key={k}>
              <line x1="278" x2={278 + reach} y1={y} y2={y} stroke="var(--sky)" stroke-dasharray="3 3" />
              <circle cx={278 + reach} cy={y} r="3.5" fill="var(--sky)" />
            </g>
          );
        })}
      <text x="318" y="15" text-anchor="middle">
        {say('labs.photoelectric.cell')}
      </text>
      <path d="M272 102V156H140V196M362 92V172H330V196M90 226H60V280H330V256" class="lab-wire" />
      <rect x="268" y="182" width="124" height="74" rx="8" class="lab-dial-face" />
      <text x="330" y="200" text-anchor="middle">
        {say('labs.photoelectric.tool.ammeter')}
      </text>
      <rect x="280" y="208" width="100" height="34" rx="4" fill="var(--ink)" />
      <text x="372" y="232" text-anchor="end" class="lab-lit">
        {`${current} ${say('labs.unit.pA')}`}
      </text>
      <rect x="78" y="182" width="124" height="74" rx="8" class="lab-dial-face" />
      <text x="140" y="200" text-anchor="middle">
        {say('labs.photoelectric.tool.voltmeter')}
      </text>
      <rect x="90" y="208" width="100" height="34" rx="4" fill="var(--ink)" />
      <text x="182" y="232" text-anchor="end" class="lab-lit">
        {`${volts} ${say('labs.unit.V')}`}
      </text>
      {share === 0 && stopping > 0 && lit && (
        <text x="196" y="274" text-anchor="middle">
          {say('labs.photoelectric.stopped')}
        </text>
      )}
      {(
        [
          ['coarse', coarse, 0.1, 4, 20],
          ['fine', fine, 0.002, 0.1, 210],
        ] as const
      ).map(([name, value, step, most, x]) => (
        <g key={name}>
          <text x={x + 85} y="304" text-anchor="middle">
            {say(`labs.photoelectric.knob.${name}`)}
          </text>
          {([-1, 1] as const).map((way) => (
            <g
              key={way}
              class="lab-ball"
              onPointerDown={() => turn(name, value + way * step, 0, most)}
              transform={`translate(${way < 0 ? x : x + 138} 284)`}
            >
              <rect width="32" height="32" rx="6" />
              <text x="16" y="22" text-anchor="middle" class="lab-on-ball" pointer-events="none">
                {way < 0 ? '−' : '+'}
              </text>
            </g>
          ))}
        </g>
      ))}
    </svg>
  );
}
