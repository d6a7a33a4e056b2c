import { useFile } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed } from '#web/parts/message.tsx';

/** A page for each pupil of a class, to hand out. */
export function PupilPapers({ group, query }: { group: string; query: Record<string, string> }) {
  const say = useSay();
  const { language } = useApp();
  const { open, isBusy, failure } = useFile();
  const lang = language.value === 'ru' ? 'ru' : 'kk';
  const address = `/api/results/papers/pupils/${group}?${new URLSearchParams({ ...query, lang })}`;
  return (
    <p>
      <button
        type="button"
        class="button"
        disabled={isBusy}
        onClick={() => void open({ address, name: `${say('results.class.pages')}.pdf` })}
      >
        {say('results.class.pages')}
      </button>
      {failure && <Failed failure={failure} />}
    </p>
  );
}

/** What a page can be taken along as: on paper, and as a spreadsheet. `path` begins after `/api/results`. */
export function Papers({ path, name, query = {} }: { path: string; name: string; query?: Record<string, string> }) {
  const say = useSay();
  const { language } = useApp();
  const { open, download, isBusy, failure } = useFile();
  const lang = language.value === 'ru' ? 'ru' : 'kk';
  const address = (ending: string): string =>
    `/api/results/papers${path}/${ending}?${new URLSearchParams({ ...query, lang })}`;
  return (
    <div class="buttons results-papers">
      <button
        type="button"
        class="button"
        disabled={isBusy}
        onClick={() => void open({ address: address('pdf'), name: `${name}.pdf` })}
      >
        {say('results.print')}
      </button>
      <button
        type="button"
        class="button"
        disabled={isBusy}
        onClick={() => void download({ address: address('xlsx'), name: `${name}.xlsx` })}
      >
        {say('results.excel')}
      </button>
      {failure && <Failed failure={failure} />}
    </div>
  );
}
