import { useState } from 'preact/hooks';
import { TableFrame } from './office-table.tsx';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import { Dialog } from './office-dialog.tsx';
import { OfficePage } from './office-page.tsx';
import type { Lists } from './office-roles.ts';
import { useSend } from './office-send.ts';
import { YearExceptions } from './office-year-exceptions.tsx';
import { countsOf, saidOf, shownYear, type MovePlan, type Moved, type YearException } from './office-year-model.ts';

/** The whole school goes up a grade in one step, seen before it is done, and back again on the same day. */
export function OfficeYear() {
  const say = useSay();
  const { value, failure, again } = useAsk<MovePlan>('/people/move-up');
  const people = useAsk<Lists>('/people/office/people');
  const [done, setDone] = useState<Moved>();
  const changed = (): void => {
    again();
    people.again();
  };
  const moved = (said: Moved): void => {
    setDone(said);
    changed();
  };
  return (
    <OfficePage title={say('people.office.year')} lead={say('people.office.year.lead')}>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {done && (
        <Message tone="good" isNews>
          {say('people.office.year.done', done)}
        </Message>
      )}
      {value?.last && <LastMove last={value.last} changed={changed} />}
      {value && value.classes.length === 0 && !done && (
        <Message tone="good">{say('people.office.year.nobody', { year: shownYear(value.year) })}</Message>
      )}
      {value && value.classes.length > 0 && people.value && <Plan plan={value} lists={people.value} moved={moved} />}
    </OfficePage>
  );
}

function Plan({ plan, lists, moved }: { plan: MovePlan; lists: Lists; moved: (said: Moved) => void }) {
  const say = useSay();
  const [exceptions, setExceptions] = useState<readonly YearException[]>([]);
  const [hasGroups, setGroups] = useState(true);
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <h2>{say('people.office.year.preview', { year: shownYear(plan.year) })}</h2>
      <ClassTable plan={plan} />
      <YearExceptions exceptions={exceptions} setExceptions={setExceptions} plan={plan} lists={lists} />
      <Groups plan={plan} hasGroups={hasGroups} setGroups={setGroups} />
      <p>
        <button type="button" class="button main" onClick={() => setAsked(true)}>
          {say('people.office.year.do', { year: shownYear(plan.year) })}
        </button>
      </p>
      {isAsked && (
        <Confirm
          plan={plan}
          exceptions={exceptions}
          hasGroups={hasGroups}
          moved={moved}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  );
}

function ClassTable({ plan }: { plan: MovePlan }) {
  const say = useSay();
  return (
    <TableFrame label={say('people.office.year')}>
      <thead>
        <tr>
          <th scope="col">{say('people.office.year.now')}</th>
          <th scope="col">{say('people.office.year.next')}</th>
          <th scope="col" class="number">
            {say('people.office.pupils')}
          </th>
        </tr>
      </thead>
      <tbody>
        {plan.classes.map((each) => (
          <tr key={each.class}>
            <th scope="row">{each.class}</th>
            <td>
              <span aria-hidden="true">→ </span>
              {each.next || say('people.office.year.finishes')}
            </td>
            <td class="number">{each.pupils}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

function Groups({
  plan,
  hasGroups,
  setGroups,
}: {
  plan: MovePlan;
  hasGroups: boolean;
  setGroups: (has: boolean) => void;
}) {
  const say = useSay();
  if (plan.groups.length + plan.endedGroups === 0) return null;
  return (
    <section>
      <h2>{say('people.office.groups')}</h2>
      <label class="office-tick">
        <input type="checkbox" checked={hasGroups} onChange={(event) => setGroups(event.currentTarget.checked)} />
        {say('people.office.year.groups', { count: plan.groups.length, ended: plan.endedGroups })}
      </label>
      <details>
        <summary>{say('people.office.year.groups.list')}</summary>
        <ul class="office-list">
          {plan.groups.map((group) => (
            <li key={group.from}>
              <span>
                {say(`people.subject.${group.subject}`)},{' '}
                {group.classes.length > 0 ? group.classes.join(', ') : group.grades.join(' + ')}
              </span>
              <span class="quiet">{group.teacherName}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function Confirm({
  plan,
  exceptions,
  hasGroups,
  moved,
  onClose,
}: {
  plan: MovePlan;
  exceptions: readonly YearException[];
  hasGroups: boolean;
  moved: (said: Moved) => void;
  onClose: () => void;
}) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const carryOut = async (): Promise<void> => {
    const body = { year: plan.year, exceptions: exceptions.map(saidOf), groups: hasGroups };
    const said = await send(api.post<Moved>('/people/move-up', body, { patience: 60_000 }));
    if (!said) return;
    onClose();
    moved(said);
  };
  return (
    <Dialog title={say('people.office.year.sure', { year: shownYear(plan.year) })} onClose={onClose}>
      <p>{say('people.office.year.counts', countsOf(plan, exceptions))}</p>
      <p class="quiet">{say('people.office.year.undo-today')}</p>
      {failure && <Failed failure={failure} />}
      <button type="button" class="button main" disabled={isBusy} onClick={() => void carryOut()}>
        {say('people.office.year.do', { year: shownYear(plan.year) })}
      </button>
    </Dialog>
  );
}

function LastMove({ last, changed }: { last: NonNullable<MovePlan['last']>; changed: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [undone, setUndone] = useState<{ undone: number; leftAlone: number }>();
  const undo = async (): Promise<void> => {
    const said = await send(
      api.post<{ undone: number; leftAlone: number }>('/people/move-up/undo', {}, { patience: 60_000 }),
    );
    if (!said) return;
    setUndone(said);
    changed();
  };
  if (undone) {
    return (
      <Message tone="good" isNews>
        {say('people.office.year.undone', undone)}
      </Message>
    );
  }
  if (!last.canUndo) return null;
  return (
    <Message tone="wait">
      <p>{say('people.office.year.last', { year: shownYear(last.year) })}</p>
      {failure && <Failed failure={failure} />}
      <button type="button" class="button" disabled={isBusy} onClick={() => void undo()}>
        {say('people.office.year.undo')}
      </button>
    </Message>
  );
}
