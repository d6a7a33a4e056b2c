import { useState } from 'preact/hooks';
import { useSay, useTitle } from '#web/app.ts';
import { formatTime } from '#web/format.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import { hasSubjects, useRemoteRun, type Remote, type RemoteRun, type RunSeat } from './run-data.ts';
import { RunAttendance } from './run-attendance.tsx';
import { RunLane, Steering } from './run-lane.tsx';
import { RunNeeds } from './run-needs.tsx';
import { RunPupil } from './run-pupil.tsx';
import { laneName } from './run-say.ts';
import './run.css';

/** Who needs me, and what comes next: the lesson in the teacher's hand. */
export function RunRemote({ params }: ScreenProps) {
  const run = useRemoteRun(params['run'] ?? '');
  const say = useSay();
  useTitle(say('lessons.run.title'));
  const { value, failure, again } = run;
  if (!value) return failure ? <Failed failure={failure} again={again} /> : <Waiting />;
  return <Held run={run} value={value} />;
}

const views = ['lesson', 'pupils', 'attendance'] as const;
type View = (typeof views)[number];

function Held({ run, value }: { run: RemoteRun; value: Remote }) {
  const say = useSay();
  const [view, setView] = useState<View>('lesson');
  const [opened, setOpened] = useState<string>();
  const seat = value.pupils.find((each) => each.person === opened);
  const open = (pupil: RunSeat): void => setOpened(pupil.person);
  return (
    <div class="run-remote">
      <h1 class="spoken">{value.content.title || say('lessons.run.title')}</h1>
      <State run={run} value={value} />
      <nav class="run-views" aria-label={say('lessons.run.title')}>
        {views.map((each) => (
          <button key={each} type="button" aria-pressed={view === each} onClick={() => setView(each)}>
            {say(`lessons.run.view.${each}`)}
          </button>
        ))}
      </nav>
      {view === 'lesson' && <Lesson run={run} value={value} open={open} />}
      {view === 'pupils' && <Pupils value={value} open={open} />}
      {view === 'attendance' && <RunAttendance run={run} value={value} />}
      {seat && <RunPupil run={run} value={value} seat={seat} onClose={() => setOpened(undefined)} />}
    </div>
  );
}

/** Whether what is shown is what is: what is done here counts at once, and is kept until the school has it. */
function State({ run: { failure, deeds, again, now, state }, value }: { run: RemoteRun; value: Remote }) {
  const say = useSay();
  const waiting = deeds.waiting.length;
  return (
    <>
      {failure?.status === 0 && <Message tone="wait">{say('lessons.run.away', { count: waiting })}</Message>}
      {failure && failure.status !== 0 && <Failed failure={failure} again={again} />}
      {deeds.failure && <Failed failure={deeds.failure} />}
      <p class="run-time quiet">
        <span>{formatTime(now)}</span>
        {value.closedAt > 0 && <b>{say('lessons.run.closed')}</b>}
        {value.closedAt === 0 && state?.isOver && <b>{say('lessons.run.over')}</b>}
      </p>
    </>
  );
}

function Lesson({ run, value, open }: { run: RemoteRun; value: Remote; open: (pupil: RunSeat) => void }) {
  const say = useSay();
  const { state, deeds, now } = run;
  if (!state) return null;
  return (
    <>
      <RunNeeds pupils={value.pupils} now={now} open={open} put={deeds.put} />
      <Steering state={state} value={value} put={deeds.put} />
      <ul class="run-lanes">
        {state.lanes.map((at) => (
          <RunLane key={at.lane} at={at} state={state} value={value} put={deeds.put} />
        ))}
      </ul>
      <p class="run-ways">
        <a class="button" href={`/run/${value.run}/panel`}>
          {say('lessons.run.panel')}
        </a>
        <a class="button" href={`/run/${value.run}/after`}>
          {say(value.closedAt > 0 ? 'lessons.run.after' : 'lessons.run.close')}
        </a>
      </p>
    </>
  );
}

function Pupils({ value, open }: { value: Remote; open: (pupil: RunSeat) => void }) {
  const say = useSay();
  return (
    <>
      {value.content.lanes.map((lane) => (
        <section key={lane.lane}>
          <h2>{laneName(say, lane, hasSubjects(value.content))}</h2>
          <ul class="run-list">
            {value.pupils
              .filter((each) => each.lane === lane.lane)
              .toSorted((a, b) => a.name.localeCompare(b.name, 'kk'))
              .map((each) => (
                <li key={each.person}>
                  <button type="button" class="run-name" onClick={() => open(each)}>
                    <span>{each.name}</span>
                    <small class="quiet">
                      {each.isReady ? say('lessons.run.ready') : say(`lessons.state.${each.state}`)}
                    </small>
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}
