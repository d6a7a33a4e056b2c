import { useState } from 'preact/hooks';
import type { Text } from '#kernel/language.ts';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed } from '#web/parts/message.tsx';

type Hub = { readonly hub: string; readonly names: Text | null; readonly isOpen: boolean };

/** For the office: whether a hub school's teacher sees this group's names and may propose points. */
export function ShareGroup({ group }: { group: string }) {
  const { session } = useApp();
  const isOffice = session.value?.posts.some(({ role }) => role === 'head' || role === 'deputy-head') ?? false;
  return isOffice ? <Hubs group={group} /> : null;
}

function Hubs({ group }: { group: string }) {
  const say = useSay();
  const { api, language } = useApp();
  const { value, again } = useAsk<{ readonly hubs: readonly Hub[] }>(`/journal/groups/${group}/hubs`);
  const { isBusy, failure, send } = useSend();
  // What was ticked stays ticked while the school is told.
  const [said, setSaid] = useState<Readonly<Record<string, boolean>>>({});
  if (!value || value.hubs.length === 0) return null;
  const set = async (hub: string, isOpen: boolean): Promise<void> => {
    setSaid({ ...said, [hub]: isOpen });
    if (await send(api.post(`/journal/groups/${group}/hubs`, { hub, isOpen }))) return again();
    setSaid({ ...said, [hub]: !isOpen });
  };
  return (
    <details class="journal-share">
      <summary>{say('journal.share')}</summary>
      <p>{say('journal.share.what')}</p>
      {value.hubs.map(({ hub, names, isOpen }) => (
        <label key={hub}>
          <input
            type="checkbox"
            checked={said[hub] ?? isOpen}
            disabled={isBusy}
            onChange={(event) => void set(hub, event.currentTarget.checked)}
          />
          {names?.[language.value] ?? hub}
        </label>
      ))}
      {failure && <Failed failure={failure} />}
    </details>
  );
}
