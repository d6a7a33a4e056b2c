import { TableFrame } from '#people/ui/office-table.tsx';
import { useSay } from '#web/app.ts';
import type { DifBy } from '../model/cell.ts';
import { useNumber } from './number.ts';

/** Items that treat groups of the same ability differently: those of class B and C alone. */
export function DifTable({ dif }: { dif: readonly DifBy[] }) {
  const say = useSay();
  const show = useNumber();
  const rows = dif.flatMap(({ by, items }) => items.map((item) => ({ by, item })));
  return (
    <section>
      <h2>{say('scale.dif')}</h2>
      {rows.length === 0 && <p>{say('scale.dif.none')}</p>}
      {rows.length > 0 && (
        <TableFrame label={say('scale.dif')}>
          <thead>
            <tr>
              <th scope="col">{say('scale.item')}</th>
              <th scope="col">{say('scale.dif')}</th>
              <th scope="col">{say('scale.dif.delta')}</th>
              <th scope="col">{say('scale.dif.class')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ by, item }) => (
              <tr key={`${by} ${item.item}`}>
                <th scope="row">{item.item}</th>
                <td>{say(`scale.dif.by.${by}`)}</td>
                <td class="scale-number">{show(item.delta)}</td>
                <td>{item.isCalled ? item.class : say('scale.dif.few')}</td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
    </section>
  );
}
