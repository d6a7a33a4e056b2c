import { useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp, useSay } from '#web/app.ts';
import { Message } from '#web/parts/message.tsx';
import { Dialog } from './office-dialog.tsx';
import { Choice, SeatFields, seatOf, textOf, WhoFields, whoOf } from './office-fields.tsx';
import { Said, useForm } from './office-form.tsx';
import { className, shownDay } from './office-format.ts';
import { GivenPasswords } from './office-given.tsx';
import { rolesToGive, type Lists } from './office-roles.ts';
import { NewSecret, type PupilSecret } from './office-secret.tsx';

type Added = {
  readonly person: string;
  readonly login?: string;
  readonly password?: string;
  readonly secret?: PupilSecret;
};

/** Somebody present who may be the one that is being entered. */
type Alike = {
  readonly person: string;
  readonly family: string;
  readonly given: string;
  readonly birth: string;
  readonly roles: readonly string[];
  readonly grade: number | null;
  readonly letter: string;
  readonly isHere: boolean;
};

/** Enters one pupil or adult by hand, and shows once what they sign in with. */
export function NewPerson({
  kind,
  lists,
  changed,
  onClose,
}: {
  kind: 'pupil' | 'adult';
  lists: Lists;
  changed: () => void;
  onClose: () => void;
}) {
  const say = useSay();
  const { api, session } = useApp();
  const [added, setAdded] = useState<Added & { readonly name: string }>();
  const [name, setName] = useState('');
  const form = useForm(
    (data) => {
      const place = kind === 'pupil' ? { pupil: { ...seatOf(data), ...sexOf(data) } } : { posts: [postOf(data)] };
      const who = whoOf(data);
      setName(`${who.name.family} ${who.name.given}`);
      return api.post<Added>('/people/office/people', { ...who, ...place, isNew: data.get('isNew') === 'on' });
    },
    (done) => {
      setAdded({ ...done, name });
      changed();
    },
  );
  const title = say(`people.office.people.new-${kind}`);
  if (added) {
    return (
      <Dialog title={title} onClose={onClose}>
        <Message tone="good" isNews>
          {say('people.office.people.entered', { name: added.name })}
        </Message>
        <Secrets added={added} />
      </Dialog>
    );
  }
  const alike = alikeOf(form.failure);
  const roles = rolesToGive(session.value?.posts.map((post) => post.role) ?? []);
  return (
    <Dialog title={title} isWide onClose={onClose}>
      <form onSubmit={(event) => void form.submit(event)}>
        <WhoFields />
        {kind === 'pupil' ? (
          <>
            <SeatFields />
            <SexField />
          </>
        ) : (
          <RoleFields roles={roles} lists={lists} />
        )}
        <Said form={form} />
        {alike.length > 0 && <AlikeList alike={alike} />}
        <button type="submit" class="button main" disabled={form.isBusy}>
          {say('people.office.people.enter')}
        </button>
      </form>
    </Dialog>
  );
}

/** Not asked of whoever does not want to say it. */
function SexField() {
  const say = useSay();
  return (
    <Choice label={say('people.office.who.sex')} name="sex">
      <option value="">{say('people.office.who.sex.not-said')}</option>
      <option value="female">{say('people.office.who.sex.female')}</option>
      <option value="male">{say('people.office.who.sex.male')}</option>
    </Choice>
  );
}

function sexOf(data: FormData) {
  const sex = textOf(data, 'sex');
  return sex ? { sex } : {};
}

function postOf(data: FormData) {
  const led = textOf(data, 'class');
  return { role: textOf(data, 'role'), ...(led ? { class: led } : {}) };
}

function RoleFields({ roles, lists }: { roles: readonly string[]; lists: Lists }) {
  const say = useSay();
  const [role, setRole] = useState('teacher');
  return (
    <div class="office-row">
      <Choice
        label={say('people.office.adult.role')}
        name="role"
        value={role}
        onChange={(event) => setRole(event.currentTarget.value)}
      >
        {roles.map((each) => (
          <option key={each} value={each}>
            {say(`people.office.role.${each}`)}
          </option>
        ))}
      </Choice>
      {role === 'class-teacher' && (
        <Choice label={say('people.office.adult.of-class')} name="class">
          {lists.classes.map((each) => (
            <option key={each.class}>{each.class}</option>
          ))}
        </Choice>
      )}
    </div>
  );
}

function Secrets({ added: { person, name, login, password, secret } }: { added: Added & { name: string } }) {
  return (
    <>
      {login && password && <GivenPasswords given={[{ person, name, login, password }]} />}
      {secret && <NewSecret name={name} secret={secret} />}
    </>
  );
}

function alikeOf(failure: Failure | undefined): readonly Alike[] {
  if (failure?.key !== 'people.person-alike') return [];
  return (failure.more as { readonly alike?: readonly Alike[] }).alike ?? [];
}

/** Nothing is decided silently: who enters the person looks at these and says that it is somebody else. */
function AlikeList({ alike }: { alike: readonly Alike[] }) {
  const say = useSay();
  const { language } = useApp();
  return (
    <>
      <ul class="office-list">
        {alike.map((each) => (
          <li key={each.person}>
            <span>
              {each.family} {each.given}
            </span>
            <span class="quiet">
              {[
                each.birth && shownDay(each.birth, language.value),
                each.grade === null ? '' : className({ grade: each.grade, letter: each.letter }),
                each.isHere ? '' : say('people.office.people.gone'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      <label class="office-tick">
        <input type="checkbox" name="isNew" />
        {say('people.office.import.new-person')}
      </label>
    </>
  );
}
