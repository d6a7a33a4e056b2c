import { useId } from 'preact/hooks';
import { NamedLine } from '#rooms/library/ui/named-line.tsx';
import type { PartFace } from '../model/item.ts';
import type { PartFormProps } from './item-view.tsx';
import { withEntry } from './part-answer.ts';

type TablePart = Extract<PartFace, { kind: 'table' }>;

/** Each row is a choice of its own; where there is room the columns stand below each other. */
export function TableForm({ part, response, change, disabled }: PartFormProps<TablePart>) {
  const id = useId();
  const chosen = Array.isArray(response) ? response : [];
  return (
    <div class="table-rows">
      {part.rows.map((row, at) => (
        <fieldset key={at} class="table-row">
          <legend>
            <NamedLine html={row} />
          </legend>
          <div class="table-columns">
            {part.columns.map((column, place) => (
              <label key={place} class={chosen[at] === place ? 'choice on' : 'choice'}>
                <input
                  type="radio"
                  name={`${id}-${at}`}
                  checked={chosen[at] === place}
                  disabled={disabled}
                  onChange={() => change(withEntry(response, part.rows.length, at, place))}
                />
                <NamedLine html={column} />
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
