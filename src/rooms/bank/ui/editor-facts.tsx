import { useSay } from '#web/app.ts';
import { Field } from '#web/parts/field.tsx';
import { levels } from '../model/levels.ts';
import type { ItemDraft } from './item-draft.ts';
import { subjectText } from './bank-say.ts';

export type Place = { readonly cell: string; readonly pool: 'monitoring' | 'everyday' };

const subjects = [
  'mathematics',
  'algebra',
  'geometry',
  'natural-science',
  'physics',
  'chemistry',
  'biology',
  'english',
];

type Props = {
  readonly draft: ItemDraft;
  readonly change: (draft: ItemDraft) => void;
  readonly place: Place;
  readonly setPlace: (place: Place) => void;
  /** Its id, cell and pool are chosen once. */
  readonly isNew: boolean;
};

/** What an item is about: where it belongs, what it measures, how hard and how long it is. */
export function EditorFacts({ draft, change, place, setPlace, isNew }: Props) {
  const say = useSay();
  return (
    <fieldset class="sheet bank-facts">
      <legend>{say('bank.facts')}</legend>
      {isNew && (
        <>
          <Field
            label={say('bank.id')}
            note={say('bank.id-note')}
            required
            value={draft.id}
            onInput={(event) => change({ ...draft, id: event.currentTarget.value.trim() })}
          />
          <Field
            label={say('bank.cell-name')}
            note={say('bank.cell-note')}
            required
            value={place.cell}
            onInput={(event) => setPlace({ ...place, cell: event.currentTarget.value.trim() })}
          />
          <Choice
            id="bank-pool"
            label={say('bank.pool')}
            value={place.pool}
            values={['monitoring', 'everyday']}
            name={(value) => say(`bank.pool.${value}`)}
            change={(pool) => setPlace({ ...place, pool: pool as Place['pool'] })}
          />
        </>
      )}
      <Choice
        id="bank-subject"
        label={say('bank.subject')}
        value={draft.subject}
        values={subjects}
        name={(value) => subjectText(say, value)}
        change={(subject) => change({ ...draft, subject })}
      />
      <Field
        label={say('bank.filter.objective')}
        note={say('bank.objective-note')}
        required
        value={draft.objective}
        onInput={(event) => change(withObjective(draft, event.currentTarget.value.trim()))}
      />
      <Choice
        id="bank-level"
        label={say('bank.filter.level')}
        value={draft.level}
        values={levels}
        name={(value) => say(`bank.level.${value}`)}
        change={(level) => change({ ...draft, level: level as ItemDraft['level'] })}
      />
      <Field
        label={say('bank.seconds-name')}
        type="number"
        min={10}
        max={1200}
        value={draft.seconds}
        onInput={(event) => change({ ...draft, seconds: event.currentTarget.valueAsNumber || 60 })}
      />
    </fieldset>
  );
}

/** The grade is the first number of the objective. */
function withObjective(draft: ItemDraft, objective: string): ItemDraft {
  const grade = Number(objective.split('.')[0]);
  return { ...draft, objective, grade: grade >= 1 && grade <= 11 ? grade : draft.grade };
}

type ChoiceProps = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly values: readonly string[];
  readonly name: (value: string) => string;
  readonly change: (value: string) => void;
};

export function Choice({ id, label, value, values, name, change }: ChoiceProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} class="input" value={value} onChange={(event) => change(event.currentTarget.value)}>
        {values.map((each) => (
          <option key={each} value={each}>
            {name(each)}
          </option>
        ))}
      </select>
    </div>
  );
}
