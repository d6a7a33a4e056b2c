import { useState } from 'preact/hooks';
import { useSay } from '#web/app.ts';
import { Choice, SeatFields, seatOf, textOf } from './office-fields.tsx';
import type { Lists } from './office-roles.ts';
import type { MovePlan, YearException } from './office-year-model.ts';

type Props = {
  readonly exceptions: readonly YearException[];
  readonly setExceptions: (exceptions: readonly YearException[]) => void;
  readonly plan: MovePlan;
  readonly lists: Lists;
};

/** Who does not go up by the rule: stays in the grade, leaves the school, or goes into another class. */
export function YearExceptions({ exceptions, setExceptions, plan, lists }: Props) {
  const say = useSay();
  return (
    <section>
      <h2>{say('people.office.year.exceptions', { count: exceptions.length })}</h2>
      {exceptions.length > 0 && (
        <ul class="office-list">
          {exceptions.map((each) => (
            <li key={each.person}>
              <span>
                {each.name}, {each.class}
              </span>
              <span class="quiet">{whatOf(each, say)}</span>
              <button
                type="button"
                class="button bare"
                aria-label={`${say('people.office.adult.take')}: ${each.name}`}
                onClick={() => setExceptions(exceptions.filter((other) => other !== each))}
              >
                {say('people.office.adult.take')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <NewException exceptions={exceptions} setExceptions={setExceptions} plan={plan} lists={lists} />
    </section>
  );
}

function whatOf(said: YearException, say: ReturnType<typeof useSay>): string {
  if (said.does !== 'goes') return say(`people.office.year.${said.does}`);
  return say('people.office.year.goes-to', { class: [said.grade, said.letter].filter(Boolean).join(' ') });
}

function NewException({ exceptions, setExceptions, plan, lists }: Props) {
  const say = useSay();
  const [does, setDoes] = useState('stays');
  const moving = new Set(plan.classes.map((each) => each.class));
  const classes = lists.classes.filter((each) => moving.has(each.class));
  const said = new Set(exceptions.map((each) => each.person));
  const add = (event: SubmitEvent): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const person = textOf(data, 'person');
    const of = classes.find((each) => each.pupils.some((pupil) => pupil.person === person));
    const pupil = of?.pupils.find((each) => each.person === person);
    if (!of || !pupil) return;
    const base = { person, name: pupil.name, class: of.class };
    const { grade, letter } = seatOf(data);
    setExceptions([
      ...exceptions,
      does === 'goes' ? { ...base, does, grade, letter } : { ...base, does: does === 'stays' ? 'stays' : 'leaves' },
    ]);
  };
  return (
    <form onSubmit={add}>
      <div class="office-row">
        <Choice label={say('people.office.adult.child')} name="person">
          {classes.map((each) => (
            <optgroup key={each.class} label={each.class}>
              {each.pupils
                .filter((pupil) => !said.has(pupil.person))
                .map((pupil) => (
                  <option key={pupil.person} value={pupil.person}>
                    {pupil.name}
                  </option>
                ))}
            </optgroup>
          ))}
        </Choice>
        <Choice
          label={say('people.office.year.what')}
          value={does}
          onChange={(event) => setDoes(event.currentTarget.value)}
        >
          <option value="stays">{say('people.office.year.stays')}</option>
          <option value="leaves">{say('people.office.year.leaves')}</option>
          <option value="goes">{say('people.office.year.goes')}</option>
        </Choice>
        <button type="submit" class="button">
          {say('people.office.year.add')}
        </button>
      </div>
      {does === 'goes' && <SeatFields />}
    </form>
  );
}
