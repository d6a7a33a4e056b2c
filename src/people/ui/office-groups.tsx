import { useState } from 'preact/hooks';
import { TableFrame } from './office-table.tsx';
import { useAsk } from '#web/ask.ts';
import { useSay } from '#web/app.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import { GroupDialog } from './office-group.tsx';
import { teachersOf, type GroupShown } from './office-group-model.ts';
import { OfficePage } from './office-page.tsx';
import type { Lists } from './office-roles.ts';

/** The teaching groups of the school: grades × subject × teacher; several grades sit together in a combined class. */
export function OfficeGroups() {
  const say = useSay();
  const groups = useAsk<{ groups: readonly GroupShown[] }>('/people/groups');
  const people = useAsk<Lists>('/people/office/people');
  const [open, setOpen] = useState<GroupShown | 'new'>();
  const failure = groups.failure ?? people.failure;
  const again = (): void => {
    groups.again();
    people.again();
  };
  const list = groups.value?.groups;
  const lists = people.value;
  return (
    <OfficePage title={say('people.office.groups')} lead={say('people.office.groups.lead')}>
      {failure && <Failed failure={failure} again={again} />}
      {(!list || !lists) && !failure && <Waiting />}
      {list && lists && (
        <>
          <p>
            <button type="button" class="button main" onClick={() => setOpen('new')}>
              {say('people.office.groups.add')}
            </button>
          </p>
          <WithoutGroups groups={list} lists={lists} />
          <GroupTable groups={list} open={setOpen} />
          {open && (
            <GroupDialog
              group={open === 'new' ? undefined : open}
              lists={lists}
              changed={again}
              onClose={() => setOpen(undefined)}
            />
          )}
        </>
      )}
    </OfficePage>
  );
}

function WithoutGroups({ groups, lists }: { groups: readonly GroupShown[]; lists: Lists }) {
  const say = useSay();
  const busy = new Set(groups.map((group) => group.teacher));
  const idle = teachersOf(lists).filter((teacher) => teacher.teaches && !busy.has(teacher.person));
  if (idle.length === 0) return null;
  return (
    <Message tone="wait">
      {say('people.office.groups.idle', { count: idle.length, names: idle.map(({ name }) => name).join(', ') })}
    </Message>
  );
}

function GroupTable({ groups, open }: { groups: readonly GroupShown[]; open: (group: GroupShown) => void }) {
  const say = useSay();
  if (groups.length === 0) return <Message tone="help">{say('people.office.groups.none')}</Message>;
  const sorted = groups.toSorted((a, b) => (a.grades[0] ?? 0) - (b.grades[0] ?? 0));
  return (
    <TableFrame label={say('people.office.groups')}>
      <thead>
        <tr>
          <th scope="col">{say('people.office.groups.grades')}</th>
          <th scope="col">{say('people.office.groups.subject')}</th>
          <th scope="col">{say('people.office.groups.teacher')}</th>
          <th scope="col" class="number">
            {say('people.office.groups.size')}
          </th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((group) => (
          <GroupRow key={group.id} group={group} open={open} />
        ))}
      </tbody>
    </TableFrame>
  );
}

function GroupRow({ group, open }: { group: GroupShown; open: (group: GroupShown) => void }) {
  const say = useSay();
  const subject = say(`people.subject.${group.subject}`);
  const grades = group.classes.length > 0 ? group.classes.join(', ') : group.grades.join(' + ');
  return (
    <tr>
      <td>
        {grades}{' '}
        {group.grades.length > 1 && <span class="office-flag help">{say('people.office.groups.combined')}</span>}
      </td>
      <th scope="row">
        <button
          type="button"
          class="office-open"
          aria-label={`${say('people.office.groups.change')}: ${subject}, ${grades}`}
          onClick={() => open(group)}
        >
          {subject}
        </button>
      </th>
      <td>{group.teacherName || '—'}</td>
      <td class="number">{group.size}</td>
    </tr>
  );
}
