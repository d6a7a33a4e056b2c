import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed } from '#web/parts/message.tsx';
import type { ReleaseSettings } from '../settings.ts';

/** Whether a new version begins by itself at night. */
export function Night({ settings, changed }: { settings: ReleaseSettings; changed: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { failure, send } = useSend();
  const [isOn, setOn] = useState(settings.isAutomatic);
  const set = async (isAutomatic: boolean): Promise<void> => {
    setOn(isAutomatic);
    if (await send(api.put('/releases/settings', { isAutomatic }))) changed();
    else setOn(!isAutomatic);
  };
  return (
    <section>
      <h2>{say('releases.screen.night')}</h2>
      <label class="release-tick">
        <input type="checkbox" checked={isOn} onChange={(event) => void set(event.currentTarget.checked)} />
        <span>{say('releases.screen.night.tick')}</span>
      </label>
      <p class="quiet">{say('releases.screen.night.about')}</p>
      {failure && <Failed failure={failure} />}
    </section>
  );
}
