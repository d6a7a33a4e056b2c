import { useSay } from '#web/app.ts';
import { Message } from '#web/parts/message.tsx';
import { isEmptyPlan, type Likely, type PlanView, type ShownPerson } from './office-import-view.ts';

/** What the import would change: who is new, who changes and in what, who is not in the file, and who may be one person. */
export function ImportPlanView({
  plan,
  joins,
  join,
}: {
  plan: PlanView;
  joins: ReadonlyMap<string, string>;
  join: (sourcedId: string, person: string | undefined) => void;
}) {
  const say = useSay();
  return (
    <>
      <h2>{say('people.office.import.plan')}</h2>
      {isEmptyPlan(plan) && <Message tone="good">{say('people.office.import.nothing')}</Message>}
      <Duplicates likely={plan.possibleDuplicates} joins={joins} join={join} />
      <People title={say('people.office.import.added', { count: plan.added.length })} people={plan.added} isOpen />
      <Changed people={plan.changed} />
      <People
        title={say('people.office.import.missing', { count: plan.missing.length })}
        note={say('people.office.import.missing.note')}
        people={plan.missing}
      />
      <Groups groups={plan.groups} />
      <p class="quiet">{say('people.office.import.unchanged', { count: plan.unchanged })}</p>
    </>
  );
}

function People({
  title,
  note,
  people,
  isOpen,
}: {
  title: string;
  note?: string;
  people: readonly ShownPerson[];
  isOpen?: boolean;
}) {
  if (people.length === 0) return null;
  return (
    <details open={isOpen && people.length <= 20}>
      <summary>{title}</summary>
      {note && <p class="quiet">{note}</p>}
      <ul class="office-list">
        {people.map((person) => (
          <li key={person.sourcedId ?? person.name}>
            <span>{person.name}</span>
            <RolesOf person={person} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function RolesOf({ person }: { person: ShownPerson }) {
  const say = useSay();
  const roles = person.roles.map((role) => say(`people.office.role.${role}`)).join(', ');
  return <span class="quiet">{[person.class, roles].filter(Boolean).join(' · ')}</span>;
}

function Changed({ people }: { people: PlanView['changed'] }) {
  const say = useSay();
  if (people.length === 0) return null;
  return (
    <details open={people.length <= 20}>
      <summary>{say('people.office.import.changed', { count: people.length })}</summary>
      <ul class="office-list">
        {people.map((person) => (
          <li key={person.sourcedId ?? person.name}>
            <span>{person.name}</span>
            <span class="quiet">{person.fields.map((field) => say(`people.office.field.${field}`)).join(', ')}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Groups({ groups: { added, changed, missing } }: { groups: PlanView['groups'] }) {
  const say = useSay();
  if (added + changed + missing === 0) return null;
  return <p>{say('people.office.import.groups', { added, changed, missing })}</p>;
}

/** Nothing is decided silently: somebody who knows both says whether they are one. */
function Duplicates({
  likely,
  joins,
  join,
}: {
  likely: readonly Likely[];
  joins: ReadonlyMap<string, string>;
  join: (sourcedId: string, person: string | undefined) => void;
}) {
  const say = useSay();
  if (likely.length === 0) return null;
  return (
    <section class="office-likely">
      <h3>{say('people.office.import.likely', { count: likely.length })}</h3>
      <p class="quiet">{say('people.office.import.likely.note')}</p>
      {likely.map((pair) => {
        const { sourcedId, person, row, present, likeness } = pair;
        return (
          <fieldset key={`${sourcedId} ${person}`} class="sheet">
            <legend class="spoken">{row.name}</legend>
            <p>
              <b>{row.name}</b> <RolesOf person={row} /> — {say('people.office.import.in-file')}
              <br />
              <b>{present.name}</b> <RolesOf person={present} /> — {say('people.office.import.at-school')}
              <br />
              <span class="quiet">{say(`people.office.likeness.${likeness}`)}</span>
            </p>
            <label class="office-tick">
              <input
                type="checkbox"
                checked={joins.get(sourcedId) === person}
                onChange={(event) => join(sourcedId, event.currentTarget.checked ? person : undefined)}
              />
              {say('people.office.import.same')}
            </label>
          </fieldset>
        );
      })}
    </section>
  );
}
