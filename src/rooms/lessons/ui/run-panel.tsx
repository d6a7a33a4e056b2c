import { useEffect } from 'preact/hooks';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { formatTime } from '#web/format.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { LaneState } from '../run/engine.ts';
import { activityText, hasSubjects, partOf, usePanelRun, type Panel } from './run-data.ts';
import { Sign } from './board-signs.tsx';
import { leadText } from './run-say.ts';
import { subjectOf } from './teacher-say.ts';
import { clockText } from './run-time.ts';
import './run-panel.css';

/**
 * LES-75: the front of the room: a lane for each grade, what to do, how long still, who is ready. Read from six metres:
 * the sizes stand in run-panel.css. No marks, no points, nobody's mistakes.
 */
export function RunPanel({ params }: ScreenProps) {
  const say = useSay();
  useTitle(say('lessons.run.panel'));
  useBareShell();
  const { value, failure, again, state, now } = usePanelRun(params['run'] ?? '');
  if (!value || !state) return failure ? <Failed failure={failure} again={again} /> : <Waiting />;
  return (
    <div class="run-panel">
      <header>
        <h1>{value.content.title || say('lessons.run.title')}</h1>
        {failure?.status === 0 && <span class="run-panel-note">{say('lessons.run.panel.away')}</span>}
        <time>{formatTime(now)}</time>
        <a class="run-panel-leave" href={`/run/${value.run}`}>
          {say('lessons.run.panel.leave')}
        </a>
      </header>
      <ul data-lanes={state.lanes.length}>
        {state.lanes.map((at) => (
          <PanelLane key={at.lane} at={at} value={value} />
        ))}
      </ul>
    </div>
  );
}

/** The panel has the whole screen: the head of the page and its menu are for who sits before it. */
function useBareShell(): void {
  useEffect(() => {
    document.documentElement.dataset['view'] = 'run-panel';
    return () => {
      delete document.documentElement.dataset['view'];
    };
  }, []);
}

function PanelLane({ at, value }: { at: LaneState; value: Panel }) {
  const say = useSay();
  const { language } = useApp();
  const { content, titles } = value;
  const lane = content.lanes.find((each) => each.lane === at.lane);
  const part = partOf(content, at);
  if (!lane) return null;
  const words = [part?.pupils, ...(part?.activities ?? []).map((each) => activityText(each, titles, language.value))];
  const text = words.filter(Boolean).join(' · ');
  return (
    <li class={`run-panel-lane ${at.status}`}>
      <div class="run-panel-time">
        <h2>
          {say('lessons.grades', { grades: lane.grade })}
          {hasSubjects(content) && <span>{subjectOf(say, lane.subject)}</span>}
        </h2>
        <b>{at.status === 'over' ? '✓' : clockText(at.left)}</b>
        <span class={at.hasTeacher ? 'lead mine' : 'lead'}>{leadText(say, at, part?.mode)}</span>
      </div>
      <p class={text.length > longText ? 'run-panel-words long' : 'run-panel-words'}>
        {at.status === 'over' ? say('lessons.run.panel.over') : text}
      </p>
      <Seats pupils={value.pupils.filter((each) => each.lane === at.lane)} />
    </li>
  );
}

const longText = 70;
/** So many names stand beside a lane in letters that can be read; of more, the count and raised hands. */
const namesShown = 8;

function Seats({ pupils }: { pupils: Panel['pupils'] }) {
  const say = useSay();
  const ready = pupils.filter((each) => each.isReady).length;
  const shown = pupils.length <= namesShown ? pupils : pupils.filter((each) => each.hasHandUp).slice(0, namesShown);
  return (
    <div class="run-panel-seats">
      <p>{say('lessons.run.ready-of', { n: ready, of: pupils.length })}</p>
      <ul>
        {shown.map((each) => (
          <li key={each.person} class={each.hasHandUp ? 'hand' : each.isReady ? 'ready' : ''}>
            {each.hasHandUp ? <Sign of="hand" /> : each.isReady ? <Sign of="finished" /> : <i aria-hidden="true" />}
            <span class="spoken">
              {each.hasHandUp ? say('lessons.need.hand') : each.isReady ? say('lessons.run.ready') : ''}
            </span>
            <span>{labelOf(each, pupils)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The given name; with the family's first letter where two share it. */
function labelOf({ name, givenName, person }: Panel['pupils'][number], pupils: Panel['pupils']): string {
  if (!givenName) return name;
  const isShared = pupils.some((other) => other.givenName === givenName && other.person !== person);
  return isShared ? `${givenName} ${name.slice(0, 1)}.` : givenName;
}
