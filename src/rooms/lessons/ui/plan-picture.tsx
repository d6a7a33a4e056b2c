import { useRef } from 'preact/hooks';
import type { PlanCommand } from '../plan/edit.ts';
import type { Finding } from '../plan/findings.ts';
import type { Mode, Plan } from '../plan/plan.ts';
import { useSay } from '#web/app.ts';
import { formText, laneText, modeText } from './plan-say.ts';
import { subjectOf } from './teacher-say.ts';

export type Chosen = { readonly lane: number; readonly phase: number };

type PictureProps = {
  readonly plan: Plan;
  readonly broken?: readonly Finding[];
  readonly chosen?: Chosen | undefined;
  readonly choose?: (chosen: Chosen) => void;
  readonly edit?: (command: PlanCommand) => void;
};

/** A letter of the mode, so that colour never speaks alone. */
const signs: Readonly<Record<Mode, string>> = { 'teacher-led': '●', shared: '◆', independent: '○', 'remote-led': '◌' };

/** Lanes and time: what each grade does when, and the way of the teacher among them. Lies down where it is narrow. */
export function PlanPicture({ plan, broken = [], chosen, choose, edit }: PictureProps) {
  const say = useSay();
  const tracks = plan.phases.map(({ minutes }) => `minmax(0, ${minutes}fr)`).join(' ');
  const isBroken = (lane: string, phase: number): boolean => {
    return broken.some((each) => each.phase === phase && (each.lane === undefined || each.lane === lane));
  };
  return (
    <div
      class={`plan-picture ${edit ? 'can-stand' : ''}`}
      style={`--tracks: ${tracks}; --lanes: ${plan.lanes.length}; --minutes: ${plan.minutes}`}
    >
      <div class="plan-clock" role="group" aria-label={say('lessons.plan.clock')}>
        {plan.phases.map((phase, n) => (
          <div key={n} class="plan-span" style={`--at: ${n + 1}`}>
            <span class="plan-minutes">{phase.minutes}</span>
            {edit && n < plan.phases.length - 1 && <Boundary plan={plan} phase={n} edit={edit} />}
          </div>
        ))}
      </div>
      <div class="plan-lanes">
        {plan.lanes.map((lane, n) => (
          <div key={lane.lane} class="plan-lane" style={`--lane: ${n + 1}`}>
            <h3 class="plan-name">
              {say('lessons.plan.lane', { grade: lane.grade })}
              <span>{subjectOf(say, lane.subject)}</span>
            </h3>
            {plan.phases.map(({ minutes, parts }, at) => {
              const part = parts[n];
              if (!part) return null;
              const isChosen = chosen?.lane === n && chosen.phase === at;
              const mode = modeText(say, part.mode);
              const form = formText(say, part.form);
              const about = `${laneText(say, lane)}: ${say('lessons.plan.minutes', { n: minutes })}, ${mode}, ${form}`;
              const classes = ['plan-part', part.mode, isBroken(lane.lane, at) ? 'is-broken' : ''].join(' ');
              const inside = (
                <>
                  <span class="plan-sign" aria-hidden="true">
                    {signs[part.mode]}
                  </span>
                  {minutes >= 4 && (
                    <span class="plan-what" aria-hidden="true">
                      {minutes >= 7 ? form : ''}
                    </span>
                  )}
                </>
              );
              const style = `--at: ${at + 1}`;
              return choose ? (
                <button
                  key={at}
                  type="button"
                  class={classes}
                  style={style}
                  title={about}
                  aria-label={about}
                  aria-pressed={isChosen}
                  onClick={() => choose({ lane: n, phase: at })}
                >
                  {inside}
                </button>
              ) : (
                <span key={at} class={classes} style={style} role="img" aria-label={about}>
                  {inside}
                </span>
              );
            })}
          </div>
        ))}
        <TeacherWay plan={plan} />
      </div>
    </div>
  );
}

/** The end of a phase: dragged, or moved by the arrow keys, a minute each. */
function Boundary({ plan, phase, edit }: { plan: Plan; phase: number; edit: (command: PlanCommand) => void }) {
  const say = useSay();
  const from = useRef<
    | {
        readonly at: number;
        readonly done: number;
        readonly perMinute: number;
        readonly isDown: boolean;
      }
    | undefined
  >(undefined);
  const end = plan.phases.slice(0, phase + 1).reduce((sum, each) => sum + each.minutes, 0);
  const first = end - (plan.phases[phase]?.minutes ?? 1) + 1;
  const last = end + (plan.phases[phase + 1]?.minutes ?? 1) - 1;
  const move = (by: number): void => edit({ do: 'boundary', phase, by });
  const keys: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  return (
    <div
      class="plan-boundary"
      role="slider"
      tabIndex={0}
      aria-label={say('lessons.plan.boundary', { n: phase + 1 })}
      aria-valuemin={first}
      aria-valuemax={last}
      aria-valuenow={end}
      aria-valuetext={say('lessons.plan.minutes', { n: end })}
      onKeyDown={(event) => {
        const by = keys[event.key];
        if (by === undefined) return;
        event.preventDefault();
        move(by);
      }}
      onPointerDown={(event) => {
        const clock = event.currentTarget.closest('.plan-clock');
        if (!clock) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        const { width, height } = clock.getBoundingClientRect();
        const isDown = height > width;
        const perMinute = (isDown ? height : width) / plan.minutes;
        from.current = { at: isDown ? event.clientY : event.clientX, done: 0, perMinute, isDown };
      }}
      onPointerMove={(event) => {
        const drag = from.current;
        if (!drag) return;
        const by = Math.round(((drag.isDown ? event.clientY : event.clientX) - drag.at) / drag.perMinute) - drag.done;
        if (by === 0) return;
        from.current = { ...drag, done: drag.done + by };
        move(by);
      }}
      onPointerUp={() => (from.current = undefined)}
      onPointerCancel={() => (from.current = undefined)}
    />
  );
}

type WayPoint = { readonly time: number; readonly place: number };

/** Where the teacher is, minute by minute: at the middle of a lane, or among all lanes that share; broken where nobody is led. */
function wayOf(plan: Plan): readonly (readonly WayPoint[])[] {
  const lines: WayPoint[][] = [[]];
  let time = 0;
  for (const { minutes, parts } of plan.phases) {
    const here = parts.flatMap(({ mode }, n) => (mode === 'teacher-led' || mode === 'shared' ? [n + 0.5] : []));
    const place = here.reduce((sum, each) => sum + each, 0) / here.length;
    if (here.length === 0) lines.push([]);
    else lines.at(-1)?.push({ time: time + minutes * 0.2, place }, { time: time + minutes * 0.8, place });
    time += minutes;
  }
  return lines.filter((line) => line.length > 0);
}

function TeacherWay({ plan }: { plan: Plan }) {
  const lines = wayOf(plan);
  const box = { preserveAspectRatio: 'none', 'aria-hidden': true };
  return (
    <>
      <svg class="plan-way across" viewBox={`0 0 ${plan.minutes} ${plan.lanes.length}`} {...box}>
        {lines.map((line, n) => (
          <polyline key={n} points={line.map(({ time, place }) => `${time},${place}`).join(' ')} />
        ))}
      </svg>
      <svg class="plan-way down" viewBox={`0 0 ${plan.lanes.length} ${plan.minutes}`} {...box}>
        {lines.map((line, n) => (
          <polyline key={n} points={line.map(({ time, place }) => `${place},${time}`).join(' ')} />
        ))}
      </svg>
    </>
  );
}
