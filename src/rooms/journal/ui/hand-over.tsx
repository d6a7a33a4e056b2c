import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { Field } from '#web/parts/field.tsx';
import { Failed, Message } from '#web/parts/message.tsx';
import './hand-over.css';

/** A pupil with the points that another room has for the journal, and what the journal says of this pupil now. */
export type HandedPupil = {
  readonly person: string;
  readonly name: string;
  /** Whether these points may enter the journal at all. */
  readonly isReady: boolean;
  readonly points: readonly number[];
  /** What stands beneath the name, and instead of the sum; nothing where all is as usual. */
  readonly note?: string;
  readonly sum?: string;
  readonly journal: { readonly state: 'done' | 'owed' | 'freed'; readonly points: readonly number[] } | null;
};

/** A ticked pupil's row, with the reason where the journal says something already. */
export type HandedRow = { readonly person: string; readonly points: readonly number[]; readonly why?: string };

/** The sentences of the room whose points they are. */
export type HandingTexts = {
  readonly table: string;
  readonly pupil: string;
  readonly sum: string;
  readonly journal: string;
  readonly column: string;
  readonly one: (name: string) => string;
  /** What the journal says of a pupil without points there. */
  readonly stands: (state: 'nothing' | 'owed' | 'freed') => string;
  readonly open: string;
  readonly nothing: string;
  readonly day: string;
  readonly why: string;
  readonly what: string;
  readonly hand: (count: number) => string;
};

type Props = {
  readonly texts: HandingTexts;
  readonly table: string;
  readonly columns: readonly { readonly key: string; readonly head: ComponentChildren }[];
  readonly pupils: readonly HandedPupil[];
  /** The assessment of the journal; empty before the first time. */
  readonly assessment: string;
  readonly day: string;
  readonly send: (day: string, rows: readonly HandedRow[]) => Parameters<ReturnType<typeof useSend>['send']>[0];
  readonly again: () => void;
  /** What else is asked before points are handed over. */
  readonly children?: ComponentChildren;
};

/** Whether the points are not yet what the journal says. */
function isNew({ isReady, points, journal }: HandedPupil): boolean {
  return isReady && (journal?.state !== 'done' || journal.points.join() !== points.join());
}

const sumOf = (points: readonly number[]): string => String(points.reduce((all, each) => all + each, 0));

/** JRN-16: points of another room's work on their way into the journal: only those of ticked pupils, and over older ones with a reason. */
export function HandOver({ texts, table, columns, pupils, assessment, day: first, send, again, children }: Props) {
  const sending = useSend();
  const [day, setDay] = useState(first);
  const [why, setWhy] = useState('');
  const changes = pupils.filter(isNew);
  // What the journal says of somebody already is changed only where the teacher ticks it.
  const [ticked, setTicked] = useState<readonly string[]>(() =>
    changes.filter(({ journal }) => journal === null).map(({ person }) => person),
  );
  const chosen = changes.filter(({ person }) => ticked.includes(person));
  const needsWhy = chosen.some(({ journal }) => journal !== null);
  const hand = async (): Promise<void> => {
    const rows = chosen.map(({ person, points }) => ({ person, points, ...(why.trim() ? { why } : {}) }));
    if (await sending.send(send(day, rows))) again();
  };
  const journalText = ({ journal }: HandedPupil): string =>
    journal?.state === 'done' ? sumOf(journal.points) : texts.stands(journal?.state ?? 'nothing');
  return (
    <>
      <div class="hand-wide" role="region" tabIndex={0} aria-label={texts.table}>
        <table class={table}>
          <thead>
            <tr>
              <th scope="col">{texts.pupil}</th>
              {columns.map(({ key, head }) => (
                <th key={key} scope="col">
                  {head}
                </th>
              ))}
              <th scope="col">{texts.sum}</th>
              <th scope="col">{texts.journal}</th>
              <th scope="col">{texts.column}</th>
            </tr>
          </thead>
          <tbody>
            {pupils.map((pupil) => (
              <tr key={pupil.person}>
                <th scope="row">
                  {pupil.name}
                  {pupil.note && <small class="quiet">{pupil.note}</small>}
                </th>
                {columns.map(({ key }, k) => (
                  <td key={key}>{pupil.points[k] ?? '–'}</td>
                ))}
                <td>{pupil.sum ?? sumOf(pupil.points)}</td>
                <td>{journalText(pupil)}</td>
                <td>
                  {isNew(pupil) && (
                    <label class="hand-tick">
                      <input
                        type="checkbox"
                        aria-label={texts.one(pupil.name)}
                        checked={ticked.includes(pupil.person)}
                        onChange={(event) => {
                          const rest = ticked.filter((each) => each !== pupil.person);
                          setTicked(event.currentTarget.checked ? [...rest, pupil.person] : rest);
                        }}
                      />
                    </label>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {assessment && (
        <p>
          <a href={`/journal/assess/${assessment}`}>{texts.open}</a>
        </p>
      )}
      {changes.length === 0 ? (
        <Message tone="help">
          <p>{texts.nothing}</p>
        </Message>
      ) : (
        <form
          class="hand-over"
          onSubmit={(event) => {
            event.preventDefault();
            void hand();
          }}
        >
          {children}
          <Field label={texts.day} type="date" value={day} onInput={(event) => setDay(event.currentTarget.value)} />
          {needsWhy && (
            <Field
              label={texts.why}
              value={why}
              maxLength={500}
              onInput={(event) => setWhy(event.currentTarget.value)}
            />
          )}
          <p class="quiet small">{texts.what}</p>
          {sending.failure && <Failed failure={sending.failure} />}
          <button type="submit" class="button main" disabled={sending.isBusy || ticked.length === 0}>
            {texts.hand(ticked.length)}
          </button>
        </form>
      )}
    </>
  );
}
