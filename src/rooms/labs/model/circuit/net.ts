import type { Capacitor, Cell, Diode, Lamp, Part, Place, Resistor } from './parts.ts';

/** A circuit with its wires gone: numbered places, of which each island's first is its zero (−1). */
export type Net = {
  readonly at: (place: Place) => number;
  /** How many places have an unknown voltage. */
  readonly places: number;
  readonly resistors: readonly Resistor[];
  readonly cells: readonly Cell[];
  /** Cells without inner resistance: each has an unknown current, after the voltages. */
  readonly ideal: readonly Cell[];
  readonly bent: readonly (Lamp | Diode)[];
  readonly capacitors: readonly Capacitor[];
};

/** Places that are one, joined by pairs. */
function joined(pairs: readonly (readonly [Place, Place])[]): (place: Place) => Place {
  const above = new Map<Place, Place>();
  const top = (place: Place): Place => {
    let found = place;
    for (let next = above.get(found); next !== undefined; next = above.get(found)) found = next;
    return found;
  };
  for (const [a, b] of pairs) if (top(a) !== top(b)) above.set(top(a), top(b));
  return top;
}

const isWire = (part: Part): boolean => part.kind === 'wire' || (part.kind === 'resistor' && part.ohms === 0);

export function netOf(parts: readonly Part[]): Net {
  const point = joined(parts.filter(isWire).map(({ a, b }) => [a, b]));
  // A part whose ends are one place carries what it likes without effect on the rest; a cell there is a short circuit.
  const rest = parts.filter((part) => !isWire(part) && (point(part.a) !== point(part.b) || part.kind === 'cell'));
  const island = joined(rest.map(({ a, b }) => [point(a), point(b)]));
  const zeros = new Map<Place, Place>();
  const numbers = new Map<Place, number>();
  for (const place of rest.flatMap(({ a, b }) => [point(a), point(b)])) {
    if (!zeros.has(island(place))) zeros.set(island(place), place);
    if (zeros.get(island(place)) !== place && !numbers.has(place)) numbers.set(place, numbers.size);
  }
  const known = new Map(parts.flatMap(({ a, b }) => [a, b]).map((place) => [place, numbers.get(point(place)) ?? -1]));
  const of = <Kind extends Part['kind']>(kind: Kind) =>
    rest.filter((part): part is Extract<Part, { readonly kind: Kind }> => part.kind === kind);
  return {
    at: (place) => known.get(place) ?? -1,
    places: numbers.size,
    resistors: of('resistor'),
    cells: of('cell').filter(({ ohms }) => ohms > 0),
    ideal: of('cell').filter(({ ohms }) => ohms === 0),
    bent: [...of('lamp'), ...of('diode')],
    capacitors: of('capacitor'),
  };
}
