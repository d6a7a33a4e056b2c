import type { SceneProps } from '../../ui/scenes.ts';
import { dyes, gelEnd, isThere, ladder, minutesOf, placeOf, type Gel } from './model.ts';

type Props = SceneProps<Gel>;
type Hand = Pick<Props, 'act'>;

const [left, top, perMillimetre] = [196, 66, 2.9];
const wellsY = top + 14;
const lanes = { ladder: left + 50, sample: left + 122 } as const;

/** A gel in its chamber with two wells, two pipettes, a power supply with its wires, and ultraviolet light. */
export function GelScene({ state, say, act }: Props) {
  const isRunning = state.since !== undefined;
  const next = say(`labs.gel.next.${nextOf(state)}`);
  return (
    <svg
      class="lab-picture"
      viewBox="0 0 480 400"
      role="img"
      aria-label={say('labs.gel.scene', { n: Math.floor(minutesOf(state)), next })}
    >
      <text x="240" y="22" text-anchor="middle" style={{ fill: 'var(--sky)', fontSize: '15px' }}>
        {next}
      </text>
      <Supply state={state} isRunning={isRunning} minute={say('labs.unit.min')} volt={say('labs.unit.V')} act={act} />
      <rect x={left - 22} y="40" width="216" height="342" rx="8" class="lab-water" opacity="0.6" />
      <rect x={left - 22} y="40" width="216" height="342" rx="8" class="lab-glass" />
      <Electrode y={48} sign={state.poles === 'none' ? '' : state.poles === 'minus' ? '−' : '+'} />
      <Electrode y={374} sign={state.poles === 'none' ? '' : state.poles === 'minus' ? '+' : '−'} />
      <Slab state={state} act={act} />
      <Pipette x={416} kind="ladder" name={say('labs.gel.ladder')} isUsed={state.isLoaded.ladder} act={act} />
      <Pipette x={456} kind="sample" name={say('labs.gel.sample')} isUsed={state.isLoaded.sample} act={act} />
      <g class="lab-hand" onPointerDown={() => act({ do: 'light' })}>
        <rect x="394" y="236" width="80" height="56" rx="8" fill={state.isLit ? '#6a3fb5' : 'var(--quiet)'} />
        <text x="434" y="270" text-anchor="middle" style={{ fill: 'var(--paper)', fontSize: '17px' }}>
          {say('labs.gel.light')}
        </text>
      </g>
      <g class="lab-hand" onPointerDown={() => act({ do: 'anew' })}>
        <rect x="394" y="304" width="80" height="48" rx="8" class="lab-box" />
        <text x="434" y="333" text-anchor="middle">
          {say('labs.gel.anew')}
        </text>
      </g>
    </svg>
  );
}

function nextOf({ isLoaded, poles, since, runs, isLit }: Gel): string {
  if (since !== undefined) return 'run';
  if (runs.length > 0) return isLit ? 'read' : 'light';
  if (!isLoaded.ladder || !isLoaded.sample) return 'load';
  return poles === 'none' ? 'wires' : 'start';
}

function Electrode({ y, sign }: { y: number; sign: string }) {
  return (
    <g>
      <line x1={left - 14} x2={left + 186} y1={y} y2={y} stroke="var(--ink)" stroke-width="3" />
      <text x={left + 182} y={y < 100 ? 68 : 368} text-anchor="middle" style={{ fontSize: '22px' }}>
        {sign}
      </text>
    </g>
  );
}

/** The slab: dark under ultraviolet, where the bands shine; else only the dyes are seen. */
function Slab({ state, act }: { state: Gel } & Hand) {
  const bottom = wellsY + gelEnd * perMillimetre;
  const isRun = minutesOf(state) > 0;
  const band = (lane: number, length: number, fill: string, opacity = 1) => {
    const place = placeOf(state, length);
    const y = wellsY + place * perMillimetre;
    if (!isThere(place)) return null;
    return (
      <rect
        key={`${lane} ${length}`}
        x={lane - 24}
        y={y - 2}
        width="48"
        height="4"
        rx="2"
        fill={fill}
        opacity={opacity}
      />
    );
  };
  const all = [
    ...(state.isLoaded.ladder ? ladder.map((length) => ({ lane: lanes.ladder, length })) : []),
    ...(state.isLoaded.sample ? [{ lane: lanes.sample, length: state.unknown }] : []),
  ];
  const chosen = placeOf(state, state.length);
  return (
    <g>
      <rect
        x={left}
        y={top}
        width="172"
        height={bottom - top + 8}
        fill={state.isLit ? '#16122b' : '#eef0f4'}
        opacity="0.95"
        stroke="var(--quiet)"
      />
      {[lanes.ladder, lanes.sample].map((lane) => (
        <rect key={lane} x={lane - 24} y={wellsY - 8} width="48" height="8" fill={state.isLit ? '#000' : '#aab2c0'} />
      ))}
      {state.isLit
        ? isRun && all.map(({ lane, length }) => band(lane, length, '#ffb347'))
        : [lanes.ladder, lanes.sample].flatMap((lane) =>
            (lane === lanes.ladder ? state.isLoaded.ladder : state.isLoaded.sample)
              ? [band(lane, dyes.blue, '#3b3fb5', 0.8), band(lane, dyes.cyanol, '#3f9fb5', 0.7)]
              : [],
          )}
      {state.isLit && isRun && (
        <g>
          {ladder.map((length) => {
            const y = wellsY + placeOf(state, length) * perMillimetre;
            return (
              isThere(placeOf(state, length)) && (
                <g key={length} class="lab-hand" onPointerDown={() => act({ set: 'length', to: String(length) })}>
                  <rect x={left} y={y - 7} width="96" height="14" fill="transparent" />
                  <text x={left - 26} y={y + 4} text-anchor="end" style={{ fontSize: '11px' }}>
                    {length}
                  </text>
                </g>
              )
            );
          })}
          {isThere(chosen) && (
            <path d={`M${left - 22} ${wellsY + chosen * perMillimetre}l16 -6v12z`} class="lab-pointer" />
          )}
        </g>
      )}
      <g class="lab-ruler">
        <rect x={left + 172} y={wellsY} width="22" height={gelEnd * perMillimetre} />
        {Array.from({ length: 19 }, (_, k) => {
          const y = wellsY + k * 5 * perMillimetre;
          return (
            <g key={k}>
              <line x1={left + 172} x2={left + (k % 2 ? 177 : 180)} y1={y} y2={y} />
              {k % 4 === 0 && (
                <text x={left + 181} y={y + 4} style={{ fontSize: '10px' }}>
                  {k * 5}
                </text>
              )}
            </g>
          );
        })}
      </g>
    </g>
  );
}

/** The supply: its dial, its switch, and two wires; a tap on the sockets connects them, another exchanges them. */
function Supply({
  state,
  isRunning,
  minute,
  volt,
  act,
}: { state: Gel; isRunning: boolean; minute: string; volt: string } & Hand) {
  const { poles, voltage } = state;
  // Which wire goes where is the pupil's to see: another tap exchanges them.
  const other = poles === 'plus' ? 'minus' : 'plus';
  const set = (to: number) => act({ set: 'voltage', to: Math.min(150, Math.max(40, to)) });
  return (
    <g>
      <rect x="8" y="150" width="118" height="210" rx="8" fill="var(--ink)" />
      <rect x="20" y="162" width="94" height="34" rx="4" fill="#dfeedd" />
      <text x="108" y="186" text-anchor="end" style={{ fill: '#13301a', fontSize: '20px' }}>
        {voltage} {volt}
      </text>
      <text x="66" y="216" text-anchor="middle" style={{ fill: 'var(--paper)', fontSize: '15px' }}>
        {Math.floor(minutesOf(state))} {minute}
      </text>
      {[-10, 10].map((by) => (
        <g key={by} class="lab-hand" onPointerDown={() => set(voltage + by)}>
          <rect x={by < 0 ? 18 : 72} y="226" width="44" height="40" rx="6" fill="var(--quiet)" />
          <text x={by < 0 ? 40 : 94} y="253" text-anchor="middle" style={{ fill: 'var(--paper)', fontSize: '22px' }}>
            {by < 0 ? '−' : '+'}
          </text>
        </g>
      ))}
      <g class="lab-hand" onPointerDown={() => act({ do: isRunning ? 'stop' : 'start' })}>
        <rect x="18" y="274" width="98" height="40" rx="6" fill={isRunning ? 'var(--wrong)' : 'var(--good)'} />
        <path d={isRunning ? 'M56 284h22v20h-22z' : 'M58 282l22 12l-22 12z'} fill="var(--paper)" />
      </g>
      <g class="lab-hand" onPointerDown={() => act({ set: 'poles', to: other })}>
        <rect x="14" y="316" width="106" height="44" fill="transparent" />
        <circle cx="44" cy="338" r="13" fill="#222" stroke="var(--paper)" stroke-width="2" />
        <circle cx="90" cy="338" r="13" fill="#c0392b" stroke="var(--paper)" stroke-width="2" />
        <text x="44" y="344" text-anchor="middle" style={{ fill: '#fff', fontSize: '18px' }}>
          −
        </text>
        <text x="90" y="344" text-anchor="middle" style={{ fill: '#fff', fontSize: '18px' }}>
          +
        </text>
      </g>
      {poles !== 'none' && (
        <g fill="none" stroke-width="4">
          <path d={`M44 351V388H140V${poles === 'minus' ? 48 : 374}H${left - 16}`} stroke="#444" />
          <path d={`M90 351V376H150V${poles === 'minus' ? 374 : 48}H${left - 16}`} stroke="#c0392b" />
        </g>
      )}
    </g>
  );
}

function Pipette({ x, kind, name, isUsed, act }: { x: number; kind: string; name: string; isUsed: boolean } & Hand) {
  return (
    <g class="lab-hand" onPointerDown={() => act({ do: kind })}>
      <rect x={x - 18} y="40" width="38" height="186" fill="transparent" />
      <path
        d={`M${x - 6} 46h12v30h4v60l-7 34h-6l-7 -34v-60h4z`}
        fill={isUsed ? 'var(--line)' : 'var(--sky)'}
        stroke="var(--ink)"
      />
      <text x={x} y={kind === 'ladder' ? 192 : 214} text-anchor="middle" style={{ fontSize: '13px' }}>
        {name}
      </text>
    </g>
  );
}
