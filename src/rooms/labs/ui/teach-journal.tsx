import { useState } from 'preact/hooks';
import { HandOver } from '#rooms/journal/ui/hand-over.tsx';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { Say } from '#web/words.ts';
import { skills } from '../model/rubric/skill.ts';
import type { JournalAnswer } from '../to-journal.ts';
import { useLabSay } from './teach-say.ts';
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
  const [kind, setKind] = useState('section');
  const { group, ...at } = place;
  const skillTexts = skills.map((skill) => say(`labs.skill.${skill}`));
  return (
    <HandOver
      texts={{
        table: web('labs.journal.points'),
        pupil: web('labs.teach.pupil'),
        sum: web('labs.journal.sum'),
        journal: web('labs.journal.stands'),
        column: web('labs.journal.tick'),
        one: (pupil) => web('labs.journal.one', { name: pupil }),
        stands: () => '–',
        open: web('labs.journal.open'),
        nothing: web('labs.journal.nothing'),
        day: web('labs.journal.day'),
        why: web('labs.journal.why'),
        what: web('labs.journal.what'),
        hand: () => web('labs.journal.hand'),
      }}
      table="lab-table"
      columns={skills.map((skill, k) => ({ key: skill, head: skillTexts[k] }))}
      pupils={answer.pupils.map(({ state, ...pupil }) => ({
        ...pupil,
        isReady: state === 'confirmed',
        ...(state === 'confirmed' ? {} : { sum: web(`labs.journal.${state}`) }),
      }))}
      assessment={answer.assessment}
      day={answer.day}
      send={(day, handed) => {
        // The points are those that were confirmed: the school has them.
        const rows = handed.map(({ person, why }) => ({ person, ...(why ? { why } : {}) }));
        return api.post(`/labs/groups/${group}/journal`, { ...at, kind, day, title: name, texts: skillTexts, rows });
      }}
      again={again}
    >
      <label class="field">
        {web('labs.journal.kind')}
        <select class="input" value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
          <option value="section">{web('labs.journal.section')}</option>
          <option value="quarter">{web('labs.journal.quarter')}</option>
        </select>
      </label>
    </HandOver>
  );
}
