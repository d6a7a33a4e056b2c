import { useRef } from 'preact/hooks';
import { OfficePage } from '#people/ui/office-page.tsx';
import { shownMoment } from '#people/ui/office-format.ts';
import { useEvery } from '../../sync/ui/every.ts';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ReleasePage as Shown } from '../status.ts';
import { BackPart } from './back-part.tsx';
import { Night } from './night-part.tsx';
import { Offers } from './offers-part.tsx';
import { RegionReleases } from './region-releases.tsx';
import { ReleaseFile } from './release-file.tsx';
import { headlineOf } from './release-model.ts';
import './release.css';

/** While something goes on the page looks often. */
const every = 2000;

/** Which version runs, what has come, and the two buttons: update, and back. */
export function ReleasePage() {
  const say = useSay();
  const { value, failure, again } = useAsk<Shown>('/releases');
  useEvery(every, again);
  // While the program changes nobody answers: what was last known stays in sight.
  const kept = useRef<Shown>(undefined);
  if (value) kept.current = value;
  const shown = kept.current;
  return (
    <OfficePage title={say('releases.screen.title')} lead={say('releases.screen.lead')}>
      {failure && !shown && <Failed failure={failure} again={again} />}
      {failure && shown && (
        <Message tone="wait" isNews>
          {say('releases.screen.changing')}
        </Message>
      )}
      {!shown && !failure && <Waiting />}
      {shown && <Parts shown={shown} changed={again} />}
    </OfficePage>
  );
}

function Parts({ shown, changed }: { shown: Shown; changed: () => void }) {
  const { isInstalled, kind, found, previous } = shown;
  const isRegion = kind === 'region';
  return (
    <div class="release-page">
      <Headline shown={shown} />
      <Work shown={shown} />
      {isInstalled && !shown.asked && <Offers shown={shown} changed={changed} />}
      {isRegion && <RegionReleases shown={shown} changed={changed} />}
      {(isInstalled || isRegion) && (
        <ReleaseFile found={found} isRegion={isRegion} canUpdate={isInstalled} changed={changed} />
      )}
      {isInstalled && !isRegion && <Night settings={shown.settings} changed={changed} />}
      {previous && <BackPart previous={previous} changed={changed} />}
    </div>
  );
}

function Headline({ shown }: { shown: Shown }) {
  const say = useSay();
  const { language } = useApp();
  const { version, since, wentBack, refused, isInstalled } = shown;
  const { tone, key } = headlineOf(shown);
  return (
    <Message tone={tone}>
      <p>
        <b>{say(key, { version })}</b>
      </p>
      {since !== undefined && (
        <p class="quiet">{say('releases.screen.since', { time: shownMoment(since, language.value) })}</p>
      )}
      {wentBack && (
        <p>
          {say('releases.screen.went-back', {
            from: wentBack.from,
            to: wentBack.to,
            time: shownMoment(wentBack.at, language.value),
            why: say(`releases.why.${wentBack.why}`),
          })}
        </p>
      )}
      {wentBack && wentBack.why !== 'asked' && <p>{say('releases.screen.went-back.do')}</p>}
      {refused && (
        <p>
          {say('releases.screen.refused', {
            version: refused.to,
            why: say(`releases.${refused.why}`, { version: refused.to, own: version }),
          })}
        </p>
      )}
      {!isInstalled && <p>{say('releases.not-installed')}</p>}
    </Message>
  );
}

function Work({ shown: { work, asked } }: { shown: Shown }) {
  const say = useSay();
  if (asked) {
    return (
      <Message tone="wait" isNews>
        {say('releases.screen.asked', { version: asked })}
      </Message>
    );
  }
  if (work?.what === 'refused') return <Failed failure={{ values: {}, ...work.refusal }} />;
  if (!work) return null;
  const words = say('releases.screen.unpacking', { version: work.version });
  return (
    <div class="release-work" role="status">
      <p>{words}</p>
      <progress max={work.total} value={work.done} aria-label={words} />
    </div>
  );
}
