import { useAsk } from '#web/ask.ts';
import { useApp, useSay } from '#web/app.ts';
import { formatNumber } from '#web/format.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ConsentSummary } from './office-consent-model.ts';
import { shownMoment } from './office-format.ts';
import type { GroupShown } from './office-group-model.ts';
import { missingOf, type Missing, type SchoolFacts } from './office-missing.ts';
import { OfficePage } from './office-page.tsx';
import type { Lists } from './office-roles.ts';

/** What is missing now, each with one button; beneath, the school at a glance. */
export function OfficeHome() {
  const say = useSay();
  const { facts, status, failure, again } = useFacts();
  const missing = missingOf(facts);
  const isKnown = facts.lists !== undefined && facts.link !== undefined;
  return (
    <OfficePage title={say('people.office.home')}>
      {failure && <Failed failure={failure} again={again} />}
      {!facts.lists && !failure && <Waiting />}
      {isKnown && missing.length === 0 && <Message tone="good">{say('people.office.missing.nothing')}</Message>}
      {missing.length > 0 && (
        <ul class="office-missing">
          {missing.map((each) => (
            <MissingRow key={each.key} missing={each} />
          ))}
        </ul>
      )}
      {facts.lists && <Glance facts={facts} lastSync={status?.link.lastSuccess} />}
    </OfficePage>
  );
}

type Status = {
  readonly region?: string;
  readonly link: { readonly lastSuccess?: number; readonly failingSince?: number; readonly why?: string };
};
type MoveUp = { readonly year: number; readonly classes: readonly { readonly pupils: number }[] };

/** Asks for everything at once; each part is shown when it is there. */
function useFacts() {
  const lists = useAsk<Lists>('/people/office/people');
  const groups = useAsk<{ groups: readonly GroupShown[] }>('/people/groups');
  const tablets = useAsk<{ tablets: readonly { isRetired: boolean }[] }>('/people/tablets');
  const consents = useAsk<ConsentSummary>('/people/consents/summary');
  const held = useAsk<{ held: readonly { state: string; person: string }[] }>('/people/held');
  const twice = useAsk<{ twice: readonly unknown[] }>('/people/joins');
  const transfers = useAsk<{ outgoing: readonly { due: string }[] }>('/people/transfers');
  const move = useAsk<MoveUp>('/people/move-up');
  const status = useAsk<Status>('/sync/status');
  const asked = [lists, groups, tablets, consents, held, twice, transfers, move, status];
  const again = (): void => asked.forEach((each) => each.again());
  const year = move.value && {
    year: move.value.year,
    pupils: move.value.classes.reduce((sum, each) => sum + each.pupils, 0),
  };
  const facts: SchoolFacts = {
    lists: lists.value,
    groups: groups.value?.groups,
    tablets: tablets.value?.tablets,
    consents: consents.value,
    held: held.value?.held,
    twice: twice.value?.twice.length,
    asked: transfers.value?.outgoing.filter(({ due }) => due === 'answer').length,
    year,
    link: status.value && { hasRegion: status.value.region !== undefined, ...status.value.link },
  };
  return { facts, status: status.value, failure: asked.find((each) => each.failure)?.failure, again };
}

function MissingRow({ missing: { key, values, to, tone, since, why } }: { missing: Missing }) {
  const say = useSay();
  const { language } = useApp();
  return (
    <li class={tone}>
      <MissingSign tone={tone} />
      <div>
        <p>{say(key, since === undefined ? values : { ...values, since: shownMoment(since, language.value) })}</p>
        <p class="quiet">{why ? say(why) : say(`${key}.why`)}</p>
      </div>
      <a class="button" href={to}>
        {say(`${key}.do`)}
      </a>
    </li>
  );
}

/** A shape beside the colour: a triangle for what holds up, a ring half filled for what can wait. */
function MissingSign({ tone }: { tone: Missing['tone'] }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
      {tone === 'wrong' ? (
        <path d="M12 3.5 22 20.5H2ZM12 10v5m0 2v.5" stroke-linejoin="round" stroke-linecap="round" />
      ) : (
        <path d="M12 3a9 9 0 1 0 0 18 9 9 0 1 0 0-18Zm0 4v5l3 2" stroke-linecap="round" />
      )}
    </svg>
  );
}

function Glance({ facts, lastSync }: { facts: SchoolFacts; lastSync: number | undefined }) {
  const say = useSay();
  const { language, place } = useApp();
  const { lists, groups, tablets } = facts;
  const pupils = lists?.classes.reduce((sum, each) => sum + each.pupils.length, 0);
  const tiles = [
    ['people.office.pupils', '/office/people', pupils],
    ['people.office.glance.classes', '/office/people', lists?.classes.length],
    ['people.office.adults', '/office/people', lists?.adults.length],
    ['people.office.groups', '/office/groups', groups?.length],
    ['people.office.glance.combined', '/office/groups', groups?.filter((group) => group.grades.length > 1).length],
    ['people.office.tablets', '/office/tablets', tablets?.filter((tablet) => !tablet.isRetired).length],
  ] as const;
  return (
    <section>
      <h2>{place.value?.school?.names[language.value] ?? say('people.office.glance')}</h2>
      <ul class="office-glance">
        {tiles.map(([words, to, count]) => (
          <li key={words}>
            <a href={to}>
              <b>{count === undefined ? '…' : formatNumber(language.value, count)}</b>
              <span>{say(words)}</span>
            </a>
          </li>
        ))}
      </ul>
      {lastSync !== undefined && (
        <p class="quiet">{say('people.office.glance.synced', { time: shownMoment(lastSync, language.value) })}</p>
      )}
    </section>
  );
}
