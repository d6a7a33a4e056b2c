import { useState } from 'preact/hooks';
import { Dialog } from '#people/ui/office-dialog.tsx';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed } from '#web/parts/message.tsx';
import type { ShownJournal } from '../shown-journal.ts';

const minutesOfLesson = 40;
const states = ['present', 'late', 'absent'] as const;
type State = (typeof states)[number];

/** A lesson that was held without tablets, entered when it was over: its day, the topic of each grade, who was away. */
export function PaperLesson({ journal, close }: { journal: ShownJournal; close: (isKept: boolean) => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const span = journal.quarters[journal.quarter - 1];
  const last = [journal.today, span?.to ?? ''].toSorted()[0] ?? '';
  const [day, setDay] = useState(last);
  const [grades, setGrades] = useState<readonly number[]>(journal.grades.slice(0, 4));
  const [topics, setTopics] = useState<Readonly<Record<number, string>>>({});
  const [there, setThere] = useState<Readonly<Record<string, State>>>({});
  // One number for this entry: sent twice, it is one lesson.
  const [deed] = useState(() => `j${Date.now().toString(36)}-${Math.floor(Math.random() * 1e9)}`);
  const pupils = journal.pupils.filter(({ grade }) => grades.includes(grade));
  const save = async (): Promise<void> => {
    const lanes = grades.map((grade, n) => ({
      lane: 'abcd'[n] ?? 'a',
      group: journal.group,
      subject: journal.subject,
      grade,
      topic: topics[grade] ?? '',
      objectives: [],
      more: [],
      homework: [],
    }));
    const part = { mode: 'shared', form: 'explanation', pupils: '', activities: [] };
    const content = {
      title: topics[grades[0] ?? 0] ?? '',
      minutes: minutesOfLesson,
      lanes,
      phases: [{ minutes: minutesOfLesson, parts: lanes.map(() => part) }],
      hasTelephones: false,
    };
    const people = pupils.map(({ person }) => ({ person, state: there[person] ?? 'present' }));
    const held = lanes.map(({ lane, topic }) => ({ lane, topic, homework: [] }));
    if (await send(api.post('/lessons/runs/held', { deed, day, content, people, lanes: held }))) close(true);
  };
  return (
    <Dialog title={say('journal.paper')} isWide onClose={() => close(false)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field
          label={say('journal.paper.day')}
          type="date"
          value={day}
          {...(span ? { min: span.from, max: last } : {})}
          onInput={(event) => setDay(event.currentTarget.value)}
        />
        {journal.grades.slice(0, 4).map((grade) => (
          <div key={grade} class="journal-paper-grade">
            <label>
              <input
                type="checkbox"
                checked={grades.includes(grade)}
                onChange={({ currentTarget }) =>
                  setGrades(
                    currentTarget.checked
                      ? [...grades, grade].toSorted((a, b) => a - b)
                      : grades.filter((each) => each !== grade),
                  )
                }
              />
              {say('journal.grades', { grades: grade })}
            </label>
            <input
              class="input"
              aria-label={say('journal.paper.topic', { grade })}
              placeholder={say('journal.paper.topic.what')}
              maxLength={200}
              value={topics[grade] ?? ''}
              onInput={(event) => setTopics({ ...topics, [grade]: event.currentTarget.value })}
            />
          </div>
        ))}
        <h3>{say('journal.paper.who')}</h3>
        <ul class="journal-paper-people">
          {pupils.map(({ person, name }) => (
            <li key={person}>
              <span>{name}</span>
              <select
                class="input"
                aria-label={say('journal.paper.state', { name })}
                value={there[person] ?? 'present'}
                onChange={(event) => setThere({ ...there, [person]: event.currentTarget.value as State })}
              >
                {states.map((state) => (
                  <option key={state} value={state}>
                    {say(`journal.state.${state}`)}
                  </option>
                ))}
              </select>
            </li>
          ))}
        </ul>
        {failure && <Failed failure={failure} />}
        <button type="submit" class="button main" disabled={isBusy || grades.length === 0 || day === ''}>
          {say('journal.save')}
        </button>
      </form>
    </Dialog>
  );
}
