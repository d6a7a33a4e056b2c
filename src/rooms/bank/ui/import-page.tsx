import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { ChooseFiles } from '#web/parts/choose-files.tsx';
import { Field } from '#web/parts/field.tsx';
import { Failed, Message } from '#web/parts/message.tsx';
import { levels } from '../model/levels.ts';
import type { ImportAnswer } from '../routes-qti.ts';
import { Choice } from './editor-facts.tsx';
import { kindsText, subjectText } from './bank-say.ts';
import './bank.css';

type Finding = ImportAnswer['errors'][number];

const subjects = [
  'mathematics',
  'algebra',
  'geometry',
  'natural-science',
  'physics',
  'chemistry',
  'biology',
  'english',
];
const begun = { cell: '', pool: 'monitoring', subject: 'mathematics', objective: '', level: 'B', prefix: 'qti' };

/** A package of items from elsewhere: looked at first, then what is good of it becomes drafts. */
export function ImportPage() {
  const say = useSay();
  const { api } = useApp();
  useTitle(say('bank.import'));
  const [wish, setWish] = useState(begun);
  const [file, setFile] = useState<File>();
  const [found, setFound] = useState<ImportAnswer>();
  const { isBusy, failure, send, forget } = useSend();
  const isReady = wish.cell !== '' && /^\d{1,2}(\.\d{1,3}){3,4}$/u.test(wish.objective);
  const ask = async (chosen: File, save: boolean): Promise<void> => {
    const query = new URLSearchParams({
      ...wish,
      grade: wish.objective.split('.')[0] ?? '',
      ...(save ? { save: '1' } : {}),
    });
    setFound(await send(api.post<ImportAnswer>(`/bank/qti?${query}`, chosen, { patience: 60_000 })));
  };
  const choose = (chosen: File): void => {
    setFile(chosen);
    void ask(chosen, false);
  };
  const change = (of: Partial<typeof begun>): void => {
    setWish({ ...wish, ...of });
    setFound(undefined);
    forget();
  };
  const good = found?.items.filter(({ isGood }) => isGood).length ?? 0;
  return (
    <div class="bank">
      <p>
        <a href="/bank">{say('bank.title')}</a>
      </p>
      <h1>{say('bank.import')}</h1>
      <p class="quiet">{say('bank.import.what')}</p>
      <fieldset class="sheet bank-facts">
        <legend>{say('bank.import.defaults')}</legend>
        <Field
          label={say('bank.cell-name')}
          note={say('bank.cell-note')}
          value={wish.cell}
          onInput={(event) => change({ cell: event.currentTarget.value.trim() })}
        />
        <Choice
          id="import-pool"
          label={say('bank.pool')}
          value={wish.pool}
          values={['monitoring', 'everyday']}
          name={(value) => say(`bank.pool.${value}`)}
          change={(pool) => change({ pool })}
        />
        <Choice
          id="import-subject"
          label={say('bank.subject')}
          value={wish.subject}
          values={subjects}
          name={(value) => subjectText(say, value)}
          change={(subject) => change({ subject })}
        />
        <Field
          label={say('bank.filter.objective')}
          note={say('bank.objective-note')}
          value={wish.objective}
          onInput={(event) => change({ objective: event.currentTarget.value.trim() })}
        />
        <Choice
          id="import-level"
          label={say('bank.filter.level')}
          value={wish.level}
          values={levels}
          name={(value) => say(`bank.level.${value}`)}
          change={(level) => change({ level })}
        />
        <Field
          label={say('bank.prefix')}
          note={say('bank.prefix-note')}
          value={wish.prefix}
          onInput={(event) => change({ prefix: event.currentTarget.value.trim() })}
        />
      </fieldset>
      {!isReady && <Message tone="help">{say('bank.import.first')}</Message>}
      <p class="buttons">
        <ChooseFiles
          words={say('bank.import.choose')}
          accept=".zip"
          isOff={isBusy || !isReady}
          look="main"
          onChosen={([chosen]) => choose(chosen)}
        />
      </p>
      {failure && <Failed failure={failure} />}
      {found && <Found found={found} />}
      {found && file && found.written === 0 && good > 0 && found.errors.length === 0 && (
        <button type="button" class="button main" disabled={isBusy} onClick={() => void ask(file, true)}>
          {say('bank.import.keep', { count: good })}
        </button>
      )}
    </div>
  );
}

function Found({ found }: { found: ImportAnswer }) {
  const say = useSay();
  return (
    <section class="sheet">
      <h2>{say('bank.import.found')}</h2>
      {found.written > 0 && (
        <Message tone="good" isNews>
          {say('bank.import.done', { count: found.written })}
        </Message>
      )}
      {found.errors.length > 0 && (
        <Message tone="wrong" isNews>
          <Findings findings={found.errors} />
        </Message>
      )}
      <ul class="bank-found">
        {found.items.map((item) => (
          <li key={item.id}>
            <strong>{item.isGood ? <a href={`/bank/item/${item.id}`}>{item.id}</a> : item.id}</strong>{' '}
            {say(item.isGood ? 'bank.import.good' : 'bank.import.bad')}
            {item.isGood && `: ${kindsText(say, item.kinds)}`}
            {item.isKnown && found.written === 0 && <p class="small">{say('bank.import.known')}</p>}
            <Findings findings={[...item.errors, ...item.notes]} />
          </li>
        ))}
      </ul>
      {found.notes.length > 0 && <Findings findings={found.notes} />}
    </section>
  );
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  const say = useSay();
  if (findings.length === 0) return null;
  return (
    <ul class="small">
      {findings.map((each) => (
        <li key={JSON.stringify(each)}>
          {each.file !== '' && <code>{each.file}</code>} {say(`bank.error.${each.key}`, each.values)}
        </li>
      ))}
    </ul>
  );
}
