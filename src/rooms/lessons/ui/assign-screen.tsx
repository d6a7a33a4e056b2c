import { useEffect, useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import { AssignBar } from './assign-bar.tsx';
import {
  gradesWithout,
  lessonKey,
  openFor,
  type GroupToAssign,
  type OpenAssignment,
  type ShelfLesson,
} from './assign-data.ts';
import { AssignOpen } from './assign-open.tsx';
import { AssignShelf } from './assign-shelf.tsx';
import { useFresh } from './board-data.ts';
import { gradesText, groupText } from './teacher-say.ts';
import './assign.css';

/** Gives lessons of the shelf to a group or to one grade of it, and shows what is given now. */
export function AssignScreen({ params }: ScreenProps) {
  const say = useSay();
  const id = params['group'] ?? '';
  const group = useAsk<GroupToAssign>(`/lessons/groups/${id}`);
  const shelf = useAsk<{ lessons: readonly ShelfLesson[] }>('/library/lessons');
  const open = useFresh<{ assignments: readonly OpenAssignment[] }>(`/lessons/groups/${id}/assignments`, () => [
    `lessons:group:${id}`,
  ]);
  useTitle(say('lessons.assign.title'));
  const failure = group.failure ?? shelf.failure ?? open.failure;
  const again = (): void => {
    for (const asked of [group, shelf, open]) if (asked.failure) asked.again();
  };
  if (!group.value || !shelf.value || !open.value) {
    return failure ? <Failed failure={failure} again={again} /> : <Waiting />;
  }
  return (
    <div class="assign">
      <p>
        <a href={`/teach/${id}`}>← {groupText(say, group.value)}</a>
      </p>
      <h1>{say('lessons.assign.title')}</h1>
      {failure && <Failed failure={failure} again={again} />}
      <Giving group={group.value} shelf={shelf.value.lessons} open={open.value.assignments} changed={open.again} />
      <AssignOpen group={id} assignments={open.value.assignments} changed={open.again} />
    </div>
  );
}

type Done = { readonly assignment: string; readonly grades: readonly number[]; readonly count: number };

/** So long a mistake is taken back by one tap here; later by ending the assignment. */
const undoMilliseconds = 10_000;

function Giving({
  group,
  shelf,
  open,
  changed,
}: {
  group: GroupToAssign;
  shelf: readonly ShelfLesson[];
  open: readonly OpenAssignment[];
  changed: () => void;
}) {
  const { api } = useApp();
  const [grades, setGrades] = useState(group.grades);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [due, setDue] = useState('');
  const [done, setDone] = useState<Done>();
  const { isBusy, failure, send } = useSend();
  const taken = openFor(open, grades);
  const lessons = shelf.filter((each) => chosen.has(lessonKey(each)) && !taken.has(lessonKey(each)));
  const give = async (): Promise<void> => {
    const named = lessons.map(({ pack, lesson }) => ({ pack, lesson }));
    const body = { group: group.group, grades, lessons: named, ...(due ? { due } : {}) };
    const answer = await send(api.post<{ assignment: string }>('/lessons/assignments', body));
    if (!answer) return;
    const nobody = gradesWithout(grades, lessons);
    const takers = grades.filter((grade) => !nobody.includes(grade));
    setDone({ assignment: answer.assignment, grades: takers, count: lessons.length });
    setChosen(new Set());
    changed();
  };
  const toggle = (key: string): void => {
    setChosen(new Set(chosen.has(key) ? [...chosen].filter((each) => each !== key) : [...chosen, key]));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (lessons.length > 0) void give();
      }}
    >
      {done && <Undo key={done.assignment} done={done} changed={changed} over={() => setDone(undefined)} />}
      <Whom group={group} grades={grades} choose={setGrades} />
      <AssignShelf group={group} shelf={shelf} chosen={chosen} taken={taken} toggle={toggle} />
      <AssignBar
        count={lessons.length}
        without={gradesWithout(grades, lessons)}
        due={due}
        setDue={setDue}
        isBusy={isBusy}
        failure={failure}
      />
    </form>
  );
}

function Whom({
  group: { grades: all, size, sizes },
  grades,
  choose,
}: {
  group: GroupToAssign;
  grades: readonly number[];
  choose: (grades: readonly number[]) => void;
}) {
  const say = useSay();
  if (all.length < 2) return null;
  const options = [
    { grades: all, text: say('lessons.assign.all', { n: size }), note: say('lessons.assign.all.how') },
    ...sizes.map((each) => ({
      grades: [each.grade],
      text: say('lessons.assign.one', { grade: each.grade, n: each.size }),
      note: '',
    })),
  ];
  return (
    <fieldset class="assign-whom">
      <legend>
        <h2>{say('lessons.assign.whom')}</h2>
      </legend>
      {options.map((option) => (
        <label key={option.text} class="assign-choice">
          <input
            type="radio"
            name="whom"
            checked={option.grades.length === grades.length && option.grades[0] === grades[0]}
            onChange={() => choose(option.grades)}
          />
          <span>
            {option.text}
            {option.note && <small class="quiet">{option.note}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** What was given, and for ten seconds the way to take it back. */
function Undo({ done, changed, over }: { done: Done; changed: () => void; over: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const [isEnded, setEnded] = useState(false);
  const [isLate, setLate] = useState(false);
  const { isBusy, failure, send } = useSend();
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), undoMilliseconds);
    return () => clearTimeout(timer);
  }, []);
  const undo = async (): Promise<void> => {
    if (!(await send(api.delete(`/lessons/assignments/${done.assignment}`)))) return;
    setEnded(true);
    changed();
  };
  if (isEnded)
    return (
      <Message tone="wait" isNews>
        {say('lessons.assign.undone')}
      </Message>
    );
  return (
    <Message tone="good" isNews>
      <p>{say('lessons.assign.done', { grades: gradesText(done.grades), n: done.count })}</p>
      <div class="assign-after">
        {!isLate && (
          <button type="button" class="button" disabled={isBusy} onClick={() => void undo()}>
            {say('lessons.assign.undo')}
          </button>
        )}
        <button type="button" class="button bare" onClick={over}>
          {say('web.close')}
        </button>
      </div>
      {failure && <Failed failure={failure} />}
    </Message>
  );
}
