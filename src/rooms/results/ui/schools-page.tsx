import { useState } from 'preact/hooks';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { comparer } from '#web/format.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { About, SchoolRow, SchoolsReport } from '../working-access.ts';
import { Papers } from './papers.tsx';
import { BandPicture, Estimated, Source, StandingSign } from './parts.tsx';
import './results.css';

/** How do the schools stand that I answer for? By the alphabet, each with its interval; no order by value. */
export function SchoolsPage() {
  const say = useSay();
  useTitle(say('results.schools.title'));
  const [asked, setAsked] = useState<{ about?: About; cell: string }>({ cell: 'all' });
  const query = { ...(asked.about ? { about: asked.about } : {}), cell: asked.cell };
  const { value, failure, again } = useAsk<SchoolsReport>(`/results/schools?${new URLSearchParams(query)}`);
  const isEmpty = failure?.key === 'results.nothing-measured' || value?.cells.length === 0;
  return (
    <div class="results">
      <p class="results-way">
        <a href="/results">{say('results.back.region')}</a>
      </p>
      <h1>{say('results.schools.title')}</h1>
      <Message tone="wait">{say('results.schools.kept')}</Message>
      {failure && !isEmpty && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {isEmpty && (
        <section class="sheet">
          <h2>{say('results.region.empty')}</h2>
          <p>{say('results.region.empty.what')}</p>
        </section>
      )}
      {value && !isEmpty && (
        <>
          <Choices report={value} change={(part) => setAsked({ ...asked, ...part })} />
          <p class="quiet">{say(value.cell === 'all' ? 'results.schools.pooled' : 'results.schools.one')}</p>
          <Schools report={value} />
          <Source year={value.year} />
          <Message tone="help">{say('results.schools.how')}</Message>
          <Papers
            path="/schools"
            name={say('results.schools.title')}
            query={{ about: value.about, cell: value.cell }}
          />
        </>
      )}
    </div>
  );
}

function Choices({
  report,
  change,
}: {
  report: SchoolsReport;
  change: (part: { about?: About; cell?: string }) => void;
}) {
  const say = useSay();
  const { language } = useApp();
  return (
    <div class="results-asked">
      <div class="field">
        <label for="results-about">{say('results.about')}</label>
        <select
          id="results-about"
          class="input"
          value={report.about}
          onChange={(event) => change({ about: event.currentTarget.value as About })}
        >
          {report.abouts.map((about) => (
            <option key={about} value={about}>
              {say(`results.about.${about}`)}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="results-cell">{say('results.head.cell')}</label>
        <select
          id="results-cell"
          class="input"
          value={report.cell}
          onChange={(event) => change({ cell: event.currentTarget.value })}
        >
          <option value="all">{say('results.cell.all')}</option>
          {report.cells.map(({ cell, titles, grade }) => (
            <option key={cell} value={cell}>
              {say('results.grade-of', { subject: titles[language.value], grade })}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

function Schools({ report }: { report: SchoolsReport }) {
  const say = useSay();
  const { language } = useApp();
  const compare = comparer(language.value);
  const districts = [...Map.groupBy(report.schools, ({ district }) => district[language.value])];
  return (
    <>
      {districts
        .toSorted(([a], [b]) => compare(a, b))
        .map(([district, schools]) => (
          <section key={district}>
            <h2>{district}</h2>
            <div class="results-scroll" role="region" aria-label={district} tabIndex={0}>
              <table class="results-schools">
                <thead>
                  <tr>
                    <th scope="col">{say('results.head.school')}</th>
                    <th scope="col">{say('results.head.value')}</th>
                    <th scope="col">{say('results.head.standing')}</th>
                  </tr>
                </thead>
                <tbody>
                  {schools
                    .toSorted((a, b) => compare(a.names[language.value], b.names[language.value]))
                    .map((row) => (
                      <School key={row.school} row={row} report={report} />
                    ))}
                </tbody>
              </table>
            </div>
          </section>
        ))}
    </>
  );
}

function School({ row: { names, shown }, report }: { row: SchoolRow; report: SchoolsReport }) {
  const say = useSay();
  const { language } = useApp();
  const isChange = report.about === 'growth';
  return (
    <tr>
      <th scope="row">{names[language.value]}</th>
      <td>
        {shown.kind === 'value' ? (
          <>
            <Estimated of={shown.value} isChange={isChange} />
            {!isChange && (
              <BandPicture
                low={shown.value.low}
                high={shown.value.high}
                {...(report.region === undefined ? {} : { region: report.region })}
              />
            )}
            <span class="small quiet results-line-of">{say('results.pupils', { pupils: shown.pupils })}</span>
          </>
        ) : (
          <span class="quiet">{say(`results.shown.${shown.kind}`)}</span>
        )}
      </td>
      <td>{'standing' in shown ? <StandingSign standing={shown.standing} /> : say('results.none')}</td>
    </tr>
  );
}
