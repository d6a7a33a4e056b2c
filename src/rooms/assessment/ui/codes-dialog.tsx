import { useEffect, useState } from 'preact/hooks';
import { Dialog } from '#people/ui/office-dialog.tsx';
import { useFile, useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { MonitoredCell } from '../model/monitored.ts';
import type { CodesAnswer, StudyAnswer } from '../routes-seal.ts';
import { useNames } from './forms-say.ts';

/** The codes of a school, to read over the telephone. That they were looked at is a record. */
export function CodesDialog({
  study,
  school,
  cells,
  close,
}: {
  study: string;
  school: StudyAnswer['schools'][number];
  cells: readonly MonitoredCell[];
  close: () => void;
}) {
  const say = useSay();
  const names = useNames();
  const { api, language } = useApp();
  const { failure, send } = useSend();
  const paper = useFile();
  const [codes, setCodes] = useState<CodesAnswer>();
  const [as, setAs] = useState<'digits' | 'kk' | 'ru'>('digits');
  const address = `/assessment/studies/${study}/codes/${school.school}`;
  useEffect(() => {
    void send(api.post<CodesAnswer>(address, {})).then(setCodes);
  }, [address]);
  const print = (): void => {
    void paper.open({ address: `/api${address}/print?lang=${language.value}`, name: `${say('assessment.codes')}.pdf` });
  };
  return (
    <Dialog title={say('assessment.codes-of', { school: school.names[language.value] })} isWide onClose={close}>
      <p class="quiet">{say('assessment.codes.lead')}</p>
      {failure && <Failed failure={failure} />}
      {!codes && !failure && <Waiting />}
      {codes && (
        <>
          <div class="office-places">
            {(['digits', 'kk', 'ru'] as const).map((each) => (
              <button key={each} type="button" class="button" aria-pressed={each === as} onClick={() => setAs(each)}>
                {say(`assessment.codes-${each}`)}
              </button>
            ))}
          </div>
          <ul class="office-list">
            {codes.codes.map((each) => (
              <li key={each.form}>
                <span>
                  {names.cellOf(cells, each.cell)}, {names.booklet(each.booklet)}
                </span>
                <span class="forms-code" lang={as === 'digits' ? undefined : as}>
                  {each[as].map((group, at) => (as === 'digits' ? group : `${at + 1}. ${group}`)).join('   ')}
                </span>
              </li>
            ))}
          </ul>
          <button type="button" class="button" disabled={paper.isBusy} onClick={print}>
            {say('assessment.print')}
          </button>
          {paper.failure && <Failed failure={paper.failure} />}
        </>
      )}
    </Dialog>
  );
}
