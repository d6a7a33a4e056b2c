import { useEffect, useState } from 'preact/hooks';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import { draftKey, type Draft, type Known, type SavedPlan, type Shelf, type Start } from './plan-data.ts';
import { PlanEditor } from './plan-editor.tsx';
import { PlanNew } from './plan-new.tsx';

/** A new plan: what was begun on this device goes on; else it begins with a template. */
export function PlanNewScreen() {
  const { session, kept } = useApp();
  const person = session.value?.person ?? '';
  const [draft, setDraft] = useState<Draft | null>();
  useEffect(() => {
    void kept.find<Draft>(draftKey(person, 'new')).then((found) => setDraft(found ?? null));
  }, [person]);
  if (draft === undefined) return <Waiting />;
  if (draft === null) return <PlanNew made={setDraft} />;
  const drop = async (): Promise<void> => {
    await kept.drop(draftKey(person, 'new'));
    setDraft(null);
  };
  return <Open id="new" draft={draft} drop={drop} />;
}

/** A plan that was saved; what was changed on this device and not saved goes on. */
export function PlanScreen({ params }: ScreenProps) {
  const say = useSay();
  const { session, kept } = useApp();
  const id = params['plan'] ?? '';
  const person = session.value?.person ?? '';
  const saved = useAsk<SavedPlan>(`/lessons/plans/${id}`, { keepAs: `plan:${id}` });
  const [draft, setDraft] = useState<Draft | null>();
  useEffect(() => {
    void kept.find<Draft>(draftKey(person, id)).then((found) => setDraft(found ?? null));
  }, [person, id]);
  if (!saved.value || draft === undefined) {
    return saved.failure ? <Failed failure={saved.failure} again={saved.again} /> : <Waiting />;
  }
  const { content, version, day, slot } = saved.value;
  const fresh: Draft = { content, base: version, ...(day ? { place: { day, ...(slot ? { slot } : {}) } } : {}) };
  const drop = async (): Promise<void> => {
    await kept.drop(draftKey(person, id));
    setDraft(null);
    saved.again();
  };
  return (
    <>
      {draft && draft.base < version && <Message tone="wait">{say('lessons.plan.draft.older', { version })}</Message>}
      <Open
        key={`${version} ${draft ? 'draft' : 'fresh'}`}
        id={id}
        saved={saved.value}
        draft={draft ?? fresh}
        drop={drop}
        isRestored={draft !== null}
      />
    </>
  );
}

type OpenProps = {
  readonly id: string;
  readonly draft: Draft;
  readonly saved?: SavedPlan;
  readonly isRestored?: boolean;
  readonly drop: () => Promise<void>;
};

function Open({ id, draft, saved, isRestored, drop }: OpenProps) {
  const groups = [...new Set(draft.content.lanes.map(({ group }) => group))].join(',');
  const start = useAsk<Start>('/lessons/plan-start', { keepAs: 'plan-start' });
  const shelf = useAsk<{ lessons: Shelf }>('/library/lessons', { keepAs: 'plan-shelf' });
  const known = useAsk<Known>(`/lessons/plan-known?groups=${groups}`, { keepAs: `plan-known:${groups}` });
  const failure = start.failure ?? shelf.failure;
  if (!start.value || !shelf.value) {
    return failure ? <Failed failure={failure} again={start.again} /> : <Waiting />;
  }
  return (
    <PlanEditor
      id={id}
      draft={draft}
      saved={saved}
      start={start.value}
      shelf={shelf.value.lessons}
      known={known.value}
      isRestored={isRestored ?? false}
      drop={drop}
    />
  );
}
