import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { ClassPupil, ClassReport } from '../class-report.ts';
import type { Points } from '../model/objectives.ts';
import { Papers, PupilPapers } from './papers.tsx';
import { BandPicture, Source, usePoints } from './parts.tsx';
import './results.css';

/** What shall be taught again? Objectives × pupils, on one page. */
export function ClassPage({ params }: ScreenProps) {
  const say = useSay();
  const { group = '', study = '', cell = '' } = params;
  const query = { study, cell };
  const { value, failure, again } = useAsk<ClassReport>(`/results/classes/${group}?${new URLSearchParams(query)}`);
  useTitle(say('results.class.title'));
  return (
    <div class="results">
      <p class="results-way">
        <a href="/results">{say('results.back.classes')}</a>
      </p>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && <Report report={value} />}
      {value && value.pupils.length > 0 && <PupilPapers group={group} query={query} />}
      {value && <Papers path={`/classes/${group}`} name={say('results.class.title')} query={query} />}
    </div>
  );
}

function Report({ report }: { report: ClassReport }) {
  const say = useSay();
  const { language } = useApp();
  const { grade, titles, year, timePoint, pupils, without } = report;
  return (
    <>
      <h1>
        {say('results.grade-of', { subject: titles[language.value], grade })}{' '}
        <span class="quiet">{say(`results.when.${timePoint}`, { year, next: year + 1 })}</span>
      </h1>
      <TeachAgain report={report} />
      {pupils.length > 0 && <Pupils report={report} />}
      {pupils.length > 0 && <Grid report={report} />}
      {without.length > 0 && <p>{say('results.class.without', { names: without.join(', ') })}</p>}
      <Source year={year} />
    </>
  );
}

function useWordsOf() {
  const { language } = useApp();
  return ({ objective, kk, ru }: ClassReport['objectives'][number]): string => {
    const words = language.value === 'ru' ? ru : kk;
    return words ? `${objective} ${words}` : objective;
  };
}

function TeachAgain({ report }: { report: ClassReport }) {
  const say = useSay();
  const words = useWordsOf();
  const weak = report.objectives.filter(({ isWeak }) => isWeak);
  return (
    <section class="sheet results-again">
      <h2>{say('results.class.again')}</h2>
      {weak.length === 0 ? (
        <p>{say('results.class.again.none')}</p>
      ) : (
        <ul>
          {weak.map((each) => (
            <li key={each.objective}>
              {words(each)} <span class="quiet">{say('results.points', { points: each.points, of: each.of })}</span>
            </li>
          ))}
        </ul>
      )}
      <p class="quiet small">{say('results.class.again.how')}</p>
    </section>
  );
}

function Pupils({ report }: { report: ClassReport }) {
  const say = useSay();
  return (
    <section>
      <h2>{say('results.class.bands')}</h2>
      <ul class="results-bands">
        {report.pupils.map((pupil) => (
          <li key={pupil.person}>
            <PupilBand pupil={pupil} />
          </li>
        ))}
      </ul>
      <Message tone="help">{say('results.class.band.how')}</Message>
    </section>
  );
}

function PupilBand({ pupil: { name, band, change } }: { pupil: ClassPupil }) {
  const say = useSay();
  const { number } = usePoints();
  return (
    <>
      <span class="results-name">{name}</span>
      <BandPicture low={band.low} high={band.high} />
      <span class="small">
        {say('results.band', { low: number(band.low), high: number(band.high) })}
        {change && <span class="quiet"> · {say(`results.change.${change.kind}`)}</span>}
      </span>
    </>
  );
}

function Grid({ report: { objectives, pupils } }: { report: ClassReport }) {
  const say = useSay();
  const words = useWordsOf();
  const title = say('results.class.grid');
  return (
    <section>
      <h2>{title}</h2>
      <div class="results-scroll" role="region" aria-label={title} tabIndex={0}>
        <table class="results-grid">
          <thead>
            <tr>
              <th scope="col" class="results-sticky">
                {say('results.pupil')}
              </th>
              {objectives.map((each) => (
                <th key={each.objective} scope="col" title={words(each)}>
                  {each.objective}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pupils.map(({ person, name, points }) => (
              <tr key={person}>
                <th scope="row" class="results-sticky">
                  {name}
                </th>
                {points.map((cell, n) => (
                  <PointsCell key={objectives[n]?.objective} points={cell} />
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" class="results-sticky">
                {say('results.class.whole')}
              </th>
              {objectives.map((each) => (
                <PointsCell key={each.objective} points={each} />
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      <details>
        <summary>{say('results.class.objectives')}</summary>
        <ul class="small">
          {objectives.map((each) => (
            <li key={each.objective}>{words(each)}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}

/** A number, and a ground that says the same: none, some, all of the points. */
function PointsCell({ points }: { points: Points | null }) {
  const say = useSay();
  if (!points) return <td aria-label={say('results.class.not-asked')}>·</td>;
  const part = points.points === points.of ? 'all' : points.points === 0 ? 'none' : 'some';
  return (
    <td class={`results-points ${part}`}>
      {points.points}/{points.of}
    </td>
  );
}
