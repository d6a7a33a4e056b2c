import type { Say } from '#web/words.ts';
import type { Notebook } from '../model/notebook.ts';
import { pictureOf } from '../model/plot.ts';
import { measuredText, numberText, unitText } from './lab-say.ts';

const [width, height, left, bottom, top, right] = [480, 330, 62, 46, 28, 24];
const x = (at: number): number => left + at * (width - left - right);
const y = (at: number): number => height - bottom - at * (height - bottom - top);

/** LAB-9: the plot with its error bars, the fit and what it leaves over; the same as numbers beneath. */
export function PlotPicture({ notebook, say }: { notebook: Notebook; say: Say }) {
  const picture = pictureOf(notebook);
  if (!picture) return <p class="quiet">{say('labs.plot.none')}</p>;
  const { points, left: without, ticksX, ticksY, curve, fit, residuals } = picture;
  const axis = (name: string): string => {
    const column = notebook.columns.find((each) => each.column === name);
    return column ? [column.sign, unitText(say, column.unit)].filter(Boolean).join(', ') : '';
  };
  const isFit = fit !== undefined && typeof fit !== 'string';
  return (
    <figure class="lab-plot">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={say('labs.plot.about', { x: axis(notebook.plot.x), y: axis(notebook.plot.y), n: points.length })}
      >
        {ticksX.map(({ at, text }) => (
          <g key={`x${at}`} class="lab-grid">
            <line x1={x(at)} x2={x(at)} y1={y(0)} y2={y(1)} />
            <text x={x(at)} y={height - bottom + 18} text-anchor="middle">
              {text}
            </text>
          </g>
        ))}
        {ticksY.map(({ at, text }) => (
          <g key={`y${at}`} class="lab-grid">
            <line x1={x(0)} x2={x(1)} y1={y(at)} y2={y(at)} />
            <text x={left - 6} y={y(at) + 4} text-anchor="end">
              {text}
            </text>
          </g>
        ))}
        <text x={x(1)} y={height - 6} text-anchor="end" class="lab-axis">
          {axis(notebook.plot.x)}
        </text>
        <text x={left - 6} y={top - 12} class="lab-axis">
          {axis(notebook.plot.y)}
        </text>
        {curve.length > 1 && <polyline class="lab-curve" points={curve.map((p) => `${x(p.x)},${y(p.y)}`).join(' ')} />}
        {points.map((p) => (
          <g key={p.row} class="lab-point">
            <line x1={x(p.atX)} x2={x(p.atX)} y1={y(p.atY - p.bar)} y2={y(p.atY + p.bar)} />
            <circle cx={x(p.atX)} cy={y(p.atY)} r="4.5" />
          </g>
        ))}
      </svg>
      <figcaption>
        {isFit && (
          <p>
            {say(`labs.fit.${fit.kind}.is`)}{' '}
            {fit.names
              .map((name, k) => {
                const { value, spread } = measuredText(fit.estimates.values[k] ?? 0, fit.estimates.errors[k] ?? 0);
                return `${name} = ${value} ± ${spread}`;
              })
              .join(';  ')}
          </p>
        )}
        {typeof fit === 'string' && (
          <p class="message wait">{say(fit.startsWith('labs.') ? fit : `labs.no-fit.${fit}`, { what: '', at: '' })}</p>
        )}
        {without.length > 0 && <p class="small quiet">{say('labs.plot.left', { n: without.length })}</p>}
        <details>
          <summary>{say('labs.plot.numbers')}</summary>
          <table class="lab-table">
            <thead>
              <tr>
                <th scope="col">№</th>
                <th scope="col">{axis(notebook.plot.x)}</th>
                <th scope="col">{axis(notebook.plot.y)}</th>
                <th scope="col">±</th>
                {isFit && <th scope="col">{say('labs.plot.residual')}</th>}
              </tr>
            </thead>
            <tbody>
              {points.map((p, k) => (
                <tr key={p.row}>
                  <th scope="row">{notebook.rows.findIndex(({ row }) => row === p.row) + 1}</th>
                  <td>{numberText(p.x)}</td>
                  <td>{numberText(p.y)}</td>
                  <td>{p.spread > 0 ? numberText(p.spread) : '–'}</td>
                  {isFit && <td>{numberText(residuals[k]?.value ?? 0)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </figcaption>
    </figure>
  );
}
