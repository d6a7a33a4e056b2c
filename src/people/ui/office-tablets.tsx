import { useState } from 'preact/hooks';
import { TableFrame } from './office-table.tsx';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { TabletRow } from '../tablets.ts';
import { Dialog } from './office-dialog.tsx';
import { shownMoment } from './office-format.ts';
import { OfficePage } from './office-page.tsx';
import { QrCode } from './office-qr.tsx';
import { useSend } from './office-send.ts';

/** `n` is its place in the order of enrolment: what a tablet without a name is called by. */
type NumberedTablet = TabletRow & { readonly n: number };

type Code = { readonly code: string; readonly until: number };

/** The school's tablets: what they are called, when they last worked, and how another one joins. */
export function OfficeTablets() {
  const say = useSay();
  const { api } = useApp();
  const { value, failure, again } = useAsk<{ tablets: readonly TabletRow[] }>('/people/tablets');
  const asking = useSend();
  const [code, setCode] = useState<Code>();
  const newCode = async (): Promise<void> => setCode(await asking.send(api.post<Code>('/people/tablet-codes')));
  const closeCode = (): void => {
    setCode(undefined);
    again();
  };
  const all = (value?.tablets ?? []).map((tablet, n) => ({ ...tablet, n: n + 1 }));
  const here = all.filter((tablet) => !tablet.isRetired);
  const retired = all.filter((tablet) => tablet.isRetired);
  return (
    <OfficePage title={say('people.office.tablets')} lead={say('people.office.tablets.lead')}>
      <p>
        <button type="button" class="button main" disabled={asking.isBusy} onClick={() => void newCode()}>
          {say('people.office.tablets.add')}
        </button>
      </p>
      {asking.failure && <Failed failure={asking.failure} />}
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && here.length === 0 && <Message tone="help">{say('people.office.tablets.none')}</Message>}
      {here.length > 0 && <TabletTable tablets={here} changed={again} />}
      {retired.length > 0 && (
        <details>
          <summary>{say('people.office.tablets.retired', { count: retired.length })}</summary>
          <TabletTable tablets={retired} />
        </details>
      )}
      {code && <NewTablet code={code} onClose={closeCode} />}
    </OfficePage>
  );
}

function TabletTable({ tablets, changed }: { tablets: readonly NumberedTablet[]; changed?: () => void }) {
  const say = useSay();
  const { language } = useApp();
  const [leaving, setLeaving] = useState<NumberedTablet>();
  return (
    <>
      <TableFrame label={say('people.office.tablets')}>
        <thead>
          <tr>
            <th scope="col">{say('people.office.tablets.name')}</th>
            <th scope="col">{say('people.office.tablets.last')}</th>
            <th scope="col">{say('people.office.tablets.since')}</th>
            {changed && <th scope="col">{say('people.office.action')}</th>}
          </tr>
        </thead>
        <tbody>
          {tablets.map((tablet) => (
            <tr key={tablet.tablet}>
              <th scope="row">{nameOf(tablet, say)}</th>
              <td>{tablet.last ? shownMoment(tablet.last, language.value) : say('people.office.tablets.never')}</td>
              <td>{shownMoment(tablet.since, language.value)}</td>
              {changed && (
                <td>
                  <button
                    type="button"
                    class="button"
                    aria-label={`${say('people.office.tablets.retire')}: ${nameOf(tablet, say)}`}
                    onClick={() => setLeaving(tablet)}
                  >
                    {say('people.office.tablets.retire')}
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {leaving && changed && <Retire tablet={leaving} changed={changed} onClose={() => setLeaving(undefined)} />}
    </>
  );
}

function nameOf({ label, n }: NumberedTablet, say: ReturnType<typeof useSay>): string {
  return label || say('people.office.tablets.number', { n });
}

function Retire({ tablet, changed, onClose }: { tablet: NumberedTablet; changed: () => void; onClose: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const retire = async (): Promise<void> => {
    if (!(await send(api.delete<{ done: boolean }>(`/people/tablets/${tablet.tablet}`)))) return;
    changed();
    onClose();
  };
  const name = nameOf(tablet, say);
  return (
    <Dialog title={say('people.office.tablets.retire.title', { name })} onClose={onClose}>
      <p>{say('people.office.tablets.retire.what')}</p>
      {failure && <Failed failure={failure} />}
      <button type="button" class="button main" disabled={isBusy} onClick={() => void retire()}>
        {say('people.office.tablets.retire')}
      </button>
    </Dialog>
  );
}

function NewTablet({ code: { code, until }, onClose }: { code: Code; onClose: () => void }) {
  const say = useSay();
  const { language } = useApp();
  const address = location.origin;
  const isOnlyHere = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);
  return (
    <Dialog title={say('people.office.tablets.add')} onClose={onClose}>
      <ol>
        <li>
          {say('people.office.tablets.step.open')} <b>{address}</b>
          <QrCode text={`${address}/enrol/${code}`} label={say('people.office.tablets.qr', { address })} />
        </li>
        <li>
          {say('people.office.tablets.step.code')}
          <output class="office-code">{code.replace(/(\d{4})/, '$1 ')}</output>
        </li>
      </ol>
      <p class="quiet">{say('people.office.tablets.until', { time: shownMoment(until, language.value) })}</p>
      {isOnlyHere && <Message tone="wait">{say('people.office.tablets.only-here')}</Message>}
      <button type="button" class="button" onClick={() => print()}>
        {say('people.office.print')}
      </button>
    </Dialog>
  );
}
