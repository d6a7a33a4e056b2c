import { useState } from 'preact/hooks';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Message } from '#web/parts/message.tsx';
import { GivenPasswords } from './office-given.tsx';
import { ImportErrors, ImportNotes } from './office-import-errors.tsx';
import { ImportPlan } from './office-import-plan.tsx';
import { isDecided, isEmpty, sendRoster, type ImportRefusal, type ImportView } from './office-import-view.ts';
import { OfficePage } from './office-page.tsx';
import { RosterFile } from './office-import-file.tsx';

/** A school's list comes in from a file: first one sees what it would change, and nothing is written before one says so. */
export function OfficeImport() {
  const say = useSay();
  const importing = useImport();
  const { file, plan, refusal, isBusy, look, restart } = importing;
  return (
    <OfficePage title={say('people.office.import')} lead={say('people.office.import.lead')}>
      {!plan?.isDone && <RosterFile isBusy={isBusy} choose={(chosen) => void look(chosen)} />}
      {isBusy && <p role="status">{say('people.office.import.reading', { name: file?.name ?? '' })}</p>}
      {refusal && <Refused refusal={refusal} choose={(school) => file && void look(file, school)} />}
      {plan && !plan.isDone && (
        <section aria-busy={isBusy}>
          <h2>{say('people.office.import.found', { name: file?.name ?? '' })}</h2>
          <ImportNotes notes={plan.notes} />
          <ImportPlan plan={plan} joins={importing.joins} join={importing.join} />
          {!isEmpty(plan) && <Confirm importing={importing} plan={plan} />}
        </section>
      )}
      {plan?.isDone && <Done plan={plan} restart={restart} />}
    </OfficePage>
  );
}

function Confirm({ importing, plan }: { importing: ReturnType<typeof useImport>; plan: ImportView }) {
  const say = useSay();
  const { isBusy, joins, carryOut, restart } = importing;
  const isReady = isDecided(plan, joins);
  return (
    <>
      {!isReady && <p>{say('people.office.import.undecided')}</p>}
      <div class="office-row">
        <button type="button" class="button main" disabled={isBusy || !isReady} onClick={() => void carryOut()}>
          {say('people.office.import.do')}
        </button>
        <button type="button" class="button" disabled={isBusy} onClick={restart}>
          {say('people.office.cancel')}
        </button>
      </div>
    </>
  );
}

function useImport() {
  const { session } = useApp();
  const [file, setFile] = useState<File>();
  const [school, setSchool] = useState<string>();
  const [joins, setJoins] = useState<ReadonlyMap<string, string>>(new Map());
  const [plan, setPlan] = useState<ImportView>();
  const [refusal, setRefusal] = useState<ImportRefusal>();
  const [isBusy, setBusy] = useState(false);
  const ask = async (asked: File, isDry: boolean, of: string | undefined, said: ReadonlyMap<string, string>) => {
    setBusy(true);
    const answer = await sendRoster({ file: asked, isDry, school: of, joins: said, token: session.value?.token ?? '' });
    setBusy(false);
    setPlan(answer.ok ? answer.value : undefined);
    setRefusal(answer.ok ? undefined : answer.error);
  };
  const look = (asked: File, of?: string): Promise<void> => {
    setFile(asked);
    setSchool(of);
    setJoins(new Map());
    return ask(asked, true, of, new Map());
  };
  const join = (row: string, person: string): void => setJoins(new Map([...joins, [row, person]]));
  const restart = (): void => {
    setFile(undefined);
    setPlan(undefined);
    setRefusal(undefined);
  };
  const carryOut = async (): Promise<void> => {
    if (file) await ask(file, false, school, joins);
  };
  return { file, plan, refusal, isBusy, joins, look, join, carryOut, restart };
}

function Refused({ refusal, choose }: { refusal: ImportRefusal; choose: (school: string) => void }) {
  const say = useSay();
  const { failure, errors, schools } = refusal;
  if (errors.length > 0) return <ImportErrors errors={errors} />;
  if (schools.length === 0) return <Failed failure={failure} />;
  return (
    <section>
      <h2>{say('people.office.import.which-school')}</h2>
      <ul class="office-list">
        {schools.map(({ sourcedId, name }) => (
          <li key={sourcedId}>
            <button type="button" class="button bare" onClick={() => choose(sourcedId)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Done({ plan: { counts, passwords }, restart }: { plan: ImportView; restart: () => void }) {
  const say = useSay();
  const pupils = counts.added.pupils + counts.changed.pupils;
  const adults = counts.added.adults + counts.changed.adults;
  return (
    <>
      <Message tone="good" isNews>
        <p>{say('people.office.import.done', { pupils, adults })}</p>
      </Message>
      {passwords.length > 0 && <GivenPasswords given={passwords} />}
      <p>{say('people.office.import.cards')}</p>
      <div class="office-row">
        <a class="button" href="/office/people">
          {say('people.office.people')}
        </a>
        <a class="button" href="/office">
          {say('people.office.home')}
        </a>
        <button type="button" class="button" onClick={restart}>
          {say('people.office.import.another')}
        </button>
      </div>
    </>
  );
}
