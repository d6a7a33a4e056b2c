import { useApp, useSay } from '#web/app.ts';
import { Field } from '#web/parts/field.tsx';
import type { Consent, PupilConsents, Purpose } from './office-consent-model.ts';
import { Dialog } from './office-dialog.tsx';
import { textOf } from './office-fields.tsx';
import { Said, useForm } from './office-form.tsx';
import { dayOf, shownDay } from './office-format.ts';

export type Withdrawing = { readonly pupil: PupilConsents; readonly purpose: Purpose; readonly consent: Consent };

/** A consent as it was given, and its end from a day on. */
export function Withdraw({
  of: { pupil, purpose, consent },
  changed,
  onClose,
}: {
  of: Withdrawing;
  changed: () => void;
  onClose: () => void;
}) {
  const say = useSay();
  const { api, language } = useApp();
  const form = useForm((data) => {
    const one = { person: pupil.person, purpose, on: textOf(data, 'on') };
    return api.post('/people/consents/withdraw', { consents: [one] });
  }, changed);
  return (
    <Dialog title={pupil.name} onClose={onClose}>
      <p>
        {say('people.office.consents.was-given', {
          purpose: say(`people.office.purpose.${purpose}`),
          by: consent.by,
          day: shownDay(consent.on, language.value),
        })}
      </p>
      <form method="dialog" onSubmit={(event) => void form.submit(event)}>
        <Field
          label={say('people.office.consents.withdraw-on')}
          name="on"
          type="date"
          required
          min={consent.on}
          max={dayOf(Date.now())}
          defaultValue={dayOf(Date.now())}
        />
        <Said form={form} />
        <button type="submit" class="button" disabled={form.isBusy}>
          {say('people.office.consents.withdraw')}
        </button>
      </form>
    </Dialog>
  );
}
