import { useSay } from '#web/app.ts';
import { Field } from '#web/parts/field.tsx';

type Days = { readonly from: string; readonly to: string };

/** From which day to which. */
export function DayFields({ days, change }: { days: Days; change: (days: Days) => void }) {
  const say = useSay();
  return (
    <>
      <Field
        label={say('assessment.from')}
        type="date"
        required
        value={days.from}
        onInput={(event) => change({ ...days, from: event.currentTarget.value })}
      />
      <Field
        label={say('assessment.to')}
        type="date"
        required
        value={days.to}
        onInput={(event) => change({ ...days, to: event.currentTarget.value })}
      />
    </>
  );
}
