import { keyLines } from '#rooms/lessons/ui/teacher-lines.ts';
import { LessonHtml, LessonLine, LessonPlaceContext } from '#rooms/library/ui/lesson-html.tsx';
import type { Question } from '#rooms/library/model/question.ts';
import { useApp, useSay } from '#web/app.ts';
import { objectiveOf, objectiveText, questionsOf, type Pool, type PoolItem } from './quiz-data.ts';

type Props = {
  pool: Pool;
  item: PoolItem;
  number: number;
  swap: (() => void) | undefined;
  drop: () => void;
};

/** Something that is going to be asked: what it asks at a glance, all of it one tap away, and the way to have another. */
export function QuizItem({ pool, item, number, swap, drop }: Props) {
  const say = useSay();
  const { language } = useApp();
  const questions = questionsOf(item, language.value);
  const code = objectiveOf(item);
  const base = item.from === 'bank' ? '/api/bank/media' : '/api/library/media';
  const place = {
    language: item.questions[language.value] ? language.value : ('kk' as const),
    ofMedia: (ref: string) => `${base}/${pool.signature}/${ref}`,
    ofLesson: () => '#',
  };
  return (
    <li class="sheet quiz-item">
      <LessonPlaceContext.Provider value={place}>
        <details>
          <summary>
            <b>{number}.</b> <LessonLine html={firstLine(questions[0])} />
          </summary>
          {questions.map((question) => (
            <Preview key={question.id} question={question} />
          ))}
        </details>
        <p class="small quiet">
          {code} · {objectiveText(pool, code, language.value)}
          {item.isUsed && ` · ${say('quiz.item.used')}`}
        </p>
      </LessonPlaceContext.Provider>
      <p class="buttons">
        <button
          type="button"
          class="button"
          disabled={!swap}
          aria-label={say('quiz.item.swap.n', { n: number })}
          onClick={swap}
        >
          {say('quiz.item.swap')}
        </button>
        <button type="button" class="button bare" aria-label={say('quiz.item.drop.n', { n: number })} onClick={drop}>
          {say('quiz.item.drop')}
        </button>
      </p>
    </li>
  );
}

/** A question as it is asked, and its answer. */
function Preview({ question }: { question: Question }) {
  const say = useSay();
  return (
    <div class="quiz-preview">
      <LessonHtml html={question.stem} />
      {'options' in question && (
        <ul>
          {question.options.map(({ html }) => (
            <li key={html}>
              <LessonLine html={html} />
            </li>
          ))}
        </ul>
      )}
      <p class="small quiet">{say('quiz.item.key')}</p>
      <ul class="quiz-key">
        {keyLines(question).map(({ pieces }, n) => (
          // Lines of a key have no name but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={n}>
            {pieces.map((piece, at) =>
              // oxlint-disable-next-line react/no-array-index-key
              'html' in piece ? <LessonLine key={at} html={piece.html} /> : <b key={at}>{piece.text}</b>,
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The first line of a stem; pictures and what follows are seen when it is opened. */
function firstLine(question: Question | undefined): string {
  const [, line = ''] = /<p>(.*?)<\/p>/su.exec(question?.stem ?? '') ?? [];
  return line.replaceAll(/<(?:img|audio|video|button)[^>]*>/gu, '');
}
