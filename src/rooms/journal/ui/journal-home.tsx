import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import { gradesOf, subjectOf } from './journal-say.ts';
import { Proposals } from './proposals.tsx';
import './journal.css';

type Group = {
  readonly group: string;
  readonly subject: string;
  readonly grades: readonly number[];
  readonly classes: readonly string[];
  readonly isMine: boolean;
  readonly teacher: string;
};

/** Which journal: a teacher's own groups, and beneath them the others of the school for its office. */
export function JournalHome() {
  const say = useSay();
  const { session } = useApp();
  useTitle(say('journal.title'));
  const { value, failure, again } = useAsk<{ readonly groups: readonly Group[] }>('/journal/groups');
  const mine = value?.groups.filter(({ isMine }) => isMine) ?? [];
  const others = value?.groups.filter(({ isMine }) => !isMine) ?? [];
  const has = (...roles: readonly string[]) => session.value?.posts.some(({ role }) => roles.includes(role)) ?? false;
  return (
    <div class="journal">
      <h1>{say('journal.title')}</h1>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      <Proposals />
      {value?.groups.length === 0 && (
        <section class="sheet">
          <h2>{say('journal.home.empty')}</h2>
          <p>{say('journal.home.empty.what')}</p>
        </section>
      )}
      {mine.length > 0 && <Groups groups={mine} />}
      {others.length > 0 && (
        <section>
          <h2>{say('journal.home.others')}</h2>
          <Groups groups={others} />
        </section>
      )}
      <p class="journal-ways">
        <a class="button" href="/journal/quality">
          {say('journal.quality.title')}
        </a>
        {has('class-teacher', 'head', 'deputy-head') && (
          <a class="button" href="/journal/class">
            {say('journal.class.title')}
          </a>
        )}
        {has('hub-teacher') && (
          <a class="button" href="/journal/shared">
            {say('journal.hub.title')}
          </a>
        )}
      </p>
    </div>
  );
}

function Groups({ groups }: { groups: readonly Group[] }) {
  const say = useSay();
  return (
    <ul class="journal-groups">
      {groups.map(({ group, subject, grades, classes, teacher }) => (
        <li key={group}>
          <a class="sheet" href={`/journal/${group}`}>
            <strong>{subjectOf(say, subject)}</strong>
            <span>{say('journal.grades', { grades: gradesOf(grades, classes) })}</span>
            {teacher && <span class="quiet">{teacher}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}
