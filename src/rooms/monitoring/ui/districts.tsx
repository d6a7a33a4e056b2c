import type { Text } from '#kernel/language.ts';
import { useApp, useSay } from '#web/app.ts';
import type { ListRow } from '../answers.ts';
import { freshnesses } from '../model/silence.ts';
import { FreshnessSign } from './freshness-sign.tsx';

const squaresInRow = 8;
const step = 24;

/** The region as districts, each school a square. A district can be chosen; the list beneath says the same in words. */
export function Districts({
  rows,
  districts,
  chosen,
  choose,
}: {
  rows: readonly ListRow[];
  districts: readonly Text[];
  chosen: string;
  choose: (district: string) => void;
}) {
  const { language } = useApp();
  const say = useSay();
  return (
    <section aria-labelledby="region-map">
      <h2 id="region-map">{say('monitoring.map')}</h2>
      <p class="quiet small">{say('monitoring.map.what')}</p>
      <ul class="region-districts">
        {districts.map((district) => {
          const schools = rows.filter((row) => row.district.kk === district.kk);
          const today = schools.filter((row) => row.freshness === 'today').length;
          const isChosen = chosen === district.kk;
          return (
            <li key={district.kk}>
              <button
                type="button"
                class="region-district"
                aria-pressed={isChosen}
                onClick={() => choose(isChosen ? '' : district.kk)}
              >
                <strong>{district[language.value]}</strong>
                <span class="small quiet">{say('monitoring.map.count', { today, of: schools.length })}</span>
                <Squares schools={schools} />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Squares({ schools }: { schools: readonly ListRow[] }) {
  const sorted = schools.toSorted((a, b) => freshnesses.indexOf(b.freshness) - freshnesses.indexOf(a.freshness));
  const width = squaresInRow * step;
  const height = Math.max(1, Math.ceil(sorted.length / squaresInRow)) * step;
  return (
    <svg class="region-squares" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {sorted.map((school, n) => (
        <FreshnessSign
          key={school.school}
          freshness={school.freshness}
          x={(n % squaresInRow) * step}
          y={Math.floor(n / squaresInRow) * step}
        />
      ))}
    </svg>
  );
}
