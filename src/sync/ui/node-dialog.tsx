import { useState } from 'preact/hooks';
import { Dialog } from '#people/ui/office-dialog.tsx';
import { Choice, textOf } from '#people/ui/office-fields.tsx';
import { useForm } from '#people/ui/office-form.tsx';
import { shownMoment } from '#people/ui/office-format.ts';
import { GivenPasswords, type Given } from '#people/ui/office-given.tsx';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed, Message } from '#web/parts/message.tsx';
import type { SchoolNode } from './node-model.ts';
import { StickPart } from './stick-part.tsx';

type Props = { readonly node: SchoolNode; readonly changed: () => void };

/** All that the region does for one school's server. */
export function NodeDialog({ node, changed, onClose }: Props & { onClose: () => void }) {
  const say = useSay();
  const { language } = useApp();
  return (
    <Dialog title={node.names[language.value]} isWide onClose={onClose}>
      <p class="quiet">
        {node.district[language.value]} · {say(`sync.screen.node.${node.state}`)}
        {node.at !== undefined && ` · ${say('sync.screen.last', { time: shownMoment(node.at, language.value) })}`}
      </p>
      {(node.hasLost || node.isAhead) && <Message tone="wrong">{say('sync.screen.node.lost')}</Message>}
      {node.rejected > 0 && <Message tone="wrong">{say('sync.screen.rejected', { count: node.rejected })}</Message>}
      <NewTicket node={node} changed={changed} />
      {node.state === 'joined' && node.node && <StickPart to={node.node} changed={changed} />}
      <FirstHead node={node} />
      {node.state === 'joined' && <Revoke node={node} changed={changed} />}
    </Dialog>
  );
}

type Given1 = { readonly text: string; readonly until: number };

/** A one-time code, shown large: it is told by telephone, typed, or printed. */
function NewTicket({ node, changed }: Props) {
  const say = useSay();
  const { api, language } = useApp();
  const { isBusy, failure, send } = useSend();
  const [ticket, setTicket] = useState<Given1>();
  const give = async (): Promise<void> => {
    const given = await send(
      api.post<Given1>('/sync/tickets', { school: node.school, ...(node.node ? { restores: node.node } : {}) }),
    );
    if (!given) return;
    setTicket(given);
    changed();
  };
  if (ticket) {
    return (
      <Message tone="good" isNews>
        <p>{say('sync.screen.ticket.once', { time: shownMoment(ticket.until, language.value) })}</p>
        <output class="sync-ticket">
          {ticket.text.split(/[\s-]+/).map((group, n) => (
            <span key={n}>{group}</span>
          ))}
        </output>
        <button type="button" class="button" onClick={() => print()}>
          {say('people.office.print')}
        </button>
      </Message>
    );
  }
  return (
    <>
      {node.ticketUntil !== undefined && (
        <p>{say('sync.screen.ticket.open', { time: shownMoment(node.ticketUntil, language.value) })}</p>
      )}
      {node.node && <p class="quiet">{say('sync.screen.ticket.restores')}</p>}
      <p>
        <button type="button" class="button" disabled={isBusy} onClick={() => void give()}>
          {say(node.state === 'none' ? 'sync.screen.ticket.first' : 'sync.screen.ticket.next')}
        </button>
      </p>
      {failure && <Failed failure={failure} />}
    </>
  );
}

/** A school's first head signs in with what the region gives. */
function FirstHead({ node }: { node: SchoolNode }) {
  const say = useSay();
  const { api } = useApp();
  const [given, setGiven] = useState<Given>();
  const [name, setName] = useState('');
  const form = useForm(
    (data) => {
      const who = { family: textOf(data, 'family'), given: textOf(data, 'given') };
      setName(`${who.family} ${who.given}`);
      return api.post<Omit<Given, 'name'>>(`/people/region/schools/${node.school}/head`, {
        name: who,
        language: textOf(data, 'language'),
      });
    },
    (made) => setGiven({ ...made, name }),
  );
  if (given) return <GivenPasswords given={[{ ...given, name }]} />;
  return (
    <details>
      <summary>{say('sync.screen.head')}</summary>
      <p class="quiet">{say('sync.screen.head.what')}</p>
      <form onSubmit={(event) => void form.submit(event)}>
        <div class="office-row">
          <Field label={say('people.office.who.family')} name="family" required autocomplete="off" />
          <Field label={say('people.office.who.given')} name="given" required autocomplete="off" />
          <Choice label={say('people.office.who.language')} name="language">
            <option value="kk">{say('people.office.language.kk')}</option>
            <option value="ru">{say('people.office.language.ru')}</option>
          </Choice>
        </div>
        {form.failure && <Failed failure={form.failure} />}
        <button type="submit" class="button" disabled={form.isBusy}>
          {say('sync.screen.head.do')}
        </button>
      </form>
    </details>
  );
}

const reasons = ['lost', 'replaced', 'closed'] as const;

function Revoke({ node, changed }: Props) {
  const say = useSay();
  const { api } = useApp();
  const form = useForm(
    (data) => api.post(`/sync/nodes/${node.node}/revoke`, { reason: textOf(data, 'reason') }),
    changed,
  );
  return (
    <details>
      <summary>{say('sync.screen.revoke')}</summary>
      <form onSubmit={(event) => void form.submit(event)}>
        <Message tone="wrong">{say('sync.screen.revoke.what')}</Message>
        <div class="office-row">
          <Choice label={say('sync.screen.revoke.why')} name="reason">
            {reasons.map((reason) => (
              <option key={reason} value={reason}>
                {say(`sync.screen.revoke.${reason}`)}
              </option>
            ))}
          </Choice>
          <button type="submit" class="button" disabled={form.isBusy}>
            {say('sync.screen.revoke.do')}
          </button>
        </div>
        {form.failure && <Failed failure={form.failure} />}
      </form>
    </details>
  );
}
