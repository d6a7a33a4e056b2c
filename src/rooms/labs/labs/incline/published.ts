import type { Published } from '../../model/published.ts';
import { gainOf, timeTo } from './model.ts';

/** a = g·(sin α − μ·cos α), s = a·t²/2. */
export function published(): readonly Published[] {
  return [
    [30, 0],
    [38, 0.3],
    [25, 0.2],
  ].flatMap(([angle = 0, friction = 0]): readonly Published[] => {
    const turn = (angle * Math.PI) / 180;
    const gain = 9.81 * (Math.sin(turn) - friction * Math.cos(turn));
    const source = 'Galilei 1638, Coulomb 1785';
    return [
      { what: `m/s² at ${angle}°, μ ${friction}`, of: 'closed', got: gainOf(angle, friction), wanted: gain, source },
      {
        what: `s for 80 cm at ${angle}°`,
        of: 'closed',
        got: timeTo(80, gainOf(angle, friction)),
        wanted: Math.sqrt(1.6 / gain),
        source,
      },
    ];
  });
}
