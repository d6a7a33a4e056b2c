import { subjectOf } from '#rooms/journal/ui/journal-say.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { ClassChoice } from '../class-report.ts';
import './results.css';

/** Which class page does a teacher want? The newest first. */
export function ClassesPage() {
  const say = useSay();
  const { session } = useApp();
  useTitle(say('results.classes.title'));
  const { value, failure, again } = useAsk<{ choices: readonly ClassChoice[] }>('/results/classes');
  const isOffice = session.value?.posts.some(({ role }) => role === 'head' || role === 'deputy-head') ?? false;
  return (
    <div class="results">
      <h1>{say('results.classes.title')}</h1>
      {isOffice && (
        <p>
          <a class="button main" href="/results/school">
            {say('results.school.title')}
          </a>
        </p>
      )}
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value?.choices.length === 0 && (
        <section class="sheet">
          <h2>{say('results.classes.empty')}</h2>
          <p>{say('results.classes.empty.what')}</p>
        </section>
      )}
      <ul class="results-choices">
        {value?.choices.map((choice) => (
          <li key={`${choice.group} ${choice.study} ${choice.cell}`}>
            <Choice choice={choice} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Choice({ choice }: { choice: ClassChoice }) {
  const say = useSay();
  const { language } = useApp();
  const { group, study, cell, grade, year, timePoint, subject, titles } = choice;
  return (
    <a class="sheet" href={`/results/class/${group}/${study}/${cell}`}>
      <strong>{say('results.grade-of', { subject: titles[language.value] || subjectOf(say, subject), grade })}</strong>
      <span class="quiet">{say(`results.when.${timePoint}`, { year, next: year + 1 })}</span>
    </a>
  );
}
