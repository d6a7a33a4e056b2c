import { useState } from 'preact/hooks';
import type { Answer } from '#web/api.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Message } from '#web/parts/message.tsx';
import { Field } from '#web/parts/field.tsx';

import { searchable } from '#kernel/search.ts';
import { useSend } from './office-send.ts';

/**
 * Erasing cannot be taken back: who does it types the person's name. Only a head may; a deputy is told so.
 */
export function Erase({ person, name, changed }: { person: string; name: string; changed: () => void }) {
  const say = useSay();
  const { api, session } = useApp();
  const { isBusy, failure, send } = useSend();
  const [typed, setTyped] = useState('');
  const isHead = session.value?.posts.some((post) => post.role === 'head') ?? false;
  if (!isHead) return <p>{say('people.office.erase.head')}</p>;
  const isSure = searchable(typed.trim()) === searchable(name);
  const erase = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (await send(api.post(`/people/persons/${person}/erase`, { name: typed }) as Answer<{ done: true }>)) changed();
  };
  return (
    <form onSubmit={(event) => void erase(event)}>
      <Message tone="wrong">
        <p>{say('people.office.erase.what')}</p>
      </Message>
      <Field
        label={say('people.office.erase.type', { name })}
        autocomplete="off"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      {failure && <Failed failure={failure} />}
      <button type="submit" class="button" disabled={isBusy || !isSure}>
        {say('people.office.erase.do')}
      </button>
    </form>
  );
}
