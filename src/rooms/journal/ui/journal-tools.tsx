import { useFile } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed } from '#web/parts/message.tsx';
import type { ShownJournal } from '../shown-journal.ts';

/** A button that brings a paper as PDF, in Russian where that is read, else in Kazakh. */
export function PaperButton({
  path,
  name,
  query = {},
}: {
  path: string;
  name: string;
  query?: Record<string, string>;
}) {
  const say = useSay();
  const { language } = useApp();
  const { open, isBusy, failure } = useFile();
  const lang = language.value === 'ru' ? 'ru' : 'kk';
  const address = `/api${path}?${new URLSearchParams({ ...query, lang })}`;
  return (
    <>
      <button
        type="button"
        class="button"
        disabled={isBusy}
        onClick={() => void open({ address, name: `${name}.pdf` })}
      >
        {say(isBusy ? 'journal.coming' : 'journal.print')}
      </button>
      {failure && <Failed failure={failure} />}
    </>
  );
}

/** Print, the table for a spreadsheet, and the way into the journal outside. */
export function JournalTools({ journal }: { journal: ShownJournal }) {
  const say = useSay();
  const { download, isBusy, failure } = useFile();
  const { language } = useApp();
  const query = { year: String(journal.year), quarter: String(journal.quarter) };
  const lang = language.value === 'ru' ? 'ru' : 'kk';
  const sheet = `/api/journal/groups/${journal.group}/table.xlsx?${new URLSearchParams({ ...query, lang })}`;
  return (
    <div class="journal-do">
      <PaperButton path={`/journal/print/groups/${journal.group}`} name={say('journal.title')} query={query} />
      <button
        type="button"
        class="button"
        disabled={isBusy}
        onClick={() => void download({ address: sheet, name: `${say('journal.title')}.xlsx` })}
      >
        {say('journal.excel')}
      </button>
      <a class="button" href={`/journal/${journal.group}/carry`}>
        {say('journal.carry.title')}
      </a>
      {failure && <Failed failure={failure} />}
    </div>
  );
}
