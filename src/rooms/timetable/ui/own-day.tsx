import { useApp, useSay, type Session } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import type { OwnDay } from '../routes-day.ts';
import './own-day.css';

/**
 * Today's lessons of whoever is signed in, from the timetable: small, for it comes with a pupil's page. Shown from what the
 * device keeps where the school does not answer. Nothing where the school has no timetable.
 */
export function OwnDayList({ session }: { session: Session }) {
  const say = useSay();
  const { value } = useAsk<OwnDay>('/timetable/own-day', { keepAs: `own-day:${session.person}` });
  if (!value?.hasTimetable) return null;
  return (
    <section class="own-day">
      <h2>{say('timetable.own-day')}</h2>
      {value.lessons.length === 0 && <p class="quiet">{say('timetable.own-day.none')}</p>}
      <ol>
        {value.lessons.map((lesson) => (
          <Lesson key={lesson.slot} lesson={lesson} />
        ))}
      </ol>
    </section>
  );
}

function Lesson({ lesson }: { lesson: OwnDay['lessons'][number] }) {
  const say = useSay();
  const { session } = useApp();
  const isPupil = session.value?.posts.some(({ role }) => role === 'pupil');
  const { lanes, teacher, room, isRemote, isChanged, from, to } = lesson;
  const about = [
    teacher,
    room,
    isRemote && say('timetable.own-day.remote'),
    isChanged && say('timetable.own-day.changed'),
  ];
  return (
    <li>
      <time class="quiet">
        {from}–{to}
      </time>
      <span>
        <b>
          {lanes
            .map(({ subject, grades }) => `${say(`people.subject.${subject}`)}${isPupil ? '' : ` ${grades.join('+')}`}`)
            .join(' · ')}
        </b>
        <span class="small quiet">{about.filter(Boolean).join(' · ')}</span>
      </span>
    </li>
  );
}
