import { useState } from 'preact/hooks';
import type { Answer } from '#web/api.ts';
import { useSay } from '#web/app.ts';
import { Failed, Message } from '#web/parts/message.tsx';
import { useSend, type Sending } from './office-send.ts';

export type Form = Sending & {
  readonly isSaved: boolean;
  readonly submit: (event: SubmitEvent) => Promise<void>;
};

/** A form that sends what it says, and then says that it is saved. */
export function useForm<T>(call: (form: FormData) => Answer<T>, done: (answer: T) => void): Form {
  const sending = useSend();
  const [isSaved, setSaved] = useState(false);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setSaved(false);
    const answer = await sending.send(call(new FormData(event.currentTarget as HTMLFormElement)));
    if (answer === undefined) return;
    setSaved(true);
    done(answer);
  };
  return { ...sending, isSaved, submit };
}

/** How sending a form ended, above its button. */
export function Said({ form: { failure, isSaved } }: { form: Pick<Form, 'failure' | 'isSaved'> }) {
  const say = useSay();
  if (failure) return <Failed failure={failure} />;
  if (!isSaved) return null;
  return (
    <Message tone="good" isNews>
      {say('people.office.saved')}
    </Message>
  );
}
