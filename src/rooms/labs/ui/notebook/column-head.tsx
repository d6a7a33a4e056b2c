import type { Column } from '../../model/notebook.ts';
import { unitNamed, unitText } from '../lab-say.ts';
import { KeptInput } from './choices.tsx';
import type { StepProps } from './notebook-view.tsx';

type HeadProps = Pick<StepProps, 'say'> & {
  readonly column: Column;
  readonly fault: { readonly key: string; readonly what: string; readonly at: number } | undefined;
  readonly set: (change: Partial<Column>) => void;
  /** Whether pupils this young are asked for the uncertainty of a reading. */
  readonly isAsked: boolean;
  /** Words have no unit and no uncertainty. */
  readonly hasUnit: boolean;
  readonly drop: () => void;
};

/** A column's sign, unit and uncertainty, which the pupil states. */
export function ColumnHead({ say, column, fault, isAsked, hasUnit, set, drop }: HeadProps) {
  const { sign, unit, source, uncertainty } = column;
  return (
    <th scope="col">
      <span class="lab-sign-line">
        <b>{sign}</b>
        <button type="button" class="button bare" aria-label={say('labs.table.drop-column', { sign })} onClick={drop}>
          ✕
        </button>
      </span>
      {hasUnit && (
        <label class="lab-head-line">
          <span>{say('labs.table.unit-short')}</span>
          <KeptInput
            aria-label={say('labs.table.unit', { sign })}
            value={unitText(say, unit)}
            maxLength={30}
            keep={(text) => set({ unit: unitNamed(text) })}
          />
        </label>
      )}
      {'formula' in source ? (
        <label class="lab-head-line">
          <span>=</span>
          <KeptInput
            aria-label={say('labs.table.formula', { sign })}
            value={source.formula}
            maxLength={200}
            keep={(text) => set({ source: { formula: text } })}
          />
        </label>
      ) : isAsked && hasUnit ? (
        <label class="lab-head-line">
          <span>±</span>
          <KeptInput
            inputMode="decimal"
            aria-label={say('labs.table.uncertainty', { sign })}
            value={uncertainty}
            maxLength={30}
            keep={(text) => set({ uncertainty: text })}
          />
        </label>
      ) : null}
      {fault && <small class="fault">{say(fault.key, { what: fault.what, at: fault.at + 1 })}</small>}
    </th>
  );
}
