import { TableFrame } from '#people/ui/office-table.tsx';
import { useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import { itemStates } from '../model/workflow.ts';
import type { BankAnswer } from '../routes.ts';
import { cellText } from './bank-say.ts';
import './bank.css';

type Item = BankAnswer['items'][number];

/** What the bank holds: each cell with its items by state. */
export function BankPage() {
  const say = useSay();
  useTitle(say('bank.title'));
  const { value, failure, again } = useAsk<BankAnswer>('/bank/items');
  const cells = [...Map.groupBy(value?.items ?? [], ({ cell }) => cell)].sort(([a], [b]) => gradeOf(a) - gradeOf(b));
  return (
    <div class="bank">
      <h1>{say('bank.title')}</h1>
      <p class="quiet">{say('bank.lead')}</p>
      <p class="buttons">
        <a class="button main" href="/bank/new">
          {say('bank.new')}
        </a>
        <a class="button" href="/bank/import">
          {say('bank.import')}
        </a>
      </p>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value?.items.length === 0 && (
        <section class="sheet">
          <h2>{say('bank.empty')}</h2>
          <p>{say('bank.empty.what')}</p>
        </section>
      )}
      {cells.length > 0 && <Cells cells={cells} />}
      {cells.length > 0 && <p class="quiet small">{say('bank.public')}</p>}
    </div>
  );
}

function gradeOf(cell: string): number {
  return Number(cell.slice(cell.lastIndexOf('-') + 1));
}

function Cells({ cells }: { cells: readonly (readonly [string, readonly Item[]])[] }) {
  const say = useSay();
  return (
    <TableFrame label={say('bank.cells')}>
      <thead>
        <tr>
          <th scope="col">{say('bank.cell-name')}</th>
          <th scope="col" class="number">
            {say('bank.items')}
          </th>
          <th scope="col" class="number">
            {say('bank.objectives')}
          </th>
          {itemStates.map((state) => (
            <th scope="col" class="number" key={state}>
              {say(`bank.state.${state}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {cells.map(([cell, items]) => (
          <tr key={cell}>
            <th scope="row">
              <a href={`/bank/cell/${cell}`}>{cellText(say, cell)}</a>
            </th>
            <td class="number">{items.length}</td>
            <td class="number">{new Set(items.map(({ objective }) => objective)).size}</td>
            {itemStates.map((state) => (
              <td class="number" key={state}>
                {items.filter((each) => each.state === state).length || '–'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
