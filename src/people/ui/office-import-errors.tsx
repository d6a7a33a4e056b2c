import { useSay } from '#web/app.ts';
import { TableFrame } from './office-table.tsx';
import { Message } from '#web/parts/message.tsx';
import { columnLetters, type Located } from './office-import-view.ts';

/** What is wrong with a file, place by place: where, what, and what to do. */
export function ImportErrors({ errors }: { errors: readonly Located[] }) {
  const say = useSay();
  const hasPlaces = errors.some((error) => error.line !== undefined);
  return (
    <>
      <Message tone="wrong" isNews>
        <p>{say('people.office.import.errors', { count: errors.length })}</p>
      </Message>
      <TableFrame label={say('people.office.import.errors.table')}>
        <thead>
          <tr>
            {hasPlaces && <th scope="col">{say('people.office.import.line')}</th>}
            {hasPlaces && <th scope="col">{say('people.office.import.column')}</th>}
            <th scope="col">{say('people.office.import.what')}</th>
            <th scope="col">{say('people.office.import.file')}</th>
          </tr>
        </thead>
        <tbody>
          {errors.map((error, n) => (
            <ErrorRow key={n} error={error} hasPlaces={hasPlaces} />
          ))}
        </tbody>
      </TableFrame>
    </>
  );
}

function ErrorRow({ error, hasPlaces }: { error: Located; hasPlaces: boolean }) {
  const say = useSay();
  const { line, column, file, sheet } = error;
  return (
    <tr>
      {hasPlaces && <td class="number">{line ?? ''}</td>}
      {hasPlaces && <td>{column === undefined ? '' : columnLetters(column)}</td>}
      <td class="office-what">{say(error.key, error.values)}</td>
      <td>{[file, sheet].filter(Boolean).join(', ')}</td>
    </tr>
  );
}

/** What is worth telling although the file is good. */
export function ImportNotes({ notes }: { notes: readonly Located[] }) {
  const say = useSay();
  if (notes.length === 0) return null;
  return (
    <Message tone="wait">
      <p>{say('people.office.import.notes')}</p>
      <ul>
        {notes.map((note, n) => (
          <li key={n}>
            {placeOf(note, say)}
            {say(note.key, note.values)}
          </li>
        ))}
      </ul>
    </Message>
  );
}

function placeOf({ file, sheet, line, column }: Located, say: ReturnType<typeof useSay>): string {
  if (line === undefined) return '';
  const key = column === undefined ? 'roster.place.line' : 'roster.place.line-column';
  const spot = say(key, { line, column: columnLetters(column ?? 1) });
  return `${[file, sheet, spot].filter(Boolean).join(', ')}: `;
}
