import type { Say } from '#web/words.ts';
import type { ListedWork } from '../routes-teach.ts';
import { numberText } from './lab-say.ts';

type Found = ListedWork & { readonly found: NonNullable<ListedWork['found']> };

const [width, left] = [240, 8];

/**
 * LAB-13: what a class found at a task, with real apparatus and at the bench, side by side: each number with its interval on
 * one scale. Each pupil's bench has a constant of its own, so only those of the real one should agree with each other.
 */
export function Compare({ works, say, web }: { works: readonly ListedWork[]; say: Say; web: Say }) {
  const tasks = Object.entries(
    Object.groupBy(
      works.filter((each): each is Found => each.found !== null),
      ({ lab, task }) => `${lab}/${task}`,
    ),
  );
  const both = tasks.filter(([, all = []]) => all.some(({ isReal }) => isReal) && all.length > 1);
  if (both.length === 0) return null;
  return (
    <section class="sheet">
      <h2>{web('labs.compare')}</h2>
      <p class="quiet small">{web('labs.compare.what')}</p>
      {both.map(([place, all = []]) => (
        <div key={place} class="lab-scroll" role="region" tabIndex={0} aria-label={web('labs.compare')}>
          <table class="lab-table">
            <caption>{say(`labs.${place.replace('/', '.task.')}`)}</caption>
            <thead>
              <tr>
                <th scope="col">{web('labs.teach.pupil')}</th>
                <th scope="col">{web('labs.compare.by')}</th>
                <th scope="col">{web('labs.compare.found')}</th>
                <th scope="col">{web('labs.compare.interval')}</th>
              </tr>
            </thead>
            <tbody>
              {all
                .toSorted((a, b) => Number(b.isReal) - Number(a.isReal))
                .map((each) => (
                  <tr key={each.work}>
                    <th scope="row">{each.name}</th>
                    <td>{web(each.isReal ? 'labs.teach.real' : 'labs.teach.virtual')}</td>
                    <td>{`${numberText(each.found.value)} ± ${numberText(each.found.spread)}`}</td>
                    <td>
                      <Interval found={each.found} all={all} />
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      ))}
    </section>
  );
}

function Interval({ found, all }: { found: Found['found']; all: readonly Found[] }) {
  const low = Math.min(...all.map((each) => each.found.value - each.found.spread));
  const high = Math.max(...all.map((each) => each.found.value + each.found.spread));
  const at = (value: number): number => left + ((value - low) / (high - low || 1)) * (width - 2 * left);
  return (
    <svg viewBox={`0 0 ${width} 24`} width={width} height="24" aria-hidden="true" class="lab-point">
      <line x1={at(found.value - found.spread)} x2={at(found.value + found.spread)} y1="12" y2="12" />
      <circle cx={at(found.value)} cy="12" r="4" />
    </svg>
  );
}
