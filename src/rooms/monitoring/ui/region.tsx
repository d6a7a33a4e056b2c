import { useState } from 'preact/hooks';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { handOver } from '#web/hand-over.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ListAnswer, ListRow, TotalsAnswer } from '../answers.ts';
import { csvOf } from '../model/csv.ts';
import { fits, needsOf, noFilter, type Filter } from '../model/filter.ts';
import { searchable } from '#kernel/search.ts';
import { dateOf, dayOf } from '../model/day.ts';
import { freshnesses } from '../model/silence.ts';
import { Districts } from './districts.tsx';
import { FreshnessSign } from './freshness-sign.tsx';
import { SchoolList } from './list.tsx';
import { Parts } from './parts.tsx';
import { TotalFigures } from './totals.tsx';
import { dayText, momentText } from './format.ts';
import './region.css';

/** Where is it going wrong? Schools that need somebody first, then all, as a picture and as a table. */
export function Region() {
  const { session } = useApp();
  const say = useSay();
  useTitle(say('monitoring.title'));
  const list = useAsk<ListAnswer>('/monitoring/schools');
  const totals = useAsk<TotalsAnswer>('/monitoring/totals');
  const roles = session.value?.posts.map(({ role }) => role) ?? [];
  const isStaff = roles.includes('coordinator') || roles.includes('methodist');
  if (!list.value) return list.failure ? <Failed failure={list.failure} again={list.again} /> : <Waiting />;
  return (
    <div class="region">
      <h1>{say('monitoring.title')}</h1>
      <Lead list={list.value} isStaff={isStaff} />
      {totals.value ? (
        <TotalFigures totals={totals.value} />
      ) : totals.failure ? (
        <Failed failure={totals.failure} again={totals.again} />
      ) : (
        <Waiting />
      )}
      {isStaff && !list.value.hasCalendar && <NoCalendar canSet={roles.includes('coordinator')} />}
      <Schools list={list.value} isStaff={isStaff} />
      {totals.value && <WorkParts totals={totals.value} list={list.value} />}
      <AsOf list={list.value} />
    </div>
  );
}

function Lead({ list, isStaff }: { list: ListAnswer; isStaff: boolean }) {
  const say = useSay();
  const of = list.schools.length;
  const schools = list.schools.filter((row) => row.attention && row.attention !== 'none').length;
  if (!isStaff) return <p class="region-lead">{say('monitoring.lead.funder')}</p>;
  return (
    <p class="region-lead">
      {schools === 0 ? say('monitoring.lead.none', { of }) : say('monitoring.lead', { schools, of })}
    </p>
  );
}

function NoCalendar({ canSet }: { canSet: boolean }) {
  const say = useSay();
  return (
    <Message tone="wait">
      <p>{say('monitoring.no-calendar')}</p>
      {canSet && <a href="/region/calendar">{say('monitoring.set-calendar')}</a>}
    </Message>
  );
}

/** The chips of what needs attention, the picture, the filters and the list: one filter for all of them. */
function Schools({ list, isStaff }: { list: ListAnswer; isStaff: boolean }) {
  const { language } = useApp();
  const say = useSay();
  const [filter, setFilter] = useState<Filter>(noFilter);
  const [sought, setSought] = useState('');
  const change = (part: Partial<Filter>): void => setFilter({ ...filter, ...part });
  const rows = list.schools.filter(
    (row) => fits(row, filter) && searchable(row.names[language.value]).includes(searchable(sought.trim())),
  );
  const isFiltered = rows.length < list.schools.length || filter !== noFilter;
  return (
    <>
      <Needs list={list} chosen={filter.attention} choose={(attention) => change({ attention })} />
      <Districts
        rows={list.schools}
        districts={list.districts}
        chosen={filter.district}
        choose={(district) => change({ district })}
      />
      <section aria-labelledby="region-list">
        <h2 id="region-list">{say('monitoring.list')}</h2>
        <Filters list={list} filter={filter} change={change} sought={sought} seek={setSought} />
        <div class="region-row">
          <p role="status">{say('monitoring.list.shown', { shown: rows.length, of: list.schools.length })}</p>
          {isFiltered && (
            <button type="button" class="button bare" onClick={() => (setFilter(noFilter), setSought(''))}>
              {say('monitoring.filter.clear')}
            </button>
          )}
          <Export rows={rows} now={list.now} />
        </div>
        <SchoolList rows={rows} now={list.now} canOpen={isStaff} />
        {list.withheld > 0 && <p class="quiet">{say('monitoring.list.withheld', { schools: list.withheld })}</p>}
      </section>
    </>
  );
}

function Needs({
  list,
  chosen,
  choose,
}: {
  list: ListAnswer;
  chosen: Filter['attention'];
  choose: (attention: Filter['attention']) => void;
}) {
  const say = useSay();
  const needs = needsOf(list.schools);
  if (needs.length === 0) return null;
  return (
    <div class="region-needs" role="group" aria-label={say('monitoring.needs')}>
      {needs.map(({ attention, schools }) => (
        <button
          key={attention}
          type="button"
          class={`button region-chip need-${attention}`}
          aria-pressed={chosen === attention}
          onClick={() => choose(chosen === attention ? '' : attention)}
        >
          {say(`monitoring.attention.${attention}`)} <strong>{schools}</strong>
        </button>
      ))}
    </div>
  );
}

function Filters({
  list,
  filter,
  change,
  sought,
  seek,
}: {
  list: ListAnswer;
  filter: Filter;
  change: (part: Partial<Filter>) => void;
  sought: string;
  seek: (text: string) => void;
}) {
  const { language } = useApp();
  const say = useSay();
  return (
    <div class="region-filters" role="group" aria-label={say('monitoring.filters')}>
      <FreshnessChips list={list} filter={filter} change={change} />
      <div class="field">
        <label for="region-district">{say('monitoring.filter.district')}</label>
        <select
          id="region-district"
          class="input"
          value={filter.district}
          onChange={(event) => change({ district: event.currentTarget.value })}
        >
          <option value="">{say('monitoring.filter.all-districts')}</option>
          {list.districts.map((district) => (
            <option key={district.kk} value={district.kk}>
              {district[language.value]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="region-search">{say('monitoring.filter.search')}</label>
        <input
          id="region-search"
          class="input"
          type="search"
          value={sought}
          onInput={(event) => seek(event.currentTarget.value)}
        />
      </div>
    </div>
  );
}

type ChipsProps = { list: ListAnswer; filter: Filter; change: (part: Partial<Filter>) => void };

/** The legend of the picture, and a filter at once. */
function FreshnessChips({ list, filter, change }: ChipsProps) {
  const say = useSay();
  return (
    <div class="region-needs" role="group" aria-label={say('monitoring.freshness')}>
      {freshnesses.map((freshness) => (
        <button
          key={freshness}
          type="button"
          class="button region-chip"
          aria-pressed={filter.freshness === freshness}
          onClick={() => change({ freshness: filter.freshness === freshness ? '' : freshness })}
        >
          <FreshnessSign freshness={freshness} />
          {say(`monitoring.freshness.${freshness}`)}{' '}
          <strong>{list.schools.filter((row) => row.freshness === freshness).length}</strong>
        </button>
      ))}
    </div>
  );
}

function Export({ rows, now }: { rows: readonly ListRow[]; now: number }) {
  const { language } = useApp();
  const say = useSay();
  const download = (): void => {
    const isSample = rows.some((row) => row.isInvented);
    const file = new Blob([csvOf(rows, say, language.value)], { type: 'text/csv;charset=utf-8' });
    const kind = isSample ? `-${say('web.sample').replaceAll(' ', '-')}` : '';
    handOver(file, `${say('monitoring.list.file')}-${dateOf(dayOf(now))}${kind}.csv`);
  };
  return (
    <button type="button" class="button region-export" onClick={download}>
      {say('monitoring.list.export')}
    </button>
  );
}

function WorkParts({ totals, list }: { totals: TotalsAnswer; list: ListAnswer }) {
  const { language } = useApp();
  const say = useSay();
  const names = new Map(list.districts.map((district) => [district.kk, district[language.value]]));
  const districts = totals.byDistrict
    .map(({ key, work }) => ({ key: String(key), name: names.get(String(key)) ?? String(key), work }))
    .toSorted((a, b) => [...names.keys()].indexOf(a.key) - [...names.keys()].indexOf(b.key));
  return (
    <section aria-labelledby="region-parts">
      <h2 id="region-parts">{say('monitoring.parts')}</h2>
      <Parts parts={totals} districts={districts} />
      <p class="quiet small">{say('monitoring.work.hidden.why', { minimum: totals.minimumGroup })}</p>
    </section>
  );
}

function AsOf({ list }: { list: ListAnswer }) {
  const { language } = useApp();
  const say = useSay();
  const since = dayText(list.since, language.value);
  return <p class="quiet small">{say('monitoring.since', { since, now: momentText(list.now, language.value) })}</p>;
}
