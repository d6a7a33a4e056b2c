import { useState } from 'preact/hooks';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { formatDate } from '#web/format.ts';
import { Message } from '#web/parts/message.tsx';
import { programme, type ProgrammeWork } from '../model/real/works.ts';
import './labs.css';

const grades = [...new Set(programme.works.map(({ grade }) => grade))].toSorted((a, b) => a - b);
const subjects = [...new Set(programme.works.map(({ subject }) => subject))];

/** The practical and laboratory works of the programme: which of them there are for a class, real, virtual or both. */
export function LabsWorks() {
  const say = useSay();
  const { language } = useApp();
  const title = say('labs.works.title');
  useTitle(title);
  const [subject, setSubject] = useState('');
  const [grade, setGrade] = useState('');
  const found = programme.works.filter(
    (each) => (!subject || each.subject === subject) && (!grade || each.grade === Number(grade)),
  );
  return (
    <div class="labs-teach">
      <p>
        <a href="/labs">← {say('labs.works.back')}</a>
      </p>
      <h1>{title}</h1>
      <p class="quiet">
        {say('labs.works.from', { day: formatDate(language.value, Date.parse(programme.from), 'day') })}
      </p>
      <p class="quiet">{say('labs.works.how')}</p>
      {!programme.checked && <Message tone="wait">{say('labs.works.unchecked')}</Message>}
      <div class="lab-two">
        <label class="field">
          {say('labs.works.subject')}
          <select class="input" value={subject} onChange={(event) => setSubject(event.currentTarget.value)}>
            <option value="">{say('labs.works.all')}</option>
            {subjects.map((each) => (
              <option key={each} value={each}>
                {say(`people.subject.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          {say('labs.works.grade')}
          <select class="input" value={grade} onChange={(event) => setGrade(event.currentTarget.value)}>
            <option value="">{say('labs.works.all')}</option>
            {grades.map((each) => (
              <option key={each} value={String(each)}>
                {each}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p role="status">{found.length > 0 ? say('labs.works.n', { n: found.length }) : say('labs.works.none')}</p>
      <ul class="labs-works">
        {found.map((work) => (
          <Work key={work.id} work={work} />
        ))}
      </ul>
    </div>
  );
}

function Work({ work }: { work: ProgrammeWork }) {
  const say = useSay();
  const { language } = useApp();
  const { kit, hazards, subject, grade, mode } = work;
  return (
    <li class="sheet">
      <h2>{work[language.value]}</h2>
      <p class="quiet">
        {say(`people.subject.${subject}`)} · {grade} · {say(`labs.works.mode.${mode}`)}
      </p>
      {kit.length > 0 && (
        <details>
          <summary>{say('labs.works.kit')}</summary>
          <p>{kit.map((each) => say(`labs.kit.${each}`)).join(', ')}</p>
          {hazards.length > 0 && (
            <>
              <h3>{say('labs.works.safety')}</h3>
              <ul>
                {hazards.map((each) => (
                  <li key={each}>{say(`labs.hazard.${each}`)}</li>
                ))}
              </ul>
            </>
          )}
        </details>
      )}
    </li>
  );
}
