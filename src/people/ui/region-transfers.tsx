import { useState } from 'preact/hooks';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { TransferState } from '../transfers/states.ts';
import { className, shownClass, shownDay } from './office-format.ts';
import type { SchoolShown } from './office-school-choice.tsx';
import { useSend } from './office-send.ts';

type Transfer = {
  readonly transfer: string;
  readonly name: string;
  readonly birth: string;
  readonly person: string | null;
  readonly from: string;
  readonly to: string;
  readonly grade: number | null;
  readonly letter: string;
  readonly medium: 'kk' | 'ru';
  readonly on: string;
  readonly state: TransferState;
  readonly reason: string;
  readonly hasLeft: boolean;
  readonly candidates: readonly { readonly person: string; readonly name: string; readonly class: string }[];
};

/** Pupils who change schools. Most settle by themselves; here stand those who wait, and what was settled. */
export function RegionTransfers() {
  const say = useSay();
  const { value, failure, again } = useAsk<{ transfers: readonly Transfer[] }>('/people/region/transfers');
  const schools = useAsk<{ schools: readonly SchoolShown[] }>('/people/schools');
  const { language } = useApp();
  const names = new Map((schools.value?.schools ?? []).map(({ school, names }) => [school, names[language.value]]));
  const isOpen = ({ state }: Transfer): boolean => state === 'region' || state === 'old-school';
  const open = value?.transfers.filter(isOpen) ?? [];
  const settled = value?.transfers.filter((each) => !isOpen(each)) ?? [];
  return (
    <section>
      <h2>{say('people.office.transfers')}</h2>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && open.length === 0 && <Message tone="good">{say('people.office.region.no-transfers')}</Message>}
      {open.length > 0 && (
        <ul class="office-missing">
          {open.map((each) => (
            <OpenTransfer key={each.transfer} transfer={each} names={names} changed={again} />
          ))}
        </ul>
      )}
      {settled.length > 0 && (
        <details>
          <summary>{say('people.office.region.settled', { count: settled.length })}</summary>
          <ul class="office-list">
            {settled.map((each) => (
              <li key={each.transfer}>
                <span>{each.name}</span>
                <span class="quiet">{wayOf(each, names)}</span>
                <span class="quiet">{say(`people.office.transfer.${each.state}`)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p>
        <a href="/region/histories">{say('people.office.transfers.histories')}</a>
      </p>
    </section>
  );
}

function wayOf({ from, to }: Transfer, names: ReadonlyMap<string, string>): string {
  return `${names.get(from) ?? from} → ${names.get(to) ?? to}`;
}

function OpenTransfer({
  transfer,
  names,
  changed,
}: {
  transfer: Transfer;
  names: ReadonlyMap<string, string>;
  changed: () => void;
}) {
  const say = useSay();
  const { language } = useApp();
  const { name, birth, grade, letter, on, state, candidates } = transfer;
  const born = birth && shownDay(birth, language.value);
  const place = grade === null ? '' : shownClass(className({ grade, letter }), say);
  return (
    <li>
      <div>
        <p>
          <b>{name}</b> {[born, place].filter(Boolean).join(', ')}
        </p>
        <p>{wayOf(transfer, names)}</p>
        <p class="quiet">
          {say(`people.office.transfer.${state}`)}. {on && shownDay(on, language.value)}
        </p>
        {state === 'region' && candidates.length === 0 && transfer.person === null && (
          <p class="office-some">{say('people.office.region.nobody')}</p>
        )}
        <Deciding transfer={transfer} changed={changed} />
      </div>
    </li>
  );
}

/** The region may open the new place itself, where the old school cannot be reached or several children fit. */
function Deciding({ transfer, changed }: { transfer: Transfer; changed: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [chosen, setChosen] = useState(transfer.person ?? transfer.candidates[0]?.person ?? '');
  const open = async (): Promise<void> => {
    const { transfer: id, to, grade, letter, medium, on } = transfer;
    const body = { transfer: id, person: chosen, to, grade: grade ?? 1, letter, medium, ...(on ? { on } : {}) };
    if (await send(api.post('/people/region/transfers', body))) changed();
  };
  const refuse = async (): Promise<void> => {
    const reason = transfer.candidates.length === 0 ? 'nobody-found' : 'other-child';
    if (await send(api.post(`/people/region/transfers/${transfer.transfer}/refuse`, { reason }))) changed();
  };
  return (
    <>
      {transfer.candidates.length > 1 && (
        <fieldset>
          <legend>{say('people.office.region.which')}</legend>
          {transfer.candidates.map((each) => (
            <label class="office-tick" key={each.person}>
              <input
                type="radio"
                name={transfer.transfer}
                checked={chosen === each.person}
                onChange={() => setChosen(each.person)}
              />
              {each.name}, {shownClass(each.class, say)}
            </label>
          ))}
        </fieldset>
      )}
      {failure && <Failed failure={failure} />}
      <div class="office-row tight">
        {chosen && (
          <button type="button" class="button" disabled={isBusy} onClick={() => void open()}>
            {say('people.office.region.open')}
          </button>
        )}
        <button type="button" class="button" disabled={isBusy} onClick={() => void refuse()}>
          {say('people.office.region.refuse')}
        </button>
      </div>
    </>
  );
}
