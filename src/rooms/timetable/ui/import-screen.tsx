import { useState } from 'preact/hooks';
import { noServer, type Failure } from '#web/api.ts';
import { useApp, useSay } from '#web/app.ts';
import { ChooseFiles } from '#web/parts/choose-files.tsx';
import { Field } from '#web/parts/field.tsx';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import { ImportErrors } from '#people/ui/office-import-errors.tsx';
import { useFile } from '#people/ui/office-send.ts';
import type { Slot } from '../model/slot.ts';
import type { ImportAnswer, ImportRefused } from '../routes-import.ts';
import { slotText, teacherText, whenText, type Speech } from './say.ts';
import { TimetablePage } from './timetable-page.tsx';
import { useWeek } from './use-week.ts';

type Refusal = { readonly failure: Failure; readonly errors: ImportRefused['errors'] };

/** A week comes in from a file: first one sees what it would change, and nothing is written before one says so. */
export function ImportScreen() {
  const say = useSay();
  const { language } = useApp();
  const { week, failure, again, since, setSince } = useWeek(undefined);
  const importing = useImport(since);
  const { file, plan, refusal, isBusy, look, carryOut, restart } = importing;
  return (
    <TimetablePage title={say('timetable.import')} lead={say('timetable.import.lead')}>
      {failure && <Failed failure={failure} again={again} />}
      {!week && !failure && <Waiting />}
      {week && (
        <>
          <div class="office-row">
            <Field
              label={say('timetable.since')}
              type="date"
              value={since}
              onInput={(event) => setSince(event.currentTarget.value)}
            />
            <ChooseFiles
              words={say('timetable.import.choose')}
              look="main"
              accept=".xlsx,.csv"
              isOff={isBusy || since === ''}
              onChosen={([chosen]) => void look(chosen)}
            />
            <Template since={since} />
          </div>
          <p class="quiet small">{say('timetable.import.kinds')}</p>
          {isBusy && <p role="status">{say('timetable.import.reading', { name: file?.name ?? '' })}</p>}
          {refusal &&
            (refusal.errors.length > 0 ? (
              <ImportErrors errors={refusal.errors} />
            ) : (
              <Failed failure={refusal.failure} />
            ))}
          {plan && <Plan speech={{ say, language: language.value, week }} plan={plan} />}
          {plan && !plan.isDone && (
            <div class="office-row">
              <button
                type="button"
                class="button main"
                disabled={isBusy || isEmpty(plan)}
                onClick={() => void carryOut()}
              >
                {say('timetable.import.do')}
              </button>
              <button type="button" class="button" disabled={isBusy} onClick={restart}>
                {say('timetable.import.leave')}
              </button>
            </div>
          )}
          {plan?.isDone && (
            <a class="button main" href="/timetable">
              {say('timetable.import.see')}
            </a>
          )}
        </>
      )}
    </TimetablePage>
  );
}

const isEmpty = (plan: ImportAnswer): boolean => plan.added.length === 0 && plan.dropped.length === 0;

function Template({ since }: { since: string }) {
  const say = useSay();
  const { language } = useApp();
  const { download, isBusy, failure } = useFile();
  const take = (): void => {
    const address = `/api/timetable/import/template?lang=${language.value}&day=${since}`;
    void download({ address, name: `${say('timetable.title')}.xlsx` });
  };
  return (
    <>
      <button type="button" class="button" disabled={isBusy || since === ''} onClick={take}>
        {say('timetable.import.template')}
      </button>
      {failure && <Failed failure={failure} />}
    </>
  );
}

function Plan({ speech, plan }: { speech: Speech; plan: ImportAnswer }) {
  const { say } = speech;
  const counts = { added: plan.added.length, dropped: plan.dropped.length, kept: plan.kept };
  const isSame = isEmpty(plan);
  return (
    <section>
      <Message tone={plan.isDone || isSame ? 'good' : 'wait'} isNews>
        <p>
          {say(
            plan.isDone ? 'timetable.import.done' : isSame ? 'timetable.import.same' : 'timetable.import.would',
            counts,
          )}
        </p>
      </Message>
      {!plan.isDone && <Slots speech={speech} title={say('timetable.import.added')} slots={plan.added} />}
      {!plan.isDone && <Slots speech={speech} title={say('timetable.import.dropped')} slots={plan.dropped} />}
    </section>
  );
}

function Slots({ speech, title, slots }: { speech: Speech; title: string; slots: readonly Slot[] }) {
  if (slots.length === 0) return null;
  return (
    <details class="timetable-conflicts" open={slots.length <= 12}>
      <summary>{`${title}: ${slots.length}`}</summary>
      <ul>
        {slots.map((slot) => (
          <li key={slot.slot}>
            {[whenText(speech.say, slot), slotText(speech, slot), teacherText(speech, slot.teacher), slot.room]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ul>
    </details>
  );
}

function useImport(since: string) {
  const { session } = useApp();
  const [file, setFile] = useState<File>();
  const [plan, setPlan] = useState<ImportAnswer>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [isBusy, setBusy] = useState(false);
  const ask = async (asked: File, isDry: boolean): Promise<void> => {
    setBusy(true);
    const answer = await send(asked, isDry, since, session.value?.token ?? '');
    setBusy(false);
    setPlan('error' in answer ? undefined : answer);
    setRefusal(
      'error' in answer ? { failure: { status: 422, ...answer.error }, errors: answer.errors ?? [] } : undefined,
    );
  };
  return {
    file,
    plan,
    refusal,
    isBusy,
    look: async (chosen: File): Promise<void> => {
      setFile(chosen);
      await ask(chosen, true);
    },
    carryOut: async (): Promise<void> => {
      if (file) await ask(file, false);
    },
    restart: (): void => {
      setFile(undefined);
      setPlan(undefined);
      setRefusal(undefined);
    },
  };
}

async function send(
  file: File,
  isDry: boolean,
  since: string,
  token: string,
): Promise<ImportAnswer | (Pick<ImportRefused, 'error'> & Partial<ImportRefused>)> {
  const headers = { authorization: `Bearer ${token}`, 'tirek-file': encodeURIComponent(file.name) };
  try {
    const query = `dry=${isDry ? 1 : 0}&since=${since}`;
    const response = await fetch(`/api/timetable/import?${query}`, { method: 'POST', headers, body: file });
    return (await response.json()) as ImportAnswer | ImportRefused;
  } catch {
    return { error: { key: noServer.key, values: {} } };
  }
}
