import { useState } from 'preact/hooks';
import { TableFrame } from './office-table.tsx';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Message } from '#web/parts/message.tsx';
import { Field } from '#web/parts/field.tsx';
import {
  isTicked,
  noTicks,
  sendable,
  signedBy,
  signerOf,
  ticked,
  tickedForAll,
  type ClassConsents,
  type Consent,
  type PupilConsents,
  type Purpose,
  type Ticks,
} from './office-consent-model.ts';
import { Withdraw, type Withdrawing } from './office-consent-withdraw.tsx';
import { dayOf, shownDay } from './office-format.ts';
import { useSend } from './office-send.ts';

type Ticking = { readonly ticks: Ticks; readonly setTicks: (ticks: Ticks) => void };

/** A class as a grid, pupils × purposes: forms that came in are ticked and entered together. */
export function ConsentGrid({ of, changed }: { of: ClassConsents; changed: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const sending = useSend();
  const [ticks, setTicks] = useState(noTicks);
  const [on, setOn] = useState(dayOf(Date.now()));
  const [withdrawing, setWithdrawing] = useState<Withdrawing>();
  const { consents, unsigned } = sendable(ticks, of.pupils, on);
  const enter = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (await sending.send(api.post('/people/consents', { consents }))) changed();
  };
  return (
    <form onSubmit={(event) => void enter(event)}>
      <Grid of={of} ticks={ticks} setTicks={setTicks} unsigned={unsigned} withdraw={setWithdrawing} />
      {unsigned.length > 0 && <Message tone="wait">{say('people.office.consents.unsigned')}</Message>}
      {sending.failure && <Failed failure={sending.failure} />}
      <div class="office-row">
        <Field
          label={say('people.office.consents.on')}
          type="date"
          required
          max={dayOf(Date.now())}
          value={on}
          onInput={(event) => setOn(event.currentTarget.value)}
        />
        <button
          type="submit"
          class="button main"
          disabled={sending.isBusy || consents.length === 0 || unsigned.length > 0}
        >
          {say('people.office.consents.enter', { count: consents.length })}
        </button>
      </div>
      {withdrawing && <Withdraw of={withdrawing} changed={changed} onClose={() => setWithdrawing(undefined)} />}
    </form>
  );
}

function Grid({
  of,
  unsigned,
  withdraw,
  ...ticking
}: { of: ClassConsents; unsigned: readonly string[]; withdraw: (of: Withdrawing) => void } & Ticking) {
  const say = useSay();
  return (
    <TableFrame label={say('people.office.consents')} more="office-grid">
      <thead>
        <tr>
          <th scope="col">{say('people.office.consents.pupil')}</th>
          {of.purposes.map(({ purpose }) => (
            <th key={purpose} scope="col">
              {say(`people.office.purpose.${purpose}`)}
            </th>
          ))}
          <th scope="col">{say('people.office.consents.by')}</th>
        </tr>
        <AllRow of={of} {...ticking} />
      </thead>
      <tbody>
        {of.pupils.map((pupil) => (
          <PupilRow
            key={pupil.person}
            pupil={pupil}
            isUnsigned={unsigned.includes(pupil.person)}
            withdraw={withdraw}
            {...ticking}
          />
        ))}
      </tbody>
    </TableFrame>
  );
}

/** Ticks a whole column. */
function AllRow({ of, ticks, setTicks }: { of: ClassConsents } & Ticking) {
  const say = useSay();
  return (
    <tr>
      <th scope="row">{say('people.office.consents.all')}</th>
      {of.purposes.map(({ purpose }) => {
        const missing = of.pupils.filter(({ consents }) => consents[purpose].state !== 'given');
        const isAll = missing.length > 0 && missing.every(({ person }) => isTicked(ticks, person, purpose));
        return (
          <td key={purpose}>
            <label class="office-tick">
              <input
                type="checkbox"
                aria-label={`${say('people.office.consents.all')}: ${say(`people.office.purpose.${purpose}`)}`}
                disabled={missing.length === 0}
                checked={isAll}
                onChange={(event) => setTicks(tickedForAll(ticks, of.pupils, purpose, event.currentTarget.checked))}
              />
              <span class="quiet small">{`${of.pupils.length - missing.length}/${of.pupils.length}`}</span>
            </label>
          </td>
        );
      })}
      <td />
    </tr>
  );
}

function PupilRow({
  pupil,
  isUnsigned,
  withdraw,
  ticks,
  setTicks,
}: { pupil: PupilConsents; isUnsigned: boolean; withdraw: (of: Withdrawing) => void } & Ticking) {
  const say = useSay();
  return (
    <tr>
      <th scope="row">{pupil.name}</th>
      {(Object.entries(pupil.consents) as [Purpose, Consent][]).map(([purpose, consent]) => (
        <td key={purpose}>
          {consent.state === 'given' ? (
            <Given pupil={pupil} purpose={purpose} consent={consent} withdraw={withdraw} />
          ) : (
            <label class="office-tick">
              <input
                type="checkbox"
                aria-label={`${pupil.name}: ${say(`people.office.purpose.${purpose}`)}`}
                checked={isTicked(ticks, pupil.person, purpose)}
                onChange={(event) => setTicks(ticked(ticks, pupil.person, purpose, event.currentTarget.checked))}
              />
              {consent.state === 'withdrawn' && (
                <span class="quiet small">{say('people.office.consents.withdrawn')}</span>
              )}
            </label>
          )}
        </td>
      ))}
      <td>
        <input
          class="input"
          aria-label={`${say('people.office.consents.by')}: ${pupil.name}`}
          aria-invalid={isUnsigned || undefined}
          maxLength={120}
          autocomplete="off"
          value={signerOf(ticks, pupil)}
          onInput={(event) => setTicks(signedBy(ticks, pupil.person, event.currentTarget.value))}
        />
      </td>
    </tr>
  );
}

function Given({ pupil, purpose, consent, withdraw }: Withdrawing & { withdraw: (of: Withdrawing) => void }) {
  const say = useSay();
  const { language } = useApp();
  const name = `${pupil.name}: ${say(`people.office.purpose.${purpose}`)}`;
  const given = shownDay(consent.on, language.value);
  return (
    <button
      type="button"
      class="office-open office-given"
      aria-label={`${given}. ${say('people.office.consents.withdraw')}: ${name}`}
      onClick={() => withdraw({ pupil, purpose, consent })}
    >
      <span aria-hidden="true">✓</span> {given}
    </button>
  );
}
