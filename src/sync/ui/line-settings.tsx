import { useState } from 'preact/hooks';
import { Choice } from '#people/ui/office-fields.tsx';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { formatNumber } from '#web/format.ts';
import { Failed, Message } from '#web/parts/message.tsx';
import type { SyncSettings } from '../settings.ts';
import { kilobits, rates } from './sync-model.ts';

const hoursOfDay = Array.from({ length: 24 }, (_, hour) => hour);

/** When large files may travel and how much of the line they may take. Records are small and always go. */
export function LineSettings({ settings, changed }: { settings: SyncSettings; changed: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send, forget } = useSend();
  const [draft, setDraft] = useState(settings);
  const [isSaved, setSaved] = useState(false);
  const change = (next: SyncSettings): void => {
    setDraft(next);
    setSaved(false);
    forget();
  };
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!(await send(api.put<SyncSettings>('/sync/settings', draft)))) return;
    setSaved(true);
    changed();
  };
  return (
    <details>
      <summary>{say('sync.screen.settings')}</summary>
      <form onSubmit={(event) => void save(event)}>
        <p class="quiet">{say('sync.screen.settings.what')}</p>
        <Hours draft={draft} change={change} />
        <Rate draft={draft} change={change} />
        {failure && <Failed failure={failure} />}
        {isSaved && (
          <Message tone="good" isNews>
            {say('people.office.saved')}
          </Message>
        )}
        <button type="submit" class="button main" disabled={isBusy}>
          {say('people.office.save')}
        </button>
      </form>
    </details>
  );
}

type Drafting = { readonly draft: SyncSettings; readonly change: (next: SyncSettings) => void };

/** Most schools have the line to themselves from the evening on. */
const evening = { from: 18, to: 8 };

function Hours({ draft, change }: Drafting) {
  const say = useSay();
  const { hours } = draft;
  const set = (next: SyncSettings['hours']): void => {
    const { hours: _, ...rest } = draft;
    change(next ? { ...rest, hours: next } : rest);
  };
  const choice = (end: 'from' | 'to') => (
    <Choice
      label={say(`sync.screen.settings.${end}`)}
      value={String(hours?.[end] ?? evening[end])}
      onChange={(event) => set({ ...evening, ...hours, [end]: Number(event.currentTarget.value) })}
    >
      {hoursOfDay.map((hour) => (
        <option key={hour} value={hour}>{`${String(hour).padStart(2, '0')}:00`}</option>
      ))}
    </Choice>
  );
  return (
    <fieldset>
      <legend>{say('sync.screen.settings.hours')}</legend>
      <div class="office-ticks">
        <label class="office-tick">
          <input type="radio" name="hours" checked={!hours} onChange={() => set(undefined)} />
          {say('sync.screen.settings.always')}
        </label>
        <label class="office-tick">
          <input type="radio" name="hours" checked={hours !== undefined} onChange={() => set(evening)} />
          {say('sync.screen.settings.between')}
        </label>
      </div>
      {hours && (
        <div class="office-row">
          {choice('from')}
          {choice('to')}
        </div>
      )}
    </fieldset>
  );
}

function Rate({ draft, change }: Drafting) {
  const say = useSay();
  const { language } = useApp();
  const { bytesPerSecond = 0 } = draft;
  const choices = rates.some((rate) => rate === bytesPerSecond) ? rates : [...rates, bytesPerSecond];
  return (
    <Choice
      label={say('sync.screen.settings.rate')}
      value={String(bytesPerSecond)}
      onChange={(event) => {
        const rate = Number(event.currentTarget.value);
        const { bytesPerSecond: _, ...rest } = draft;
        change(rate === 0 ? rest : { ...rest, bytesPerSecond: rate });
      }}
    >
      {choices.map((rate) => (
        <option key={rate} value={rate}>
          {rate === 0
            ? say('sync.screen.settings.any-rate')
            : say('sync.screen.settings.kilobits', { rate: formatNumber(language.value, kilobits(rate)) })}
        </option>
      ))}
    </Choice>
  );
}
