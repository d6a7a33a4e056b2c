import { useApp, useSay } from '#web/app.ts';
import { formatDate, formatTime } from '#web/format.ts';
import type { ItemAnswer } from '../routes.ts';

/** What became of the item: what, when, by whom and why, the newest first. */
export function ItemHistory({ history }: { history: ItemAnswer['history'] }) {
  const say = useSay();
  const { language } = useApp();
  return (
    <section class="sheet">
      <h2>{say('bank.history')}</h2>
      <ol class="bank-history">
        {history.map((change, at) => (
          <li key={at}>
            <strong>
              {say('bank.version', { version: change.version })}:{' '}
              {say(change.source === '' ? `bank.became.${change.state}` : `bank.written.${change.source}`)}
            </strong>
            <br />
            <span class="quiet small">
              {formatDate(language.value, change.at, 'full')}, {formatTime(change.at)} ·{' '}
              {change.isShipped ? say('bank.shipped') : change.who || say('bank.somebody')}
            </span>
            {change.breaksAnchors && <p class="small">{say('bank.broke-anchors')}</p>}
            {change.why !== '' && <p>{change.why}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
