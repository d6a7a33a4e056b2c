import { useState } from 'preact/hooks';
import { useSay } from '#web/app.ts';
import { ChooseFiles } from '#web/parts/choose-files.tsx';
import { Failed } from '#web/parts/message.tsx';
import { useFile } from './office-send.ts';

const kinds = '.xlsx,.csv,.zip';

/** A file is dropped here or chosen; who has none takes a template and fills it in. */
export function RosterFile({ isBusy, choose }: { isBusy: boolean; choose: (file: File) => void }) {
  const say = useSay();
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
        <ChooseFiles
          words={say('people.office.import.choose')}
          look="main"
          accept={kinds}
          isOff={isBusy}
          onChosen={([file]) => choose(file)}
        />
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
