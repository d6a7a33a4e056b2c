import { useState } from 'preact/hooks';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import { Dialog } from './office-dialog.tsx';
import { shownClass } from './office-format.ts';
import { OfficePage } from './office-page.tsx';
import { Paper } from './office-paper.tsx';
import { Picture } from './picture.tsx';
import type { PupilSecret } from './office-secret.tsx';
import { useSend } from './office-send.ts';

type Card = {
  readonly person: string;
  readonly name: string;
  readonly picture: string;
  readonly secret: PupilSecret | null;
};
type Cards = { readonly class: string; readonly pupils: readonly Card[] };

/** What the pupils of a class sign in with, as cards that are printed, cut out and handed over. */
export function OfficeCards({ params }: ScreenProps) {
  const say = useSay();
  const name = params['class'] ?? '';
  const { value, failure, again } = useAsk<Cards>(`/people/office/secrets?class=${encodeURIComponent(name)}`);
  const [isRenewing, setRenewing] = useState(false);
  return (
    <OfficePage
      title={say('people.office.cards.title', { class: shownClass(name, say) })}
      lead={say('people.office.cards.lead')}
    >
      <div class="office-row">
        <Paper
          kind="cards"
          of={name}
          words={say('people.office.print')}
          name={say('people.office.cards.title', { class: shownClass(name, say) })}
        />
        <button type="button" class="button" onClick={() => setRenewing(true)}>
          {say('people.office.cards.renew')}
        </button>
        <a class="button bare" href="/office/people">
          {say('people.office.people')}
        </a>
      </div>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && (
        <ul class="office-cards">
          {value.pupils.map((card) => (
            <CardOf key={card.person} card={card} of={value.class} />
          ))}
        </ul>
      )}
      {isRenewing && <Renew of={name} changed={again} onClose={() => setRenewing(false)} />}
    </OfficePage>
  );
}

function CardOf({ card: { name, picture, secret }, of }: { card: Card; of: string }) {
  const say = useSay();
  return (
    <li>
      <span class="office-card-name">
        {picture && <Picture name={picture} />}
        <b>{name}</b>
        <span class="quiet">{of}</span>
      </span>
      {secret === null && <span>{say('people.office.people.no-secret')}</span>}
      {secret?.kind === 'pin' && (
        <span>
          PIN <b class="office-secret">{secret.pin}</b>
        </span>
      )}
      {secret?.kind === 'pictures' && (
        <ol class="office-pictures">
          {secret.pictures.map((each) => (
            <li key={each}>
              <Picture name={each} />
              <span>{say(`people.picture.${each}`)}</span>
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}

function Renew({ of, changed, onClose }: { of: string; changed: () => void; onClose: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const renew = async (): Promise<void> => {
    if (!(await send(api.post<Cards>('/people/office/secrets/renew', { class: of })))) return;
    changed();
    onClose();
  };
  return (
    <Dialog title={say('people.office.cards.renew')} onClose={onClose}>
      <p>{say('people.office.cards.renew.what', { class: shownClass(of, say) })}</p>
      {failure && <Failed failure={failure} />}
      <button type="button" class="button main" disabled={isBusy} onClick={() => void renew()}>
        {say('people.office.cards.renew.do')}
      </button>
    </Dialog>
  );
}
