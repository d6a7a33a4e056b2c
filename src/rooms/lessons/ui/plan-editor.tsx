import { useRef, useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { Failed, Message } from '#web/parts/message.tsx';
import type { Refusal } from '#kernel/result.ts';
import { checkPlan } from '../plan/check.ts';
import { editPlan, type PlanCommand } from '../plan/edit.ts';
import type { Finding } from '../plan/findings.ts';
import { modes, type Plan } from '../plan/plan.ts';
import { draftKey, worldOf, type Draft, type Known, type SavedPlan, type Shelf, type Start } from './plan-data.ts';
import { PlanLaneSheet } from './plan-lane.tsx';
import { PlanPartSheet } from './plan-part.tsx';
import { PlanPicture, type Chosen } from './plan-picture.tsx';
import { findingText, modeText, placeText } from './plan-say.ts';
import { PlanSheet } from './plan-sheet.tsx';
import './plan.css';

export type EditorProps = {
  readonly id: string;
  readonly draft: Draft;
  readonly saved: SavedPlan | undefined;
  readonly start: Start;
  readonly shelf: Shelf;
  readonly known: Known | undefined;
  readonly isRestored: boolean;
  readonly drop: () => Promise<void>;
};

/** Plans as they were before and after, for undo and redo. */
type Steps = { readonly past: readonly Plan[]; readonly now: Plan; readonly next: readonly Plan[] };
/** So many edits can be taken back; older ones are let go. */
const mostSteps = 100;

/** The picture of a plan, and what is chosen in it; what was edited is kept on the device at once. */
export function PlanEditor(props: EditorProps) {
  const { id, draft, start, shelf, known } = props;
  const say = useSay();
  const { api, session, kept, go } = useApp();
  const [steps, setSteps] = useState<Steps>({ past: [], now: draft.content, next: [] });
  const [chosen, setChosen] = useState<Chosen>({ lane: 0, phase: 0 });
  const [refusal, setRefusal] = useState<Refusal>();
  const [isSaved, setSaved] = useState(id !== 'new' && !props.isRestored);
  const [isDone, setDone] = useState(false);
  const { isBusy, failure, send } = useSend();
  const plan = steps.now;
  useTitle(plan.title || say('lessons.plan.untitled'));
  const slot = start.slots.find((each) => each.slot === draft.place?.slot && each.day === draft.place.day);
  const { broken, warnings } = checkPlan(plan, worldOf(start.rules, known, slot ? slot.hasRemote : true));
  // A drag moves faster than a screen is drawn: commands build on what the last one made.
  const latest = useRef(steps);
  const last = useRef<PlanCommand>(undefined);
  const keep = (next: Steps, by?: PlanCommand): void => {
    latest.current = next;
    last.current = by;
    setSteps(next);
    setSaved(false);
    setDone(false);
    void kept.keep(draftKey(session.value?.person ?? '', id), { ...draft, content: next.now });
  };
  const edit = (command: PlanCommand): void => {
    const { past, now } = latest.current;
    const after = editPlan(now, command);
    setRefusal(after.ok ? undefined : after.error);
    if (!after.ok) return;
    // A boundary that is dragged is one step.
    const isSame = command.do === 'boundary' && last.current?.do === 'boundary' && last.current.phase === command.phase;
    keep({ past: isSame ? past : [...past, now].slice(-mostSteps), now: after.value, next: [] }, command);
  };
  const undo = (): void => {
    const before = steps.past.at(-1);
    if (before) keep({ past: steps.past.slice(0, -1), now: before, next: [plan, ...steps.next] });
  };
  const redo = (): void => {
    const [after, ...next] = steps.next;
    if (after) keep({ past: [...steps.past, plan], now: after, next });
  };
  const save = async (): Promise<void> => {
    const asking =
      id === 'new'
        ? api.post<{ plan: string; version: number }>('/lessons/plans', {
            content: plan,
            ...(draft.from ? { from: draft.from } : {}),
          })
        : api.put<{ plan: string; version: number }>(`/lessons/plans/${id}`, { content: plan, base: draft.base });
    const answer = await send(asking);
    if (!answer) return;
    if (id === 'new' && draft.place) {
      if (!(await send(api.post(`/lessons/plans/${answer.plan}/place`, draft.place)))) {
        // The plan is saved without its day: what is left of the draft would save it twice.
        await props.drop();
        return go(`/plans/${answer.plan}`);
      }
    }
    setSaved(true);
    setDone(true);
    await props.drop();
    if (id === 'new') go(`/plans/${answer.plan}`);
  };
  const at = {
    lane: Math.min(chosen.lane, plan.lanes.length - 1),
    phase: Math.min(chosen.phase, plan.phases.length - 1),
  };
  return (
    <div
      class="plan-editor"
      onKeyDown={(event) => {
        const isText = event.target instanceof HTMLElement && event.target.closest('textarea, input, select') !== null;
        if (isText || !(event.ctrlKey || event.metaKey) || event.code !== 'KeyZ') return;
        event.preventDefault();
        if (event.shiftKey) redo();
        else undo();
      }}
    >
      <p>
        <a href="/plans">← {say('lessons.plan.title')}</a>
      </p>
      <h1>{plan.title || say('lessons.plan.untitled')}</h1>
      {props.isRestored && !isSaved && (
        <Message tone="wait">
          <p>{say('lessons.plan.draft.restored')}</p>
          <button type="button" class="button" onClick={() => void props.drop()}>
            {say('lessons.plan.draft.drop')}
          </button>
        </Message>
      )}
      <PlanPicture plan={plan} broken={broken} chosen={at} choose={setChosen} edit={edit} />
      <Legend />
      {props.saved && isSaved && (
        <p>
          <a class="button" href={`/run/with/${id}`}>
            {say('lessons.plan.start')}
          </a>
        </p>
      )}
      {refusal && (
        <Message tone="wait" isNews>
          {say(refusal.key, refusal.values)}
        </Message>
      )}
      <Findings plan={plan} broken={broken} warnings={warnings} show={setChosen} />
      <div class="plan-sides">
        <PlanPartSheet
          key={`${at.lane} ${at.phase}`}
          plan={plan}
          at={at}
          shelf={shelf}
          hasRemote={slot?.hasRemote ?? true}
          edit={edit}
        />
        <PlanLaneSheet key={at.lane} plan={plan} lane={at.lane} shelf={shelf} known={known} edit={edit} />
      </div>
      <PlanSheet plan={plan} id={id} draft={draft} saved={props.saved} start={start} edit={edit} isSaved={isSaved} />
      {failure && <Failed failure={failure} />}
      <div class="plan-bar">
        <button type="button" class="button" disabled={steps.past.length === 0} onClick={undo}>
          {say('lessons.plan.undo')}
        </button>
        <button type="button" class="button" disabled={steps.next.length === 0} onClick={redo}>
          {say('lessons.plan.redo')}
        </button>
        <button
          type="button"
          class="button main"
          disabled={isBusy || isSaved || broken.length > 0}
          onClick={() => void save()}
        >
          {say('lessons.plan.save')}
        </button>
        {id === 'new' && (
          <button type="button" class="button bare" onClick={() => void props.drop()}>
            {say('lessons.plan.draft.drop-new')}
          </button>
        )}
        <span role="status" class="small">
          {say(stateKey({ isSaved, isDone, broken: broken.length }), { n: broken.length })}
        </span>
      </div>
    </div>
  );
}

function stateKey({ isSaved, isDone, broken }: { isSaved: boolean; isDone: boolean; broken: number }): string {
  if (isSaved) return isDone ? 'lessons.plan.state.done' : 'lessons.plan.state.saved';
  return broken > 0 ? 'lessons.plan.state.broken' : 'lessons.plan.state.draft';
}

function Legend() {
  const say = useSay();
  const signs = { 'teacher-led': '●', independent: '○', shared: '◆', 'remote-led': '◌' } as const;
  return (
    <ul class="plan-legend">
      {modes.map((mode) => (
        <li key={mode}>
          <span aria-hidden="true">{signs[mode]}</span> {modeText(say, mode)}
        </li>
      ))}
      <li>
        <span aria-hidden="true">┄</span> {say('lessons.plan.way')}
      </li>
    </ul>
  );
}

type FindingsProps = {
  readonly plan: Plan;
  readonly broken: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly show: (chosen: Chosen) => void;
};

/** What stops the plan, and what its author should know, each with the way to its place. */
function Findings({ plan, broken, warnings, show }: FindingsProps) {
  const say = useSay();
  const list = (kind: 'broken' | 'warning', found: readonly Finding[]) => (
    <ul class="plan-findings">
      {found.map((each, n) => (
        <li key={n}>
          {placeText(say, plan, each) && <strong>{placeText(say, plan, each)}: </strong>}
          {findingText(say, kind, each)}{' '}
          {(each.phase !== undefined || each.lane !== undefined) && (
            <button
              type="button"
              class="button bare"
              onClick={() => {
                const lane = plan.lanes.findIndex(({ lane: letter }) => letter === each.lane);
                show({ lane: Math.max(0, lane), phase: each.phase ?? 0 });
              }}
            >
              {say('lessons.plan.show')}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
  if (broken.length > 0) {
    return (
      <Message tone="wrong" isNews>
        <h2>{say('lessons.plan.broken', { n: broken.length })}</h2>
        {list('broken', broken)}
      </Message>
    );
  }
  if (warnings.length === 0) return <Message tone="good">{say('lessons.plan.all-good')}</Message>;
  return (
    <Message tone="good">
      <p>{say('lessons.plan.all-good')}</p>
      <details>
        <summary>{say('lessons.plan.warnings', { n: warnings.length })}</summary>
        {list('warning', warnings)}
      </details>
    </Message>
  );
}
