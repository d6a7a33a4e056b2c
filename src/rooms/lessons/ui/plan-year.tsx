import { csvText, type Cell } from '#kernel/csv.ts';
import { handOver } from '#web/hand-over.ts';
import { useFile } from '#people/ui/office-send.ts';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { formatDate } from '#web/format.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { YearRow } from '../plan/year-plan.ts';
import { PlanWhose, type Whose } from './plan-whose.tsx';
import './plan.css';

/** What a grade learns over the year: the calendar-thematic plan, by the timetable and what was planned. */
export function PlanYear() {
  const say = useSay();
  useTitle(say('lessons.plan.year'));
  return (
    <div class="plan-year">
      <p>
        <a href="/plans">← {say('lessons.plan.title')}</a>
      </p>
      <h1>{say('lessons.plan.year')}</h1>
      <PlanWhose show={(whose, today) => <Rows key={`${whose.group} ${whose.grade}`} whose={whose} today={today} />} />
    </div>
  );
}

function Rows({ whose: { group, grade }, today }: { whose: Whose; today: string }) {
  const say = useSay();
  const { language } = useApp();
  const { failure: fileFailure, isBusy, open } = useFile();
  const asked = `group=${group}&grade=${grade}&lang=${language.value}`;
  const { value, failure, again } = useAsk<{ rows: readonly YearRow[] }>(`/lessons/year-plan?${asked}`);
  if (!value) return failure ? <Failed failure={failure} again={again} /> : <Waiting />;
  if (value.rows.length === 0) {
    return (
      <section class="sheet">
        <h2>{say('lessons.plan.year.empty')}</h2>
        <p>{say('lessons.plan.year.empty.what')}</p>
      </section>
    );
  }
  const columns = ['number', 'day', 'topic', 'objectives', 'by'].map((name) => say(`lessons.plan.year.${name}`));
  const cellsOf = ({ number, day, topic, objectives, by }: YearRow): readonly Cell[] => {
    return [number, day, topic, objectives.join(', '), by === 'empty' ? '' : say(`lessons.plan.year.by.${by}`)];
  };
  const done = value.rows.filter(({ by }) => by !== 'empty').length;
  return (
    <>
      <p class="plan-do">
        {(['kk', 'ru'] as const).map((lang) => (
          <button
            key={lang}
            type="button"
            class="button"
            disabled={isBusy}
            onClick={() =>
              void open({
                address: `/api/lessons/year-plan/print?group=${group}&grade=${grade}&lang=${lang}`,
                name: `year-plan-${grade}-${lang}.pdf`,
              })
            }
          >
            {say(`lessons.plan.print.${lang}`)}
          </button>
        ))}
        <button
          type="button"
          class="button"
          onClick={() => {
            const text = csvText([columns, ...value.rows.map(cellsOf)]);
            handOver(new Blob([text], { type: 'text/csv' }), `year-plan-${grade}.csv`);
          }}
        >
          {say('lessons.plan.year.table')}
        </button>
      </p>
      {fileFailure && <Failed failure={fileFailure} />}
      <p class="quiet">{say('lessons.plan.year.done', { n: done, of: value.rows.length })}</p>
      <div class="plan-table" role="region" aria-label={say('lessons.plan.year')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {value.rows.map(({ number, day, topic, objectives, by }) => (
              <tr key={number} class={day < today ? 'quiet' : ''}>
                <td>{number}</td>
                <td>{formatDate(language.value, day, 'short')}</td>
                <td>{topic}</td>
                <td>{objectives.join(', ')}</td>
                <td>{by === 'empty' ? '' : say(`lessons.plan.year.by.${by}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
