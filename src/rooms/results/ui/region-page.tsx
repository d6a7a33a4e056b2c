import { useState } from 'preact/hooks';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { DistrictGrowth, RegionCell, RegionReport } from '../region-report.ts';
import { Papers } from './papers.tsx';
import { Estimated, Slope, Source, StandingSign, usePoints } from './parts.tsx';
import { StateSchools } from './state-schools.tsx';
import './results.css';

/** Did pupils learn? Growth of the same pupils, cell by cell, each with how sure it is. */
export function RegionPage() {
  const say = useSay();
  const { session } = useApp();
  useTitle(say('results.region.title'));
  const [year, setYear] = useState<number>();
  const query = year === undefined ? '' : `?year=${year}`;
  const { value, failure, again } = useAsk<RegionReport>(`/results/region${query}`);
  const isCoordinator = session.value?.posts.some(({ role }) => role === 'coordinator') ?? false;
  const isEmpty = failure?.key === 'results.nothing-measured' || value?.cells.length === 0;
  return (
    <div class="results">
      <h1>{say(isCoordinator ? 'results.region.title' : 'results.region.title.own')}</h1>
      <nav class="buttons" aria-label={say('results.region.ways')}>
        <a class="button" href="/results/schools">
          {say('results.schools.title')}
        </a>
        <a class="button" href="/results/releases">
          {say('results.releases.title')}
        </a>
        <a class="button" href="/results/plan">
          {say('results.plan.title')}
        </a>
        {isCoordinator && (
          <a class="button" href="/results/looks">
            {say('results.looks.title')}
          </a>
        )}
      </nav>
      {failure && !isEmpty && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {isEmpty && (
        <section class="sheet">
          <h2>{say('results.region.empty')}</h2>
          <p>{say('results.region.empty.what')}</p>
        </section>
      )}
      {value && value.years.length > 1 && (
        <div class="buttons" role="group" aria-label={say('results.year.choose')}>
          {value.years.map((each) => (
            <button
              key={each}
              type="button"
              class="button"
              aria-pressed={each === value.year}
              onClick={() => setYear(each)}
            >
              {say('results.year', { year: each, next: each + 1 })}
            </button>
          ))}
        </div>
      )}
      {value && value.cells.length > 0 && (
        <>
          <p>{say('results.region.lead', { schools: value.schools })}</p>
          <Cells cells={value.cells} />
          <Figures cells={value.cells} />
          <Districts cells={value.cells} />
          <Source year={value.year} />
          <Message tone="help">{say('results.region.how')}</Message>
          <Papers path="/region" name={say('results.region.title')} query={{ year: String(value.year) }} />
          {isCoordinator && <StateSchools year={value.year} />}
        </>
      )}
    </div>
  );
}

function useCellName() {
  const say = useSay();
  const { language } = useApp();
  return ({ titles, grade }: Pick<RegionCell, 'titles' | 'grade'>): string => {
    return say('results.grade-of', { subject: titles[language.value], grade });
  };
}

function Cells({ cells }: { cells: readonly RegionCell[] }) {
  const say = useSay();
  const nameOf = useCellName();
  const { signed } = usePoints();
  return (
    <div class="results-cards">
      {cells.map((cell) => {
        const { start, growth } = cell;
        if (!start || !growth) return null;
        const label = say('results.region.slope', {
          cell: nameOf(cell),
          growth: signed(growth.value),
          low: signed(growth.low),
          high: signed(growth.high),
        });
        return (
          <figure key={cell.cell} class="sheet results-card">
            <figcaption>{nameOf(cell)}</figcaption>
            <Slope start={start.value} growth={growth} label={label} />
          </figure>
        );
      })}
    </div>
  );
}

function Figures({ cells }: { cells: readonly RegionCell[] }) {
  const say = useSay();
  const nameOf = useCellName();
  const title = say('results.region.figures');
  const heads = ['cell', 'start', 'end', 'growth', 'who'] as const;
  return (
    <section>
      <h2>{title}</h2>
      <div class="results-scroll" role="region" aria-label={title} tabIndex={0}>
        <table class="results-wide">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {say(`results.head.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.map((cell) => (
              <tr key={cell.cell}>
                <th scope="row">{nameOf(cell)}</th>
                <td>{cell.start ? <Estimated of={cell.start} /> : say('results.none')}</td>
                <td>{cell.end ? <Estimated of={cell.end} /> : say('results.none')}</td>
                <td>{cell.growth ? <Estimated of={cell.growth} isChange /> : say('results.growth.none')}</td>
                <td class="small">
                  <Who cell={cell} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Who({ cell: { start, growth, compared } }: { cell: RegionCell }) {
  const say = useSay();
  const { signed } = usePoints();
  const gap = compared && {
    gap: signed(compared.gap.value),
    low: signed(compared.gap.low),
    high: signed(compared.gap.high),
    schools: compared.start.schools,
    pupils: compared.start.pupils,
  };
  return (
    <>
      {growth
        ? say('results.growth.who', { same: growth.pupils, left: growth.left, joined: growth.joined })
        : start && say('results.who', { pupils: start.pupils, schools: start.schools })}
      {gap && <span class="results-line-of">{say('results.gap', gap)}</span>}
    </>
  );
}

function Districts({ cells }: { cells: readonly RegionCell[] }) {
  const say = useSay();
  const nameOf = useCellName();
  const grown = cells.filter(({ districts }) => districts.length > 0);
  if (grown.length === 0) return null;
  return (
    <section>
      <h2>{say('results.districts')}</h2>
      <p class="quiet small">{say('results.districts.how')}</p>
      {grown.map((cell) => (
        <details key={cell.cell} open={grown.length === 1}>
          <summary>{nameOf(cell)}</summary>
          <ul class="results-districts">
            {cell.districts.map((each) => (
              <District key={each.district} of={each} />
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

function District({ of }: { of: DistrictGrowth }) {
  const say = useSay();
  return (
    <li>
      <span class="results-name">{of.district}</span>
      {of.kind === 'few' ? (
        <span class="quiet">{say('results.few')}</span>
      ) : (
        <>
          <Estimated of={of.growth} isChange />
          <StandingSign standing={of.standing} />
          <span class="small quiet">{say('results.who.left', { pupils: of.growth.pupils, left: of.left })}</span>
        </>
      )}
    </li>
  );
}
