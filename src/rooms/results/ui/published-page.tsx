import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatDate } from '#web/format.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { NamedRow, Published } from '../published.ts';
import { Papers } from './papers.tsx';
import { Estimated } from './parts.tsx';
import './results.css';

/** What was published: tables that anybody may read. */
export function PublishedPage({ params }: ScreenProps) {
  const say = useSay();
  const { language } = useApp();
  const id = params['release'] ?? '';
  useTitle(say('results.releases.title'));
  const { value, failure, again } = useAsk<Published>(`/results/published/${id}`);
  return (
    <div class="results">
      <p class="results-way">
        <a href="/results/releases">{say('results.back.releases')}</a>
      </p>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && (
        <>
          <h1>
            {say(`results.about.${value.about}`)}, {say('results.year', { year: value.year, next: value.year + 1 })}{' '}
            <span class="quiet">{formatDate(language.value, value.at, 'full')}</span>
          </h1>
          <p>{say(`results.published.what.${value.kind}`)}</p>
          {value.tables.map((table) => (
            <Table key={table.cell} table={table} kind={value.kind} />
          ))}
          <Message tone="help">{say('results.published.how')}</Message>
          <Papers path={`/published/${id}`} name={say('results.releases.title')} />
        </>
      )}
    </div>
  );
}

function Table({ table, kind }: { table: Published['tables'][number]; kind: Published['kind'] }) {
  const say = useSay();
  const { language } = useApp();
  const title = say('results.grade-of', { subject: table.titles[language.value], grade: table.grade });
  const isChange = kind === 'growth';
  return (
    <section>
      <h2>{title}</h2>
      {table.left !== null && <p class="quiet small">{say('results.published.left', { percent: table.left })}</p>}
      <div class="results-scroll" role="region" aria-label={title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('results.head.unit')}</th>
              <th scope="col">{say('results.head.pupils')}</th>
              <th scope="col">{say(isChange ? 'results.growth' : 'results.head.mean')}</th>
              {!isChange && <th scope="col">{say('results.head.share')}</th>}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.unit}>
                <th scope="row">
                  {row.kind === 'region' ? say('results.whole-region') : row.name[language.value]}
                  {row.kind === 'school' && (
                    <span class="small quiet results-line-of">{row.within[language.value]}</span>
                  )}
                </th>
                <td>{row.pupils}</td>
                <td>
                  <Estimated of={row.mean} isChange={isChange} />
                </td>
                {!isChange && (
                  <td>
                    <Share row={row} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Share({ row: { share, bound } }: { row: NamedRow }) {
  const say = useSay();
  if (share) return <>{say('results.share', { value: share.value, low: share.low, high: share.high })}</>;
  return bound ? <>{say(`results.bound.${bound}`)}</> : <span class="quiet">{say('results.hidden')}</span>;
}
