import type { SceneProps } from '../../ui/scenes.ts';
import { isCounting, type Count, type Decay, type Source } from './model.ts';

const sources: readonly Source[] = ['none', 'drop', 'discs'];

/** A Geiger tube on a stand over a tray, its counter with two registers and a timer; a tap on a source puts it on the tray. */
export function DecayScene({ state, say, act }: SceneProps<Decay>) {
  const { source, discs, count, at, fresh, time, interval } = state;
  const age = fresh === undefined ? undefined : (at - fresh) / 60_000;
  const isRunning = isCounting(state);
  const shown = (register: Count['into']): string => {
    if (count?.into === register) {
      const share = Math.min(1, Math.max(0, (at - count.from) / (count.to - count.from)));
      return String(Math.floor(count.total * share));
    }
    const kept = register === 'background' ? state.kept : undefined;
    return kept === undefined ? '–' : String(kept);
  };
  const clock = (minutes: number): string => {
    const whole = Math.floor(minutes * 60 + 1e-6);
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
  };
  const isWaiting = isRunning && count !== undefined && at < count.from;
  const line = isWaiting
    ? say('labs.decay.waits', { time: clock(time) })
    : isRunning && count
      ? say('labs.decay.left', { n: Math.ceil((count.to - at) / 1000) })
      : say('labs.decay.ready', { n: interval });
  return (
    <svg class="lab-picture" viewBox="0 0 400 330" role="img" aria-label={say('labs.decay.scene', { what: line })}>
      <g pointer-events="none">
        <rect x="22" y="20" width="9" height="196" rx="3" class="lab-metal" />
        <rect x="10" y="212" width="170" height="10" rx="3" class="lab-metal" />
        <rect x="26" y="62" width="70" height="9" rx="3" class="lab-metal" />
        <path d="M113 40C113 16 146 10 164 44S186 94 206 96" class="lab-spring" />
        <rect x="92" y="40" width="42" height="92" rx="6" fill="var(--ink)" />
        <rect x="96" y="132" width="34" height="8" fill="var(--quiet)" />
        <text x="113" y="92" text-anchor="middle" class="lab-lit-small">
          {say('labs.decay.tube')}
        </text>
        <rect x="66" y="190" width="94" height="6" rx="2" class="lab-metal" />
        <rect x="72" y="196" width="6" height="16" class="lab-metal" />
        <rect x="148" y="196" width="6" height="16" class="lab-metal" />
        <Lying source={source} discs={discs} hasDrop={fresh !== undefined} x={113} y={190} />
      </g>
      <rect x="206" y="70" width="184" height="132" rx="8" class="lab-dial-face" />
      <Register y={82} name="N" text={shown('counter')} />
      <Register y={124} name="B" text={shown('background')} />
      <text x="298" y="186" text-anchor="middle">
        {line}
      </text>
      <text x="298" y="40" text-anchor="middle" class="lab-count">
        {age === undefined ? say('labs.decay.no-age') : say('labs.decay.age', { time: clock(age) })}
      </text>
      {sources.map((each, k) => (
        <g key={each} class="lab-hand" onPointerDown={() => source !== each && act({ set: 'source', to: each })}>
          <rect
            x={10 + k * 129}
            y="234"
            width="122"
            height="88"
            rx="8"
            class="lab-dial-face"
            style={{ stroke: source === each ? 'var(--sky)' : 'var(--line)', strokeWidth: source === each ? 3 : 1 }}
          />
          <rect x={40 + k * 129} y="288" width="62" height="4" rx="2" class="lab-metal" />
          <Lying source={each} discs={discs} hasDrop x={71 + k * 129} y={288} />
          <text x={71 + k * 129} y="313" text-anchor="middle">
            {say(`labs.decay.short.${each}`)}
          </text>
        </g>
      ))}
    </svg>
  );
}

function Register({ y, name, text }: { y: number; name: string; text: string }) {
  return (
    <g>
      <text x="220" y={y + 23} class="lab-count">
        {name}
      </text>
      <rect x="246" y={y} width="132" height="34" rx="4" fill="var(--ink)" />
      <text x="368" y={y + 25} text-anchor="end" class="lab-lit">
        {text}
      </text>
    </g>
  );
}

/** What lies on a tray whose upper edge is at `y`. */
function Lying({
  source,
  discs,
  hasDrop,
  x,
  y,
}: {
  source: Source;
  discs: number;
  hasDrop: boolean;
  x: number;
  y: number;
}) {
  if (source === 'none') return null;
  if (source === 'discs')
    return (
      <g>
        {Array.from({ length: discs }, (_, k) => (
          <rect key={k} x={x - 15} y={y - 6 - k * 7} width="30" height="6" rx="2" fill="var(--help)" />
        ))}
      </g>
    );
  return (
    <g>
      <path d={`M${x - 26} ${y - 12}C${x - 22} ${y - 1} ${x + 22} ${y - 1} ${x + 26} ${y - 12}`} class="lab-spring" />
      {hasDrop && <ellipse cx={x} cy={y - 7} rx="11" ry="5" fill="var(--sky)" />}
    </g>
  );
}
