import { useEffect, useState } from 'preact/hooks';
import { useApp, useSay, useTitle, type Session } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import { comparer } from '#web/format.ts';
import { Picture } from './picture.tsx';
import { SecretPad } from './secret-pad.tsx';

export type ListedPupil = {
  readonly person: string;
  readonly name: string;
  readonly picture: string;
  readonly method: 'pictures' | 'pin';
};
type ListedClass = { readonly class: string; readonly grade: number; readonly count: number };

/** Class, then name with its picture, then the secret. Lists that were seen once are there without a server too. */
export function PupilSignIn({ toAdult }: { toAdult: () => void }) {
  const [chosen, setChosen] = useState<string>();
  const [pupil, setPupil] = useState<ListedPupil>();
  const { signIn } = useApp();
  const begin = (session: Session): void => signIn(session);
  if (chosen && pupil) return <SecretPad pupil={pupil} class={chosen} back={() => setPupil(undefined)} begin={begin} />;
  if (chosen) return <Names class={chosen} choose={setPupil} back={() => setChosen(undefined)} />;
  return <Classes choose={setChosen} toAdult={toAdult} />;
}

function Classes({ choose, toAdult }: { choose: (name: string) => void; toAdult: () => void }) {
  const { tablet } = useApp();
  const say = useSay();
  useTitle(say('people.choose-class'));
  const token = tablet.value?.token;
  const { value, failure, again } = useAsk<{ classes: readonly ListedClass[] }>('/people/tablet/classes', {
    token,
    keepAs: 'classes',
  });
  useClassLists(value?.classes);
  return (
    <section>
      <h1>{say('people.choose-class')}</h1>
      {failure && !value && <Failed failure={failure} again={again} />}
      {failure?.status === 401 && <Forgotten />}
      {!value && !failure && <Waiting />}
      <ul class="tiles">
        {value?.classes.map((each) => (
          <li key={each.class}>
            <button type="button" class="tile class" onClick={() => choose(each.class)}>
              <b>{each.class}</b>
              <span class="quiet small">{say('people.pupils', { count: each.count })}</span>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="button bare" onClick={toAdult}>
        {say('people.sign-in.adult-do')}
      </button>
    </section>
  );
}

/** The school took this tablet out of use, or its server began anew. */
function Forgotten() {
  const { go } = useApp();
  const say = useSay();
  return (
    <p>
      {say('people.tablet-forgotten')}{' '}
      <button type="button" class="button" onClick={() => go('/enrol/')}>
        {say('people.enrol.do')}
      </button>
    </p>
  );
}

/** Brings the lists of all classes while nobody is waiting, so that an outage finds them here. */
function useClassLists(classes: readonly ListedClass[] | undefined): void {
  const { api, kept, tablet } = useApp();
  useEffect(() => {
    const token = tablet.value?.token;
    const fetchAll = async (): Promise<void> => {
      for (const { class: name } of classes ?? []) {
        const answer = await api.get(`/people/tablet/pupils?class=${encodeURIComponent(name)}`, { token });
        if (!answer.ok) return;
        await kept.keep(`pupils:${name}`, answer.value);
      }
    };
    const timer = setTimeout(() => void fetchAll(), 8000);
    return () => clearTimeout(timer);
  }, [classes]);
}

function Names({
  class: name,
  choose,
  back,
}: {
  class: string;
  choose: (pupil: ListedPupil) => void;
  back: () => void;
}) {
  const { tablet, language } = useApp();
  const say = useSay();
  useTitle(say('people.choose-name'));
  const path = `/people/tablet/pupils?class=${encodeURIComponent(name)}`;
  const asking = { token: tablet.value?.token, keepAs: `pupils:${name}` };
  const { value, failure, again } = useAsk<{ pupils: readonly ListedPupil[] }>(path, asking);
  const compare = comparer(language.value);
  const pupils = value?.pupils.toSorted((a, b) => compare(a.name, b.name));
  return (
    <section>
      <div class="title-row">
        <button type="button" class="button" onClick={back}>
          {say('web.back')}
        </button>
        <h1>
          {say('people.choose-name')} <span class="quiet">{name}</span>
        </h1>
      </div>
      {failure && !value && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      <ul class="tiles names">
        {pupils?.map((pupil) => (
          <li key={pupil.person}>
            <button type="button" class="tile name-tile" onClick={() => choose(pupil)}>
              <Picture name={pupil.picture} />
              <span>{pupil.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
