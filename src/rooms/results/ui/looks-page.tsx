import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatDate, formatTime } from '#web/format.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { Look } from '../queries.ts';
import './results.css';

type NamedLook = Omit<Look, 'person'> & { readonly name: string };

/** Who looked at schools' values, and when? */
export function LooksPage() {
  const say = useSay();
  const { language } = useApp();
  useTitle(say('results.looks.title'));
  const { value, failure, again } = useAsk<{ looks: readonly NamedLook[] }>('/results/looks');
  const title = say('results.looks.title');
  return (
    <div class="results">
      <p class="results-way">
        <a href="/results">{say('results.back.region')}</a>
      </p>
      <h1>{title}</h1>
      <p>{say('results.looks.what')}</p>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value?.looks.length === 0 && <p class="quiet">{say('results.looks.empty')}</p>}
      {value && value.looks.length > 0 && (
        <div class="results-scroll" role="region" aria-label={title} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {(['when', 'who', 'what', 'where'] as const).map((head) => (
                  <th key={head} scope="col">
                    {say(`results.looks.head.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {value.looks.map((look) => (
                <tr key={`${look.at} ${look.name} ${look.cell} ${look.how}`}>
                  <td>
                    {formatDate(language.value, look.at, 'full')}, {formatTime(look.at)}
                  </td>
                  <td>{look.name || say('results.looks.nobody')}</td>
                  <td>
                    {say(`results.looks.of.${look.what}`)} · {say(`results.looks.how.${look.how}`)}
                  </td>
                  <td>
                    {look.districts.join(', ') || say('results.whole-region')}{' '}
                    <span class="quiet small">{say('results.schools.count', { schools: look.schools })}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
