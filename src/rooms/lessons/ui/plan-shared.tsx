import { useState } from 'preact/hooks';
import type { GroupId } from '#kernel/ids.ts';
import type { Text } from '#kernel/language.ts';
import { useSend } from '#people/ui/office-send.ts';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { formatDate } from '#web/format.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import { editPlan } from '../plan/edit.ts';
import type { Plan } from '../plan/plan.ts';
import { beginDraft, type Draft, type Start } from './plan-data.ts';
import { OtherDraft } from './plan-other.tsx';
import { PlanPicture } from './plan-picture.tsx';
import { laneText } from './plan-say.ts';
import './plan.css';

type Listed = {
  readonly plan: string;
  readonly school: string;
  readonly names: Text | null;
  readonly isOwn: boolean;
  readonly version: number;
  readonly at: number;
  readonly title: string;
  readonly minutes: number;
  readonly lanes: readonly {
    readonly lane: string;
    readonly grade: number;
    readonly subject: string;
    readonly topic: string;
  }[];
};

/** What other schools have planned already: a plan is taken over for one's own grades. */
export function PlanShared() {
  const say = useSay();
  useTitle(say('lessons.plan.shared'));
  const start = useAsk<Start>('/lessons/plan-start');
  return (
    <div class="plan-shared">
      <p>
        <a href="/plans">← {say('lessons.plan.title')}</a>
      </p>
      <h1>{say('lessons.plan.shared')}</h1>
      <SharedList action={(listed) => start.value && <TakeOver listed={listed} start={start.value} />} />
    </div>
  );
}

/** At the region: a coordinator sees what schools share, and takes down what should not be there. */
export function RegionPlans() {
  const say = useSay();
  useTitle(say('lessons.plan.shared.region'));
  return (
    <div class="plan-shared">
      <h1>{say('lessons.plan.shared.region')}</h1>
      <SharedList action={(listed, again) => <TakeDown listed={listed} done={again} />} />
    </div>
  );
}

type Action = (listed: Listed, again: () => void) => preact.ComponentChildren;

function SharedList({ action }: { action: Action }) {
  const say = useSay();
  const { language } = useApp();
  const { value, failure, again } = useAsk<{ plans: readonly Listed[] }>('/lessons/shared-plans');
  if (!value) return failure ? <Failed failure={failure} again={again} /> : <Waiting />;
  if (value.plans.length === 0) {
    return (
      <section class="sheet">
        <h2>{say('lessons.plan.shared.empty')}</h2>
        <p>{say('lessons.plan.shared.empty.what')}</p>
      </section>
    );
  }
  return (
    <ul class="plan-list">
      {value.plans.map((listed) => (
        <li key={`${listed.school} ${listed.plan}`} class="sheet plan-line">
          <h2>{listed.title || say('lessons.plan.untitled')}</h2>
          <p class="quiet small">
            {listed.isOwn ? say('lessons.plan.shared.own') : (listed.names?.[language.value] ?? listed.school)} ·{' '}
            {say('lessons.plan.minutes', { n: listed.minutes })} · {formatDate(language.value, listed.at)}
          </p>
          <ul>
            {listed.lanes.map((lane) => (
              <li key={lane.lane}>
                {laneText(say, lane)}
                {lane.topic && `: ${lane.topic}`}
              </li>
            ))}
          </ul>
          <Look listed={listed} />
          {action(listed, again)}
        </li>
      ))}
    </ul>
  );
}

/** The picture of a plan comes when it is asked for. */
function Look({ listed: { school, plan } }: { listed: Listed }) {
  const say = useSay();
  const { api } = useApp();
  const [content, setContent] = useState<Plan>();
  const { failure, send } = useSend();
  const show = async (): Promise<void> => {
    setContent((await send(api.get<{ content: Plan }>(`/lessons/shared-plans/${school}/${plan}`)))?.content);
  };
  if (content) return <PlanPicture plan={content} />;
  return (
    <p>
      <button type="button" class="button" onClick={() => void show()}>
        {say('lessons.plan.shared.look')}
      </button>
      {failure && <Failed failure={failure} />}
    </p>
  );
}

/** The plan with one's own groups: a lane whose subject and grade one does not teach is left out. */
function withOwnGroups(content: Plan, { groups }: Start): Plan | undefined {
  const ownOf = (lane: Plan['lanes'][number]): GroupId | undefined => {
    const fitting = groups.filter(({ subject, grades }) => subject === lane.subject && grades.includes(lane.grade));
    return (fitting.find(({ isMine }) => isMine) ?? fitting[0])?.group;
  };
  let plan = content;
  for (let lane = content.lanes.length - 1; lane >= 0; lane--) {
    if (ownOf(content.lanes[lane] as Plan['lanes'][number])) continue;
    const after = editPlan(plan, { do: 'remove-lane', lane });
    if (!after.ok) return undefined;
    plan = after.value;
  }
  return { ...plan, lanes: plan.lanes.map((lane) => ({ ...lane, group: ownOf(lane) ?? lane.group })) };
}

function TakeOver({ listed: { school, plan }, start }: { listed: Listed; start: Start }) {
  const say = useSay();
  const { api, kept, session, go } = useApp();
  const [isStrange, setStrange] = useState(false);
  const [hasOther, setOther] = useState(false);
  const { isBusy, failure, send } = useSend();
  const take = async (): Promise<void> => {
    const found = await send(api.get<{ content: Plan; version: number }>(`/lessons/shared-plans/${school}/${plan}`));
    const content = found && withOwnGroups(found.content, start);
    if (!found) return;
    if (!content) return setStrange(true);
    const draft: Draft = { content, base: 0, from: { plan, version: found.version } };
    if (await beginDraft(kept, session.value?.person ?? '', draft)) go('/plans/new');
    else setOther(true);
  };
  return (
    <>
      <button type="button" class="button main" disabled={isBusy} onClick={() => void take()}>
        {say('lessons.plan.shared.take')}
      </button>
      {hasOther && <OtherDraft />}
      {isStrange && (
        <Message tone="wait" isNews>
          {say('lessons.plan.shared.strange')}
        </Message>
      )}
      {failure && <Failed failure={failure} />}
    </>
  );
}

function TakeDown({ listed: { school, plan }, done }: { listed: Listed; done: () => void }) {
  const say = useSay();
  const { api, session } = useApp();
  const { isBusy, failure, send } = useSend();
  if (!session.value?.posts.some(({ role }) => role === 'coordinator')) return null;
  const close = async (): Promise<void> => {
    if (await send(api.post(`/lessons/shared-plans/${school}/${plan}/close`))) done();
  };
  return (
    <>
      <button type="button" class="button" disabled={isBusy} onClick={() => void close()}>
        {say('lessons.plan.shared.close')}
      </button>
      {failure && <Failed failure={failure} />}
    </>
  );
}
