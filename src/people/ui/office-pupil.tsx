import { useState } from 'preact/hooks';
import { HistoryLink } from '#rooms/lessons/ui/history-link.tsx';
import { useApp, useSay } from '#web/app.ts';
import { Failed } from '#web/parts/message.tsx';
import type { OfficePupil } from '../office/lists.ts';
import { Dialog } from './office-dialog.tsx';
import { Erase } from './office-erase.tsx';
import { Choice, SeatFields, seatOf, textOf, WhoFields, whoOf } from './office-fields.tsx';
import { className, dayOf, shownClass } from './office-format.ts';
import { Field } from '#web/parts/field.tsx';
import { Said, useForm } from './office-form.tsx';
import { NewSecret, type PupilSecret } from './office-secret.tsx';
import { useSend } from './office-send.ts';

type Props = { readonly pupil: OfficePupil; readonly changed: () => void };

/** All that the office does for one pupil. */
export function PupilDialog({ pupil, changed, onClose }: Props & { onClose: () => void }) {
  const say = useSay();
  const part = (name: string) => say(`people.office.pupil.${name}`);
  return (
    <Dialog title={`${pupil.name}, ${shownClass(className(pupil), say)}`} isWide onClose={onClose}>
      <Reset pupil={pupil} changed={changed} />
      <HistoryLink person={pupil.person} label={part('history')} />
      <details>
        <summary>{part('who')}</summary>
        <Who pupil={pupil} changed={changed} />
      </details>
      <details>
        <summary>{part('class')}</summary>
        <Seat pupil={pupil} changed={changed} />
      </details>
      <details>
        <summary>{part('leave')}</summary>
        <Leave pupil={pupil} changed={changed} />
      </details>
      <details>
        <summary>{part('erase')}</summary>
        <Erase person={pupil.person} name={pupil.name} changed={changed} />
      </details>
    </Dialog>
  );
}

function Reset({ pupil, changed }: Props) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [secret, setSecret] = useState<PupilSecret>();
  const reset = async (): Promise<void> => {
    const made = await send(api.post<{ secret: PupilSecret }>(`/people/pupils/${pupil.person}/reset`));
    setSecret(made?.secret);
    if (made && pupil.method === null) changed();
  };
  return (
    <>
      {!secret && (
        <p>
          <button type="button" class="button" disabled={isBusy} onClick={() => void reset()}>
            {say(pupil.grade <= 4 ? 'people.office.pupil.reset-pictures' : 'people.office.pupil.reset-pin')}
          </button>
        </p>
      )}
      {failure && <Failed failure={failure} />}
      {secret && <NewSecret name={pupil.name} secret={secret} />}
    </>
  );
}

function Who({ pupil, changed }: Props) {
  const say = useSay();
  const { api } = useApp();
  const form = useForm((data) => api.put(`/people/office/people/${pupil.person}`, whoOf(data)), changed);
  return (
    <form onSubmit={(event) => void form.submit(event)}>
      <WhoFields who={pupil} />
      <Said form={form} />
      <button type="submit" class="button main" disabled={form.isBusy}>
        {say('people.office.save')}
      </button>
    </form>
  );
}

function Seat({ pupil, changed }: Props) {
  const say = useSay();
  const { api } = useApp();
  const form = useForm((data) => api.post(`/people/office/people/${pupil.person}/class`, seatOf(data)), changed);
  return (
    <form onSubmit={(event) => void form.submit(event)}>
      <p class="quiet">{say('people.office.pupil.class.note')}</p>
      <SeatFields seat={pupil} />
      <Said form={form} />
      <button type="submit" class="button main" disabled={form.isBusy}>
        {say('people.office.pupil.class')}
      </button>
    </form>
  );
}

const reasons = ['left', 'transferred', 'finished', 'mistake'] as const;

function Leave({ pupil, changed }: Props) {
  const say = useSay();
  const { api } = useApp();
  const form = useForm((data) => {
    const body = { reason: textOf(data, 'reason'), on: textOf(data, 'on') };
    return api.post(`/people/office/people/${pupil.person}/leave`, body);
  }, changed);
  return (
    <form onSubmit={(event) => void form.submit(event)}>
      <p class="quiet">{say('people.office.pupil.leave.note')}</p>
      <div class="office-row">
        <Choice label={say('people.office.pupil.leave.why')} name="reason">
          {reasons.map((reason) => (
            <option key={reason} value={reason}>
              {say(`people.office.leave.${reason}`)}
            </option>
          ))}
        </Choice>
        <Field
          label={say('people.office.pupil.leave.on')}
          name="on"
          type="date"
          defaultValue={dayOf(Date.now())}
          required
        />
      </div>
      <Said form={form} />
      <button type="submit" class="button main" disabled={form.isBusy}>
        {say('people.office.pupil.leave')}
      </button>
    </form>
  );
}
