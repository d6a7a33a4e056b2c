import { useState } from 'preact/hooks';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed } from '#web/parts/message.tsx';
import type { ShownErasure } from '../routes-erasures.ts';
import { Dialog } from './office-dialog.tsx';
import { useSend } from './office-send.ts';

/** Persons whom a school has erased and who are elsewhere too: does it count for all? Nothing where none waits. */
export function RegionErasures() {
  const say = useSay();
  const { value, failure, again } = useAsk<{ asked: readonly ShownErasure[] }>('/people/region/erasures');
  if (failure) return <Failed failure={failure} again={again} />;
  if (!value || value.asked.length === 0) return null;
  return (
    <section>
      <h2>{say('people.office.erasures')}</h2>
      <p class="quiet">{say('people.office.erasures.what')}</p>
      <ul class="office-list">
        {value.asked.map((each) => (
          <Asked key={each.person} asked={each} changed={again} />
        ))}
      </ul>
    </section>
  );
}

function Asked({ asked: { person, name, school }, changed }: { asked: ShownErasure; changed: () => void }) {
  const say = useSay();
  const { api, language } = useApp();
  const { isBusy, failure, send } = useSend();
  const [isSure, setSure] = useState(false);
  const decide = async (isErased: boolean): Promise<void> => {
    if (!(await send(api.post<{ done: true }>(`/people/region/erasures/${person}`, { isErased })))) return;
    setSure(false);
    changed();
  };
  return (
    <li>
      <span>{say('people.office.erasures.one', { name: name || '…', school: school?.[language.value] ?? '…' })}</span>
      <span class="office-row tight">
        <button type="button" class="button" disabled={isBusy} onClick={() => setSure(true)}>
          {say('people.office.erasures.yes')}
        </button>
        <button type="button" class="button" disabled={isBusy} onClick={() => void decide(false)}>
          {say('people.office.erasures.no')}
        </button>
      </span>
      {failure && <Failed failure={failure} />}
      {isSure && (
        <Dialog title={say('people.office.erasures.yes')} onClose={() => setSure(false)}>
          <p>{say('people.office.erasures.sure', { name: name || '…' })}</p>
          <button type="button" class="button main" disabled={isBusy} onClick={() => void decide(true)}>
            {say('people.office.erasures.yes')}
          </button>
        </Dialog>
      )}
    </li>
  );
}
