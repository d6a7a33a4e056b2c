import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Message } from '#web/parts/message.tsx';
import type { ItemState } from '../model/workflow.ts';
import type { ItemAnswer } from '../routes.ts';

/** The next steps of a version: each says what it means, and is kept with who did it and why. */
export function ItemSteps({ item, again }: { item: ItemAnswer; again: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [why, setWhy] = useState('');
  const { next, isOwn, version } = item;
  const go = async (state: ItemState): Promise<void> => {
    const done = await send(api.post(`/bank/items/${item.item}/state`, { version, state, why }));
    if (!done) return;
    setWhy('');
    again();
  };
  if (next.length === 0) return null;
  return (
    <section class="sheet">
      <h2>{say('bank.steps')}</h2>
      {isOwn && next.includes('reviewed') && <Message tone="help">{say('bank.own-review')}</Message>}
      <div class="field">
        <label for="bank-why">{say('bank.step-why')}</label>
        <textarea
          id="bank-why"
          class="input"
          rows={2}
          maxLength={600}
          value={why}
          onInput={(event) => setWhy(event.currentTarget.value)}
        />
      </div>
      <p class="buttons">
        {next.map((state) => (
          <button
            key={state}
            type="button"
            class={state === 'retired' || state === 'draft' ? 'button' : 'button main'}
            disabled={isBusy || (state === 'reviewed' && isOwn)}
            onClick={() => void go(state)}
          >
            {say(`bank.step.${state}`)}
          </button>
        ))}
      </p>
      {failure && <Failed failure={failure} />}
    </section>
  );
}
