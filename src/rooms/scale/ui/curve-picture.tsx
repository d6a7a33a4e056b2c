import { useSay } from '#web/app.ts';
import type { ItemCurve } from '../model/curves.ts';
import { useNumber } from './number.ts';

const [width, height, edge] = [320, 180, 32];

/** An item's curve by the model (a line) and as it was answered (dots, by groups of pupils), with the same numbers beneath. */
export function CurvePicture({ curve: { item, points } }: { curve: ItemCurve }) {
  const say = useSay();
  const show = useNumber();
  const [low, high] = [Math.min(...points.map(({ theta }) => theta)), Math.max(...points.map(({ theta }) => theta))];
  const x = (theta: number): number => edge + ((theta - low) / (high - low || 1)) * (width - 2 * edge);
  const y = (share: number): number => height - edge - share * (height - 2 * edge);
  const line = points.map(({ theta, expected }) => `${x(theta).toFixed(1)},${y(expected).toFixed(1)}`).join(' ');
  return (
    <>
      <svg class="scale-curve" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={say('scale.curve', { item })}>
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line class="axis" x1={edge} x2={width - edge} y1={y(share)} y2={y(share)} />
            <text x={2} y={y(share) + 4}>
              {100 * share}
            </text>
          </g>
        ))}
        <polyline class="model" points={line} />
        {points.map(({ theta, share }) => (
          <circle key={theta} class="seen" cx={x(theta)} cy={y(share)} r={4} />
        ))}
      </svg>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('scale.curve.theta')}</th>
            <th scope="col">{say('scale.curve.observed')}</th>
            <th scope="col">{say('scale.curve.expected')}</th>
            <th scope="col">{say('scale.n')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ theta, share, expected, n }) => (
            <tr key={theta}>
              <td class="scale-number">{show(theta)}</td>
              <td class="scale-number">{show(100 * share, 0)} %</td>
              <td class="scale-number">{show(100 * expected, 0)} %</td>
              <td class="scale-number">{n}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
