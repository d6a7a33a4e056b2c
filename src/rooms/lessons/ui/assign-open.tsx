import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay } from '#web/app.ts';
import { formatDate } from '#web/format.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import { lessonKey, type OpenAssignment, type PupilProgress } from './assign-data.ts';
import { Sign } from './board-signs.tsx';
import { gradesText, titleOf } from './teacher-say.ts';

/** What a group has to do now: who has finished what, the way to each work, and the end of it. */
export function AssignOpen({
  group,
  assignments,
  changed,
}: {
  group: string;
  assignments: readonly OpenAssignment[];
  changed: () => void;
}) {
  const say = useSay();
  return (
    <section class="assign-open" aria-labelledby="assign-open">
      <h2 id="assign-open">{say('lessons.assign.open')}</h2>
      {assignments.length === 0 && <p class="quiet">{say('lessons.assign.open.none')}</p>}
      {assignments.map((given) => (
        <Assignment key={given.assignment} given={given} changed={changed} />
      ))}
      <Ended group={group} />
      <p>
        <a class="button" href={`/teach/${group}`}>
          {say('lessons.assign.board')}
        </a>
      </p>
    </section>
  );
}

/** What was given before: fetched when somebody looks for it. */
function Ended({ group }: { group: string }) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="assign-ended" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('lessons.assign.ended')}</summary>
      {isOpen && <EndedList group={group} />}
    </details>
  );
}

function EndedList({ group }: { group: string }) {
  const say = useSay();
  const { value, failure, again } = useAsk<{ assignments: readonly OpenAssignment[] }>(
    `/lessons/groups/${group}/ended`,
  );
  if (!value) return failure ? <Failed failure={failure} again={again} /> : <Waiting />;
  if (value.assignments.length === 0) return <p class="quiet">{say('lessons.assign.ended.none')}</p>;
  return (
    <>
      {value.assignments.map((given) => (
        <Assignment key={given.assignment} given={given} />
      ))}
    </>
  );
}

/** `changed`: absent where it has ended. */
function Assignment({ given, changed }: { given: OpenAssignment; changed?: () => void }) {
  const say = useSay();
  const { language } = useApp();
  const { grades, due, at, lessons } = given;
  return (
    <article class="sheet">
      <h3>{say('lessons.grades', { grades: gradesText(grades) })}</h3>
      <p class="small quiet">
        {say('lessons.assign.given-on', { date: formatDate(language.value, at) })}
        {due && ` · ${say('lessons.assign.due-on', { date: formatDate(language.value, due, 'weekday') })}`}
      </p>
      {lessons.map(({ titles, finished, of, pupils, ...place }) => (
        <details key={lessonKey(place)}>
          <summary>
            <span>{titleOf(titles, language.value)}</span>
            <small class="quiet">{say('lessons.assign.finished', { n: finished, of })}</small>
          </summary>
          <ul>
            {pupils.map((pupil) => (
              <Pupil key={pupil.person} pupil={pupil} />
            ))}
          </ul>
        </details>
      ))}
      {changed && <End assignment={given.assignment} changed={changed} />}
    </article>
  );
}

function Pupil({ pupil: { name, state, attempt, right, questions, mark, isSeen } }: { pupil: PupilProgress }) {
  const say = useSay();
  const result =
    state === 'finished' ? say('lessons.board.right-of', { n: right, of: questions }) : say(`lessons.state.${state}`);
  const word = mark !== null ? say('lessons.board.mark', { mark }) : isSeen ? say('lessons.board.seen') : '';
  return (
    <li>
      <Sign of={state} />
      {attempt ? <a href={`/teach/attempt/${attempt}`}>{name}</a> : <span>{name}</span>}
      <small class="quiet">
        {result}
        {word && ` · ${word}`}
      </small>
    </li>
  );
}

/** Ending is asked twice, because the lesson disappears from the pupils' lists at once. */
function End({ assignment, changed }: { assignment: string; changed: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const [isSure, setSure] = useState(false);
  const { isBusy, failure, send } = useSend();
  const end = async (): Promise<void> => {
    if (await send(api.delete(`/lessons/assignments/${assignment}`))) changed();
  };
  if (!isSure) {
    return (
      <button type="button" class="button" onClick={() => setSure(true)}>
        {say('lessons.assign.end')}
      </button>
    );
  }
  return (
    <div role="group" class="assign-end">
      <p>{say('lessons.assign.end.sure')}</p>
      {failure && <Failed failure={failure} />}
      <button type="button" class="button main" disabled={isBusy} onClick={() => void end()}>
        {say('lessons.assign.end.yes')}
      </button>
      <button type="button" class="button" onClick={() => setSure(false)}>
        {say('lessons.assign.end.no')}
      </button>
    </div>
  );
}
