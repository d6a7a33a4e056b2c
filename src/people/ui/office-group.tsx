import { useEffect, useState } from 'preact/hooks';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import { Dialog } from './office-dialog.tsx';
import { Choice, gradesOf } from './office-fields.tsx';
import {
  draftOf,
  groupBody,
  mostGrades,
  teachersOf,
  toggled,
  type Drafting,
  type GroupDraft,
  type GroupShown,
  type GroupWhole,
} from './office-group-model.ts';
import { GroupMembers } from './office-group-members.tsx';
import type { Lists } from './office-roles.ts';
import { useSend } from './office-send.ts';

type Props = {
  /** Undefined where a new one is made. */
  readonly group: GroupShown | undefined;
  readonly lists: Lists;
  readonly changed: () => void;
  readonly onClose: () => void;
};

/** Makes, changes or closes a teaching group. */
export function GroupDialog({ group, lists, changed, onClose }: Props) {
  const say = useSay();
  const { api } = useApp();
  const sending = useSend();
  const { draft, setDraft, failure } = useDraft(group, lists);
  const done = (): void => {
    changed();
    onClose();
  };
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!draft) return;
    const body = groupBody(draft, lists);
    const sent = group ? api.put(`/people/groups/${group.id}`, body) : api.post('/people/groups', body);
    if (await sending.send(sent)) done();
  };
  const close = async (): Promise<void> => {
    if (group && (await sending.send(api.delete(`/people/groups/${group.id}`)))) done();
  };
  const title = say(group ? 'people.office.groups.change-title' : 'people.office.groups.add');
  return (
    <Dialog title={title} isWide onClose={onClose}>
      {failure && <Failed failure={failure} />}
      {!draft && !failure && <Waiting />}
      {draft && (
        <form onSubmit={(event) => void save(event)}>
          <GroupFields draft={draft} setDraft={setDraft} lists={lists} />
          <GroupMembers draft={draft} setDraft={setDraft} lists={lists} />
          {sending.failure && <Failed failure={sending.failure} />}
          <div class="office-row">
            <button type="submit" class="button main" disabled={sending.isBusy || draft.grades.length === 0}>
              {say('people.office.save')}
            </button>
            {group && (
              <details class="office-close">
                <summary>{say('people.office.groups.close')}</summary>
                <p>{say('people.office.groups.close.what')}</p>
                <button type="button" class="button" disabled={sending.isBusy} onClick={() => void close()}>
                  {say('people.office.groups.close')}
                </button>
              </details>
            )}
          </div>
        </form>
      )}
    </Dialog>
  );
}

/** A new draft, or that of a group whose members have been asked for. */
function useDraft(group: GroupShown | undefined, lists: Lists) {
  const { api } = useApp();
  const { failure, send } = useSend();
  const fresh: GroupDraft = {
    subject: '',
    teacher: teachersOf(lists)[0]?.person ?? '',
    grades: [],
    classes: [],
    without: [],
    with: [],
  };
  const [draft, setDraft] = useState<GroupDraft | undefined>(group ? undefined : fresh);
  useEffect(() => {
    if (!group) return;
    void send(api.get<GroupWhole>(`/people/groups/${group.id}`)).then((whole) => {
      if (whole) setDraft(draftOf(group, whole, lists));
    });
  }, []);
  return { draft, setDraft, failure };
}

function GroupFields({ draft, setDraft, lists }: Drafting) {
  const say = useSay();
  const { words } = useApp();
  const subjects = Object.keys(words.value).filter((key) => key.startsWith(subjectWords));
  return (
    <>
      <div class="office-row">
        <Choice
          label={say('people.office.groups.subject')}
          required
          value={draft.subject}
          onChange={(event) => setDraft({ ...draft, subject: event.currentTarget.value })}
        >
          <option value="">{say('people.office.groups.choose')}</option>
          {subjects.map((key) => (
            <option key={key} value={key.slice(subjectWords.length)}>
              {say(key)}
            </option>
          ))}
        </Choice>
        <Choice
          label={say('people.office.groups.teacher')}
          required
          value={draft.teacher}
          onChange={(event) => setDraft({ ...draft, teacher: event.currentTarget.value })}
        >
          {teachersOf(lists).map(({ person, name }) => (
            <option key={person} value={person}>
              {name}
            </option>
          ))}
        </Choice>
      </div>
      <Grades draft={draft} setDraft={setDraft} lists={lists} />
    </>
  );
}

const subjectWords = 'people.subject.';

function Grades({ draft, setDraft }: Drafting) {
  const say = useSay();
  const { place } = useApp();
  const isFull = draft.grades.length >= mostGrades;
  return (
    <fieldset>
      <legend>{say('people.office.groups.which-grades')}</legend>
      <div class="office-ticks">
        {gradesOf(place.value?.school?.kind ?? 'general').map((grade) => {
          const isIn = draft.grades.includes(grade);
          return (
            <label class="office-tick" key={grade}>
              <input
                type="checkbox"
                checked={isIn}
                disabled={isFull && !isIn}
                onChange={(event) =>
                  setDraft({ ...draft, grades: toggled(draft.grades, grade, event.currentTarget.checked) })
                }
              />
              {grade}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
