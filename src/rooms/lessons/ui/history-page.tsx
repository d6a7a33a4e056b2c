import type { Text } from '#kernel/language.ts';
import { dayOf, shownDay, shownMoment } from '#people/ui/office-format.ts';
import { TableFrame } from '#people/ui/office-table.tsx';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { ToldAttempt, ToldPlace } from '../records-history.ts';
import { subjectOf } from './teacher-say.ts';
import '#people/ui/office.css';

type Teller = { readonly by: 'school' | 'region'; readonly upTo: number };
type History = {
  readonly transfer: string;
  readonly from: string;
  readonly fromNames: Text | null;
  readonly through: string;
  readonly isOpen: boolean;
  readonly reason: string;
  readonly at: number;
  readonly tellers: readonly Teller[];
  readonly places: readonly ToldPlace[];
  readonly attempts: readonly ToldAttempt[];
};
type Pupil = { readonly name: string; readonly histories: readonly History[] };

/** What a pupil's previous schools tell: which school's it is, from when to when, who wrote it, and how long it is open. */
export function PupilHistory({ params }: ScreenProps) {
  const say = useSay();
  const { value, failure, again } = useAsk<Pupil>(`/lessons/history/${params['person']}`);
  const title = value ? say('lessons.history.title', { name: value.name }) : say('lessons.history.link');
  useTitle(title);
  return (
    <div class="office">
      <h1>{title}</h1>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value?.histories.length === 0 && <Message tone="wait">{say('lessons.history.none')}</Message>}
      {value && value.histories.length > 0 && <p class="office-lead">{say('lessons.history.lead')}</p>}
      {value?.histories.map((history) => (
        <OneHistory key={history.transfer} history={history} />
      ))}
    </div>
  );
}

function OneHistory({ history }: { history: History }) {
  const say = useSay();
  const { language } = useApp();
  const { from, fromNames, through, isOpen, reason, at, tellers, places, attempts } = history;
  const day = (of: string): string => shownDay(of, language.value);
  const school = fromNames?.[language.value] ?? from;
  if (!isOpen) {
    const why = say(`lessons.history.reason.${reason}`);
    return (
      <section>
        <h2>{school}</h2>
        <Message tone="wait">{say('lessons.history.closed', { day: day(dayOf(at)), reason: why })}</Message>
      </section>
    );
  }
  return (
    <section>
      <h2>{school}</h2>
      <p>{say('lessons.history.open', { day: day(through) })}</p>
      {tellers.map((teller) => (
        <p key={teller.by} class="quiet">
          <Told teller={teller} />
        </p>
      ))}
      {tellers.length === 0 && <Message tone="wait">{say('lessons.history.coming')}</Message>}
      {places.length > 0 && <Places places={places} />}
      {tellers.length > 0 && attempts.length === 0 && <p>{say('lessons.history.empty')}</p>}
      {attempts.length > 0 && <Works attempts={attempts} school={school} />}
    </section>
  );
}

function Told({ teller: { by, upTo } }: { teller: Teller }) {
  const say = useSay();
  const { language } = useApp();
  if (upTo === 0) return <>{say('lessons.history.by.region.unknown')}</>;
  return <>{say(`lessons.history.by.${by}`, { time: shownMoment(upTo, language.value) })}</>;
}

function Places({ places }: { places: readonly ToldPlace[] }) {
  const say = useSay();
  const { language } = useApp();
  const line = ({ grade, letter, from, to }: ToldPlace): string => {
    const days = { from: shownDay(from, language.value), ...(to ? { to: shownDay(to, language.value) } : {}) };
    const at = { class: letter ? `${grade} ${letter}` : String(grade), ...days };
    return say(to ? 'lessons.history.place' : 'lessons.history.place.now', at);
  };
  return (
    <>
      <h3>{say('lessons.history.places')}</h3>
      <ul>
        {places.map((place) => (
          <li key={`${place.from} ${place.grade} ${place.letter}`}>{line(place)}</li>
        ))}
      </ul>
    </>
  );
}

const columns = ['lesson', 'right', 'mark', 'day', 'grade'] as const;

function Works({ attempts, school }: { attempts: readonly ToldAttempt[]; school: string }) {
  const say = useSay();
  return (
    <>
      <h3>{say('lessons.history.works')}</h3>
      <TableFrame label={`${say('lessons.history.works')}: ${school}`}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" class={column === 'lesson' ? '' : 'number'}>
                {say(`lessons.history.col.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {attempts.map((attempt) => (
            <Work key={attempt.attempt} attempt={attempt} />
          ))}
        </tbody>
      </TableFrame>
    </>
  );
}

function Work({ attempt }: { attempt: ToldAttempt }) {
  const say = useSay();
  const { language } = useApp();
  const { title, subject, grade, beganAt, finishedAt, right, questions, answered, mark } = attempt;
  return (
    <tr>
      <th scope="row">
        {title || say('lessons.history.unknown-lesson')}
        <br />
        <span class="quiet small">
          {[subject && subjectOf(say, subject), finishedAt === 0 && say('lessons.history.unfinished')]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </th>
      <td class="number">{say('lessons.history.right', { right, of: questions || answered })}</td>
      <td class="number">{mark ?? ''}</td>
      <td class="number">{shownDay(dayOf(beganAt), language.value)}</td>
      <td class="number">{grade === 0 ? '' : grade}</td>
    </tr>
  );
}
