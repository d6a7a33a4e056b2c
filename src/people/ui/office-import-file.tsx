import { useId, useState } from 'preact/hooks';
import { useSay } from '#web/app.ts';
import { Failed } from '#web/parts/message.tsx';
import { useFile } from './office-send.ts';

const kinds = '.xlsx,.csv,.zip';

/** A file is dropped here or chosen; who has none takes a template and fills it in. */
export function RosterFile({ isBusy, choose }: { isBusy: boolean; choose: (file: File) => void }) {
  const say = useSay();
  const id = useId();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer?.files ?? [];
    if (file) choose(file);
  };
  const over = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <div class="office-columns">
      <div
        class={isOver ? 'office-drop over' : 'office-drop'}
        onDrop={drop}
        onDragOver={over}
        onDragLeave={() => setOver(false)}
      >
        <p>{say('people.office.import.drop')}</p>
        <input
          id={id}
          class="spoken"
          type="file"
          accept={kinds}
          disabled={isBusy}
          onChange={(event) => {
            const { files } = event.currentTarget;
            if (files?.[0]) choose(files[0]);
            // The same file, put right, can be chosen again.
            event.currentTarget.value = '';
          }}
        />
        <label class="button main" for={id}>
          {say('people.office.import.choose')}
        </label>
        <span class="quiet small">{say('people.office.import.kinds')}</span>
      </div>
      <Templates />
    </div>
  );
}

function Templates() {
  const say = useSay();
  const { download, isBusy, failure } = useFile();
  const take = (language: 'kk' | 'ru', name: string) => {
    return () => void download({ address: `/api/people/import/template?lang=${language}`, name });
  };
  return (
    <div class="sheet">
      <h2>{say('people.office.import.template')}</h2>
      <p>{say('people.office.import.template.what')}</p>
      <div class="office-row">
        <button type="button" class="button" disabled={isBusy} lang="kk" onClick={take('kk', 'тізім-үлгі.xlsx')}>
          Қазақша үлгі
        </button>
        <button type="button" class="button" disabled={isBusy} lang="ru" onClick={take('ru', 'список-образец.xlsx')}>
          Образец на русском
        </button>
      </div>
      {failure && <Failed failure={failure} />}
    </div>
  );
}
