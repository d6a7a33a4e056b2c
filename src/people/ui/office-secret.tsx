import { useSay } from '#web/app.ts';
import { Message } from '#web/parts/message.tsx';
import { Picture } from './picture.tsx';

export type PupilSecret =
  | { readonly kind: 'pin'; readonly pin: string }
  | { readonly kind: 'pictures'; readonly pictures: readonly string[] };

/** What a pupil signs in with from now on: four digits, or three pictures in their order. */
export function NewSecret({ name, secret }: { name: string; secret: PupilSecret }) {
  const say = useSay();
  return (
    <Message tone="good" isNews>
      <p>{say('people.office.secret.new', { name })}</p>
      {secret.kind === 'pin' ? (
        <p class="office-code">{secret.pin}</p>
      ) : (
        <ol class="office-pictures">
          {secret.pictures.map((picture) => (
            <li key={picture}>
              <Picture name={picture} />
              <span>{say(`people.picture.${picture}`)}</span>
            </li>
          ))}
        </ol>
      )}
      <button type="button" class="button" onClick={() => print()}>
        {say('people.office.print')}
      </button>
    </Message>
  );
}
