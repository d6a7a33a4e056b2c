import { useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed, Message } from '#web/parts/message.tsx';

/** Adults choose a password of their own; whoever has one from paper does so before anything else (PPL-6). */
export function OwnPassword() {
  const { api, session, signIn, go } = useApp();
  const say = useSay();
  const [failure, setFailure] = useState<Failure>();
  const [isUnlike, setUnlike] = useState(false);
  const isFirst = session.value?.mustChangePassword ?? false;
  useTitle(say('people.password'));
  const change = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const [current, next, again] = ['current', 'next', 'again'].map((name) => String(form.get(name)));
    setUnlike(next !== again);
    if (next !== again) return;
    const answer = await api.post<{ token: string }>('/people/password', { current, next });
    if (!answer.ok) return setFailure(answer.error);
    if (session.value) signIn({ ...session.value, token: answer.value.token, mustChangePassword: false });
    go('/');
  };
  return (
    <form class="narrow sheet" onSubmit={(event) => void change(event)}>
      <h1>{say('people.password')}</h1>
      {isFirst && <Message tone="help">{say('people.password.first')}</Message>}
      <Field
        label={say('people.password.current')}
        name="current"
        type="password"
        autocomplete="current-password"
        required
      />
      <Field
        label={say('people.password.next')}
        name="next"
        type="password"
        autocomplete="new-password"
        note={say('people.password.how')}
        required
      />
      <Field
        label={say('people.password.again')}
        name="again"
        type="password"
        autocomplete="new-password"
        fault={isUnlike ? say('people.password.unlike') : undefined}
        required
      />
      {failure && <Failed failure={failure} />}
      <button type="submit" class="button main">
        {say('people.password.change')}
      </button>
    </form>
  );
}
