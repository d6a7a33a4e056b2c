import { useState } from 'preact/hooks';
import type { Text } from '#kernel/language.ts';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay } from '#web/app.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { LeaveDue, TransferState } from '../transfers/states.ts';
import { Dialog } from './office-dialog.tsx';
import { SeatFields, seatOf, textOf } from './office-fields.tsx';
import { Said, useForm } from './office-form.tsx';
import { dayOf, shownClass, shownDay } from './office-format.ts';
import { OfficePage } from './office-page.tsx';
import { SchoolChoice } from './office-school-choice.tsx';
import { useSend } from './office-send.ts';

type Incoming = {
  readonly transfer: string;
  readonly name: string;
  readonly class: string;
  readonly from: string;
  readonly fromNames: Text | null;
  readonly state: TransferState;
  readonly reason: string;
  readonly on: string;
};
type Outgoing = {
  readonly transfer: string;
  readonly name: string;
  readonly to: string;
  readonly toNames: Text | null;
  readonly on: string;
  readonly isDecided: boolean;
  readonly due: LeaveDue;
  readonly isAccepted: boolean | null;
};

/** Pupils who come from another school, and those whom another school asks for. */
export function OfficeTransfers() {
  const say = useSay();
  const { session } = useApp();
  const { value, failure, again } = useAsk<{ incoming: readonly Incoming[]; outgoing: readonly Outgoing[] }>(
    '/people/transfers',
  );
  const [isAsking, setAsking] = useState(false);
  const isHead = session.value?.posts.some((post) => post.role === 'head') ?? false;
  return (
    <OfficePage title={say('people.office.transfers')} lead={say('people.office.transfers.lead')}>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && (
        <>
          <p>
            <button type="button" class="button main" onClick={() => setAsking(true)}>
              {say('people.office.transfers.ask')}
            </button>
          </p>
          <Leaving outgoing={value.outgoing} changed={again} />
          <Coming incoming={value.incoming} changed={again} />
          {isHead && (
            <p>
              <a href="/office/histories">{say('people.office.transfers.histories')}</a>
            </p>
          )}
        </>
      )}
      {isAsking && <Asking changed={again} onClose={() => setAsking(false)} />}
    </OfficePage>
  );
}

function Leaving({ outgoing, changed }: { outgoing: readonly Outgoing[]; changed: () => void }) {
  const say = useSay();
  if (outgoing.length === 0) return null;
  return (
    <section>
      <h2>{say('people.office.transfers.leaving')}</h2>
      <ul class="office-missing">
        {outgoing.map((each) => (
          <LeavingRow key={each.transfer} leave={each} changed={changed} />
        ))}
      </ul>
    </section>
  );
}

function LeavingRow({ leave, changed }: { leave: Outgoing; changed: () => void }) {
  const say = useSay();
  const { api, language } = useApp();
  const { isBusy, failure, send } = useSend();
  const answer = async (isAccepted: boolean): Promise<void> => {
    const body = isAccepted ? { isAccepted } : { isAccepted, reason: 'stays' };
    if (await send(api.post(`/people/transfers/${leave.transfer}/answer`, body))) changed();
  };
  const words = leave.due === 'answer' ? 'asked' : leave.isAccepted ? 'let-go' : leave.isDecided ? 'decided' : 'kept';
  return (
    <li>
      <div>
        <p>
          <b>{leave.name}</b> → {leave.toNames?.[language.value] ?? leave.to}, {shownDay(leave.on, language.value)}
        </p>
        <p class="quiet">{say(`people.office.transfers.${words}`)}</p>
        {failure && <Failed failure={failure} />}
      </div>
      {leave.due === 'answer' && (
        <>
          <button
            type="button"
            class="button main"
            disabled={isBusy}
            aria-label={`${say('people.office.transfers.yes')}: ${leave.name}`}
            onClick={() => void answer(true)}
          >
            {say('people.office.transfers.yes')}
          </button>
          <button
            type="button"
            class="button"
            disabled={isBusy}
            aria-label={`${say('people.office.transfers.no')}: ${leave.name}`}
            onClick={() => void answer(false)}
          >
            {say('people.office.transfers.no')}
          </button>
        </>
      )}
    </li>
  );
}

function Coming({ incoming, changed }: { incoming: readonly Incoming[]; changed: () => void }) {
  const say = useSay();
  if (incoming.length === 0) return <Message tone="help">{say('people.office.transfers.none')}</Message>;
  return (
    <section>
      <h2>{say('people.office.transfers.coming')}</h2>
      <ul class="office-list">
        {incoming.map((each) => (
          <ComingRow key={each.transfer} coming={each} changed={changed} />
        ))}
      </ul>
    </section>
  );
}

const isWaiting = (state: TransferState): boolean => ['region', 'old-school', 'new-school'].includes(state);

function ComingRow({ coming, changed }: { coming: Incoming; changed: () => void }) {
  const say = useSay();
  const { api, language } = useApp();
  const { isBusy, failure, send } = useSend();
  const { transfer, name, state, reason } = coming;
  const withdraw = async (): Promise<void> => {
    if (await send(api.delete(`/people/transfers/${transfer}`))) changed();
  };
  return (
    <li>
      <span>
        {name}, {shownClass(coming.class, say)}
        <br />
        <span class="quiet small">{coming.fromNames?.[language.value] ?? coming.from}</span>
      </span>
      <span class={isWaiting(state) ? 'office-flag' : 'quiet'}>
        {say(`people.office.transfer.${state}`)}
        {reason && ` ${say(`people.office.transfer-no.${reason}`)}`}
      </span>
      {isWaiting(state) && state !== 'new-school' && (
        <button
          type="button"
          class="button bare"
          disabled={isBusy}
          aria-label={`${say('people.office.transfers.withdraw')}: ${name}`}
          onClick={() => void withdraw()}
        >
          {say('people.office.transfers.withdraw')}
        </button>
      )}
      {failure && <Failed failure={failure} />}
    </li>
  );
}

function Asking({ changed, onClose }: { changed: () => void; onClose: () => void }) {
  const say = useSay();
  const { api, place } = useApp();
  const form = useForm(
    (data) => {
      const name = { family: textOf(data, 'family'), given: textOf(data, 'given') };
      const body = {
        from: textOf(data, 'from'),
        name,
        birth: textOf(data, 'birth'),
        on: textOf(data, 'on'),
        ...seatOf(data),
      };
      return api.post('/people/transfers', body);
    },
    () => {
      changed();
      onClose();
    },
  );
  const own = place.value?.school?.school;
  return (
    <Dialog title={say('people.office.transfers.ask')} isWide onClose={onClose}>
      <p class="quiet">{say('people.office.transfers.ask.how')}</p>
      <form onSubmit={(event) => void form.submit(event)}>
        <SchoolChoice label={say('people.office.transfers.from')} name="from" without={own ? [own] : []} />
        <div class="office-row">
          <Field label={say('people.office.who.family')} name="family" required maxLength={60} autocomplete="off" />
          <Field label={say('people.office.who.given')} name="given" required maxLength={60} autocomplete="off" />
          <Field label={say('people.office.who.birth')} name="birth" type="date" required min="1990-01-01" />
        </div>
        <SeatFields />
        <Field
          label={say('people.office.transfers.on')}
          name="on"
          type="date"
          required
          defaultValue={dayOf(Date.now())}
        />
        <Said form={form} />
        <button type="submit" class="button main" disabled={form.isBusy}>
          {say('people.office.transfers.send')}
        </button>
      </form>
    </Dialog>
  );
}
