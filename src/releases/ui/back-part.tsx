import { useRef } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed } from '#web/parts/message.tsx';

/** «Send back»: the version before, after one question. */
export function BackPart({ previous, changed }: { previous: string; changed: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const dialog = useRef<HTMLDialogElement>(null);
  const goBack = async (): Promise<void> => {
    dialog.current?.close();
    if (await send(api.post('/releases/back', {}))) changed();
  };
  return (
    <section>
      <h2>{say('releases.screen.back')}</h2>
      <p>{say('releases.screen.back.about', { version: previous })}</p>
      <button type="button" class="button" disabled={isBusy} onClick={() => dialog.current?.showModal()}>
        {say('releases.screen.back.do', { version: previous })}
      </button>
      {failure && <Failed failure={failure} />}
      <dialog ref={dialog} class="release-sure" aria-labelledby="release-back">
        <h2 id="release-back">{say('releases.screen.back.sure', { version: previous })}</h2>
        <p>{say('releases.screen.back.keeps')}</p>
        <div class="office-row">
          <button type="button" class="button main" onClick={() => void goBack()}>
            {say('releases.screen.back.yes')}
          </button>
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {say('releases.screen.back.no')}
          </button>
        </div>
      </dialog>
    </section>
  );
}
