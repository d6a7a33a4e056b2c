import { useState } from 'preact/hooks';
import type { Text } from '#kernel/language.ts';
import { Dialog } from '#people/ui/office-dialog.tsx';
import { dayOf, shownDay } from '#people/ui/office-format.ts';
import { OfficePage } from '#people/ui/office-page.tsx';
import { useSend } from '#people/ui/office-send.ts';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { GivenReason } from '../records-history.ts';
import '#people/ui/office.css';

type Listed = {
  readonly transfer: string;
  readonly name: string;
  readonly from: string;
  readonly fromNames: Text | null;
  readonly reader: string;
  readonly readerNames: Text | null;
  readonly through: string;
  readonly isOpen: boolean;
  readonly isForbidden: boolean;
  readonly reason: string;
  readonly closedBy: 'node' | 'school' | 'region' | '';
  readonly at: number;
  readonly isBySchool: boolean;
  readonly isByRegion: boolean;
};
type Where = 'office' | 'region';
const reasons: readonly GivenReason[] = ['done', 'asked', 'mistake'];

/** A head's list: what other schools see of this school's former pupils, with a way to close it. */
export function OfficeHistories() {
  const say = useSay();
  return (
    <OfficePage title={say('lessons.history.list')} lead={say('lessons.history.list.office')}>
      <Histories where="office" />
    </OfficePage>
  );
}

/** A coordinator's list of all of them. */
export function RegionHistories() {
  const say = useSay();
  useTitle(say('lessons.history.list'));
  return (
    <div class="office">
      <h1>{say('lessons.history.list')}</h1>
      <p class="office-lead">{say('lessons.history.list.region')}</p>
      <Histories where="region" />
    </div>
  );
}

function Histories({ where }: { where: Where }) {
  const say = useSay();
  const { value, failure, again } = useAsk<{ histories: readonly Listed[] }>('/lessons/histories');
  return (
    <>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value?.histories.length === 0 && <Message tone="good">{say('lessons.history.list.none')}</Message>}
      {value && value.histories.length > 0 && (
        <ul class="office-missing">
          {value.histories.map((each) => (
            <Row key={`${each.transfer} ${each.reader}`} history={each} where={where} changed={again} />
          ))}
        </ul>
      )}
    </>
  );
}

function Row({ history, where, changed }: { history: Listed; where: Where; changed: () => void }) {
  const say = useSay();
  const { api, language } = useApp();
  const { isBusy, failure, send } = useSend();
  const [isClosing, setClosing] = useState(false);
  const { transfer, name, from, fromNames, reader, readerNames, isOpen, isForbidden } = history;
  const open = async (): Promise<void> => {
    if (await send(api.post(`/lessons/histories/${transfer}/open`, bodyOf(where, reader)))) changed();
  };
  return (
    <li>
      <div>
        <p>
          <b>{name}</b>
        </p>
        <p>
          {fromNames?.[language.value] ?? from} → {readerNames?.[language.value] ?? reader}
        </p>
        <State history={history} />
        {failure && <Failed failure={failure} />}
      </div>
      {isOpen && !isForbidden && (
        <button
          type="button"
          class="button"
          aria-label={`${say('lessons.history.close')}: ${name}`}
          onClick={() => setClosing(true)}
        >
          {say('lessons.history.close')}
        </button>
      )}
      {mayOpen(history, where) && (
        <button
          type="button"
          class="button"
          disabled={isBusy}
          aria-label={`${say('lessons.history.again')}: ${name}`}
          onClick={() => void open()}
        >
          {say('lessons.history.again')}
        </button>
      )}
      {isClosing && <Closing history={history} where={where} changed={changed} onClose={() => setClosing(false)} />}
    </li>
  );
}

/** A school opens what its own head closed; a coordinator what a coordinator or time closed. */
function mayOpen({ isOpen, isForbidden, closedBy, reason }: Listed, where: Where): boolean {
  if (where === 'office') return isForbidden;
  return !isOpen && !isForbidden && closedBy !== 'school' && reason !== 'left' && reason !== 'erased';
}

function bodyOf(where: Where, reader: string): { readonly reader?: string } {
  return where === 'region' ? { reader } : {};
}

function State({ history }: { history: Listed }) {
  const say = useSay();
  const { language } = useApp();
  const { isOpen, isForbidden, through, reason, closedBy, at, isBySchool, isByRegion } = history;
  if (isOpen && isForbidden) return <p class="quiet">{say('lessons.history.list.asked')}</p>;
  if (isOpen) {
    const told = isBySchool ? undefined : isByRegion ? 'from-region' : 'untold';
    return (
      <p class="quiet">
        {say('lessons.history.open', { day: shownDay(through, language.value) })}.{' '}
        {told && say(`lessons.history.list.${told}`)}
      </p>
    );
  }
  const shut = { day: shownDay(dayOf(at), language.value), reason: say(`lessons.history.reason.${reason}`) };
  return (
    <p class="quiet">
      {say('lessons.history.list.shut', shut)} {closedBy && say(`lessons.history.list.by.${closedBy}`)}
    </p>
  );
}

function Closing({
  history: { transfer, name, reader },
  where,
  changed,
  onClose,
}: {
  history: Listed;
  where: Where;
  changed: () => void;
  onClose: () => void;
}) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [reason, setReason] = useState<GivenReason>('done');
  const close = async (): Promise<void> => {
    const body = { reason, ...bodyOf(where, reader) };
    if (!(await send(api.post(`/lessons/histories/${transfer}/close`, body)))) return;
    onClose();
    changed();
  };
  return (
    <Dialog title={say('lessons.history.close.title', { name })} onClose={onClose}>
      <p>{say('lessons.history.close.what')}</p>
      <fieldset>
        <legend>{say('lessons.history.close.why')}</legend>
        {reasons.map((each) => (
          <label class="office-tick" key={each}>
            <input type="radio" name="reason" checked={reason === each} onChange={() => setReason(each)} />
            {say(`lessons.history.reason.${each}`)}
          </label>
        ))}
      </fieldset>
      {failure && <Failed failure={failure} />}
      <button type="button" class="button main" disabled={isBusy} onClick={() => void close()}>
        {say('lessons.history.close')}
      </button>
    </Dialog>
  );
}
