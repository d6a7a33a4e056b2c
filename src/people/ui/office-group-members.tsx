import { useSay } from '#web/app.ts';
import { Choice } from './office-fields.tsx';
import { pupilsMeant, toggled, type Drafting } from './office-group-model.ts';

/** Who sits in a group: all pupils of its grades; fewer classes, and exceptions one by one, where somebody says so. */
export function GroupMembers(drafting: Drafting) {
  const say = useSay();
  const { draft, lists } = drafting;
  const meant = pupilsMeant(lists.classes, draft);
  const count = meant.filter(({ person }) => !draft.without.includes(person)).length + draft.with.length;
  if (draft.grades.length === 0) return null;
  return (
    <>
      <ClassTicks {...drafting} />
      <details>
        <summary>{say('people.office.groups.members', { count })}</summary>
        <Members {...drafting} />
        <Others {...drafting} />
      </details>
    </>
  );
}

/** Where a grade has several classes. */
function ClassTicks({ draft, setDraft, lists }: Drafting) {
  const say = useSay();
  const classes = lists.classes.filter((each) => draft.grades.includes(each.grade));
  if (classes.length <= draft.grades.length) return null;
  return (
    <fieldset>
      <legend>{say('people.office.groups.which-classes')}</legend>
      <div class="office-ticks">
        {classes.map(({ class: name }) => (
          <label class="office-tick" key={name}>
            <input
              type="checkbox"
              checked={draft.classes.includes(name)}
              onChange={(event) =>
                setDraft({ ...draft, classes: toggled(draft.classes, name, event.currentTarget.checked) })
              }
            />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Members({ draft, setDraft, lists }: Drafting) {
  const say = useSay();
  return (
    <fieldset>
      <legend>{say('people.office.groups.who')}</legend>
      <div class="office-ticks tall">
        {pupilsMeant(lists.classes, draft).map(({ person, name }) => (
          <label class="office-tick" key={person}>
            <input
              type="checkbox"
              checked={!draft.without.includes(person)}
              onChange={(event) =>
                setDraft({ ...draft, without: toggled(draft.without, person, !event.currentTarget.checked) })
              }
            />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Pupils of other grades who take part. */
function Others({ draft, setDraft, lists }: Drafting) {
  const say = useSay();
  const meant = new Set(pupilsMeant(lists.classes, draft).map((pupil) => pupil.person as string));
  const names = new Map(
    lists.classes.flatMap((each) =>
      each.pupils.map((pupil) => [pupil.person as string, `${pupil.name}, ${each.class}`] as const),
    ),
  );
  const others = draft.with.filter((person) => !meant.has(person));
  return (
    <>
      {others.length > 0 && (
        <fieldset>
          <legend>{say('people.office.groups.others')}</legend>
          <div class="office-ticks tall">
            {others.map((person) => (
              <label class="office-tick" key={person}>
                <input
                  type="checkbox"
                  checked
                  onChange={() => setDraft({ ...draft, with: toggled(draft.with, person, false) })}
                />
                {names.get(person) ?? say('people.office.groups.elsewhere')}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <Choice
        label={say('people.office.groups.add-other')}
        value=""
        onChange={(event) => {
          const person = event.currentTarget.value;
          if (person) setDraft({ ...draft, with: toggled(draft.with, person, true) });
        }}
      >
        <option value="">{say('people.office.groups.choose')}</option>
        {lists.classes
          .filter((each) => each.pupils.some((pupil) => !meant.has(pupil.person)))
          .map((each) => (
            <optgroup key={each.class} label={each.class}>
              {each.pupils.map((pupil) => (
                <option key={pupil.person} value={pupil.person}>
                  {pupil.name}
                </option>
              ))}
            </optgroup>
          ))}
      </Choice>
    </>
  );
}
