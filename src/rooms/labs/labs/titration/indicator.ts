/** An indicator: from which pH to which it turns, and its colours below and above as red, green, blue and how much they cover. */
export type Indicator = {
  readonly from: number;
  readonly to: number;
  readonly acid: Colour;
  readonly base: Colour;
  /** The names of both colours: `labs.titration.colour.<name>`. */
  readonly names: readonly [string, string];
};
type Colour = readonly [number, number, number, number];

const clear: Colour = [200, 225, 235, 0.35];

/** Ranges: CRC Handbook of Chemistry and Physics, 97th ed., 8-17 («Acid-base indicators»); litmus as in school tables. */
export const indicators: Readonly<Record<string, Indicator>> = {
  none: { from: 0, to: 14, acid: clear, base: clear, names: ['clear', 'clear'] },
  'methyl-orange': {
    from: 3.1,
    to: 4.4,
    acid: [222, 50, 50, 0.75],
    base: [245, 190, 30, 0.75],
    names: ['red', 'yellow'],
  },
  litmus: { from: 5, to: 8, acid: [215, 60, 80, 0.7], base: [60, 80, 200, 0.7], names: ['red', 'blue'] },
  phenolphthalein: { from: 8.2, to: 10, acid: clear, base: [214, 30, 130, 0.75], names: ['clear', 'crimson'] },
  thymolphthalein: { from: 9.3, to: 10.5, acid: clear, base: [30, 70, 200, 0.75], names: ['clear', 'blue'] },
};

/** How far an indicator has turned at this pH: 0 in acid, 1 in base. */
export function turned({ from, to }: Indicator, ph: number): number {
  return Math.min(1, Math.max(0, (ph - from) / (to - from)));
}

/** The name of the colour that is seen: that of acid, of base, or `between`. */
export function colourName(indicator: Indicator, ph: number): string {
  const share = turned(indicator, ph);
  const [acid, base] = indicator.names;
  return acid === base || share < 0.05 ? acid : share > 0.95 ? base : 'between';
}

/** The colour that is drawn. */
export function colourOf({ acid, base, ...indicator }: Indicator, ph: number): string {
  const share = turned({ acid, base, ...indicator }, ph);
  const [red, green, blue, cover] = acid.map((each, k) => each + share * ((base[k] ?? 0) - each)) as unknown as Colour;
  return `rgb(${red.toFixed(0)} ${green.toFixed(0)} ${blue.toFixed(0)} / ${cover.toFixed(2)})`;
}
