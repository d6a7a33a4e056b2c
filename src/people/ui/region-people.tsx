import { useState } from 'preact/hooks';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { comparer } from '#web/format.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed, Waiting } from '#web/parts/message.tsx';
import { Choice, textOf } from './office-fields.tsx';
import { useForm } from './office-form.tsx';
import { GivenPasswords, type Given } from './office-given.tsx';
import type { SchoolShown } from './office-school-choice.tsx';
import { useSend } from './office-send.ts';
import { JoinList, type Joins } from './office-twice.tsx';
import { RegionErasures } from './region-erasures.tsx';
import { RegionTransfers } from './region-transfers.tsx';
import { RegionTwice } from './region-twice.tsx';
import './office.css';

type RegionPerson = {
  readonly person: string;
  readonly name: string;
  readonly posts: readonly { readonly role: string; readonly district: string }[];
};

/** What a coordinator does for people: those who change schools, those entered twice, and the region's own staff. */
export function RegionPeople() {
  const say = useSay();
  const joins = useAsk<Joins>('/people/joins');
  useTitle(say('people.office.region.people'));
  return (
    <div class="office">
      <h1>{say('people.office.region.people')}</h1>
      <RegionTransfers />
      <RegionErasures />
      <RegionTwice changed={joins.again} />
      {joins.failure && <Failed failure={joins.failure} again={joins.again} />}
      {joins.value && <JoinList joins={joins.value.joins} changed={joins.again} />}
      <Staff />
    </div>
  );
}

function Staff() {
  const say = useSay();
  const { value, failure, again } = useAsk<{ people: readonly RegionPerson[] }>('/people/region/people');
  return (
    <section>
      <h2>{say('people.office.region.staff')}</h2>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && (
        <ul class="office-list">
          {value.people.map((person) => (
            <StaffRow key={person.person} person={person} changed={again} />
          ))}
        </ul>
      )}
      <details>
        <summary>{say('people.office.region.new')}</summary>
        <NewStaff changed={again} />
      </details>
    </section>
  );
}

function StaffRow({ person: { person, name, posts }, changed }: { person: RegionPerson; changed: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const take = async (role: string): Promise<void> => {
    if (await send(api.delete(`/people/region/people/${person}/posts/${role}`))) changed();
  };
  return (
    <li>
      <span>{name}</span>
      {posts.map(({ role, district }) => (
        <span key={role} class="office-row tight">
          <span class="quiet">{[say(`people.office.role.${role}`), district].filter(Boolean).join(', ')}</span>
          <button
            type="button"
            class="button bare"
            disabled={isBusy}
            aria-label={`${say('people.office.adult.take')}: ${name}`}
            onClick={() => void take(role)}
          >
            {say('people.office.adult.take')}
          </button>
        </span>
      ))}
      {failure && <Failed failure={failure} />}
    </li>
  );
}

const roles = ['methodist', 'coordinator', 'funder'] as const;

function NewStaff({ changed }: { changed: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const [role, setRole] = useState('methodist');
  const [name, setName] = useState('');
  const [given, setGiven] = useState<Given>();
  const form = useForm(
    (data) => {
      const who = { family: textOf(data, 'family'), given: textOf(data, 'given') };
      setName(`${who.family} ${who.given}`);
      const district = textOf(data, 'district');
      const body = { name: who, language: textOf(data, 'language'), role, ...(district ? { district } : {}) };
      return api.post<Omit<Given, 'name'>>('/people/region/people', body);
    },
    (made) => {
      setGiven({ ...made, name });
      changed();
    },
  );
  return (
    <form onSubmit={(event) => void form.submit(event)}>
      <div class="office-row">
        <Field label={say('people.office.who.family')} name="family" required autocomplete="off" />
        <Field label={say('people.office.who.given')} name="given" required autocomplete="off" />
        <Choice label={say('people.office.who.language')} name="language">
          <option value="kk">{say('people.office.language.kk')}</option>
          <option value="ru">{say('people.office.language.ru')}</option>
        </Choice>
        <Choice
          label={say('people.office.adult.role')}
          value={role}
          onChange={(event) => setRole(event.currentTarget.value)}
        >
          {roles.map((each) => (
            <option key={each} value={each}>
              {say(`people.office.role.${each}`)}
            </option>
          ))}
        </Choice>
        {role === 'methodist' && <DistrictChoice />}
      </div>
      {form.failure && <Failed failure={form.failure} />}
      <button type="submit" class="button main" disabled={form.isBusy}>
        {say('people.office.region.enter')}
      </button>
      {given && <GivenPasswords given={[given]} />}
    </form>
  );
}

function DistrictChoice() {
  const say = useSay();
  const { language } = useApp();
  const asked = useAsk<{ schools: readonly SchoolShown[] }>('/people/schools');
  const districts = new Set((asked.value?.schools ?? []).map(({ district }) => district[language.value]));
  return (
    <Choice label={say('people.office.region.district')} name="district" required>
      {[...districts].toSorted(comparer(language.value)).map((district) => (
        <option key={district}>{district}</option>
      ))}
    </Choice>
  );
}
