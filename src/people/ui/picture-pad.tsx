import { useState } from 'preact/hooks';
import { useSay } from '#web/app.ts';
import { secretPictures } from '../pictures.ts';
import { Picture } from './picture.tsx';

const length = 3;

/** Twelve pictures, of which a small child's secret has three in their order. Done with the third. */
export function PicturePad({ isBusy, done }: { isBusy: boolean; done: (secret: string) => void }) {
  const say = useSay();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const choose = (name: string): void => {
    const next = [...chosen, name];
    setChosen(next.length < length ? next : []);
    if (next.length === length) done(next.join(' '));
  };
  return (
    <div class="picture-pad">
      <p id="picture-how">{say('people.pictures.how')}</p>
      <p class="slots" role="status" aria-label={say('people.pictures.chosen', { count: chosen.length })}>
        {Array.from({ length }, (_, place) => (
          <span key={place} class={chosen[place] ? 'slot full' : 'slot'}>
            {chosen[place] ? '★' : place + 1}
          </span>
        ))}
        <button type="button" class="button bare" disabled={chosen.length === 0} onClick={() => setChosen([])}>
          {say('people.pictures.clear')}
        </button>
      </p>
      <div class="picture-keys" role="group" aria-labelledby="picture-how">
        {secretPictures.map((name) => (
          <button
            key={name}
            type="button"
            class="tile"
            disabled={isBusy || chosen.includes(name)}
            aria-label={say(`people.picture.${name}`)}
            onClick={() => choose(name)}
          >
            <Picture name={name} />
          </button>
        ))}
      </div>
    </div>
  );
}
