import { TableFrame } from '#people/ui/office-table.tsx';
import { useSay } from '#web/app.ts';
import type { ReportNumbers } from '../model/report.ts';
import { useNumber } from './number.ts';

/** What joins start and end: anchors, kept or dropped; growth of the same pupils; what other roads say. Nothing where there is one time. */
export function LinkTables({ numbers: { anchors, roads, growth, times, sat } }: { numbers: ReportNumbers }) {
  const say = useSay();
  const show = useNumber();
  if (!anchors) return null;
  const kept = anchors.anchors.filter(({ isDropped }) => !isDropped).length;
  const [start, end] = times;
  return (
    <section>
      <h2>{say('scale.link')}</h2>
      <p>{say('scale.link.lead', { kept, error: show(anchors.error, 3) })}</p>
      {growth && (
        <>
          <h3>{say('scale.growth')}</h3>
          <p>
            {say('scale.growth.line', {
              growth: show(growth.growth),
              low: show(growth.low),
              high: show(growth.high),
              scaled: show(growth.scaled, 0),
              reach: show(1.96 * growth.scaledSe, 0),
              pupils: growth.pupils,
              left: sat.start - sat.both,
              came: sat.end - sat.both,
            })}
          </p>
          <p class="quiet">
            {say('scale.growth.parts', {
              sampling: show(growth.sampling, 5),
              imputation: show(growth.imputation, 5),
              link: show(growth.link, 5),
            })}
          </p>
        </>
      )}
      <TableFrame label={say('scale.link')}>
        <thead>
          <tr>
            {(['item', 'shift', 'z', 'state'] as const).map((column) => (
              <th key={column} scope="col">
                {say(`scale.link.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {anchors.anchors.map(({ item, shift, z, isDropped }) => (
            <tr key={item}>
              <th scope="row">{item}</th>
              <td class="scale-number">{show(shift)}</td>
              <td class="scale-number">{show(z, 1)}</td>
              <td>{say(isDropped ? 'scale.link.dropped' : 'scale.link.kept')}</td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      <h3>{say('scale.roads')}</h3>
      <TableFrame label={say('scale.roads')}>
        <thead>
          <tr>
            <th scope="col">{say('scale.roads.method')}</th>
            <th scope="col">{say('scale.roads.growth')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{say('scale.roads.concurrent')}</th>
            <td class="scale-number">{show((end?.mean ?? NaN) - (start?.mean ?? NaN), 3)}</td>
          </tr>
          {roads.map((road) => (
            <tr key={road.method}>
              <th scope="row">{say(`scale.roads.${road.method}`)}</th>
              <td class="scale-number">{show(road.growth, 3)}</td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </section>
  );
}
