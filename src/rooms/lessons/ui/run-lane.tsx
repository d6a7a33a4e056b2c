import { useApp, useSay } from '#web/app.ts';
import type { LaneState, RunState } from '../run/engine.ts';
import { activityText, hasSubjects, partOf, type Remote } from './run-data.ts';
import type { NewDeed } from './run-deeds.ts';
import { laneName, leadText } from './run-say.ts';
import { clockText } from './run-time.ts';

type Put = (deed: NewDeed) => void;
const moreMinutes = 2;

const aim = ({ lane, phase }: LaneState) => ({ lane, phase });

/** The whole lesson in one row of buttons. */
export function Steering({ state, value, put }: { state: RunState; value: Remote; put: Put }) {
  const say = useSay();
  const running = state.lanes.filter((each) => each.status !== 'over' && each.leader === each.lane);
  const isHeld = running.length > 0 && running.every((each) => each.status === 'held');
  const steer = (what: string, more: object = {}): void => {
    put({ kind: 'steered', order: { do: what, lanes: running.map(aim), ...more } });
  };
  if (value.closedAt > 0) return null;
  return (
    <section aria-labelledby="run-all" class="run-all">
      <h2 id="run-all">{say('lessons.run.all')}</h2>
      <div class="run-buttons">
        <button
          type="button"
          class="button"
          disabled={running.length === 0}
          onClick={() => steer(isHeld ? 'resume' : 'hold')}
        >
          {say(isHeld ? 'lessons.run.resume' : 'lessons.run.hold')}
        </button>
        <button
          type="button"
          class="button"
          disabled={running.length === 0}
          onClick={() => steer('lengthen', { minutes: moreMinutes })}
        >
          {say('lessons.run.lengthen', { minutes: moreMinutes })}
        </button>
        <button type="button" class="button main wide" disabled={running.length === 0} onClick={() => steer('next')}>
          {say('lessons.run.next')}
        </button>
      </div>
      <button
        type="button"
        class="button run-away"
        aria-pressed={state.isAway}
        onClick={() => put({ kind: 'steered', order: { do: state.isAway ? 'return' : 'leave' } })}
      >
        {say(state.isAway ? 'lessons.run.return' : 'lessons.run.leave')}
      </button>
    </section>
  );
}

type LaneProps = { readonly at: LaneState; readonly state: RunState; readonly value: Remote; readonly put: Put };

/** One lane: what it does, how long still, who is ready, and its own buttons. */
export function RunLane(props: LaneProps) {
  const say = useSay();
  const { language } = useApp();
  const { at, value } = props;
  const { content, pupils, titles } = value;
  const lane = content.lanes.find((each) => each.lane === at.lane);
  const part = partOf(content, at);
  const sitting = pupils.filter((each) => each.lane === at.lane);
  const ready = sitting.filter((each) => each.isReady).length;
  if (!lane) return null;
  return (
    <li class={`run-lane ${at.status}`}>
      <div class="run-lane-head">
        <h3>{laneName(say, lane, hasSubjects(content))}</h3>
        <b class="run-left">{at.status === 'over' ? '–' : clockText(at.left)}</b>
      </div>
      <p class="run-lead">
        <span class={at.hasTeacher ? 'run-mode mine' : 'run-mode'}>{leadText(say, at, part?.mode)}</span>
        <span class="quiet small">
          {say('lessons.run.phase-of', { n: Math.min(at.phase + 1, content.phases.length), of: content.phases.length })}
        </span>
        <span class="quiet small">{say('lessons.run.ready-of', { n: ready, of: sitting.length })}</span>
      </p>
      {part && <p class="run-words">{part.teacher || part.pupils}</p>}
      {part && part.activities.length > 0 && (
        <ul class="run-activities small">
          {part.activities.map((each, n) => (
            <li key={n}>{activityText(each, titles, language.value)}</li>
          ))}
        </ul>
      )}
      {at.leader === at.lane ? <LaneButtons {...props} /> : <Merged {...props} />}
    </li>
  );
}

function LaneButtons({ at, state, value, put }: LaneProps) {
  const say = useSay();
  const { content } = value;
  const steer = (what: string, more: object = {}): void => {
    put({ kind: 'steered', order: { do: what, lanes: [aim(at)], ...more } });
  };
  const isOver = at.status === 'over';
  const others = content.lanes.filter((each) => {
    return each.lane !== at.lane && state.lanes.some((one) => one.lane === each.lane && one.leader === each.lane);
  });
  if (value.closedAt > 0) return null;
  return (
    <>
      <div class="run-buttons">
        <button
          type="button"
          class="button"
          disabled={isOver}
          onClick={() => steer(at.status === 'held' ? 'resume' : 'hold')}
        >
          {say(at.status === 'held' ? 'lessons.run.resume' : 'lessons.run.hold')}
        </button>
        <button
          type="button"
          class="button"
          disabled={isOver}
          onClick={() => steer('lengthen', { minutes: moreMinutes })}
        >
          {say('lessons.run.lengthen', { minutes: moreMinutes })}
        </button>
        <button type="button" class="button main wide" disabled={isOver} onClick={() => steer('next')}>
          {say('lessons.run.next')}
        </button>
      </div>
      <details class="run-more">
        <summary>{say('lessons.run.more')}</summary>
        <div class="run-buttons">
          <button type="button" class="button" disabled={at.phase === 0} onClick={() => steer('back')}>
            {say('lessons.run.back')}
          </button>
          {others.map((each) => (
            <button
              key={each.lane}
              type="button"
              class="button"
              onClick={() => put({ kind: 'lanes', order: { do: 'merge', lane: at.lane, into: each.lane } })}
            >
              {say('lessons.run.merge', { lane: laneName(say, each, hasSubjects(content)) })}
            </button>
          ))}
        </div>
      </details>
    </>
  );
}

function Merged({ at, value, put }: LaneProps) {
  const say = useSay();
  const leader = value.content.lanes.find((each) => each.lane === at.leader);
  return (
    <div class="run-buttons">
      <p class="quiet small">
        {say('lessons.run.merged', { lane: leader ? laneName(say, leader, hasSubjects(value.content)) : '' })}
      </p>
      <button
        type="button"
        class="button"
        onClick={() => put({ kind: 'lanes', order: { do: 'split', lane: at.lane } })}
      >
        {say('lessons.run.split')}
      </button>
    </div>
  );
}
