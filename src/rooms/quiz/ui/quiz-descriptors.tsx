import { pointsOf } from '#rooms/library/model/question.ts';
import { useApp, useSay } from '#web/app.ts';
import { descriptorsOf } from '../model/descriptors.ts';
import { objectiveOf, objectiveText, questionsOf, type Pool } from './quiz-data.ts';

type Props = {
  pool: Pool;
  grade: number;
  ids: readonly string[];
  /** What the teacher wrote, by objective. */
  texts: Readonly<Record<string, string>>;
  change: (texts: Readonly<Record<string, string>>) => void;
};

/** By what points are given in a summative assessment: an objective each, in words that the teacher may change. */
export function QuizDescriptors({ pool, grade, ids, texts, change }: Props) {
  const say = useSay();
  const { language } = useApp();
  const items = ids.flatMap((id) => pool.items.find((each) => each.id === id) ?? []);
  const counted = items.flatMap((item) =>
    questionsOf(item, 'kk').map((question) => {
      return { question: `${item.id}/${question.id}`, objective: objectiveOf(item), of: pointsOf(question) };
    }),
  );
  const descriptors = descriptorsOf(counted, (code) => objectiveText(pool, code, language.value));
  if (descriptors.length === 0) return null;
  return (
    <section class="quiz-descriptors" aria-labelledby={`quiz-descriptors-${grade}`}>
      <h3 id={`quiz-descriptors-${grade}`}>{say('quiz.descriptors', { grade })}</h3>
      <ol>
        {descriptors.map(({ objective, text, max }) => (
          <li key={objective} class="field">
            <label for={`quiz-descriptor-${grade}-${objective}`}>{say('quiz.descriptor', { objective, n: max })}</label>
            <input
              class="input"
              id={`quiz-descriptor-${grade}-${objective}`}
              maxLength={200}
              value={texts[objective] ?? text}
              onInput={(event) => change({ ...texts, [objective]: event.currentTarget.value })}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
