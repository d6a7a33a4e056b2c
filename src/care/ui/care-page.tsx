import { useState } from 'preact/hooks';
import { OfficePage } from '#people/ui/office-page.tsx';
import { useFile, useSend } from '#people/ui/office-send.ts';
import { useEvery } from '#sync/ui/every.ts';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { CareStatus } from '../routes.ts';
import type { Action } from '../findings.ts';
import { CareDetails } from './care-details.tsx';
import { FindingRow } from './finding-row.tsx';
import './care.css';

/** How often the page looks again; while something is being done, oftener. */
const every = 10_000;
const often = 1500;

/** Is everything all right, and if not, what do I do? */
export function CarePage() {
  const say = useSay();
  const { value, failure, again } = useAsk<CareStatus>('/care/status');
  const isBusy = value && (value.facts.isCopying || value.facts.isSealing || value.facts.checking !== undefined);
  useEvery(isBusy ? often : every, again);
  return (
    <OfficePage title={say('care.title')}>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && <State status={value} again={again} />}
    </OfficePage>
  );
}

function State({ status, again }: { status: CareStatus; again: () => void }) {
  const say = useSay();
  const { act, failure, done } = useActions(again);
  const { findings, facts } = status;
  const toDo = findings.filter(({ state }) => state !== 'good');
  const isWrong = findings.some(({ state }) => state === 'wrong');
  return (
    <>
      <Message tone={isWrong ? 'wrong' : toDo.length > 0 ? 'wait' : 'good'}>
        <b>{say(toDo.length === 0 ? 'care.all-well' : 'care.to-do', { count: toDo.length })}</b>
      </Message>
      {failure && <Failed failure={failure} />}
      {done && (
        <Message tone="good" isNews>
          {say(`care.done.${done}`)}
        </Message>
      )}
      <Waits status={status} />
      <ul class="care-findings">
        {findings.map((finding) => (
          <FindingRow key={finding.name} finding={finding} facts={facts} act={act} />
        ))}
      </ul>
      <CareDetails facts={facts} />
    </>
  );
}

/** A sealed backup that is ready to be taken away. */
function Waits({ status: { facts } }: { status: CareStatus }) {
  const say = useSay();
  const { download, isBusy, failure } = useFile();
  const { waiting } = facts;
  if (!waiting || facts.isSealing) return null;
  return (
    <Message tone="help">
      <p>{say('care.waiting')}</p>
      <button
        type="button"
        class="button main"
        disabled={isBusy}
        onClick={() => void download({ address: '/api/care/leaving', name: waiting.name })}
      >
        {say('care.waiting.take')}
      </button>
      {failure && <Failed failure={failure} />}
    </Message>
  );
}

const paths: Readonly<Record<Action, string>> = {
  spare: '/care/spare',
  backup: '/care/backup',
  leave: '/care/leave',
  check: '/care/check',
  sync: '/sync/now',
  time: '/care/time',
};
/** What is over when its answer comes; the others are begun, and the page shows how far they are. */
const immediate: ReadonlySet<Action> = new Set(['spare', 'sync', 'time']);

function useActions(again: () => void) {
  const { api } = useApp();
  const { failure, send } = useSend();
  const [done, setDone] = useState<Action>();
  const act = async (action: Action): Promise<void> => {
    setDone(undefined);
    const body = action === 'time' ? { at: Date.now() } : {};
    const answer = await send(api.post(paths[action], body, { patience: 60_000 }));
    if (answer && immediate.has(action)) setDone(action);
    again();
  };
  return { act, failure, done };
}
