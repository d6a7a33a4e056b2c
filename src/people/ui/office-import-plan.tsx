import type { ComponentChildren } from 'preact';
import { TableFrame } from './office-table.tsx';
import { useSay } from '#web/app.ts';
import { Message } from '#web/parts/message.tsx';
import { isEmpty, newPerson, type ImportView } from './office-import-view.ts';

type Shown = ImportView['changed'][number]['after'];
type Counts = ImportView['counts']['added'];
type Joining = {
  readonly joins: ReadonlyMap<string, string>;
  readonly join: (row: string, person: string) => void;
};

/** What the import would change: who is new, who changes and in what, who is not in the file, who may be one person. */
export function ImportPlan({ plan, joins, join }: { plan: ImportView } & Joining) {
  const say = useSay();
  const { added, changed, missing, counts } = plan;
  return (
    <>
      {isEmpty(plan) && <Message tone="good">{say('people.office.import.nothing')}</Message>}
      <Counted counts={counts} />
      <Duplicates plan={plan} joins={joins} join={join} />
      <Part title={say('people.office.import.added', { count: added.length })} count={added.length}>
        {added.map((person) => (
          <Row key={person.row} person={person} />
        ))}
      </Part>
      <Part title={say('people.office.import.changed', { count: changed.length })} count={changed.length}>
        {changed.map(({ person, after, fields }) => (
          <Row
            key={person}
            person={after}
            more={fields.map((field) => say(`people.office.field.${field}`)).join(', ')}
          />
        ))}
      </Part>
      <Part
        title={say('people.office.import.missing', { count: missing.length })}
        note={say('people.office.import.missing.note')}
        count={missing.length}
      >
        {missing.map((person) => (
          <Row key={person.person} person={person} />
        ))}
      </Part>
    </>
  );
}

function Counted({ counts }: { counts: ImportView['counts'] }) {
  const say = useSay();
  const rows = [
    ['added', counts.added],
    ['changed', counts.changed],
    ['unchanged', counts.unchanged],
    ['missing', counts.missing],
  ] as const satisfies readonly (readonly [string, Counts])[];
  return (
    <TableFrame label={say('people.office.import.plan')}>
      <caption>{say('people.office.import.plan')}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col" class="number">
            {say('people.office.pupils')}
          </th>
          <th scope="col" class="number">
            {say('people.office.adults')}
          </th>
          <th scope="col" class="number">
            {say('people.office.groups')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, { pupils, adults }]) => (
          <tr key={name}>
            <th scope="row">{say(`people.office.import.is-${name}`)}</th>
            <td class="number">{pupils}</td>
            <td class="number">{adults}</td>
            <td class="number">{counts.groups[name]}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

/** A short list stands open. */
const few = 20;

function Part({
  title,
  note,
  count,
  children,
}: {
  title: string;
  note?: string;
  count: number;
  children: ComponentChildren;
}) {
  if (count === 0) return null;
  return (
    <details open={count <= few}>
      <summary>{title}</summary>
      {note && <p class="quiet">{note}</p>}
      <ul class="office-list">{children}</ul>
    </details>
  );
}

function Row({ person, more }: { person: Shown; more?: string }) {
  return (
    <li>
      <span>{fullName(person)}</span>
      <span class="quiet">{more ?? <Known person={person} />}</span>
    </li>
  );
}

function fullName({ family, given, patronymic }: Shown): string {
  return [family, given, patronymic].filter(Boolean).join(' ');
}

function Known({ person }: { person: Shown }) {
  const say = useSay();
  const roles = person.roles.map((role) => say(`people.office.role.${role}`)).join(', ');
  return <span class="quiet">{[person.class, roles].filter(Boolean).join(' · ')}</span>;
}

/** Nothing is decided silently: somebody who knows both says whether they are one. */
function Duplicates({ plan, joins, join }: { plan: ImportView } & Joining) {
  const say = useSay();
  const rows = [...Map.groupBy(plan.possibleDuplicates, (pair) => pair.row)];
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{say('people.office.import.likely', { count: rows.length })}</h2>
      <p class="quiet">{say('people.office.import.likely.note')}</p>
      {rows.map(([row, pairs]) => (
        <Likely key={row} row={row} pairs={pairs} joins={joins} join={join} />
      ))}
    </section>
  );
}

function Likely({ row, pairs, joins, join }: { row: string; pairs: ImportView['possibleDuplicates'] } & Joining) {
  const say = useSay();
  const added = pairs[0]?.added;
  const choice = (value: string, children: ComponentChildren) => (
    <label class="office-tick" key={value}>
      <input type="radio" name={row} checked={joins.get(row) === value} onChange={() => join(row, value)} />
      <span>{children}</span>
    </label>
  );
  return (
    <fieldset class="sheet office-pair">
      <legend>
        {added && fullName(added)} {added && <Known person={added} />}
      </legend>
      {pairs.map(({ present, likeness }) =>
        choice(
          present.person,
          <>
            {say('people.office.import.same')}: <b>{fullName(present)}</b> <Known person={present} />
            <br />
            <span class="quiet small">{say(`people.office.likeness.${likeness}`)}</span>
          </>,
        ),
      )}
      {choice(newPerson, say('people.office.import.new-person'))}
    </fieldset>
  );
}
