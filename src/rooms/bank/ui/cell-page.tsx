import { useState } from 'preact/hooks';
import { useFile } from '#people/ui/office-send.ts';
import { TableFrame } from '#people/ui/office-table.tsx';
import { useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import { itemStates } from '../model/workflow.ts';
import { qtiVersions } from '../model/qti-version.ts';
import type { BankAnswer } from '../routes.ts';
import { cellText, kindsText, plainStem } from './bank-say.ts';
import './bank.css';

type Item = BankAnswer['items'][number];
type Filter = { readonly state: string; readonly level: string; readonly objective: string; readonly text: string };
const all: Filter = { state: '', level: '', objective: '', text: '' };

/** The items of a cell, found by state, level, objective and words. */
export function CellPage({ params }: ScreenProps) {
  const say = useSay();
  const cell = params['cell'] ?? '';
  useTitle(cellText(say, cell));
  const { value, failure, again } = useAsk<BankAnswer>(`/bank/items?cell=${encodeURIComponent(cell)}`);
  const [filter, setFilter] = useState(all);
  const items = value?.items ?? [];
  const shown = items.filter((item) => isShown(item, filter));
  return (
    <div class="bank">
      <p>
        <a href="/bank">{say('bank.title')}</a>
      </p>
      <h1>{cellText(say, cell)}</h1>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && items.length === 0 && <p class="sheet">{say('bank.cell-empty')}</p>}
      {items.length > 0 && (
        <>
          <Filters items={items} filter={filter} set={setFilter} />
          <p class="quiet" role="status">
            {say('bank.shown', { count: shown.length, of: items.length })}
          </p>
          <Items items={shown} cell={cell} />
          <Export cell={cell} />
        </>
      )}
    </div>
  );
}

function isShown(item: Item, { state, level, objective, text }: Filter): boolean {
  const words = text.trim().toLowerCase();
  const isFound = words === '' || `${item.item} ${plainStem(item.stem)}`.toLowerCase().includes(words);
  return (
    isFound &&
    (state === '' || item.state === state) &&
    (level === '' || item.level === level) &&
    (objective === '' || item.objective === objective)
  );
}

type FiltersProps = {
  readonly items: readonly Item[];
  readonly filter: Filter;
  readonly set: (filter: Filter) => void;
};

/** Each choice says how many items it leaves. */
function Filters({ items, filter, set }: FiltersProps) {
  const say = useSay();
  const count = (of: 'state' | 'level' | 'objective', value: string): number =>
    items.filter((item) => item[of] === value && isShown(item, { ...filter, [of]: '' })).length;
  const objectives = [...new Set(items.map(({ objective }) => objective))].sort(byCode);
  const lists = [
    { of: 'state', values: itemStates, name: (value: string) => say(`bank.state.${value}`) },
    { of: 'level', values: ['A', 'B', 'C'], name: (value: string) => say(`bank.level.${value}`) },
    { of: 'objective', values: objectives, name: (value: string) => value },
  ] as const;
  return (
    <div class="bank-filters">
      {lists.map(({ of, values, name }) => (
        <div class="field" key={of}>
          <label for={`bank-${of}`}>{say(`bank.filter.${of}`)}</label>
          <select
            id={`bank-${of}`}
            class="input"
            value={filter[of]}
            onChange={(event) => set({ ...filter, [of]: event.currentTarget.value })}
          >
            <option value="">{say('bank.filter.all')}</option>
            {values.map((value) => (
              <option key={value} value={value}>
                {say('bank.filter.count', { name: name(value), count: count(of, value) })}
              </option>
            ))}
          </select>
        </div>
      ))}
      <div class="field">
        <label for="bank-text">{say('bank.filter.text')}</label>
        <input
          id="bank-text"
          class="input"
          type="search"
          value={filter.text}
          onInput={(event) => set({ ...filter, text: event.currentTarget.value })}
        />
      </div>
    </div>
  );
}

function byCode(a: string, b: string): number {
  const [one, other] = [a.split('.').map(Number), b.split('.').map(Number)];
  const at = one.findIndex((part, place) => part !== other[place]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

function Items({ items, cell }: { items: readonly Item[]; cell: string }) {
  const say = useSay();
  return (
    <TableFrame label={cellText(say, cell)}>
      <thead>
        <tr>
          <th scope="col">{say('bank.item')}</th>
          <th scope="col">{say('bank.filter.objective')}</th>
          <th scope="col">{say('bank.filter.level')}</th>
          <th scope="col">{say('bank.kinds')}</th>
          <th scope="col" class="number">
            {say('bank.points')}
          </th>
          <th scope="col">{say('bank.filter.state')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.item}>
            <th scope="row">
              <a href={`/bank/item/${item.item}`}>{item.item}</a>
              <span class="bank-stem">{plainStem(item.stem)}</span>
            </th>
            <td>{item.objective}</td>
            <td>{item.level}</td>
            <td>{kindsText(say, item.kinds)}</td>
            <td class="number">{item.points}</td>
            <td>{say(`bank.state.${item.state}`)}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

function Export({ cell }: { cell: string }) {
  const say = useSay();
  const { download, isBusy, failure } = useFile();
  return (
    <section class="sheet bank-export">
      <h2>{say('bank.export')}</h2>
      <p>{say('bank.export.what')}</p>
      <p class="buttons">
        {qtiVersions.map((version) => (
          <button
            key={version}
            type="button"
            class="button"
            disabled={isBusy}
            onClick={() =>
              void download({
                address: `/api/bank/qti?version=${version}&cell=${cell}`,
                name: `${cell}-qti-${version}.zip`,
              })
            }
          >
            QTI {version}
          </button>
        ))}
      </p>
      {failure && <Failed failure={failure} />}
    </section>
  );
}
