import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatDate, formatTime } from '#web/format.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import { maxLanes, minimalContent, type WantedLane } from '../run/starting.ts';
import { nextDeed } from './run-deeds.ts';
import { groupText, subjectOf, type GroupAbout } from './teacher-say.ts';
import './run.css';

type Group = GroupAbout & { readonly group: string };
type Lanes = readonly {
  readonly lane: string;
  readonly grade: number;
  readonly subject: string;
  readonly topic: string;
}[];
type Runs = {
  readonly now: number;
  readonly runs: readonly {
    readonly run: string;
    readonly day: string;
    readonly startedAt: number;
    readonly title: string;
    readonly lanes: Lanes;
    readonly isMine: boolean;
    readonly teacher: string;
    readonly isNow: boolean;
  }[];
  readonly slots: readonly {
    readonly slot: string;
    readonly from: number;
    readonly to: number;
    readonly minutes: number;
    readonly groups: readonly Group[];
    readonly plan: { readonly plan: string; readonly version: number; readonly title: string } | null;
  }[];
  readonly groups: readonly (Group & { readonly isMine: boolean })[];
};
type Starting = {
  readonly plan?: { plan: string; version: number };
  readonly slot?: string;
  readonly groups?: readonly Group[];
  readonly minutes?: number;
};

/** Which lesson begins now: of the timetable, of a plan, or of whichever groups sit here. */
export function RunStart({ params }: ScreenProps) {
  const say = useSay();
  useTitle(say('lessons.run.start'));
  const { value, failure, again } = useAsk<Runs>('/lessons/runs');
  const { api, go } = useApp();
  const sending = useSend();
  const [deed] = useState(nextDeed);
  const start = async ({ plan, slot, groups = [], minutes = 45 }: Starting): Promise<void> => {
    const lanes = groups.flatMap(lanesOf);
    const content = plan ? {} : { content: minimalContent(lanes, minutes, say('lessons.run.listen')) };
    const answer = await sending.send(api.post<{ run: string }>('/lessons/runs', { deed, slot, plan, ...content }));
    if (answer) go(`/run/${answer.run}`);
  };
  const plan = params['plan'];
  return (
    <div class="run-start">
      <h1>{say('lessons.run.start')}</h1>
      {failure && <Failed failure={failure} again={again} />}
      {sending.failure && <Failed failure={sending.failure} />}
      {!value && !failure && <Waiting />}
      {plan && (
        <button
          type="button"
          class="button main large"
          disabled={sending.isBusy}
          onClick={() => void start({ plan: { plan, version: 0 } })}
        >
          {say('lessons.run.start.plan')}
        </button>
      )}
      {value && value.runs.length > 0 && <Going runs={value.runs} />}
      {value && value.slots.length > 0 && <Slots slots={value.slots} isBusy={sending.isBusy} start={start} />}
      {value && <Free groups={value.groups} isBusy={sending.isBusy} start={start} />}
    </div>
  );
}

function lanesOf({ group, subject, grades }: Group): readonly WantedLane[] {
  return grades.map((grade) => ({ group: group as WantedLane['group'], grade, subject }));
}

function Going({ runs }: { runs: Runs['runs'] }) {
  const say = useSay();
  const { language } = useApp();
  return (
    <section>
      <h2>{say('lessons.run.going')}</h2>
      <ul class="run-list">
        {runs.map(({ run, title, lanes, isMine, teacher, isNow, startedAt, day }) => (
          <li key={run}>
            <a class="run-name" href={isNow ? `/run/${run}` : `/run/${run}/after`}>
              <span>
                {title || lanes.map(({ grade, subject }) => `${grade} · ${subjectOf(say, subject)}`).join(', ')}
              </span>
              <small class="quiet">
                {isNow
                  ? say('lessons.run.since', { time: formatTime(startedAt) })
                  : `${formatDate(language.value, day)} · ${say('lessons.run.unclosed')}`}
                {!isMine && ` · ${say('lessons.teach.teacher', { name: teacher })}`}
              </small>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Start = (starting: Starting) => Promise<void>;

function Slots({ slots, isBusy, start }: { slots: Runs['slots']; isBusy: boolean; start: Start }) {
  const say = useSay();
  return (
    <section>
      <h2>{say('lessons.run.today')}</h2>
      <ul class="run-list">
        {slots.map(({ slot, from, to, minutes, groups, plan }) => (
          <li key={slot} class="run-row">
            <span>
              <b>
                {formatTime(from)}–{formatTime(to)}
              </b>{' '}
              {groups.map((each) => groupText(say, each)).join('; ')}
              {plan && <small class="quiet"> · {plan.title}</small>}
            </span>
            <button
              type="button"
              class="button main"
              disabled={isBusy}
              onClick={() => void start({ slot, groups, minutes, ...(plan ? { plan } : {}) })}
            >
              {say('lessons.run.begin')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Groups that sit here now, up to four grades. */
function Free({ groups, isBusy, start }: { groups: Runs['groups']; isBusy: boolean; start: Start }) {
  const say = useSay();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const sitting = groups.filter((each) => chosen.includes(each.group));
  const grades = sitting.flatMap((each) => each.grades).length;
  const mineFirst = groups.toSorted((a, b) => {
    return Number(b.isMine) - Number(a.isMine) || (a.grades[0] ?? 0) - (b.grades[0] ?? 0);
  });
  return (
    <section>
      <h2>{say('lessons.run.free')}</h2>
      <p class="quiet">{say('lessons.run.free.what')}</p>
      <ul class="run-list">
        {mineFirst.map((each) => (
          <li key={each.group}>
            <label class="run-check">
              <input
                type="checkbox"
                checked={chosen.includes(each.group)}
                onChange={(event) => {
                  const without = chosen.filter((one) => one !== each.group);
                  setChosen(event.currentTarget.checked ? [...without, each.group] : without);
                }}
              />
              <span>{groupText(say, each)}</span>
            </label>
          </li>
        ))}
      </ul>
      {grades > maxLanes && <p class="run-fault">{say('lessons.run.too-many', { most: maxLanes, grades })}</p>}
      <button
        type="button"
        class="button main"
        disabled={isBusy || grades === 0 || grades > maxLanes}
        onClick={() => void start({ groups: sitting })}
      >
        {say('lessons.run.begin')}
      </button>
    </section>
  );
}
