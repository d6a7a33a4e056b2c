import { useState } from 'preact/hooks';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { shownPresent } from '../office/shown.ts';
import { className, shownDay } from './office-format.ts';
import { OfficePage } from './office-page.tsx';
import { useSend } from './office-send.ts';

type Present = ReturnType<typeof shownPresent>;
type Join = { readonly kept: string; readonly joined: string; readonly keptName: string; readonly joinedName: string };
/** What was joined, and who may be one. */
export type Joins = { readonly joins: readonly Join[]; readonly twice: readonly (readonly Present[])[] };

/** Perhaps one person entered twice: somebody who knows both joins them, and can part them again. */
export function OfficeTwice() {
  const say = useSay();
  const { value, failure, again } = useAsk<Joins>('/people/joins');
  return (
    <OfficePage title={say('people.office.twice')} lead={say('people.office.twice.lead')}>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value?.twice.length === 0 && <Message tone="good">{say('people.office.twice.none')}</Message>}
      {value?.twice.map((group) => (
        <Group key={group.map((each) => each.person).join()} group={group} changed={again} />
      ))}
      {value && <JoinList joins={value.joins} changed={again} />}
    </OfficePage>
  );
}

function Group({ group, changed }: { group: readonly Present[]; changed: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [kept, setKept] = useState(group.find((each) => each.isHere)?.person ?? group[0]?.person);
  const name = `${group[0]?.family} ${group[0]?.given}`;
  const join = async (): Promise<void> => {
    for (const { person } of group) {
      if (person !== kept && !(await send(api.post('/people/joins', { kept, joined: person })))) return;
    }
    changed();
  };
  return (
    <fieldset class="sheet office-pair">
      <legend>{name}</legend>
      <p>{say('people.office.twice.keep')}</p>
      {group.map((each) => (
        <label class="office-tick" key={each.person}>
          <input type="radio" name={name} checked={kept === each.person} onChange={() => setKept(each.person)} />
          <Known person={each} />
        </label>
      ))}
      {failure && <Failed failure={failure} />}
      <p>
        <button type="button" class="button main" disabled={isBusy} onClick={() => void join()}>
          {say('people.office.twice.join')}
        </button>
      </p>
    </fieldset>
  );
}

function Known({ person: { family, given, patronymic, birth, grade, letter, roles, isHere } }: { person: Present }) {
  const say = useSay();
  const { language } = useApp();
  const place =
    grade === null ? roles.map((role) => say(`people.office.role.${role}`)).join(', ') : className({ grade, letter });
  const parts = [birth && shownDay(birth, language.value), place, isHere ? '' : say('people.office.people.gone')];
  return (
    <span>
      {[family, given, patronymic].filter(Boolean).join(' ')}{' '}
      <span class="quiet">{parts.filter(Boolean).join(' · ')}</span>
    </span>
  );
}

/** What was joined, and a way to part it again. */
export function JoinList({ joins, changed }: { joins: readonly Join[]; changed: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  if (joins.length === 0) return null;
  const part = async (joined: string): Promise<void> => {
    if (await send(api.delete(`/people/joins/${joined}`))) changed();
  };
  return (
    <section>
      <h2>{say('people.office.twice.joined')}</h2>
      {failure && <Failed failure={failure} />}
      <ul class="office-list">
        {joins.map(({ kept, joined, keptName, joinedName }) => (
          <li key={`${kept} ${joined}`}>
            <span>{keptName === joinedName ? keptName : `${joinedName} → ${keptName}`}</span>
            <button
              type="button"
              class="button"
              disabled={isBusy}
              aria-label={`${say('people.office.twice.part')}: ${joinedName}`}
              onClick={() => void part(joined)}
            >
              {say('people.office.twice.part')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
