import { useMemo } from 'preact/hooks';
import { blurOf, divisionOf, isSpecimen, partMicrometres, rowDivisions, type Microscope } from './model.ts';

/** Drawn units for a division of the eyepiece's scale. */
export const perDivision = 1.6;
export const middle = { x: 318, y: 158 };
/** Where the eyepiece's scale begins. */
export const zeroX = middle.x - 50 * perDivision;

/** What lies under the objective, as light goes through it: sharp or not. */
export function Specimen({ state, radius }: { state: Microscope; radius: number }) {
  const { slide, objective, row, more } = state;
  const drawn = useMemo(
    () => (slide === 'none' ? null : drawSlide(state, radius)),
    [slide, objective, row, more, radius],
  );
  return <g style={{ filter: `blur(${Math.min(9, Math.max(0, blurOf(state) - 1) * 1.6)}px)` }}>{drawn}</g>;
}

function drawSlide(state: Microscope, radius: number) {
  const scale = perDivision / divisionOf(state);
  if (state.slide === 'micrometer') return <path d={ruler(scale, radius)} stroke="#222" stroke-width="0.7" />;
  const widths = state.row.map((each) => each * scale);
  if (state.slide === 'blood') return <Blood widths={widths} radius={radius} />;
  return <Tissue widths={widths} radius={radius} isGreen={state.slide === 'elodea'} />;
}

/** Lines 0.01 mm apart; where they would flow together, only each fifth. */
function ruler(scale: number, radius: number): string {
  const step = partMicrometres * scale;
  const each = step < 1.2 ? 5 : 1;
  const lines: string[] = [];
  for (let k = -200; k <= 400; k += each) {
    const x = zeroX + k * step;
    if (Math.abs(x - middle.x) > radius) continue;
    const length = k % 50 === 0 ? 30 : k % 10 === 0 ? 22 : k % 5 === 0 ? 15 : 10;
    lines.push(`M${x.toFixed(2)} ${middle.y + 4}v${length}`);
  }
  return lines.join('');
}

/** Walls of the row, from the scale's zero to both edges of what is seen. */
function wallsOf(widths: readonly number[], radius: number): readonly { readonly x: number; readonly width: number }[] {
  const cells: { x: number; width: number }[] = [];
  const widthAt = (k: number): number =>
    Math.max(0.6, widths[((k % widths.length) + widths.length) % widths.length] ?? 1);
  for (let k = 0, x = zeroX; x < middle.x + radius && k < 400; k++) {
    cells.push({ x, width: widthAt(k) });
    x += widthAt(k);
  }
  for (let k = -1, x = zeroX; x > middle.x - radius && k > -400; k--) {
    x -= widthAt(k);
    cells.push({ x, width: widthAt(k) });
  }
  return cells;
}

/** A share that looks like chance and is always the same. */
const scattered = (k: number): number => (k * 0.618034 + 0.37 * ((k * k) % 7)) % 1;

/** Long cells side by side: the skin of an onion, or a leaf with its chloroplasts. */
function Tissue({ widths, radius, isGreen }: { widths: readonly number[]; radius: number; isGreen: boolean }) {
  const mean = widths.reduce((sum, each) => sum + each, 0) / Math.max(1, widths.length);
  const long = mean * (isGreen ? 2.6 : 4);
  const walls: string[] = [];
  const grains: string[] = [];
  for (const [k, { x, width }] of wallsOf(widths, radius).entries()) {
    walls.push(`M${x.toFixed(1)} ${middle.y - radius}v${2 * radius}`);
    if (mean < 3) continue;
    const first = middle.y - radius - long * scattered(k);
    for (let y = first, n = 0; y < middle.y + radius; y += long, n++) {
      walls.push(`M${x.toFixed(1)} ${y.toFixed(1)}h${width.toFixed(1)}`);
      if (mean < 5) continue;
      const count = isGreen ? 5 : 1;
      for (let grain = 0; grain < count; grain++) {
        const [u, v] = [scattered(7 * n + 3 * grain + k), scattered(5 * grain + n + 2 * k + 1)];
        grains.push(`M${(x + width * (0.2 + 0.6 * u)).toFixed(1)} ${(y + long * (0.12 + 0.76 * v)).toFixed(1)}h.01`);
      }
    }
  }
  return (
    <g fill="none">
      <rect
        x={middle.x - radius}
        y={middle.y - radius}
        width={2 * radius}
        height={2 * radius}
        fill={isGreen ? '#e3f2d3' : '#f7ead2'}
      />
      <path d={walls.join('')} stroke={isGreen ? '#5b8a3c' : '#a5713a'} stroke-width={Math.min(1.6, 0.3 + mean / 14)} />
      <path
        d={grains.join('')}
        stroke={isGreen ? '#2f7d32' : '#8a4b1f'}
        stroke-width={Math.min(7, mean * (isGreen ? 0.16 : 0.24))}
        stroke-linecap="round"
      />
    </g>
  );
}

/** Red cells: a chain of them along the scale, others about it. */
function Blood({ widths, radius }: { widths: readonly number[]; radius: number }) {
  const mean = widths.reduce((sum, each) => sum + each, 0) / Math.max(1, widths.length);
  let end = zeroX;
  const chain = widths.map((width) => {
    end += width;
    return { x: end - width / 2, y: middle.y + 14, r: width / 2 };
  });
  const others = Array.from({ length: 90 }, (_, k) => {
    const [turn, out] = [k * 2.39996, Math.sqrt((k + 0.5) / 90)];
    return { x: middle.x + radius * out * Math.cos(turn), y: middle.y + radius * out * Math.sin(turn), r: mean / 2 };
  }).filter(({ y }) => Math.abs(y - middle.y - 8) > 16);
  return (
    <g fill="#e58a86" stroke="#b4423f" stroke-width={Math.min(0.8, mean / 8)}>
      {[...others, ...chain].map(({ x, y, r }, k) => (
        <circle key={k} cx={x.toFixed(1)} cy={y.toFixed(1)} r={Math.max(0.5, r).toFixed(2)} />
      ))}
    </g>
  );
}

/** What is measured now, from the zero of the scale, in divisions; undefined where nothing is. */
export function measuredOf(state: Microscope): number | undefined {
  if (state.slide === 'micrometer') return (state.parts * partMicrometres) / divisionOf(state);
  if (!isSpecimen(state.slide)) return undefined;
  return rowDivisions(state);
}
