import { useState } from 'preact/hooks';
import { useApp, useSay } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatDate, formatTime } from '#web/format.ts';
import { Failed } from '#web/parts/message.tsx';
import type { ShownJournal } from '../shown-journal.ts';
import type { Entry } from './use-entries.ts';

type Props = {
  group: string;
  pupil: string;
  run: ShownJournal['runs'][number];
  topic: string;
  entry: Entry;
  cell: ShownJournal['cells'][number] | undefined;
  say: (entry: Entry) => void;
};

/** More about the cell that one is at: a word to the pupil, whose word it was, and what stood there before. */
export function CellPanel({ group, pupil, run, topic, entry, cell, say: kept }: Props) {
  const say = useSay();
  const { language } = useApp();
  const [isOpen, setOpen] = useState(false);
  const [comment, setComment] = useState(entry.comment ?? '');
  const isNew = comment.trim() !== (entry.comment ?? '');
  return (
    <section class="sheet journal-panel" aria-label={say('journal.panel')}>
      <h2>
        {pupil} <span class="quiet">{formatDate(language.value, run.day)}</span>
      </h2>
      {topic && <p class="quiet">{topic}</p>}
      {cell?.state && (
        <p>
          {say(`journal.state.${cell.state}`)}
          {cell.minutes ? ` · ${say('journal.late-by', { minutes: cell.minutes })}` : ''}
          {cell.reason ? ` · ${say(`journal.reason.${cell.reason}`)}` : ''}
        </p>
      )}
      {cell?.isProposed && <p>{say('journal.from-hub')}</p>}
      <div class="field">
        <label for="journal-comment">{say('journal.comment')}</label>
        <textarea
          id="journal-comment"
          class="input"
          rows={2}
          maxLength={500}
          value={comment}
          onInput={(event) => setComment(event.currentTarget.value)}
        />
        <span class="note">{say('journal.comment.note')}</span>
      </div>
      <p class="journal-do">
        <button
          type="button"
          class="button main"
          disabled={!isNew}
          onClick={() => kept({ ...entry, comment: comment.trim() || undefined })}
        >
          {say('journal.comment.keep')}
        </button>
        {cell && (
          <button type="button" class="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {say('journal.history')}
          </button>
        )}
      </p>
      {isOpen && <CellHistory group={group} place={run.run} person={entry.person} />}
    </section>
  );
}

type Change = { readonly held: string; readonly at: number; readonly by: string; readonly why: string };

/** Every word that was said of a cell: who, when, what and why. */
export function CellHistory({ group, place, person }: { group: string; place: string; person: string }) {
  const say = useSay();
  const { language } = useApp();
  const query = `place=${encodeURIComponent(place)}&person=${person}`;
  const { value, failure, again } = useAsk<{ readonly changes: readonly Change[] }>(
    `/journal/groups/${group}/changes?${query}`,
  );
  if (failure) return <Failed failure={failure} again={again} />;
  return (
    <ol class="journal-history">
      {value?.changes.map(({ held, at, by, why }, n) => (
        <li key={n}>
          <strong>{held || say('journal.taken-back')}</strong>{' '}
          <span class="quiet">
            {by}, {formatDate(language.value, at, 'short')} {formatTime(at)}
          </span>
          {why && <span> — {why}</span>}
        </li>
      ))}
    </ol>
  );
}
