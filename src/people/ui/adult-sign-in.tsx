import { useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp, useSay, useTitle, type Session } from '#web/app.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed } from '#web/parts/message.tsx';

/** Adults sign in with a login and a password, on a tablet or on a machine of their own. */
export function AdultSignIn({ back }: { back?: (() => void) | undefined }) {
  const { api, signIn } = useApp();
  const say = useSay();
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);
  useTitle(say('people.sign-in'));
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    const answer = await api.post<Session>('/people/sign-in/adult', { ...Object.fromEntries(form), at: Date.now() });
    setBusy(false);
    if (answer.ok) signIn(answer.value);
    else setFailure(answer.error);
  };
  return (
    <form class="narrow sheet" onSubmit={(event) => void submit(event)}>
      <h1>{say('people.sign-in.adult')}</h1>
      <Field label={say('people.sign-in.login')} name="login" autocomplete="username" autocapitalize="none" required />
      <Field
        label={say('people.sign-in.password')}
        name="password"
        type="password"
        autocomplete="current-password"
        required
      />
      {failure && <Failed failure={failure} />}
      <div class="ways">
        <button type="submit" class="button main" disabled={isBusy}>
          {say('people.sign-in')}
        </button>
        {back && (
          <button type="button" class="button bare" onClick={back}>
            {say('web.back')}
          </button>
        )}
      </div>
    </form>
  );
}
