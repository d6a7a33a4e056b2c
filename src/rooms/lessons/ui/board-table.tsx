import { useApp, useSay } from '#web/app.ts';
import type { Seat } from './board-data.ts';
import { titleOf } from './teacher-say.ts';

/** The same as the seats, as a table. */
export function BoardTable({ pupils }: { pupils: readonly Seat[] }) {
  const say = useSay();
  const { language } = useApp();
  return (
    <details class="board-table">
      <summary>{say('lessons.board.table')}</summary>
      <div>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('lessons.board.col.pupil')}</th>
              <th scope="col">{say('lessons.board.col.state')}</th>
              <th scope="col">{say('lessons.board.col.lesson')}</th>
              <th scope="col">{say('lessons.board.col.answered')}</th>
              <th scope="col">{say('lessons.board.col.right')}</th>
            </tr>
          </thead>
          <tbody>
            {pupils.map(({ person, name, need, state, titles, answered, right, questions }) => (
              <tr key={person}>
                <th scope="row">{name}</th>
                <td>{say(need === 'none' ? `lessons.state.${state}` : `lessons.need.${need}`)}</td>
                <td>{titleOf(titles, language.value)}</td>
                <td>{questions > 0 ? `${answered} / ${questions}` : ''}</td>
                <td>{questions > 0 ? right : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
