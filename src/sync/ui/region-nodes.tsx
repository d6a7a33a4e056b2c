import { useState } from 'preact/hooks';
import { TableFrame } from '#people/ui/office-table.tsx';
import type { Text } from '#kernel/language.ts';
import { Choice } from '#people/ui/office-fields.tsx';
import { shownMoment } from '#people/ui/office-format.ts';
import { searchable } from '#kernel/search.ts';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { comparer, formatNumber } from '#web/format.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { SyncStatus } from '../status.ts';
import { BringRequest } from './bring-request.tsx';
import { useEvery } from './every.ts';
import { NodeDialog } from './node-dialog.tsx';
import { filters, firstWorthSeeing, isAmong, nodesOf, type Filter, type SchoolNode } from './node-model.ts';
import '#people/ui/office.css';
import './sync.css';

type Schools = {
  readonly schools: readonly { readonly school: string; readonly names: Text; readonly district: Text }[];
};
type Tickets = {
  readonly tickets: readonly { readonly id: string; readonly school: string; readonly until: number }[];
};

/** The servers of the region's schools: who is joined and who spoke when; codes, sticks and revocation for one. */
export function RegionNodes() {
  const say = useSay();
  const schools = useAsk<Schools>('/people/schools');
  const status = useAsk<SyncStatus>('/sync/status');
  const tickets = useAsk<Tickets>('/sync/tickets');
  useTitle(say('sync.screen.nodes'));
  const again = (): void => [schools, status, tickets].forEach((each) => each.again());
  useEvery(30_000, () => status.again());
  const failure = schools.failure ?? status.failure ?? tickets.failure;
  const nodes =
    schools.value && status.value && nodesOf(schools.value.schools, status.value, tickets.value?.tickets ?? []);
  return (
    <div class="office">
      <h1>{say('sync.screen.nodes')}</h1>
      <p class="office-lead">{say('sync.screen.nodes.lead')}</p>
      {failure && <Failed failure={failure} again={again} />}
      {status.value && status.value.turns.waiting > 0 && (
        <Message tone="wait">{say('sync.screen.nodes.in-turn', status.value.turns)}</Message>
      )}
      {nodes?.some((node) => node.hasLostHere) && <Message tone="wrong">{say('sync.has-lost-here')}</Message>}
      {!nodes && !failure && <Waiting />}
      {nodes && <NodeList nodes={nodes} now={status.value?.now ?? 0} changed={again} />}
      {nodes && <BringRequest changed={again} />}
    </div>
  );
}

function NodeList({ nodes, now, changed }: { nodes: readonly SchoolNode[]; now: number; changed: () => void }) {
  const say = useSay();
  const { language } = useApp();
  const [filter, setFilter] = useState(() => firstWorthSeeing(nodes, now));
  const [sought, setSought] = useState('');
  const [open, setOpen] = useState<string>();
  const name = (node: SchoolNode): string => node.names[language.value];
  const compare = comparer(language.value);
  const wanted = searchable(sought.trim());
  const shown = nodes
    .filter(
      (node) =>
        isAmong(node, filter, now) && searchable(`${name(node)} ${node.district[language.value]}`).includes(wanted),
    )
    .toSorted((a, b) => compare(a.district[language.value], b.district[language.value]) || compare(name(a), name(b)));
  const chosen = nodes.find((node) => node.school === open);
  return (
    <>
      <div class="office-row">
        <Field
          label={say('sync.screen.nodes.search')}
          type="search"
          value={sought}
          onInput={(event) => setSought(event.currentTarget.value)}
        />
        <Choice
          label={say('sync.screen.nodes.which')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value as Filter)}
        >
          {filters.map((each) => (
            <option key={each} value={each}>
              {say(`sync.screen.nodes.${each}`)} (
              {formatNumber(language.value, nodes.filter((node) => isAmong(node, each, now)).length)})
            </option>
          ))}
        </Choice>
      </div>
      <NodeTable nodes={shown} now={now} open={setOpen} />
      {chosen && <NodeDialog node={chosen} changed={changed} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function NodeTable({
  nodes,
  now,
  open,
}: {
  nodes: readonly SchoolNode[];
  now: number;
  open: (school: string) => void;
}) {
  const say = useSay();
  return (
    <TableFrame label={say('sync.screen.nodes')}>
      <thead>
        <tr>
          <th scope="col">{say('sync.screen.nodes.school')}</th>
          <th scope="col">{say('sync.screen.nodes.district')}</th>
          <th scope="col">{say('sync.screen.nodes.state')}</th>
          <th scope="col">{say('sync.screen.details.last')}</th>
          <th scope="col" class="number">
            {say('sync.screen.nodes.records')}
          </th>
        </tr>
      </thead>
      <tbody>
        {nodes.map((node) => (
          <NodeRow key={node.school} node={node} now={now} open={open} />
        ))}
      </tbody>
    </TableFrame>
  );
}

function NodeRow({ node, now, open }: { node: SchoolNode; now: number; open: (school: string) => void }) {
  const say = useSay();
  const { language } = useApp();
  const isQuiet = isAmong(node, 'joined', now) && !isAmong(node, 'silent', now);
  return (
    <tr>
      <th scope="row">
        <button type="button" class="office-open" onClick={() => open(node.school)}>
          {node.names[language.value]}
        </button>
      </th>
      <td>{node.district[language.value]}</td>
      <td>
        <span class={isQuiet ? 'quiet' : 'office-flag'}>{say(`sync.screen.node.${node.state}`)}</span>
      </td>
      <td>{node.at === undefined ? '—' : shownMoment(node.at, language.value)}</td>
      <td class="number">{formatNumber(language.value, node.records)}</td>
    </tr>
  );
}
