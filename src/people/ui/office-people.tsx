import { useState } from 'preact/hooks';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { OfficeAdult, OfficeClass, OfficePupil } from '../office/lists.ts';
import { AdultDialog } from './office-adult.tsx';
import { shownClass, shownDay } from './office-format.ts';
import { searchable } from '#kernel/search.ts';
import { NewPerson } from './office-new-person.tsx';
import { OfficePage } from './office-page.tsx';
import { Paper } from './office-paper.tsx';
import { PupilDialog } from './office-pupil.tsx';
import { rolesOf, type Lists } from './office-roles.ts';

/** What of the lists is shown: a class by its name, the adults, or who answers to a search. */
const adultsPlace = 'adults';

/** Everybody of the school: pupils class by class, and the adults. */
export function OfficePeople() {
  const say = useSay();
  const { value, failure, again } = useAsk<Lists>('/people/office/people');
  const [place, setPlace] = useState<string>();
  const [sought, setSought] = useState('');
  const [open, setOpen] = useState<string>();
  const [entering, setEntering] = useState<'pupil' | 'adult'>();
  if (!value) {
    return (
      <OfficePage title={say('people.office.people')}>
        {failure ? <Failed failure={failure} again={again} /> : <Waiting />}
      </OfficePage>
    );
  }
  const here = place ?? value.classes[0]?.class ?? adultsPlace;
  const shown = value.classes.find((each) => each.class === here);
  const pupil = value.classes.flatMap((each) => each.pupils).find((each) => each.person === open);
  const adult = value.adults.find((each) => each.person === open);
  const close = (): void => setOpen(undefined);
  return (
    <OfficePage title={say('people.office.people')}>
      <div class="office-row">
        <Search sought={sought} setSought={setSought} />
        <button type="button" class="button" onClick={() => setEntering('pupil')}>
          {say('people.office.people.new-pupil')}
        </button>
        <button type="button" class="button" onClick={() => setEntering('adult')}>
          {say('people.office.people.new-adult')}
        </button>
        <a class="button" href="/office/transfers">
          {say('people.office.transfers')}
        </a>
      </div>
      {sought ? (
        <Found lists={value} sought={sought} open={setOpen} />
      ) : (
        <>
          <Places lists={value} here={here} go={setPlace} />
          {shown && <ClassList of={shown} open={setOpen} />}
          {here === adultsPlace && <AdultList adults={value.adults} open={setOpen} />}
        </>
      )}
      {pupil && <PupilDialog pupil={pupil} changed={again} onClose={close} />}
      {adult && <AdultDialog adult={adult} lists={value} changed={again} onClose={close} />}
      {entering && <NewPerson kind={entering} lists={value} changed={again} onClose={() => setEntering(undefined)} />}
    </OfficePage>
  );
}

function Search({ sought, setSought }: { sought: string; setSought: (text: string) => void }) {
  const say = useSay();
  return (
    <div class="field">
      <label for="office-search">{say('people.office.people.search')}</label>
      <input
        class="input"
        id="office-search"
        type="search"
        autocomplete="off"
        value={sought}
        onInput={(event) => setSought(event.currentTarget.value)}
      />
    </div>
  );
}

function Places({ lists, here, go }: { lists: Lists; here: string; go: (place: string) => void }) {
  const say = useSay();
  const place = (name: string, words: string, count: number) => (
    <button key={name} type="button" class="button" aria-pressed={here === name} onClick={() => go(name)}>
      {words} <small class="quiet">{count}</small>
    </button>
  );
  return (
    <div class="office-places" role="group" aria-label={say('people.office.people.which')}>
      {lists.classes.map((each) => place(each.class, each.class, each.pupils.length))}
      {place(adultsPlace, say('people.office.adults'), lists.adults.length)}
    </div>
  );
}

type Opening = { readonly open: (person: string) => void };

function ClassList({ of, open }: { of: OfficeClass } & Opening) {
  const say = useSay();
  return (
    <section>
      <h2>{say('people.office.people.class', { class: shownClass(of.class, say), count: of.pupils.length })}</h2>
      <div class="office-row">
        <Paper
          kind="class-list"
          of={of.class}
          words={say('people.office.people.list')}
          name={shownClass(of.class, say)}
        />
        <a class="button" href={`/office/cards/${encodeURIComponent(of.class)}`}>
          {say('people.office.cards')}
        </a>
      </div>
      <PupilRows pupils={of.pupils} open={open} />
    </section>
  );
}

function PupilRows({
  pupils,
  open,
  isMixed,
}: { pupils: readonly (OfficePupil & { class?: string })[]; isMixed?: boolean } & Opening) {
  const say = useSay();
  const { language } = useApp();
  return (
    <ol class={isMixed ? 'office-list' : 'office-list numbered'}>
      {pupils.map((pupil) => (
        <li key={pupil.person}>
          <button type="button" class="office-open" onClick={() => open(pupil.person)}>
            {pupil.name}
          </button>
          {isMixed && <span class="quiet">{pupil.class}</span>}
          {pupil.method === null && <span class="office-flag">{say('people.office.people.no-secret')}</span>}
          <span class="quiet">{pupil.birth && shownDay(pupil.birth, language.value)}</span>
        </li>
      ))}
    </ol>
  );
}

function AdultList({ adults, open }: { adults: readonly OfficeAdult[] } & Opening) {
  const say = useSay();
  if (adults.length === 0) return <Message tone="help">{say('people.office.people.no-adults')}</Message>;
  return (
    <section>
      <h2>{say('people.office.people.adults', { count: adults.length })}</h2>
      <AdultRows adults={adults} open={open} />
    </section>
  );
}

function AdultRows({ adults, open }: { adults: readonly OfficeAdult[] } & Opening) {
  const say = useSay();
  return (
    <ul class="office-list">
      {adults.map((adult) => (
        <li key={adult.person}>
          <button type="button" class="office-open" onClick={() => open(adult.person)}>
            {adult.name}
          </button>
          {!adult.hasLogin && <span class="office-flag">{say('people.office.people.no-login')}</span>}
          <span class="quiet">{rolesOf(adult, say)}</span>
        </li>
      ))}
    </ul>
  );
}

function Found({ lists, sought, open }: { lists: Lists; sought: string } & Opening) {
  const say = useSay();
  const wanted = searchable(sought.trim());
  const answers = (person: { readonly name: string }): boolean => searchable(person.name).includes(wanted);
  const pupils = lists.classes.flatMap((of) =>
    of.pupils.filter(answers).map((pupil) => ({ ...pupil, class: of.class })),
  );
  const adults = lists.adults.filter(answers);
  return (
    <section>
      <p role="status">{say('people.office.people.found', { count: pupils.length + adults.length })}</p>
      {pupils.length > 0 && <PupilRows pupils={pupils} open={open} isMixed />}
      {adults.length > 0 && <AdultRows adults={adults} open={open} />}
    </section>
  );
}
