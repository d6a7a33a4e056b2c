import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { gradesText, groupText } from '#rooms/lessons/ui/teacher-say.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatDate } from '#web/format.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import {
  anotherId,
  gradesWith,
  proposalOf,
  quizKinds,
  swapped,
  type Chosen,
  type Pool,
  type QuizKind,
} from './quiz-data.ts';
import { QuizDescriptors } from './quiz-descriptors.tsx';
import { QuizItem } from './quiz-item.tsx';
import { QuizMade, type Made } from './quiz-made.tsx';
import { Grades, Objectives } from './quiz-wish.tsx';
import './quiz.css';

/** A test in a minute: for whom, on what, how long; what is proposed stands beneath, and changes at once. */
export function QuizMake({ params }: ScreenProps) {
  const say = useSay();
  useTitle(say('quiz.new'));
  const { value, failure, again } = useAsk<Pool>(`/quiz/groups/${params['group'] ?? ''}/pool`);
  return (
    <div class="quiz">
      <p>
        <a href="/quiz">← {say('quiz.title')}</a>
      </p>
      <h1>{say('quiz.new')}</h1>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && (gradesWith(value).length > 0 ? <Making pool={value} /> : <Nothing pool={value} />)}
    </div>
  );
}

function Nothing({ pool }: { pool: Pool }) {
  const say = useSay();
  return (
    <section class="sheet">
      <h2>{groupText(say, pool)}</h2>
      <p>{say('quiz.pool.empty')}</p>
    </section>
  );
}

const counts = [3, 5, 8, 10, 15];
/** Minutes that a question takes a pupil of these grades, about. */
const minutesEach = 2;

function Making({ pool }: { pool: Pool }) {
  const say = useSay();
  const { api, language } = useApp();
  const { isBusy, failure, send } = useSend();
  const able = gradesWith(pool);
  const [kind, setKind] = useState<QuizKind>('quiz');
  const [title, setTitle] = useState(formatDate(language.value, Date.now()));
  const [grades, setGrades] = useState(able);
  const [choice, setChoice] = useState<{ objectives: readonly string[]; count: number }>({ objectives: [], count: 5 });
  const [minutes, setMinutes] = useState(5 * minutesEach);
  const [chosen, setChosen] = useState<Chosen>(() => proposalOf(pool, able, { objectives: [], count: 5 }));
  const [texts, setTexts] = useState<Readonly<Record<number, Readonly<Record<string, string>>>>>({});
  const [made, setMade] = useState<Made>();
  const wish = (next: typeof choice): void => {
    setChoice(next);
    setChosen(proposalOf(pool, able, next));
  };
  const isReady = title.trim() !== '' && grades.length > 0 && grades.every((grade) => (chosen[grade]?.length ?? 0) > 0);
  const make = async (isGiven: boolean): Promise<void> => {
    const tests = grades.map((grade) => {
      return { grade, minutes, items: chosen[grade] ?? [], texts: texts[grade] ?? {} };
    });
    const body = { group: pool.group, kind, title: title.trim(), language: language.value, tests };
    const answer = await send(api.post<Omit<Made, 'isGiven'>>('/quiz', body));
    if (!answer) return;
    setMade({ ...answer, isGiven: false });
    if (isGiven) await give(answer);
  };
  const give = async (of: Omit<Made, 'isGiven'>): Promise<void> => {
    const lessons = of.lessons.map((lesson) => ({ pack: of.pack, lesson }));
    if (await send(api.post('/lessons/assignments', { group: pool.group, grades, lessons }))) {
      setMade({ ...of, isGiven: true });
    }
  };
  if (made) return <QuizMade pool={pool} made={made} failure={failure} give={() => void give(made)} isBusy={isBusy} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void make(true);
      }}
    >
      <p class="quiet">{groupText(say, pool)}</p>
      <Grades pool={pool} grades={grades} choose={setGrades} />
      <fieldset class="quiz-kinds">
        <legend>{say('quiz.kind')}</legend>
        {quizKinds.map((each) => (
          <label key={each}>
            <input type="radio" name="kind" checked={kind === each} onChange={() => setKind(each)} />
            <span>
              {say(`quiz.kind.${each}`)}
              <small class="quiet">{say(`quiz.kind.${each}.what`)}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <Objectives
        pool={pool}
        grades={grades}
        chosen={choice.objectives}
        choose={(objectives) => wish({ ...choice, objectives })}
      />
      <div class="quiz-size">
        <div class="field">
          <label for="quiz-count">{say('quiz.count')}</label>
          <select
            id="quiz-count"
            class="input"
            value={choice.count}
            onChange={(event) => {
              const count = Number(event.currentTarget.value);
              wish({ ...choice, count });
              setMinutes(count * minutesEach);
            }}
          >
            {counts.map((count) => (
              <option key={count} value={count}>
                {count}
              </option>
            ))}
          </select>
        </div>
        <Field
          label={say('quiz.minutes')}
          type="number"
          min={1}
          max={90}
          value={minutes}
          onInput={(event) => setMinutes(Math.min(90, Math.max(1, Math.round(event.currentTarget.valueAsNumber) || 1)))}
        />
        <Field
          label={say('quiz.name')}
          value={title}
          maxLength={100}
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
      </div>
      {grades.map((grade) => (
        <Items
          key={grade}
          pool={pool}
          grade={grade}
          ids={chosen[grade] ?? []}
          choice={choice}
          change={(ids) => setChosen({ ...chosen, [grade]: ids })}
        />
      ))}
      {kind !== 'quiz' &&
        grades.map((grade) => (
          <QuizDescriptors
            key={grade}
            pool={pool}
            grade={grade}
            ids={chosen[grade] ?? []}
            texts={texts[grade] ?? {}}
            change={(own) => setTexts({ ...texts, [grade]: own })}
          />
        ))}
      {failure && <Failed failure={failure} />}
      <p class="buttons quiz-give">
        <button type="submit" class="button main large" disabled={!isReady || isBusy}>
          {say('quiz.give', { grades: gradesText(grades) })}
        </button>
        <button type="button" class="button" disabled={!isReady || isBusy} onClick={() => void make(false)}>
          {say('quiz.shelve')}
        </button>
      </p>
    </form>
  );
}

type ItemsProps = {
  pool: Pool;
  grade: number;
  ids: readonly string[];
  choice: { readonly objectives: readonly string[]; readonly count: number };
  change: (ids: readonly string[]) => void;
};

function Items({ pool, grade, ids, choice, change }: ItemsProps) {
  const say = useSay();
  const more = anotherId(pool, grade, ids, ids.length, choice);
  return (
    <section aria-labelledby={`quiz-items-${grade}`}>
      <h2 id={`quiz-items-${grade}`}>{say('quiz.items', { grade, n: ids.length })}</h2>
      {ids.length === 0 && <p class="quiet">{say('quiz.items.none')}</p>}
      <ol class="quiz-items">
        {ids.map((id, place) => {
          const item = pool.items.find((each) => each.id === id);
          const isAlone = anotherId(pool, grade, ids, place, choice) === undefined;
          return (
            item && (
              <QuizItem
                key={id}
                pool={pool}
                item={item}
                number={place + 1}
                swap={isAlone ? undefined : () => change(swapped(pool, grade, ids, place, choice))}
                drop={() => change(ids.filter((each) => each !== id))}
              />
            )
          );
        })}
      </ol>
      <button type="button" class="button" disabled={more === undefined} onClick={() => more && change([...ids, more])}>
        {say('quiz.items.more')}
      </button>
    </section>
  );
}
