import { useState } from 'preact/hooks';
import { noServer, type Failure } from '#web/api.ts';
import { useApp, useSay, useTitle, type Session } from '#web/app.ts';
import { Message } from '#web/parts/message.tsx';
import { DigitPad } from './digit-pad.tsx';
import { Picture } from './picture.tsx';
import { PicturePad } from './picture-pad.tsx';
import type { ListedPupil } from './pupil-sign-in.tsx';

type Props = { pupil: ListedPupil; class: string; back: () => void; begin: (session: Session) => void };

const pinLength = 4;
const outageCodeLength = 6;

/** The pupil's secret; while the server is away, the teacher's code of the day in its place. */
export function SecretPad({ pupil, class: name, back, begin }: Props) {
  const { api, tablet, isReached } = useApp();
  const say = useSay();
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);
  const [isOutage, setOutage] = useState(!isReached.value);
  useTitle(pupil.name);
  const tryIn = async (secret: string): Promise<void> => {
    setBusy(true);
    const answer = await api.post<Session>(
      '/people/sign-in/pupil',
      { person: pupil.person, secret },
      { token: tablet.value?.token, patience: 8000 },
    );
    setBusy(false);
    if (answer.ok) return begin(answer.value);
    setFailure(answer.error);
    setOutage(answer.error.status === noServer.status);
  };
  const pad = isOutage ? (
    <>
      <Message tone="wait" isNews>
        <p>{say('people.outage.how')}</p>
      </Message>
      <DigitPad
        label={say('people.outage.code')}
        length={outageCodeLength}
        isShown
        done={(code) => begin(outageSession(pupil, name, code))}
      />
      <button type="button" class="button bare" onClick={() => setOutage(false)}>
        {say('people.outage.over')}
      </button>
    </>
  ) : pupil.method === 'pictures' ? (
    <PicturePad isBusy={isBusy} done={(secret) => void tryIn(secret)} />
  ) : (
    <DigitPad label={say('people.pin')} length={pinLength} isBusy={isBusy} done={(secret) => void tryIn(secret)} />
  );
  return (
    <section class="secret">
      <div class="title-row">
        <button type="button" class="button" onClick={back}>
          {say('web.back')}
        </button>
        <h1 class="me">
          <Picture name={pupil.picture} />
          {pupil.name}
        </h1>
      </div>
      {pad}
      <div aria-live="assertive">
        {failure && !isOutage && <Message tone="wait">{say(failure.key, failure.values)}</Message>}
      </div>
    </section>
  );
}

/** PPL-15: a pupil who began by name. The school holds the work until a teacher confirms who it was. */
function outageSession({ person, name, picture }: ListedPupil, className: string, code: string): Session {
  const grade = Number.parseInt(className, 10);
  const given = name.split(' ')[1] ?? name;
  return {
    credential: `o1.${person}.${code}`,
    person,
    name,
    givenName: given,
    picture,
    language: 'kk',
    posts: [{ role: 'pupil' }],
    grade: Number.isNaN(grade) ? null : grade,
    class: className,
  };
}
