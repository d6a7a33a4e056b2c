import type { ComponentChildren } from 'preact';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { SchoolAnswer } from '../answers.ts';
import type { SchoolView } from '../overview.ts';
import { Explain } from './explain.tsx';
import { dayText, errorText, finishedText, heardText, momentText, numberText, rightText, shareText } from './format.ts';
import { FreshnessSign } from './freshness-sign.tsx';
import { Parts } from './parts.tsx';
import './region.css';

/** One school as the region sees it: how fresh, why silent, and what its lessons come to. */
export function RegionSchool({ params }: ScreenProps) {
  const { language } = useApp();
  const say = useSay();
  const asked = useAsk<SchoolAnswer>(`/monitoring/schools/${encodeURIComponent(params['school'] ?? '')}`);
  const name = asked.value?.school.names[language.value];
  useTitle(name ?? say('monitoring.title'));
  if (!asked.value) return asked.failure ? <Failed failure={asked.failure} again={asked.again} /> : <Waiting />;
  const { school, now, minimumGroup } = asked.value;
  return (
    <div class="region">
      <p>
        <a href="/region">← {say('monitoring.school.back')}</a>
      </p>
      <h1>{name}</h1>
      <State school={school} now={now} />
      <Facts school={school} />
      {school.freshness !== 'today' && (
        <Explain
          path={`/monitoring/schools/${encodeURIComponent(school.school)}/silence`}
          now={now}
          words={{
            title: say('monitoring.explain'),
            what: say('monitoring.explain.what'),
            save: say('monitoring.explain.save'),
          }}
          again={asked.again}
        />
      )}
      <section aria-labelledby="school-work">
        <h2 id="school-work">{say('monitoring.school.work')}</h2>
        {school.work.state === 'hidden' ? (
          <p>{say('monitoring.parts.hidden', { minimum: minimumGroup })}</p>
        ) : (
          <>
            <Sum school={school} />
            <Parts parts={asked.value} />
            {school.work.state === 'shown' && (
              <p class="quiet small">{say('monitoring.work.hidden.why', { minimum: minimumGroup })}</p>
            )}
          </>
        )}
      </section>
      <p class="quiet small">
        {say('monitoring.since', {
          since: dayText(asked.value.since, language.value),
          now: momentText(now, language.value),
        })}
      </p>
    </div>
  );
}

function Sum({ school: { work } }: { school: SchoolView }) {
  const { language } = useApp();
  const say = useSay();
  if (work.state !== 'shown') return null;
  return (
    <dl class="region-totals">
      <div>
        <dt>{say('monitoring.column.lessons')}</dt>
        <dd>{finishedText(work, say, language.value)}</dd>
      </div>
      <div>
        <dt>{say('monitoring.total.right')}</dt>
        <dd>
          {shareText(work, say, language.value)} <small>{errorText(work, say, language.value)}</small>
        </dd>
        <dd class="small quiet">{rightText(work, say, language.value)}</dd>
      </div>
    </dl>
  );
}

/** The state of the school in one sentence. */
function State({ school, now }: { school: SchoolView; now: number }) {
  const { language } = useApp();
  const say = useSay();
  const { silence, freshness, isConnected, missedDays } = school;
  const state = !isConnected
    ? 'not-connected'
    : freshness === 'today'
      ? 'heard'
      : freshness === 'never' && silence === 'unknown'
        ? 'never'
        : silence;
  const heard = heardText(school.heardAt, now, say, language.value);
  const until = school.until ? dayText(school.until, language.value) : '';
  const isTrouble = state === 'unknown' || state === 'never' || state === 'not-connected';
  const isExplained = state === 'line-down' || state === 'stick-on-its-way';
  return (
    <Message tone={isTrouble ? 'wrong' : isExplained ? 'wait' : 'good'}>
      <span class="region-heard">
        <FreshnessSign freshness={freshness} />
        {say(`monitoring.state.${state}`, { heard, until, days: missedDays })}
      </span>
    </Message>
  );
}

function Facts({ school }: { school: SchoolView }) {
  const { language } = useApp();
  const say = useSay();
  const moment = (instant: number | undefined): string =>
    instant === undefined ? say('monitoring.school.never') : momentText(instant, language.value);
  return (
    <dl class="region-facts" aria-label={say('monitoring.school.facts')}>
      <Fact name={say('monitoring.filter.district')}>{school.district[language.value]}</Fact>
      <Fact name={say('monitoring.school.kind')}>{say(`monitoring.kind.${school.kind}`)}</Fact>
      <Fact name={say('monitoring.school.medium')}>{say(`monitoring.medium.${school.medium}`)}</Fact>
      <Fact name={say('monitoring.school.hub')}>
        {school.isHub ? (
          say('monitoring.school.is-hub')
        ) : school.hub ? (
          <a href={`/region/${school.hub.school}`}>{school.hub.names[language.value]}</a>
        ) : (
          say('monitoring.no')
        )}
      </Fact>
      <Fact name={say('monitoring.school.pupils')}>{numberText(school.pupils, language.value)}</Fact>
      <Fact name={say('monitoring.school.data-at')}>{moment(school.dataAt)}</Fact>
      <Fact name={say('monitoring.school.contact-at')}>{moment(school.contactAt)}</Fact>
      <Fact name={say('monitoring.school.assignments')}>{numberText(school.assignments, language.value)}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
