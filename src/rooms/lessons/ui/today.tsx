import { useAsk } from '#web/ask.ts';
import { useSay, useTitle } from '#web/app.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';

type Task = { readonly pack: string; readonly lesson: string; readonly titles: Readonly<Record<string, string>> };

/** What a pupil does now. */
export function Today() {
  const say = useSay();
  useTitle(say('lessons.today'));
  const { value, failure, again } = useAsk<{ tasks: readonly Task[] }>('/lessons/today');
  if (failure) return <Failed failure={failure} again={again} />;
  if (!value) return <Waiting />;
  return (
    <>
      <h1>{say('lessons.today')}</h1>
      <ul>
        {value.tasks.map(({ pack, lesson, titles }) => (
          <li key={lesson}>
            <a href={`/lesson/${pack}/${lesson}`}>{titles['kk'] ?? titles['ru']}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
