import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { SchoolCell, SchoolReport, SchoolValue } from '../school-report.ts';
import { Papers } from './papers.tsx';
import { BandPicture, Estimated, Source, StandingSign, usePoints } from './parts.tsx';
import './results.css';

/** What did our pupils learn? The school's own raw means, and the school among all, cell by cell. */
export function SchoolPage() {
  const say = useSay();
  useTitle(say('results.school.title'));
  const { value, failure, again } = useAsk<SchoolReport>('/results/school');
  return (
    <div class="results">
      <p class="results-way">
        <a href="/results">{say('results.back.classes')}</a>
      </p>
      <h1>{say('results.school.title')}</h1>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value?.years.length === 0 && (
        <section class="sheet">
          <h2>{say('results.school.empty')}</h2>
          <p>{say('results.school.empty.what')}</p>
        </section>
      )}
      {value?.years.map(({ year, cells }) => (
        <section key={year}>
          <h2>{say('results.year', { year, next: year + 1 })}</h2>
          <div class="results-cards">
            {cells.map((cell) => (
              <Cell key={cell.cell} cell={cell} />
            ))}
          </div>
          <Source year={year} />
        </section>
      ))}
      {value && value.years.length > 0 && (
        <>
          <Message tone="help">{say('results.school.how')}</Message>
          <Papers path="/school" name={say('results.school.title')} />
        </>
      )}
    </div>
  );
}

function Cell({ cell }: { cell: SchoolCell }) {
  const say = useSay();
  const { language } = useApp();
  const { titles, grade, start, end, growth, missing } = cell;
  return (
    <article class="sheet results-card">
      <h3>{say('results.grade-of', { subject: titles[language.value], grade })}</h3>
      <dl>
        {start && <Value name={say('results.point.start')} of={start} />}
        {end && <Value name={say('results.point.end')} of={end} />}
        {growth && <Value name={say('results.growth')} of={growth} isChange />}
      </dl>
      {growth && (
        <p class="small quiet">
          {say('results.growth.who', { same: growth.own.n, left: growth.left, joined: growth.joined })}
        </p>
      )}
      {missing > 0 && <p class="small quiet">{say('results.missing', { missing })}</p>}
    </article>
  );
}

function Value({ name, of: { own, among }, isChange = false }: { name: string; of: SchoolValue; isChange?: boolean }) {
  const say = useSay();
  const { number, signed } = usePoints();
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {say('results.school.own', { mean: (isChange ? signed : number)(own.mean), pupils: own.n })}
        {among ? (
          <>
            {!isChange && <BandPicture low={among.value.low} high={among.value.high} region={among.region} />}
            <span class="results-line-of">
              {say('results.school.among')} <Estimated of={among.value} isChange={isChange} />
            </span>
            <StandingSign standing={among.standing} />
          </>
        ) : (
          <span class="small quiet results-line-of">{say('results.school.not-yet')}</span>
        )}
      </dd>
    </div>
  );
}
