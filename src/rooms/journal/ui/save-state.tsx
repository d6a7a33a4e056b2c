import { useState } from 'preact/hooks';
import { useSay } from '#web/app.ts';
import { Message } from '#web/parts/message.tsx';
import type { Entries } from './use-entries.ts';

/** Whether what stands in the table is at the school; a refusal with its pupil, and the reason that a change needs. */
export function SaveState({ entries, nameOf }: { entries: Entries; nameOf: (person: string) => string }) {
  const say = useSay();
  const { unsaved, isSaving, failure, refused, save, undo, canUndo } = entries;
  const [why, setWhy] = useState('');
  const needsWhy = failure?.key === 'journal.needs-why';
  const state = unsaved.size === 0 ? 'journal.saved' : isSaving ? 'journal.saving' : 'journal.unsaved';
  return (
    <div class="journal-save">
      <p role="status" class={unsaved.size === 0 ? 'quiet' : undefined}>
        {say(state, { n: unsaved.size })}
      </p>
      <button type="button" class="button" disabled={!canUndo} onClick={undo}>
        {say('journal.undo')}
      </button>
      {failure && (
        <Message tone={needsWhy ? 'wait' : 'wrong'} isNews>
          {refused && <strong>{nameOf(refused.person)}: </strong>}
          {say(failure.key, failure.values)}
          {needsWhy ? (
            <form
              class="journal-why"
              onSubmit={(event) => {
                event.preventDefault();
                if (why.trim()) void save(why).then(() => setWhy(''));
              }}
            >
              <label>
                <span>{say('journal.why')}</span>
                <input
                  class="input"
                  value={why}
                  maxLength={500}
                  onInput={(event) => setWhy(event.currentTarget.value)}
                />
              </label>
              <button type="submit" class="button main" disabled={!why.trim()}>
                {say('journal.save')}
              </button>
            </form>
          ) : (
            <p>
              <button type="button" class="button" onClick={() => void save()}>
                {say('web.again')}
              </button>
            </p>
          )}
        </Message>
      )}
    </div>
  );
}
