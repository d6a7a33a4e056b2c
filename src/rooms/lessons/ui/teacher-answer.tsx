import { useApp, useSay } from '#web/app.ts';
import type { Say } from '#web/words.ts';
import { withAddresses } from '#rooms/library/model/media-address.ts';
import type { Answer, Question } from '#rooms/library/model/question.ts';
import { Sign } from './board-signs.tsx';
import { answerLines, keyLines, type Line } from './teacher-lines.ts';

export type GivenAnswer = {
  /** Null where the pupil was erased. */
  readonly answer: Answer | null;
  /** For each part of the answer whether it is right. */
  readonly parts: readonly boolean[];
  readonly points: number;
  readonly of: number;
  readonly tries: number;
  readonly ms: number;
};

/** One question of an attempt: what was asked, what was answered, how often and how long. */
export function TeacherAnswer({
  n,
  question,
  given,
  media,
}: {
  n: number;
  question: Question;
  given: GivenAnswer | null;
  media: string;
}) {
  const say = useSay();
  const { language } = useApp();
  const isRight = given !== null && given.points === given.of;
  return (
    <li class="sheet">
      <h2 lang={language.value}>
        {say('lessons.attempt.question', { n })}
        <Verdict given={given} />
      </h2>
      <Html text={question.stem} media={media} />
      {given && (
        <section lang={language.value}>
          <h3>{say('lessons.attempt.answer')}</h3>
          {given.answer ? (
            <Lines lines={answerLines(question, given.answer, given.parts)} media={media} />
          ) : (
            <p>{say('lessons.attempt.erased')}</p>
          )}
          <p class="small quiet">
            {say('lessons.attempt.tries', { n: given.tries })} · {timeText(say, given.ms)}
          </p>
        </section>
      )}
      {!isRight && (
        <details lang={language.value}>
          <summary>{say('lessons.attempt.key')}</summary>
          <Lines lines={keyLines(question)} media={media} />
        </details>
      )}
    </li>
  );
}

function Verdict({ given }: { given: GivenAnswer | null }) {
  const say = useSay();
  if (!given) return <span class="attempt-verdict quiet">{say('lessons.attempt.none')}</span>;
  const { points, of } = given;
  const isRight = points === of;
  const words = isRight ? 'right' : points > 0 ? 'partly' : 'wrong';
  return (
    <span class={`attempt-verdict ${isRight ? 'good' : 'wrong'}`}>
      <Sign of={isRight ? 'finished' : 'wrong'} />
      {say(`lessons.attempt.${words}`, { points, of })}
    </span>
  );
}

function Lines({ lines, media }: { lines: readonly Line[]; media: string }) {
  const say = useSay();
  return (
    <ul class="attempt-lines">
      {lines.map((line, n) => (
        // Lines of an answer have no name but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={n} class={line.isRight === undefined ? '' : line.isRight ? 'good' : 'wrong'}>
          {line.isRight !== undefined && (
            <>
              <Sign of={line.isRight ? 'finished' : 'wrong'} />
              <span class="spoken">{say(line.isRight ? 'lessons.attempt.right' : 'lessons.attempt.wrong')}: </span>
            </>
          )}
          <span>
            {line.pieces.map((piece, place) => (
              // oxlint-disable-next-line react/no-array-index-key
              <Piece key={place} piece={piece} media={media} />
            ))}
            {line.pieces.length === 0 && <em class="quiet">{say('lessons.attempt.empty')}</em>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Piece({ piece, media }: { piece: Line['pieces'][number]; media: string }) {
  return 'html' in piece ? <Html text={piece.html} media={media} /> : <b>{piece.text}</b>;
}

/** HTML of a pack: made by the builder from a closed set of elements, without scripts (LIB-5, LIB-6). */
function Html({ text, media }: { text: string; media: string }) {
  const html = withAddresses(text, {
    ofMedia: (ref) => `/api/library/media/${media}/${ref}`,
    ofLesson: () => '#',
  });
  return <div class="attempt-html" dangerouslySetInnerHTML={{ __html: html }} />;
}

function timeText(say: Say, ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 90
    ? say('lessons.attempt.seconds', { n: seconds })
    : say('lessons.attempt.minutes', { n: Math.round(seconds / 60) });
}
