import type { Part } from '../../model/circuit/parts.ts';

/** The places of the board: columns a to d, rows 1 to 3. */
export const places: readonly string[] = ['1', '2', '3'].flatMap((row) => ['a', 'b', 'c', 'd'].map((at) => at + row));

/** Between which places something can stand: neighbours in a row or in a column. */
export const edges: readonly (readonly [string, string])[] = places.flatMap((place) => {
  const [column = '', row = ''] = place;
  const right = String.fromCodePoint((column.codePointAt(0) ?? 0) + 1) + row;
  const below = column + String(Number(row) + 1);
  return [right, below].flatMap((other) => (places.includes(other) ? [[place, other] as const] : []));
});

export function edgeOf(a: string, b: string): string | undefined {
  const found = edges.find(([from, to]) => (from === a && to === b) || (from === b && to === a));
  return found?.join('-');
}

/** What lies in the box, one of each; wires there are as many as one needs. */
export const boxed = [
  'supply',
  'battery',
  'switch',
  'unknown',
  'ten',
  'hundred',
  'big',
  'rheostat',
  'lamp',
  'diode',
  'capacitor',
  'ammeter',
  'milliammeter',
] as const;
export type Boxed = (typeof boxed)[number];

export const meters = ['ammeter', 'milliammeter'] as const;
export type Meter = (typeof meters)[number];

/** Inner resistance of a meter in ohms, and the amperes at which its fuse burns. */
export const meterData: Readonly<Record<Meter, { readonly ohms: number; readonly fuse: number }>> = {
  ammeter: { ohms: 0.05, fuse: 3.3 },
  milliammeter: { ohms: 2, fuse: 0.06 },
};
/** What the voltmeter lets through, in ohms. */
export const voltmeterOhms = 1e7;
export const bigOhms = 1e5;

/** What stands on an edge, from which place to which: `from` is the plus of a source, the anode of a diode. */
export type Standing = { readonly part: Boxed | 'wire'; readonly from: string; readonly to: string };

export type Circuit = {
  /** The pupil's own: ohms of the unknown resistor, volts and ohms of the battery, farads of the capacitor. */
  readonly unknown: number;
  readonly force: number;
  readonly inner: number;
  readonly farads: number;
  readonly supply: number;
  readonly rheostat: number;
  /** So many seconds after the last change the voltmeter keeps what it shows; nothing: it goes on. */
  readonly time: number;
  /** By edge. */
  readonly standing: Readonly<Record<string, Standing>>;
  readonly plus: string;
  readonly minus: string;
  readonly isClosed: boolean;
  readonly burnt: readonly Meter[];
  /** Volts of the capacitor when the circuit was changed last, and when that was. */
  readonly charge: number;
  readonly since: number;
  readonly at: number;
};

function partsOn(state: Circuit, { part, from: a, to: b }: Standing, name: string): readonly Part[] {
  const resistor = (ohms: number): readonly Part[] => [{ kind: 'resistor', name: part, a, b, ohms }];
  switch (part) {
    case 'wire':
      return [{ kind: 'wire', name, a, b }];
    case 'supply':
      return [{ kind: 'cell', name: part, a, b, volts: state.supply, ohms: 0.1 }];
    case 'battery':
      return [{ kind: 'cell', name: part, a, b, volts: state.force, ohms: state.inner }];
    case 'switch':
      return state.isClosed ? [{ kind: 'wire', name: part, a, b }] : [];
    case 'lamp':
      return [{ kind: 'lamp', name: part, a, b, cold: 1, watts: 1.5e-3 }];
    case 'diode':
      return [{ kind: 'diode', name: part, a, b, saturation: 2e-9, ideality: 1.8 }];
    case 'capacitor':
      return [{ kind: 'capacitor', name: part, a, b, farads: state.farads }];
    case 'ammeter':
    case 'milliammeter':
      return state.burnt.includes(part) ? [] : resistor(meterData[part].ohms);
    case 'unknown':
      return resistor(state.unknown);
    case 'ten':
      return resistor(10);
    case 'hundred':
      return resistor(100);
    case 'big':
      return resistor(bigOhms);
    case 'rheostat':
      return resistor(state.rheostat);
  }
}

/** The circuit as it is wired now, with the voltmeter where its probes are. */
export function partsOf(state: Circuit): readonly Part[] {
  const { standing, plus, minus } = state;
  const parts = Object.entries(standing).flatMap(([edge, each]) => partsOn(state, each, edge));
  if (plus === '' || minus === '' || plus === minus) return parts;
  return [...parts, { kind: 'resistor', name: 'voltmeter', a: plus, b: minus, ohms: voltmeterOhms }];
}
