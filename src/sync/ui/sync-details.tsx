import { shownMoment } from '#people/ui/office-format.ts';
import { TableFrame } from '#people/ui/office-table.tsx';
import { Said, useForm } from '#people/ui/office-form.tsx';
import { textOf } from '#people/ui/office-fields.tsx';
import { useApp, useSay } from '#web/app.ts';
import { formatNumber } from '#web/format.ts';
import { Field } from '#web/parts/field.tsx';
import { Message } from '#web/parts/message.tsx';
import type { SyncStatus } from '../status.ts';
import { sizeOf } from './sync-model.ts';

/** What a technician wants to know, or is asked for on the telephone. */
export function SyncDetails({ status, changed }: { status: SyncStatus; changed: () => void }) {
  const say = useSay();
  const { session } = useApp();
  const mayManage = session.value?.posts.some((post) => post.role === 'head' || post.role === 'technician') ?? false;
  return (
    <details>
      <summary>{say('sync.screen.details')}</summary>
      <Figures status={status} />
      <Rejected status={status} />
      {status.region && mayManage && <Address url={status.link.url ?? ''} changed={changed} />}
    </details>
  );
}

function Figures({ status }: { status: SyncStatus }) {
  const say = useSay();
  const { language } = useApp();
  const { self, link, streams, files } = status;
  const { unit, value, digits } = sizeOf(link.bytes);
  const records = streams.reduce((sum, stream) => sum + stream.records, 0);
  const there = streams.reduce((sum, stream) => sum + Math.min(stream.records, stream.acknowledged), 0);
  const rows: readonly (readonly [string, string])[] = [
    [
      'sync.screen.details.records',
      `${formatNumber(language.value, there)} / ${formatNumber(language.value, records)}`,
    ],
    [
      'sync.screen.details.files',
      `${formatNumber(language.value, files.named - files.waiting)} / ${formatNumber(language.value, files.named)}`,
    ],
    [
      'sync.screen.details.bytes',
      say(`sync.screen.size.${unit}`, { size: formatNumber(language.value, value, digits) }),
    ],
    ['sync.screen.details.last', link.lastSuccess === undefined ? '—' : shownMoment(link.lastSuccess, language.value)],
    ['sync.screen.details.node', `${self.node} · ${self.epoch}`],
  ];
  return (
    <TableFrame label={say('sync.screen.details')}>
      <tbody>
        {rows.map(([words, figure]) => (
          <tr key={words}>
            <th scope="row">{say(words)}</th>
            <td>{figure}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

/** Records that the other end could not take: they stay where they are, and somebody has to look. */
function Rejected({ status: { contacts } }: { status: SyncStatus }) {
  const say = useSay();
  const rejected = contacts.flatMap((contact) => contact.rejected);
  const isAhead = contacts.some((contact) => contact.isAhead);
  const hasLost = contacts.some((contact) => contact.hasLost);
  const hasLostHere = contacts.some((contact) => contact.hasLostHere);
  if (rejected.length === 0 && !isAhead && !hasLost && !hasLostHere) return null;
  return (
    <Message tone="wrong">
      {isAhead && <p>{say('sync.ahead')}</p>}
      {hasLost && <p>{say('sync.has-lost')}</p>}
      {hasLostHere && <p>{say('sync.has-lost-here')}</p>}
      {rejected.length > 0 && <p>{say('sync.screen.rejected', { count: rejected.length })}</p>}
      <ul>
        {rejected.map(({ node, scope, from, why }) => (
          <li key={`${node} ${scope} ${from}`}>
            {say(`sync.rejected.${why}`)}{' '}
            <code>
              {node} {scope} {from}
            </code>
          </li>
        ))}
      </ul>
    </Message>
  );
}

function Address({ url, changed }: { url: string; changed: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const form = useForm((data) => api.put('/sync/region', { url: textOf(data, 'url') }), changed);
  return (
    <form onSubmit={(event) => void form.submit(event)}>
      <Field
        label={say('sync.screen.address')}
        name="url"
        inputMode="url"
        autocomplete="off"
        required
        defaultValue={url}
      />
      <Said form={form} />
      <button type="submit" class="button" disabled={form.isBusy}>
        {say('people.office.save')}
      </button>
    </form>
  );
}
