import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { Say } from '#web/words.ts';
import { skills } from '../model/rubric/skill.ts';
import type { JournalAnswer, JournalPupil } from '../to-journal.ts';
import { useLabSay } from './lab-say.ts';
import './labs.css';

/** LAB-19: the confirmed points of a grade at a task, and the way of them into the journal. */
export function LabsJournal({ params }: ScreenProps) {
  const { group = '', lab = '', task = '', grade = '' } = params;
  const web = useSay();
  const say = useLabSay(lab);
  const title = web('labs.journal.title', { grade });
  useTitle(title);
  const { value, failure, again } = useAsk<JournalAnswer>(
    `/labs/groups/${group}/journal?lab=${lab}&task=${task}&grade=${grade}`,
  );
  return (
    <div class="labs-teach">
      <p>
        <a href={`/labs/group/${group}`}>← {web('labs.teach.open')}</a>
      </p>
      <h1>{title}</h1>
      <p>
        {say(`labs.${lab}.title`)}: {say(`labs.${lab}.task.${task}`)}
      </p>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && (
        <Handing
          key={JSON.stringify(value.pupils)}
          place={{ group, lab, task, grade: Number(grade) }}
          name={say(`labs.${lab}.title`)}
          answer={value}
          say={say}
          web={web}
          again={again}
        />
      )}
    </div>
  );
}

/** Whether what was confirmed is not yet what the journal says. */
function isNew({ state, points, journal }: JournalPupil): boolean {
  return state === 'confirmed' && (journal?.state !== 'done' || journal.points.join() !== points.join());
}

type Place = { readonly group: string; readonly lab: string; readonly task: string; readonly grade: number };
type Props = {
  readonly place: Place;
  readonly name: string;
  readonly answer: JournalAnswer;
  readonly say: Say;
  readonly web: Say;
  readonly again: () => void;
};

function Handing({ place, name, answer, say, web, again }: Props) {
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [day, setDay] = useState(answer.day);
  const [kind, setKind] = useState('section');
  const [why, setWhy] = useState('');
  const changes = answer.pupils.filter(isNew);
  // What the journal says of somebody already is changed only where the teacher ticks it.
  const [ticked, setTicked] = useState<readonly string[]>(() =>
    changes.filter(({ journal }) => journal === null).map(({ person }) => person),
  );
  const needsWhy = changes.some(({ person, journal }) => ticked.includes(person) && journal !== null);
  const hand = async (): Promise<void> => {
    const rows = changes
      .filter(({ person }) => ticked.includes(person))
      .map(({ person }) => ({ person, ...(why.trim() ? { why } : {}) }));
    const texts = skills.map((skill) => say(`labs.skill.${skill}`));
    const { group, ...at } = place;
    const answered = api.post(`/labs/groups/${group}/journal`, { ...at, kind, day, title: name, texts, rows });
    if (await send(answered)) again();
  };
  return (
    <>
      <div class="lab-scroll" role="region" tabIndex={0} aria-label={web('labs.journal.points')}>
        <table class="lab-table">
          <thead>
            <tr>
              <th scope="col">{web('labs.teach.pupil')}</th>
              {skills.map((skill) => (
                <th scope="col" key={skill}>
                  {say(`labs.skill.${skill}`)}
                </th>
              ))}
              <th scope="col">{web('labs.journal.sum')}</th>
              <th scope="col">{web('labs.journal.stands')}</th>
              <th scope="col">{web('labs.journal.tick')}</th>
            </tr>
          </thead>
          <tbody>
            {answer.pupils.map((pupil) => (
              <tr key={pupil.person}>
                <th scope="row">{pupil.name}</th>
                {skills.map((skill, k) => (
                  <td key={skill}>{pupil.points[k] ?? '–'}</td>
                ))}
                <td>
                  {pupil.state === 'confirmed'
                    ? pupil.points.reduce((sum, each) => sum + each, 0)
                    : web(`labs.journal.${pupil.state}`)}
                </td>
                <td>{pupil.journal ? pupil.journal.points.reduce((sum, each) => sum + each, 0) : '–'}</td>
                <td>
                  {isNew(pupil) && (
                    <label class="lab-tick">
                      <input
                        type="checkbox"
                        aria-label={web('labs.journal.one', { name: pupil.name })}
                        checked={ticked.includes(pupil.person)}
                        onChange={(event) => {
                          const rest = ticked.filter((each) => each !== pupil.person);
                          setTicked(event.currentTarget.checked ? [...rest, pupil.person] : rest);
                        }}
                      />
                    </label>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {answer.assessment && (
        <p>
          <a href={`/journal/assess/${answer.assessment}`}>{web('labs.journal.open')}</a>
        </p>
      )}
      {changes.length === 0 ? (
        <Message tone="help">{web('labs.journal.nothing')}</Message>
      ) : (
        <form
          class="lab-hand"
          onSubmit={(event) => {
            event.preventDefault();
            void hand();
          }}
        >
          <label class="field">
            {web('labs.journal.kind')}
            <select class="input" value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
              <option value="section">{web('labs.journal.section')}</option>
              <option value="quarter">{web('labs.journal.quarter')}</option>
            </select>
          </label>
          <Field
            label={web('labs.journal.day')}
            type="date"
            value={day}
            onInput={(event) => setDay(event.currentTarget.value)}
          />
          {needsWhy && (
            <Field
              label={web('labs.journal.why')}
              value={why}
              maxLength={500}
              onInput={(event) => setWhy(event.currentTarget.value)}
            />
          )}
          <p class="quiet small">{web('labs.journal.what')}</p>
          {failure && <Failed failure={failure} />}
          <button type="submit" class="button main" disabled={isBusy || ticked.length === 0}>
            {web('labs.journal.hand')}
          </button>
        </form>
      )}
    </>
  );
}
