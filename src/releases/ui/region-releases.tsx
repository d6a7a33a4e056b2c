import { useSend } from '#people/ui/office-send.ts';
import { shownMoment } from '#people/ui/office-format.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed } from '#web/parts/message.tsx';
import type { ReleasePage } from '../status.ts';
import { inMegabytes } from './release-model.ts';

/** What the region offers to its schools, and which server runs what. */
export function RegionReleases({ shown, changed }: { shown: ReleasePage; changed: () => void }) {
  const { published = [], running = [] } = shown;
  return (
    <>
      <Published published={published} changed={changed} />
      <Running running={running} />
    </>
  );
}

function Published({ published, changed }: { published: NonNullable<ReleasePage['published']>; changed: () => void }) {
  const say = useSay();
  const { api, language } = useApp();
  const { isBusy, failure, send } = useSend();
  const withdraw = async (version: string): Promise<void> => {
    if (await send(api.post('/releases/withdraw', { version }))) changed();
  };
  return (
    <section>
      <h2>{say('releases.screen.published')}</h2>
      {published.length === 0 && <p class="quiet">{say('releases.screen.published.none')}</p>}
      {published.length > 0 && (
        <ul class="release-found">
          {published.map(({ version, at, bytes }) => (
            <li key={version} class="sheet">
              <div>
                <b>{say('releases.screen.version', { version })}</b>
                <p class="quiet">
                  {say('releases.screen.published.when', {
                    time: shownMoment(at, language.value),
                    size: inMegabytes(bytes),
                  })}
                </p>
              </div>
              <button type="button" class="button" disabled={isBusy} onClick={() => void withdraw(version)}>
                {say('releases.screen.withdraw')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {failure && <Failed failure={failure} />}
    </section>
  );
}

function Running({ running }: { running: NonNullable<ReleasePage['running']> }) {
  const say = useSay();
  const counts = new Map<string, number>();
  for (const { version } of running) counts.set(version, (counts.get(version) ?? 0) + 1);
  const back = running.filter(({ backFrom, backWhy }) => backFrom !== '' && backWhy !== 'asked').length;
  return (
    <section>
      <h2>{say('releases.screen.running')}</h2>
      {running.length === 0 && <p class="quiet">{say('releases.screen.running.none')}</p>}
      {running.length > 0 && (
        <ul>
          {[...counts].map(([version, count]) => (
            <li key={version}>{say('releases.screen.running.count', { version, count })}</li>
          ))}
        </ul>
      )}
      {back > 0 && <p>{say('releases.screen.running.back', { count: back })}</p>}
    </section>
  );
}
