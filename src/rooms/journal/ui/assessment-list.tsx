import { useState } from 'preact/hooks';
import { useApp, useSay } from '#web/app.ts';
import { formatDate } from '#web/format.ts';
import { Message } from '#web/parts/message.tsx';
import type { ShownJournal } from '../shown-journal.ts';
import { AssessmentForm } from './assessment-form.tsx';
import { SchemeChoice } from './scheme-choice.tsx';

type Assessment = ShownJournal['assessments'][number];

/** The summative assessments of a quarter by grade, with how many pupils have their points. */
export function AssessmentList({ journal, again }: { journal: ShownJournal; again: () => void }) {
  const say = useSay();
  const [form, setForm] = useState<{ readonly grade: number; readonly of?: Assessment }>();
  const marked = journal.schemes.filter(({ isMarked }) => isMarked);
  return (
    <>
      {marked.length < journal.schemes.length && <Message tone="help">{say('journal.no-marks')}</Message>}
      {marked.map(({ grade, scheme }) => (
        <section key={grade} class="journal-assessments">
          <h2>{say('journal.grades', { grades: grade })}</h2>
          <SchemeChoice journal={journal} grade={grade} scheme={scheme} again={again} />
          {scheme === 'pass' ? (
            <p class="quiet">{say('journal.assess.none-here')}</p>
          ) : (
            <OfGrade journal={journal} grade={grade} edit={(of) => setForm(of ? { grade, of } : { grade })} />
          )}
        </section>
      ))}
      {form && (
        <AssessmentForm
          journal={journal}
          grade={form.grade}
          {...(form.of ? { of: form.of } : {})}
          close={(isKept) => {
            setForm(undefined);
            if (isKept) again();
          }}
        />
      )}
    </>
  );
}

type OfGradeProps = { journal: ShownJournal; grade: number; edit: (of?: Assessment) => void };

function OfGrade({ journal, grade, edit }: OfGradeProps) {
  const say = useSay();
  const { language } = useApp();
  const here = journal.assessments.filter((each) => each.grade === grade);
  const pupils = journal.pupils.filter((each) => each.grade === grade).length;
  const done = (of: string): number =>
    journal.assessed.filter(({ assessment, state }) => assessment === of && state !== 'owed').length;
  return (
    <>
      {here.length === 0 && <p class="quiet">{say('journal.assess.empty')}</p>}
      <ul class="journal-assess">
        {here.map((each) => (
          <li key={each.assessment} class="sheet">
            <div>
              <strong>{say(`journal.kind.${each.kind}`)}</strong> {each.title}
              <p class="quiet small">
                {formatDate(language.value, each.day)} · {say('journal.assess.max', { n: each.max })} ·{' '}
                {say('journal.assess.done', { n: done(each.assessment), of: pupils })}
              </p>
            </div>
            <a class="button main" href={`/journal/assess/${each.assessment}`}>
              {say('journal.assess.open')}
            </a>
            <button type="button" class="button" onClick={() => edit(each)}>
              {say('journal.assess.edit')}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="button" onClick={() => edit()}>
        {say('journal.assess.new')}
      </button>
    </>
  );
}
