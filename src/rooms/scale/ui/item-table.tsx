import { TableFrame } from '#people/ui/office-table.tsx';
import { useSay } from '#web/app.ts';
import type { ItemCurve } from '../model/curves.ts';
import type { ReportItem, ReportTime } from '../model/report.ts';
import { CurvePicture } from './curve-picture.tsx';
import { useNumber } from './number.ts';

const columns = ['item', 'n', 'b', 'se', 'infit', 'outfit', 'rest', 'slope', 'look'] as const;

/** All items of a time, each with what to look at in words, and its curve. */
export function ItemTable({ time, curves }: { time: ReportTime; curves: readonly ItemCurve[] }) {
  const say = useSay();
  const known = new Map(curves.map((curve) => [curve.item, curve]));
  return (
    <TableFrame label={`${say('scale.items')}: ${say(`scale.point.${time.time}`)}`}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {say(`scale.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {time.items.map((item) => (
          <ItemRow key={item.item} item={item} curve={known.get(item.item)} />
        ))}
      </tbody>
    </TableFrame>
  );
}

function ItemRow({ item, curve }: { item: ReportItem; curve: ItemCurve | undefined }) {
  const say = useSay();
  const show = useNumber();
  return (
    <tr>
      <th scope="row">
        {item.item}
        {curve && (
          <details>
            <summary>{say('scale.curve.show')}</summary>
            <CurvePicture curve={curve} />
          </details>
        )}
      </th>
      <td class="scale-number">{item.n}</td>
      {[item.b, item.se, item.infit, item.outfit, item.itemRest, item.slope].map((value, n) => (
        <td key={columns[n + 2]} class="scale-number">
          {show(value)}
        </td>
      ))}
      <td>
        {item.flags.length > 0 && (
          <ul class="scale-flags">
            {item.flags.map((flag) => (
              <li key={flag}>{say(`scale.flag.${flag}`)}</li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}
