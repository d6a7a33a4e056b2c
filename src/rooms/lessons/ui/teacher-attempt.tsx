import { useAsk } from '#web/ask.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { formatDate, formatTime } from '#web/format.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { Question } from '#rooms/library/model/question.ts';
import { HistoryLink } from './history-link.tsx';
import { TeacherAnswer, type GivenAnswer } from './teacher-answer.tsx';
import { TeacherMark } from './teacher-mark.tsx';
import { subjectOf } from './teacher-say.ts';
import '#rooms/library/ui/math.css';
import './attempt.css';

export type Attempt = {
  readonly attempt: string;
  readonly person: string;
  readonly name: string;
  readonly grade: number;
  readonly group: string | null;
  readonly subject: string;
  readonly title: string;
  readonly language: string;
  readonly beganAt: number;
  readonly finishedAt: number;
  readonly right: number;
  readonly of: number;
  readonly mark: number | null;
  readonly comment: string;
  readonly markedAt: number;
  readonly isMarked: boolean;
  readonly isHere: boolean;
  /** The signature of the addresses of media. */
  readonly media: string;
  readonly questions: readonly { readonly question: Question; readonly given: GivenAnswer | null }[];
};

/** One pupil's work, question by question, and the teacher's word on it. */
export function TeacherAttempt({ params }: ScreenProps) {
  const say = useSay();
  const { language } = useApp();
  const { value, failure, again } = useAsk<Attempt>(`/lessons/attempts/${params['attempt']}`);
  useTitle(value?.name || say('lessons.board.work'));
  if (!value) return failure ? <Failed failure={failure} again={again} /> : <Waiting />;
  const { name, title, subject, grade, group, beganAt, finishedAt, right, of, isHere, media, questions } = value;
  const began = `${formatDate(language.value, beganAt)}, ${formatTime(beganAt)}`;
  return (
    <div class="attempt">
      <p>
        <a href={group ? `/teach/${group}` : '/teach'}>← {say('lessons.attempt.back')}</a>
      </p>
      <h1>{name}</h1>
      <p class="attempt-lead">
        {title}
        <small class="quiet">
          {subject && `${subjectOf(say, subject)} · `}
          {say('lessons.grades', { grades: grade })} · {say('lessons.attempt.began', { time: began })}
        </small>
      </p>
      <div class="attempt-columns">
        <div>
          <HistoryLink person={value.person} label={say('lessons.history.link')} />
          {of > 0 && <p class="attempt-summary">{say('lessons.attempt.summary', { right, of })}</p>}
          {finishedAt === 0 && <p class="quiet">{say('lessons.attempt.unfinished')}</p>}
          {!isHere && <Message tone="wait">{say('lessons.attempt.not-here')}</Message>}
          <ol class="attempt-questions" lang={value.language}>
            {questions.map((each, n) => (
              <TeacherAnswer key={each.question.id} n={n + 1} media={media} {...each} />
            ))}
          </ol>
        </div>
        <TeacherMark attempt={value} />
      </div>
    </div>
  );
}
