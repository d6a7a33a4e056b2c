import { useAsk } from '#web/ask.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import { shownMoment } from './office-format.ts';
import { OfficePage } from './office-page.tsx';
import { useSend } from './office-send.ts';

type Held = {
  readonly tablet: string;
  readonly person: string;
  readonly state: 'held' | 'refused';
  readonly entries: number;
  readonly first: number;
  readonly last: number;
  readonly name: string;
  readonly class: string;
  readonly label: string;
  readonly isCodeRight: boolean;
};
type Settled = { readonly done: number; readonly stays: readonly { readonly n: number; readonly key: string }[] };

/** Work that was begun by name while the server was away: somebody who was there says whose it is. Nothing is dropped. */
export function OfficeHeld() {
  const say = useSay();
  const { value, failure, again } = useAsk<{ held: readonly Held[] }>('/people/held');
  const of = (state: Held['state']) => value?.held.filter((each) => each.state === state) ?? [];
  return (
    <OfficePage title={say('people.office.held')} lead={say('people.office.held.lead')}>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && of('held').length === 0 && <Message tone="good">{say('people.office.held.none')}</Message>}
      <HeldList held={of('held')} again={again} />
      {of('refused').length > 0 && (
        <details>
          <summary>{say('people.office.held.refused', { count: of('refused').length })}</summary>
          <HeldList held={of('refused')} again={again} />
        </details>
      )}
    </OfficePage>
  );
}

function HeldList({ held, again }: { held: readonly Held[]; again: () => void }) {
  if (held.length === 0) return null;
  return (
    <ul class="office-missing">
      {held.map((each) => (
        <HeldRow key={`${each.tablet} ${each.person}`} held={each} again={again} />
      ))}
    </ul>
  );
}

function HeldRow({ held, again }: { held: Held; again: () => void }) {
  const say = useSay();
  const { api, language } = useApp();
  const { isBusy, failure, send } = useSend();
  const { tablet, person, name, label, entries, first, state, isCodeRight } = held;
  const settle = async (how: 'confirm' | 'refuse'): Promise<void> => {
    if (await send(api.post<Settled>(`/people/held/${how}`, { tablet, person }))) again();
  };
  const time = shownMoment(first, language.value);
  return (
    <li>
      <div>
        <p>
          <b>{name}</b> {held.class}
        </p>
        <p class="quiet">
          {say('people.office.held.what', {
            tablet: label || say('people.office.tablets.nameless'),
            count: entries,
            time,
          })}
        </p>
        {!isCodeRight && <p class="office-some">{say('people.office.held.wrong-code')}</p>}
        {failure && <Failed failure={failure} />}
      </div>
      <button
        type="button"
        class="button main"
        disabled={isBusy}
        aria-label={`${say('people.office.held.confirm')}: ${name}`}
        onClick={() => void settle('confirm')}
      >
        {say('people.office.held.confirm')}
      </button>
      {state === 'held' && (
        <button
          type="button"
          class="button"
          disabled={isBusy}
          aria-label={`${say('people.office.held.refuse')}: ${name}`}
          onClick={() => void settle('refuse')}
        >
          {say('people.office.held.refuse')}
        </button>
      )}
    </li>
  );
}
