import { useState } from 'preact/hooks';
import type { SceneProps } from '../../ui/scenes.ts';
import { boxed, edgeOf, edges, places, type Circuit, type Standing } from './board.ts';
import { secondsOf } from './model.ts';
import { Symbol } from './symbol.tsx';

type Tool = Standing['part'] | 'take' | 'plus' | 'minus';
const tools: readonly Tool[] = ['wire', ...boxed, 'plus', 'minus', 'take'];

const at = (place: string): readonly [number, number] => [
  50 + 100 * 'abcd'.indexOf(place[0] ?? 'a'),
  40 + 85 * (Number(place[1] ?? 1) - 1),
];

/** A board with places; what is chosen from the box goes where one taps, or where one says in the list beneath. */
export function CircuitScene({ state, say, act }: SceneProps<Circuit>) {
  const [tool, setTool] = useState<Tool>('wire');
  const { standing, plus, minus, burnt } = state;
  const isProbe = tool === 'plus' || tool === 'minus';
  const use = (where: string): void => {
    const [from = '', to = ''] = where.split('-');
    if (isProbe) return act({ do: 'probe', with: [tool, state[tool] === where ? '' : where] });
    if (tool === 'take') return act({ do: 'take', with: [from, to] });
    const there = standing[where];
    // What stands there already is turned round.
    act({ do: 'put', with: there?.part === tool ? [tool, there.from, there.to] : [tool, from, to] });
  };
  const named = (part: Standing['part']): string => say(`labs.circuit.short.${part}`);
  const list = Object.values(standing).map(({ part, from, to }) => `${named(part)}: ${from} – ${to}`);
  const probes = plus && minus ? [`V: ${plus} – ${minus}`] : [];
  const all = [...list, ...probes].join('; ');
  return (
    <>
      <svg
        class="lab-picture"
        viewBox="0 0 400 272"
        role="img"
        aria-label={all ? say('labs.circuit.scene', { what: all }) : say('labs.circuit.scene.empty')}
      >
        {edges.map(([from, to]) => (
          <Edge key={from + to} from={from} to={to} state={state} name={named} use={isProbe ? undefined : use} />
        ))}
        {places.map((place) => {
          const [x, y] = at(place);
          return (
            <g key={place} class="lab-hand" onPointerDown={isProbe ? () => use(place) : undefined}>
              <circle cx={x} cy={y} r={isProbe ? 16 : 5} class={isProbe ? 'lab-face' : 'lab-metal'} />
              <circle cx={x} cy={y} r="5" class="lab-metal" />
              <text x={x - 10} y={y - 8} text-anchor="end" class="lab-place">
                {place}
              </text>
            </g>
          );
        })}
        {(['plus', 'minus'] as const).map((each) => {
          if (!state[each]) return null;
          const [x, y] = at(state[each]);
          const home = each === 'plus' ? 176 : 224;
          return (
            <g key={each} class={each === 'plus' ? 'lab-probe-plus' : 'lab-probe-minus'} pointer-events="none">
              <path d={`M${home} 246C${home} 215 ${x + 12} ${y + 40} ${x + 4} ${y + 5}`} />
              <text x={x + 14} y={y + 20}>
                {each === 'plus' ? '+' : '−'}
              </text>
            </g>
          );
        })}
        <rect x="150" y="242" width="100" height="28" rx="6" class="lab-face" />
        <text x="200" y="261" text-anchor="middle">
          {say('labs.circuit.tool.voltmeter')}
        </text>
        <text x="394" y="260" text-anchor="end" class="lab-small">
          {say('labs.circuit.since', { n: Math.floor(secondsOf(state)) })}
        </text>
        <text x="8" y="261">
          {say(state.isClosed ? 'labs.circuit.closed' : 'labs.circuit.open')}
        </text>
      </svg>
      {burnt.map((each) => (
        <p key={each} class="message wrong" role="alert">
          {say(`labs.circuit.burnt.${each}`)}
        </p>
      ))}
      <Box say={say} tool={tool} choose={setTool} isProbe={isProbe} use={use} standing={standing} name={named} />
    </>
  );
}

/** What may stand between two places: its sign, and a wide line to tap on. */
function Edge({
  from,
  to,
  state,
  name,
  use,
}: {
  from: string;
  to: string;
  state: Circuit;
  name: (part: Standing['part']) => string;
  use: ((edge: string) => void) | undefined;
}) {
  const edge = edgeOf(from, to) ?? '';
  const there = state.standing[edge];
  const [[x1, y1], [x2, y2]] = [at(from), at(to)];
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  const isDown = x1 === x2;
  // Beside the last column there is no room for a word.
  const isLast = from.startsWith('d');
  const aside = isDown ? (isLast ? -24 : 24) : 0;
  const turn = (isDown ? 90 : 0) + (there && there.from !== from ? 180 : 0);
  const scale = isDown ? 85 / 84 : 100 / 84;
  return (
    <g class="lab-hand" onPointerDown={use && (() => use(edge))}>
      <rect
        x={isDown ? x - 22 : x1 + 8}
        y={isDown ? y1 + 8 : y - 22}
        width={isDown ? 44 : 84}
        height={isDown ? 69 : 44}
        class="lab-slot"
      />
      {there ? (
        <g class="lab-part" pointer-events="none">
          <g transform={`translate(${x} ${y}) rotate(${turn}) scale(${scale})`}>
            <Symbol
              part={there.part}
              isClosed={state.isClosed}
              isBurnt={state.burnt.some((each) => each === there.part)}
            />
          </g>
          {there.part !== 'wire' && (
            <text
              x={x + aside}
              y={isDown ? y + 4 : y + 30}
              text-anchor={isDown ? (isLast ? 'end' : 'start') : 'middle'}
            >
              {name(there.part)}
            </text>
          )}
        </g>
      ) : (
        <path d={`M${x1} ${y1}L${x2} ${y2}`} class="lab-dotted" />
      )}
    </g>
  );
}

/** The box of parts as buttons, and the place as a list: all that the board can be handled with, by keyboard too. */
function Box({
  say,
  tool,
  choose,
  isProbe,
  use,
  standing,
  name,
}: {
  say: SceneProps<Circuit>['say'];
  tool: Tool;
  choose: (tool: Tool) => void;
  isProbe: boolean;
  use: (where: string) => void;
  standing: Circuit['standing'];
  name: (part: Standing['part']) => string;
}) {
  const [where, setWhere] = useState('');
  const open = isProbe ? places : edges.map(([a, b]) => `${a}-${b}`);
  const chosen = open.includes(where) ? where : (open[0] ?? '');
  return (
    <div class="lab-controls">
      <fieldset>
        <legend>{say('labs.circuit.box')}</legend>
        <p class="quiet small">{say(isProbe ? 'labs.circuit.box.probe' : 'labs.circuit.box.what')}</p>
        <div class="buttons lab-tray">
          {tools.map((each) => (
            <button type="button" class="button" key={each} aria-pressed={tool === each} onClick={() => choose(each)}>
              {say(`labs.circuit.part.${each}`)}
            </button>
          ))}
        </div>
        <div class="lab-line">
          <select
            class="input"
            aria-label={say('labs.circuit.where')}
            value={chosen}
            onChange={(event) => setWhere(event.currentTarget.value)}
          >
            {open.map((each) => {
              const there = standing[each];
              return (
                <option key={each} value={each}>
                  {each.replace('-', ' – ') + (there ? ` (${name(there.part)})` : '')}
                </option>
              );
            })}
          </select>
          <button type="button" class="button main" onClick={() => use(chosen)}>
            {say(tool === 'take' ? 'labs.circuit.take' : 'labs.circuit.put')}
          </button>
        </div>
      </fieldset>
    </div>
  );
}
