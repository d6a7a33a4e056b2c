import { useApp, useSay, useTitle } from '#web/app.ts';
import { OwnDayList } from '#rooms/timetable/ui/own-day.tsx';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { Counts } from '../board.ts';
import { useFresh } from './board-data.ts';
import { needs, Sign, toneOfNeed } from './board-signs.tsx';
import { gradesText, groupText, subjectOf, titleOf, type Titles } from './teacher-say.ts';
import './teacher.css';

type Group = {
  readonly group: string;
  readonly subject: string;
  readonly grades: readonly number[];
  readonly classes: readonly string[];
  readonly isMine: boolean;
  readonly teacher: string;
  readonly size: number;
  readonly counts: Counts;
  readonly given: readonly { readonly pack: string; readonly lesson: string; readonly titles: Titles }[];
};

type Groups = { readonly now: number; readonly groups: readonly Group[] };

/** As many groups as one stream follows; a head has more, which are asked for every half minute. */
const followed = 20;

function topicsOf(value: Groups | undefined): readonly string[] {
  const mineFirst = value?.groups.toSorted((a, b) => Number(b.isMine) - Number(a.isMine)) ?? [];
  return mineFirst.slice(0, followed).map(({ group }) => `lessons:group:${group}`);
}

/** Who needs me: a teacher's groups, with how many work and how many need somebody. */
export function TeacherGroups() {
  const say = useSay();
  useTitle(say('lessons.teach.title'));
  const { session } = useApp();
  const { value, failure, again } = useFresh<Groups>('/lessons/groups', topicsOf);
  const groups = value?.groups.toSorted((a, b) => (a.grades[0] ?? 0) - (b.grades[0] ?? 0)) ?? [];
  const mine = groups.filter((group) => group.isMine);
  const others = groups.filter((group) => !group.isMine);
  const shown = mine.length > 0 ? mine : others;
  return (
    <div class="teacher">
      <h1>{say('lessons.teach.title')}</h1>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {session.value && <OwnDayList session={session.value} />}
      {value?.groups.length === 0 && <NoGroups />}
      {shown.length > 0 && <Working groups={shown} />}
      {others.length > 0 && mine.length > 0 && (
        <details class="teacher-others">
          <summary>{say('lessons.teach.others')}</summary>
          <Resting groups={others} />
        </details>
      )}
      <p class="buttons">
        <a class="button" href="/teach/tablets">
          {say('lessons.teach.tablets')}
        </a>
        <a class="button" href="/teach/line">
          {say('lessons.teach.line')}
        </a>
      </p>
    </div>
  );
}

function NoGroups() {
  const say = useSay();
  const { session } = useApp();
  const isOffice = session.value?.posts.some(({ role }) => role === 'head' || role === 'deputy-head');
  return (
    <section class="sheet teacher-empty">
      <h2>{say('lessons.teach.empty')}</h2>
      <p>{say('lessons.teach.empty.what')}</p>
      {isOffice && (
        <a class="button main" href="/office/groups">
          {say('lessons.teach.empty.office')}
        </a>
      )}
    </section>
  );
}

/** The groups at work, each with who needs somebody; beneath them those at rest. */
function Working({ groups }: { groups: readonly Group[] }) {
  const say = useSay();
  const working = groups.filter(({ counts }) => counts.working > 0);
  const resting = groups.filter(({ counts }) => counts.working === 0);
  return (
    <>
      {working.length === 0 && <p class="quiet">{say('lessons.teach.nobody')}.</p>}
      <ul class="teacher-groups">
        {working.map((group) => (
          <li key={group.group}>
            <GroupCard group={group} />
          </li>
        ))}
      </ul>
      {resting.length > 0 && (
        <section aria-labelledby="teacher-resting">
          <h2 id="teacher-resting">{say(working.length > 0 ? 'lessons.teach.resting' : 'lessons.teach.mine')}</h2>
          <Resting groups={resting} />
        </section>
      )}
    </>
  );
}

function Resting({ groups }: { groups: readonly Group[] }) {
  const say = useSay();
  const { language } = useApp();
  return (
    <ul class="teacher-rows">
      {groups.map(({ group, subject, grades, classes, size, teacher, given }) => (
        <li key={group}>
          <a href={`/teach/${group}`}>{groupText(say, { subject, grades, classes })}</a>
          <span class="quiet">
            {say('lessons.teach.size', { n: size })}
            {teacher && ` · ${say('lessons.teach.teacher', { name: teacher })}`}
          </span>
          <span class="teacher-row-given">
            {given[0] ? titleOf(given[0].titles, language.value) : <em>{say('lessons.teach.given.none')}</em>}
            {given.length > 1 && <span class="quiet"> · {say('lessons.teach.more', { n: given.length - 1 })}</span>}
          </span>
          <a class="button" href={`/teach/${group}/assign`}>
            {say('lessons.teach.assign')}
          </a>
        </li>
      ))}
    </ul>
  );
}

function GroupCard({ group: { group, subject, grades, classes, size, counts, given, teacher } }: { group: Group }) {
  const say = useSay();
  return (
    <article class="sheet teacher-group">
      <h2>
        <a href={`/teach/${group}`}>{subjectOf(say, subject)}</a>
      </h2>
      <p class="quiet">
        {say('lessons.grades', { grades: gradesText(grades, classes) })} · {say('lessons.teach.size', { n: size })}
        {teacher && ` · ${say('lessons.teach.teacher', { name: teacher })}`}
      </p>
      <NeedCounts counts={counts} />
      <Given given={given} />
      <p class="teacher-do">
        <a class="button main" href={`/teach/${group}`}>
          {say('lessons.teach.open')}
        </a>
        <a class="button" href={`/teach/${group}/assign`}>
          {say('lessons.teach.assign')}
        </a>
      </p>
    </article>
  );
}

/** Who needs somebody, each kind with its shape, word and colour; where nobody does, whether anybody works. */
export function NeedCounts({ counts }: { counts: Counts }) {
  const say = useSay();
  const open = needs.filter((need) => counts[need] > 0);
  const calm = counts.working === 0 ? 'lessons.teach.nobody' : 'lessons.teach.calm';
  return (
    <ul class="teacher-counts">
      {open.map((need) => (
        <li key={need} class={`teacher-need ${toneOfNeed[need]}`}>
          <Sign of={need} />
          {say(`lessons.need.${need}.count`, { n: counts[need] })}
        </li>
      ))}
      {open.length === 0 && <li class="quiet">{say(calm)}</li>}
      {counts.working > 0 && <li>{say('lessons.teach.working', { n: counts.working })}</li>}
      {counts.finished > 0 && <li>{say('lessons.teach.finished', { n: counts.finished })}</li>}
    </ul>
  );
}

const shownLessons = 2;

function Given({ given }: { given: Group['given'] }) {
  const say = useSay();
  const { language } = useApp();
  if (given.length === 0) return <p class="quiet">{say('lessons.teach.given.none')}</p>;
  const rest = given.length - shownLessons;
  return (
    <div class="teacher-given">
      <h3 class="small quiet">{say('lessons.teach.given')}</h3>
      <ul>
        {given.slice(0, shownLessons).map(({ pack, lesson, titles }) => (
          <li key={`${pack}/${lesson}`}>{titleOf(titles, language.value)}</li>
        ))}
        {rest > 0 && <li class="quiet">{say('lessons.teach.more', { n: rest })}</li>}
      </ul>
    </div>
  );
}
