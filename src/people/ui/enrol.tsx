import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed } from '#web/parts/message.tsx';

const codeLength = 8;

/** A tablet shows no list of names before the school has enrolled it with a code (PPL-10): typed, or in a QR address. */
export function Enrol({ toAdult }: { toAdult: () => void }) {
  const { api, path, enrol, go, outbox } = useApp();
  const say = useSay();
  const [code, setCode] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);
  useTitle(say('people.enrol'));
  const send = async (given: string): Promise<void> => {
    setBusy(true);
    const was = await outbox.proof().catch(() => undefined);
    const body = { code: given, ...(was ? { was } : {}) };
    const answer = await api.post<{ tablet: string; token: string }>('/people/tablets', body);
    setBusy(false);
    if (!answer.ok) return setFailure(answer.error);
    await enrol({ tablet: answer.value.tablet, token: answer.value.token });
    go('/');
  };
  useEffect(() => {
    const given = /^\/enrol\/(\d{8})$/.exec(path.value)?.[1];
    if (!given) return;
    setCode(given);
    void send(given);
  }, []);
  const type = (text: string): void => {
    const digits = text.replaceAll(/\D/g, '').slice(0, codeLength);
    setCode(digits);
    setFailure(undefined);
    if (digits.length === codeLength && digits !== code) void send(digits);
  };
  return (
    <div class="doors">
      <form
        class="sheet"
        onSubmit={(event) => {
          event.preventDefault();
          void send(code);
        }}
      >
        <h1>{say('people.enrol')}</h1>
        <p>{say('people.enrol.how')}</p>
        <Field
          label={say('people.enrol.code')}
          class="input digits"
          inputMode="numeric"
          autocomplete="off"
          value={shown(code)}
          onInput={(event) => type(event.currentTarget.value)}
        />
        {failure && <Failed failure={failure} />}
        <button type="submit" class="button main" disabled={isBusy || code.length < codeLength}>
          {say('people.enrol.do')}
        </button>
      </form>
      <section class="sheet">
        <h2>{say('people.sign-in.adult')}</h2>
        <p>{say('people.sign-in.adult-how')}</p>
        <button type="button" class="button" onClick={toAdult}>
          {say('people.sign-in.adult-do')}
        </button>
      </section>
    </div>
  );
}

/** `1234 5678`: as it is read aloud. */
function shown(code: string): string {
  return code.length > 4 ? `${code.slice(0, 4)} ${code.slice(4)}` : code;
}
