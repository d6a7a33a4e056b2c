import { useState } from 'preact/hooks';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatPercent } from '#web/format.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import { periods, type Period } from '../model/formula.ts';
import type { QualityRow } from '../model/quality.ts';
import type { Ratio } from '../model/ratio.ts';
import { subjectOf } from './journal-say.ts';
import './journal.css';

type Figures = {
  readonly period: Period;
  readonly whole: QualityRow;
  readonly classes: readonly QualityRow[];
  readonly grades: readonly QualityRow[];
  readonly subjects: readonly QualityRow[];
};

/** How the school stands: quality in both readings, and progress, by class, grade and subject. */
export function QualityPage() {
  const say = useSay();
  useTitle(say('journal.quality.title'));
  const [period, setPeriod] = useState<Period>();
  const query = period === undefined ? '' : `?period=${period}`;
  const { value, failure, again } = useAsk<Figures>(`/journal/quality${query}`);
  const isEmpty = value !== undefined && value.classes.length === 0;
  return (
    <div class="journal">
      <p class="journal-way">
        <a href="/journal">{say('journal.back')}</a>
      </p>
      <h1>{say('journal.quality.title')}</h1>
      <div class="journal-quarters">
        <div role="group" aria-label={say('journal.quarter.choose')}>
          {periods.map((each) => (
            <button
              key={each}
              type="button"
              class="button"
              aria-pressed={(period ?? value?.period) === each}
              onClick={() => setPeriod(each)}
            >
              {say(`journal.period.${each}`)}
            </button>
          ))}
        </div>
      </div>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {isEmpty && (
        <section class="sheet">
          <h2>{say('journal.quality.empty')}</h2>
          <p>{say('journal.quality.empty.what')}</p>
        </section>
      )}
      {value && !isEmpty && (
        <>
          <Whole row={value.whole} />
          <Rows
            title={say('journal.quality.classes')}
            rows={value.classes}
            nameOf={(key) => say('journal.grades', { grades: key })}
          />
          <Rows title={say('journal.quality.subjects')} rows={value.subjects} nameOf={(key) => subjectOf(say, key)} />
          {value.grades.length !== value.classes.length && (
            <Rows
              title={say('journal.quality.grades')}
              rows={value.grades}
              nameOf={(key) => say('journal.grades', { grades: key })}
            />
          )}
          <p class="quiet small">{say('journal.quality.how')}</p>
        </>
      )}
    </div>
  );
}

function Whole({ row }: { row: QualityRow }) {
  const say = useSay();
  if (row.isHidden) return <Message tone="help">{say('journal.hidden')}</Message>;
  const { marks, pupils } = row.quality;
  return (
    <dl class="journal-figures">
      <Share name={say('journal.quality.pupils')} ratio={pupils.quality} of={say('journal.of.pupils')} />
      <Share name={say('journal.quality.marks')} ratio={marks.quality} of={say('journal.of.marks')} />
      <Share name={say('journal.progress.pupils')} ratio={pupils.progress} of={say('journal.of.pupils')} />
      <Share name={say('journal.progress.marks')} ratio={marks.progress} of={say('journal.of.marks')} />
    </dl>
  );
}

function Share({ name, ratio, of }: { name: string; ratio: Ratio; of: string }) {
  const { language } = useApp();
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{formatPercent(language.value, ratio.part, ratio.of)}</strong>
        <span class="quiet small">
          {ratio.part} / {ratio.of} {of}
        </span>
      </dd>
    </div>
  );
}

function Rows({
  title,
  rows,
  nameOf,
}: {
  title: string;
  rows: readonly QualityRow[];
  nameOf: (key: string) => string;
}) {
  const say = useSay();
  const { language } = useApp();
  const share = ({ part, of }: Ratio) => (
    <>
      {formatPercent(language.value, part, of)} <span class="quiet small">{`${part}/${of}`}</span>
    </>
  );
  return (
    <section>
      <h2>{title}</h2>
      <div class="journal-grid" role="region" aria-label={title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="journal-name" />
              <th scope="col">{say('journal.quality.pupils')}</th>
              <th scope="col">{say('journal.quality.marks')}</th>
              <th scope="col">{say('journal.progress.pupils')}</th>
              <th scope="col">{say('journal.progress.marks')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, quality, isHidden }) => (
              <tr key={key}>
                <th scope="row" class="journal-name">
                  {nameOf(key)}
                </th>
                {isHidden ? (
                  <td colSpan={4} class="quiet">
                    {say('journal.hidden')}
                  </td>
                ) : (
                  <>
                    <td>{share(quality.pupils.quality)}</td>
                    <td>{share(quality.marks.quality)}</td>
                    <td>{share(quality.pupils.progress)}</td>
                    <td>{share(quality.marks.progress)}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
