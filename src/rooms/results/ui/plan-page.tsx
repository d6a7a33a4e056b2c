import { useState } from 'preact/hooks';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { formatNumber } from '#web/format.ts';
import { Message } from '#web/parts/message.tsx';
import { powerTable, usualAssumed, type Arm, type Assumed, type Detectable } from '../model/power.ts';
import './results.css';

const programme: Arm = { schools: 134, pupils: 6 };
const others: readonly Arm[] = [
  { schools: 15, pupils: 25 },
  { schools: 30, pupils: 25 },
  { schools: 60, pupils: 25 },
  { schools: 120, pupils: 25 },
];

/** What is a person asked for: the name of its words, and the step of the field. Shares are asked in per cent. */
const fields: readonly { readonly key: keyof Assumed; readonly isShare: boolean; readonly most: number }[] = [
  { key: 'icc', isShare: true, most: 90 },
  { key: 'reliability', isShare: true, most: 99 },
  { key: 'attrition', isShare: true, most: 90 },
  { key: 'growthSd', isShare: false, most: 200 },
  { key: 'growthIcc', isShare: true, most: 90 },
  { key: 'link', isShare: false, most: 50 },
];

/** What could a study see at all? Asked before anybody is tested; everything assumed can be changed. */
export function PlanPage() {
  const say = useSay();
  useTitle(say('results.plan.title'));
  const [arm, setArm] = useState(programme);
  const [assumed, setAssumed] = useState(usualAssumed);
  const table = powerTable(arm, others, assumed);
  const [first] = table;
  return (
    <div class="results">
      <p class="results-way">
        <a href="/results">{say('results.back.region')}</a>
      </p>
      <h1>{say('results.plan.title')}</h1>
      <p>{say('results.plan.what')}</p>
      <form class="sheet results-plan" onSubmit={(event) => event.preventDefault()}>
        <h2>{say('results.plan.ours')}</h2>
        <div class="results-asked">
          <Field
            name="schools"
            value={arm.schools}
            least={2}
            most={2000}
            set={(schools) => setArm({ ...arm, schools })}
          />
          <Field name="pupils" value={arm.pupils} least={1} most={200} set={(pupils) => setArm({ ...arm, pupils })} />
        </div>
        <h2>{say('results.plan.assumed')}</h2>
        <div class="results-asked">
          {fields.map(({ key, isShare, most }) => (
            <Field
              key={key}
              name={key}
              value={isShare ? Math.round(assumed[key] * 100) : assumed[key]}
              least={isShare && key === 'reliability' ? 5 : 0}
              most={most}
              set={(value) => setAssumed({ ...assumed, [key]: isShare ? value / 100 : value })}
            />
          ))}
        </div>
      </form>
      {first && (
        <Message tone="help">
          <Seen name={say('results.plan.growth')} of={first.growth} />
        </Message>
      )}
      <PowerTable rows={table} />
      <p class="small">{say('results.plan.formula')}</p>
      <p class="small quiet">{say('results.plan.source')}</p>
    </div>
  );
}

type FieldProps = { name: string; value: number; least: number; most: number; set: (value: number) => void };

function Field({ name, value, least, most, set }: FieldProps) {
  const say = useSay();
  const id = `plan-${name}`;
  return (
    <div class="field">
      <label for={id}>{say(`results.plan.${name}`)}</label>
      <input
        id={id}
        class="input"
        type="number"
        inputMode="decimal"
        min={least}
        max={most}
        value={value}
        onInput={(event) => {
          const read = event.currentTarget.valueAsNumber;
          if (read >= least && read <= most) set(read);
        }}
      />
    </div>
  );
}

function useDetectable() {
  const say = useSay();
  const { language } = useApp();
  return ({ error, least }: Detectable): string => {
    const number = (value: number): string => formatNumber(language.value, value, 1);
    return say('results.plan.detectable', { least: number(least), error: number(error) });
  };
}

function Seen({ name, of }: { name: string; of: Detectable }) {
  const text = useDetectable();
  return (
    <>
      <strong>{name}:</strong> {text(of)}
    </>
  );
}

function PowerTable({ rows }: { rows: ReturnType<typeof powerTable> }) {
  const say = useSay();
  const text = useDetectable();
  const title = say('results.plan.table');
  return (
    <div class="results-scroll" role="region" aria-label={title} tabIndex={0}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say('results.plan.others')}</th>
            <th scope="col">{say('results.plan.gap')}</th>
            <th scope="col">{say('results.plan.closing')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ arm, gap, closing }) => (
            <tr key={arm.schools}>
              <th scope="row">{say('results.plan.arm', { schools: arm.schools, pupils: arm.pupils })}</th>
              <td>{text(gap)}</td>
              <td>{text(closing)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
