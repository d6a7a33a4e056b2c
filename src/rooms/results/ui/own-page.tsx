import { useApp, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatNumber } from '#web/format.ts';
import { useOwnWords, type OwnWords } from '#web/own-words.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { Say } from '#web/words.ts';
import type { OwnCell } from '../own-report.ts';
import { BandPicture } from './parts.tsx';
import './results.css';

const ownWords: OwnWords = {
  kk: () => import('../words/own.kk.json'),
  ru: () => import('../words/own.ru.json'),
  en: () => import('../words/own.en.json'),
};

/** What can I do, and what do I learn next? A band, never a point; and the next things to learn. */
export function OwnResultsPage() {
  const say = useOwnWords(ownWords);
  const { session } = useApp();
  useTitle(say('results.own.title'));
  const keepAs = `results:${session.value?.person ?? ''}`;
  const { value, failure, again } = useAsk<{ cells: readonly OwnCell[] }>('/results/own', { keepAs });
  return (
    <div class="results">
      <h1>{say('results.own.title')}</h1>
      {failure && !value && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value?.cells.length === 0 && <p>{say('results.own.empty')}</p>}
      {value?.cells.map((cell) => (
        <Cell key={`${cell.year} ${cell.cell}`} say={say} cell={cell} />
      ))}
    </div>
  );
}

function Cell({ say, cell }: { say: Say; cell: OwnCell }) {
  const { language } = useApp();
  const { titles, year, timePoint, band, change, next } = cell;
  const number = (value: number): string => formatNumber(language.value, Math.round(value));
  const zones = band.zones.map((zone) => say(`results.own.zone.${zone}`));
  return (
    <section class="sheet results-own">
      <h2>{titles[language.value]}</h2>
      <p class="quiet">{say(`results.own.when.${timePoint}`, { year, next: year + 1 })}</p>
      <BandPicture low={band.low} high={band.high} />
      <p>
        {say('results.own.band', { low: number(band.low), high: number(band.high) })}{' '}
        {say('results.own.zones', { zones: zones.join(', ') })}
      </p>
      {change && <p>{say(`results.own.change.${change.kind}`)}</p>}
      <h3>{say('results.own.next')}</h3>
      {next.length === 0 ? (
        <p>{say('results.own.next.none')}</p>
      ) : (
        <ol>
          {next.map(({ objective, kk, ru }) => (
            <li key={objective}>{(language.value === 'ru' ? ru : kk) || objective}</li>
          ))}
        </ol>
      )}
    </section>
  );
}
