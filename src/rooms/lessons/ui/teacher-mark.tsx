import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { formatTime } from '#web/format.ts';
import { Failed, Message } from '#web/parts/message.tsx';
import type { Attempt } from './teacher-attempt.tsx';

const marks = [5, 4, 3, 2] as const;
const longestComment = 1000;

/** A mark and a comment. What the page says is saved, the server has answered for. */
export function TeacherMark({ attempt: of }: { attempt: Attempt }) {
  const say = useSay();
  const { api } = useApp();
  const [mark, setMark] = useState(of.mark);
  const [comment, setComment] = useState(of.comment);
  const [saved, setSaved] = useState({ mark: of.mark, comment: of.comment, at: of.markedAt });
  const { isBusy, failure, send } = useSend();
  const isChanged = mark !== saved.mark || comment.trim() !== saved.comment.trim();
  const isNothing = mark === null && comment.trim() === '';
  const save = async (): Promise<void> => {
    const body = { ...(mark === null ? {} : { mark }), ...(comment.trim() ? { comment } : {}) };
    if (await send(api.post(`/lessons/attempts/${of.attempt}/mark`, body))) setSaved({ mark, comment, at: Date.now() });
  };
  return (
    <form
      class="sheet attempt-word"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2>{say('lessons.attempt.word')}</h2>
      {of.isMarked ? (
        <Marks mark={mark} choose={setMark} />
      ) : (
        <Message tone="help">{say('lessons.attempt.no-marks', { grade: of.grade })}</Message>
      )}
      <label class="field">
        <span>{say('lessons.attempt.comment')}</span>
        <small class="quiet">{say('lessons.attempt.comment.how')}</small>
        <textarea
          class="input"
          rows={4}
          maxLength={longestComment}
          value={comment}
          onInput={(event) => setComment(event.currentTarget.value)}
        />
      </label>
      {failure && <Failed failure={failure} />}
      <button type="submit" class="button main" disabled={isBusy || !isChanged || isNothing}>
        {say('lessons.attempt.save')}
      </button>
      <p class="attempt-saved small" role="status">
        {isBusy && say('lessons.attempt.saving')}
        {!isBusy && isChanged && say('lessons.attempt.unsaved')}
        {!isBusy && !isChanged && saved.at > 0 && say('lessons.attempt.saved', { time: formatTime(saved.at) })}
      </p>
    </form>
  );
}

function Marks({ mark, choose }: { mark: number | null; choose: (mark: number | null) => void }) {
  const say = useSay();
  return (
    <fieldset class="attempt-marks">
      <legend>{say('lessons.attempt.mark')}</legend>
      {marks.map((each) => (
        <label key={each}>
          <input type="radio" name="mark" checked={mark === each} onChange={() => choose(each)} />
          <span>{each}</span>
        </label>
      ))}
      <label>
        <input type="radio" name="mark" checked={mark === null} onChange={() => choose(null)} />
        <span>{say('lessons.attempt.no-mark')}</span>
      </label>
    </fieldset>
  );
}
