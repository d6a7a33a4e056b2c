import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed } from '#web/parts/message.tsx';
import type { Coming } from '../coming.ts';
import type { ReleasePage } from '../status.ts';
import { inMegabytes } from './release-model.ts';

/** What has come by itself: ready to be begun, or on its way. */
export function Offers({ shown, changed }: { shown: ReleasePage; changed: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const { coming, ready, isReadyAgain } = shown;
  const begin = async (): Promise<void> => {
    if (await send(api.post('/releases/update', { from: 'ready' }))) changed();
  };
  if (!ready) return coming ? <OnItsWay coming={coming} /> : null;
  return (
    <section class="sheet release-offer">
      <h2>{say('releases.screen.ready', { version: ready })}</h2>
      {isReadyAgain && <p>{say('releases.screen.ready.again')}</p>}
      <p>{say('releases.screen.ready.about')}</p>
      <button
        type="button"
        class={isReadyAgain ? 'button' : 'button main'}
        disabled={isBusy}
        onClick={() => void begin()}
      >
        {say('releases.screen.update', { version: ready })}
      </button>
      {failure && <Failed failure={failure} />}
    </section>
  );
}

function OnItsWay({ coming: { version, bytes, total } }: { coming: Coming }) {
  const say = useSay();
  const words = say('releases.screen.coming', { version });
  return (
    <section class="sheet release-offer">
      <h2>{words}</h2>
      <progress max={total} value={bytes} aria-label={words} />
      <p class="quiet">
        {say('releases.screen.coming.how-far', { here: inMegabytes(bytes), all: inMegabytes(total) })}
      </p>
    </section>
  );
}
