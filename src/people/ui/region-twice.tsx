import { useState } from 'preact/hooks';
import type { Text } from '#kernel/language.ts';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { Entry, EntryPair } from '../twice.ts';
import { className, shownClass, shownDay } from './office-format.ts';
import { useSend } from './office-send.ts';

type ShownEntry = Entry & { readonly schoolNames: Text | null };
type Pair = Pick<EntryPair, 'likeness'> & { readonly entries: readonly [ShownEntry, ShownEntry] };

/** Perhaps one child whom two schools have entered: a coordinator who has asked both joins them, or says that they are two. */
export function RegionTwice({ changed }: { changed: () => void }) {
  const say = useSay();
  const { value, failure, again } = useAsk<{ pairs: readonly Pair[]; more: number }>('/people/region/twice');
  const settled = (): void => {
    again();
    changed();
  };
  return (
    <section>
      <h2>{say('people.office.region.twice')}</h2>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value?.pairs.length === 0 && <Message tone="good">{say('people.office.region.twice.none')}</Message>}
      {value && value.pairs.length > 0 && <p class="office-lead">{say('people.office.region.twice.lead')}</p>}
      {value?.pairs.map((pair) => (
        <PairSheet key={pair.entries.map(({ person }) => person).join()} pair={pair} settled={settled} />
      ))}
      {value && value.more > 0 && <p class="quiet">{say('people.office.region.twice.more', { count: value.more })}</p>}
    </section>
  );
}

function PairSheet({ pair: { likeness, entries }, settled }: { pair: Pair; settled: () => void }) {
  const say = useSay();
  const { api, language } = useApp();
  const { isBusy, failure, send } = useSend();
  const [first, second] = entries;
  const [kept, setKept] = useState(second.person);
  const joined = kept === first.person ? second.person : first.person;
  const join = async (): Promise<void> => {
    if (await send(api.post('/people/region/joins', { kept, joined }))) settled();
  };
  const apart = async (): Promise<void> => {
    if (await send(api.post('/people/region/apart', { one: kept, other: joined }))) settled();
  };
  const name = `${second.family} ${second.given}`;
  return (
    <fieldset class="sheet office-pair">
      <legend>{name}</legend>
      <p class="quiet">
        {say(`people.office.region.twice.${likeness}`)}, {shownDay(second.birth, language.value)}
      </p>
      <p>{say('people.office.region.twice.where')}</p>
      {entries.map((entry) => (
        <label class="office-tick" key={entry.person}>
          <input
            type="radio"
            name={`${first.person} ${second.person}`}
            checked={kept === entry.person}
            onChange={() => setKept(entry.person)}
          />
          <EntryLine entry={entry} />
        </label>
      ))}
      {failure && <Failed failure={failure} />}
      <div class="office-row tight">
        <button
          type="button"
          class="button main"
          disabled={isBusy}
          aria-label={`${say('people.office.twice.join')}: ${name}`}
          onClick={() => void join()}
        >
          {say('people.office.twice.join')}
        </button>
        <button
          type="button"
          class="button"
          disabled={isBusy}
          aria-label={`${say('people.office.region.twice.apart')}: ${name}`}
          onClick={() => void apart()}
        >
          {say('people.office.region.twice.apart')}
        </button>
      </div>
    </fieldset>
  );
}

function EntryLine({ entry }: { entry: ShownEntry }) {
  const say = useSay();
  const { language } = useApp();
  const { family, given, patronymic, school, schoolNames, grade, letter, since, until } = entry;
  const day = shownDay(until || since, language.value);
  const when = say(`people.office.region.twice.${until ? 'until' : 'since'}`, { day });
  return (
    <span>
      {schoolNames?.[language.value] ?? school}, {shownClass(className({ grade, letter }), say)}{' '}
      <span class="quiet">
        {[family, given, patronymic].filter(Boolean).join(' ')} · {when}
      </span>
    </span>
  );
}
