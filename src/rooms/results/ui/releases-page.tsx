import { useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatDate } from '#web/format.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { NamedRelease } from '../published.ts';
import type { Release } from '../queries.ts';
import type { Preview } from '../routes-releases.ts';
import type { YearStudies } from '../studies.ts';
import { AttackCheck } from './attack-check.tsx';
import './results.css';

/** What is public? The list of releases for everybody who asks; a coordinator makes a new one. */
export function ReleasesPage() {
  const say = useSay();
  const { session, language } = useApp();
  useTitle(say('results.releases.title'));
  const roles = session.value?.posts.map(({ role }) => role) ?? [];
  const { value, failure, again } = useAsk<{ releases: readonly NamedRelease[] }>('/results/published');
  const isStaff = roles.includes('coordinator') || roles.includes('methodist');
  return (
    <div class="results">
      {isStaff && (
        <p class="results-way">
          <a href="/results">{say('results.back.region')}</a>
        </p>
      )}
      <h1>{say('results.releases.title')}</h1>
      <p>{say('results.releases.what')}</p>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value?.releases.length === 0 && (
        <section class="sheet">
          <h2>{say('results.releases.empty')}</h2>
          <p>{say('results.releases.empty.what')}</p>
        </section>
      )}
      <ul class="results-choices">
        {value?.releases.map(({ release, about, year, depth, at }) => (
          <li key={release}>
            <a class="sheet" href={`/results/published/${release}`}>
              <strong>
                {say(`results.about.${about}`)}, {say('results.year', { year, next: year + 1 })}
              </strong>
              <span class="quiet">
                {say(`results.depth.${depth}`)} · {formatDate(language.value, at, 'full')}
              </span>
            </a>
          </li>
        ))}
      </ul>
      {roles.includes('coordinator') && <MakeRelease done={again} />}
      {roles.includes('coordinator') && value && value.releases.length > 0 && <AttackCheck />}
    </div>
  );
}

type Asked = { readonly kind: 'level' | 'growth'; readonly study: string; readonly depth: Release['depth'] };

function MakeRelease({ done }: { done: () => void }) {
  const say = useSay();
  const { value } = useAsk<{ years: readonly YearStudies[] }>('/results/releases');
  const kinds = (value?.years ?? []).flatMap(({ year, start, end }) => [
    ...(start && end ? [{ year, kind: 'growth' as const, study: end, at: 'growth' }] : []),
    ...(end ? [{ year, kind: 'level' as const, study: end, at: 'end' }] : []),
    ...(start ? [{ year, kind: 'level' as const, study: start, at: 'start' }] : []),
  ]);
  const [chosen, setChosen] = useState(0);
  const [depth, setDepth] = useState<Release['depth']>('region');
  const [asked, setAsked] = useState<Asked>();
  const kind = kinds[chosen];
  if (!kind) return null;
  return (
    <section class="sheet">
      <h2>{say('results.release.new')}</h2>
      <div class="results-asked">
        <div class="field">
          <label for="release-kind">{say('results.about')}</label>
          <select
            id="release-kind"
            class="input"
            value={String(chosen)}
            onChange={(event) => {
              setChosen(Number(event.currentTarget.value));
              setAsked(undefined);
            }}
          >
            {kinds.map((each, n) => (
              <option key={`${each.study} ${each.kind}`} value={String(n)}>
                {say(`results.about.${each.at}`)}, {say('results.year', { year: each.year, next: each.year + 1 })}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="release-depth">{say('results.depth')}</label>
          <select
            id="release-depth"
            class="input"
            value={depth}
            onChange={(event) => {
              setDepth(event.currentTarget.value as Release['depth']);
              setAsked(undefined);
            }}
          >
            {(['region', 'districts', 'schools'] as const).map((each) => (
              <option key={each} value={each}>
                {say(`results.depth.${each}`)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <p class="quiet small">{say('results.release.advice')}</p>
      <button type="button" class="button" onClick={() => setAsked({ kind: kind.kind, study: kind.study, depth })}>
        {say('results.release.look')}
      </button>
      {asked && <PreviewPart key={JSON.stringify(asked)} asked={asked} done={done} />}
    </section>
  );
}

function PreviewPart({ asked, done }: { asked: Asked; done: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { value, failure, again } = useAsk<Preview>(`/results/releases/preview?${new URLSearchParams(asked)}`);
  const [sent, setSent] = useState<{ isBusy?: boolean; isDone?: boolean; failure?: Failure }>({});
  const publish = async (after: number): Promise<void> => {
    setSent({ isBusy: true });
    const answer = await api.post('/results/releases', { ...asked, after });
    if (!answer.ok) return setSent({ failure: answer.error });
    setSent({ isDone: true });
    done();
  };
  if (failure) return <Failed failure={failure} again={again} />;
  if (!value) return <Waiting />;
  if (sent.isDone) {
    return (
      <Message tone="good" isNews>
        {say('results.release.done')}
      </Message>
    );
  }
  const sum = (of: (cell: Preview['cells'][number]) => number): number =>
    value.cells.reduce((all, cell) => all + of(cell), 0);
  const shown = sum(({ rows }) => rows.length);
  return (
    <>
      <p>
        {say('results.release.preview', {
          shown,
          cells: value.cells.length,
          small: sum(({ small }) => small),
          more: sum(({ complementary }) => complementary),
        })}
      </p>
      <p class="quiet small">{say('results.release.fixed')}</p>
      <button
        type="button"
        class="button main"
        disabled={sent.isBusy || shown === 0}
        onClick={() => void publish(value.after)}
      >
        {say('results.release.do')}
      </button>
      {sent.failure && <Failed failure={sent.failure} />}
    </>
  );
}
