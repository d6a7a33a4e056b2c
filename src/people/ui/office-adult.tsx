import { useState } from 'preact/hooks';
import { useApp, useSay } from '#web/app.ts';
import { Failed } from '#web/parts/message.tsx';
import type { OfficeAdult, OfficePost } from '../office/lists.ts';
import { Dialog } from './office-dialog.tsx';
import { Erase } from './office-erase.tsx';
import { Choice, textOf, WhoFields, whoOf } from './office-fields.tsx';
import { Said, useForm } from './office-form.tsx';
import { GivenPasswords, type Given } from './office-given.tsx';
import { rolesOf, rolesToGive, type Lists } from './office-roles.ts';
import { useSend } from './office-send.ts';

type Props = { readonly adult: OfficeAdult; readonly lists: Lists; readonly changed: () => void };

/** All that the office does for one adult. */
export function AdultDialog({ onClose, ...props }: Props & { onClose: () => void }) {
  const say = useSay();
  const { adult, changed } = props;
  const isParent = adult.posts.some((post) => post.role === 'parent');
  return (
    <Dialog title={adult.name} isWide onClose={onClose}>
      <p class="quiet">{rolesOf(adult, say)}</p>
      <NewPassword {...props} />
      <details open>
        <summary>{say('people.office.adult.roles')}</summary>
        <Roles {...props} />
      </details>
      {isParent && (
        <details>
          <summary>{say('people.office.adult.children', { count: adult.children.length })}</summary>
          <Children {...props} />
        </details>
      )}
      <details>
        <summary>{say('people.office.pupil.who')}</summary>
        <Who {...props} />
      </details>
      <details>
        <summary>{say('people.office.pupil.erase')}</summary>
        <Erase person={adult.person} name={adult.name} changed={changed} />
      </details>
    </Dialog>
  );
}

/** A first or next one-time password: from the head's hands alone, because with it one is that adult. */
function NewPassword({ adult, changed }: Props) {
  const say = useSay();
  const { api, session } = useApp();
  const { isBusy, failure, send } = useSend();
  const [given, setGiven] = useState<Given>();
  const isHead = session.value?.posts.some((post) => post.role === 'head') ?? false;
  if (!isHead) return null;
  const make = async (): Promise<void> => {
    const made = await send(api.post<Omit<Given, 'name'>>(`/people/adults/${adult.person}/password`));
    if (!made) return;
    setGiven({ ...made, name: adult.name });
    changed();
  };
  if (given) return <GivenPasswords given={[given]} />;
  return (
    <>
      <p>
        <button type="button" class="button" disabled={isBusy} onClick={() => void make()}>
          {say(adult.hasLogin ? 'people.office.adult.new-password' : 'people.office.adult.first-password')}
        </button>
      </p>
      {failure && <Failed failure={failure} />}
    </>
  );
}

function Who({ adult, changed }: Props) {
  const say = useSay();
  const { api } = useApp();
  const form = useForm((data) => api.put(`/people/office/people/${adult.person}`, whoOf(data)), changed);
  return (
    <form onSubmit={(event) => void form.submit(event)}>
      <WhoFields who={adult} />
      <Said form={form} />
      <button type="submit" class="button main" disabled={form.isBusy}>
        {say('people.office.save')}
      </button>
    </form>
  );
}

function Roles({ adult, lists, changed }: Props) {
  const { api, session } = useApp();
  const taking = useSend();
  const own = session.value?.posts.map((post) => post.role) ?? [];
  const mayGive = rolesToGive(own);
  const take = async ({ role }: OfficePost): Promise<void> => {
    if (await taking.send(api.delete(`/people/office/people/${adult.person}/posts/${role}`))) changed();
  };
  return (
    <>
      <ul class="office-list">
        {adult.posts.map((post) => (
          <PostRow key={post.role} post={post} mayTake={mayGive.includes(post.role)} take={() => void take(post)} />
        ))}
      </ul>
      {taking.failure && <Failed failure={taking.failure} />}
      <GiveRole adult={adult} lists={lists} changed={changed} />
    </>
  );
}

function PostRow({ post, mayTake, take }: { post: OfficePost; mayTake: boolean; take: () => void }) {
  const say = useSay();
  const name = [say(`people.office.role.${post.role}`), post.class].filter(Boolean).join(' ');
  return (
    <li>
      <span>{name}</span>
      {post.isOfRegion && <span class="quiet">{say('people.office.adult.by-region')}</span>}
      {!post.isOfRegion && mayTake && (
        <button
          type="button"
          class="button bare"
          aria-label={`${say('people.office.adult.take')}: ${name}`}
          onClick={take}
        >
          {say('people.office.adult.take')}
        </button>
      )}
    </li>
  );
}

function GiveRole({ adult, lists, changed }: Props) {
  const say = useSay();
  const { api, session } = useApp();
  const [role, setRole] = useState('teacher');
  const form = useForm((data) => {
    const led = textOf(data, 'class');
    return api.post(`/people/office/people/${adult.person}/posts`, { role, ...(led ? { class: led } : {}) });
  }, changed);
  return (
    <form onSubmit={(event) => void form.submit(event)}>
      <div class="office-row">
        <Choice
          label={say('people.office.adult.give')}
          value={role}
          onChange={(event) => setRole(event.currentTarget.value)}
        >
          {rolesToGive(session.value?.posts.map((post) => post.role) ?? []).map((each) => (
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
        <button type="submit" class="button" disabled={form.isBusy}>
          {say('people.office.adult.give-do')}
        </button>
      </div>
      <Said form={form} />
    </form>
  );
}

function Children({ adult, lists, changed }: Props) {
  const say = useSay();
  const { api } = useApp();
  const path = `/people/office/people/${adult.person}/children`;
  const taking = useSend();
  const form = useForm((data) => api.post(path, { child: textOf(data, 'child') }), changed);
  const pupils = lists.classes.flatMap((of) => of.pupils.map((pupil) => ({ ...pupil, class: of.class })));
  const own = pupils.filter((pupil) => adult.children.includes(pupil.person));
  const take = async (child: string): Promise<void> => {
    if (await taking.send(api.delete(`${path}/${child}`))) changed();
  };
  return (
    <form onSubmit={(event) => void form.submit(event)}>
      <ul class="office-list">
        {own.map((pupil) => (
          <li key={pupil.person}>
            <span>{pupil.name}</span>
            <span class="quiet">{pupil.class}</span>
            <button
              type="button"
              class="button bare"
              aria-label={`${say('people.office.adult.take')}: ${pupil.name}`}
              onClick={() => void take(pupil.person)}
            >
              {say('people.office.adult.take')}
            </button>
          </li>
        ))}
      </ul>
      {taking.failure && <Failed failure={taking.failure} />}
      <div class="office-row">
        <Choice label={say('people.office.adult.child')} name="child">
          {lists.classes.map((of) => (
            <optgroup key={of.class} label={of.class}>
              {of.pupils.map((pupil) => (
                <option key={pupil.person} value={pupil.person}>
                  {pupil.name}
                </option>
              ))}
            </optgroup>
          ))}
        </Choice>
        <button type="submit" class="button" disabled={form.isBusy}>
          {say('people.office.adult.child-do')}
        </button>
      </div>
      <Said form={form} />
    </form>
  );
}
