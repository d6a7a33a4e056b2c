import { useState } from 'preact/hooks';
import { Dialog } from '#people/ui/office-dialog.tsx';
import { useSay } from '#web/app.ts';
import { formatTime } from '#web/format.ts';
import { hasSubjects, type Remote, type RemoteRun, type RunSeat } from './run-data.ts';
import { laneName } from './run-say.ts';

/** What teachers note most: one tap on the name, one on the note. */
const quickNotes = ['answered', 'helped', 'active', 'stuck', 'homework', 'tired'] as const;

/** One pupil from near: a note in two taps, another lane, their work. */
export function RunPupil({
  run,
  value,
  seat,
  onClose,
}: {
  run: RemoteRun;
  value: Remote;
  seat: RunSeat;
  onClose: () => void;
}) {
  const say = useSay();
  const [text, setText] = useState('');
  const { put, waiting } = run.deeds;
  const note = (words: string): void => {
    put({ kind: 'noted', person: seat.person, text: words });
    onClose();
  };
  const own = value.notes.filter((each) => each.person === seat.person);
  const kept = waiting.filter((each) => each.kind === 'noted' && each['person'] === seat.person);
  const others = value.content.lanes.filter((each) => each.lane !== seat.lane);
  return (
    <Dialog title={seat.name} onClose={onClose}>
      <div class="run-pupil">
        <p class="quiet">
          {seat.questions > 0
            ? say('lessons.board.done', { n: seat.answered, of: seat.questions })
            : say(`lessons.state.${seat.state}`)}
        </p>
        <h3>{say('lessons.run.note')}</h3>
        <div class="run-quick">
          {quickNotes.map((each) => (
            <button key={each} type="button" class="button" onClick={() => note(say(`lessons.run.note.${each}`))}>
              {say(`lessons.run.note.${each}`)}
            </button>
          ))}
        </div>
        <form
          class="run-own-note"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim()) note(text.trim());
          }}
        >
          <label class="field">
            <span>{say('lessons.run.note.own')}</span>
            <input class="input" maxLength={300} value={text} onInput={(event) => setText(event.currentTarget.value)} />
          </label>
          <button type="submit" class="button main" disabled={!text.trim()}>
            {say('lessons.run.note.save')}
          </button>
        </form>
        {own.length + kept.length > 0 && (
          <ul class="run-notes small">
            {[...own, ...kept].map((each) => (
              <li key={each.deed}>
                {formatTime(each.at)} · {String('text' in each ? each.text : '')}
              </li>
            ))}
          </ul>
        )}
        {others.length > 0 && value.closedAt === 0 && (
          <>
            <h3>{say('lessons.run.move')}</h3>
            <div class="run-quick">
              {others.map((each) => (
                <button
                  key={each.lane}
                  type="button"
                  class="button"
                  onClick={() => {
                    put({ kind: 'moved', order: { do: 'move', person: seat.person, lane: each.lane } });
                    onClose();
                  }}
                >
                  {say('lessons.run.move-to', { lane: laneName(say, each, hasSubjects(value.content)) })}
                </button>
              ))}
            </div>
          </>
        )}
        {seat.attempt && (
          <p>
            <a class="button" href={`/teach/attempt/${seat.attempt}`}>
              {say('lessons.board.work')}
            </a>
          </p>
        )}
      </div>
    </Dialog>
  );
}
