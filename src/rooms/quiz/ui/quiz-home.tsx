import { groupText, gradesText } from '#rooms/lessons/ui/teacher-say.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatDate } from '#web/format.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { GroupOfQuizzes } from './quiz-data.ts';
import './quiz.css';

/** For whom a test is made, and what was made before. */
export function QuizHome() {
  const say = useSay();
  useTitle(say('quiz.title'));
  const { value, failure, again } = useAsk<{ readonly groups: readonly GroupOfQuizzes[] }>('/quiz/groups');
  const mine = value?.groups.filter(({ isMine }) => isMine) ?? [];
  const others = value?.groups.filter(({ isMine }) => !isMine) ?? [];
  return (
    <div class="quiz">
      <h1>{say('quiz.title')}</h1>
      <p class="quiet">{say('quiz.what')}</p>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value?.groups.length === 0 && (
        <section class="sheet">
          <h2>{say('quiz.empty')}</h2>
          <p>{say('quiz.empty.what')}</p>
        </section>
      )}
      {mine.map((group) => (
        <Group key={group.group} group={group} />
      ))}
      {others.length > 0 && (
        <details open={mine.length === 0}>
          <summary>{say('quiz.others')}</summary>
          {others.map((group) => (
            <Group key={group.group} group={group} />
          ))}
        </details>
      )}
    </div>
  );
}

function Group({ group }: { group: GroupOfQuizzes }) {
  const say = useSay();
  const { language } = useApp();
  return (
    <section class="sheet quiz-group">
      <h2>{groupText(say, group)}</h2>
      {group.teacher && <p class="quiet">{group.teacher}</p>}
      <a class="button main" href={`/quiz/new/${group.group}`}>
        {say('quiz.new')}
      </a>
      {group.quizzes.length > 0 && (
        <ul class="quiz-list">
          {group.quizzes.map(({ quiz, kind, title, at, grades }) => (
            <li key={quiz}>
              <a href={`/quiz/${quiz}`}>{say(`quiz.kind.${kind}.named`, { title })}</a>
              <span class="quiet">
                {say('lessons.grades', { grades: gradesText(grades) })} · {formatDate(language.value, at)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
