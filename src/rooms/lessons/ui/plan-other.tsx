import { useSay } from '#web/app.ts';
import { Message } from '#web/parts/message.tsx';

/** A new plan is begun on this device already: it is saved or dropped first. */
export function OtherDraft() {
  const say = useSay();
  return (
    <Message tone="wait" isNews>
      <p>{say('lessons.plan.draft.other')}</p>
      <a class="button" href="/plans/new">
        {say('lessons.plan.open')}
      </a>
    </Message>
  );
}
