import type { Fit } from '../../model/fit.ts';
import type { Careful, Estimate, LabTask } from '../../model/lab.ts';
import type { Notebook } from '../../model/notebook.ts';
import type { Seen } from '../../model/seen.ts';
import { setCell, shownCell, writeUp } from '../../model/write-up.ts';
import type { Deed } from '../../model/world.ts';

const sourceOf = ({ columns }: Notebook, name: string) => columns.find(({ column }) => column === name)?.source;

/** Rf as the slope of the way of the violet spot over that of the solvent. */
export function violetOf(fit: Fit, notebook: Notebook): Estimate | undefined {
  const [across, up] = [sourceOf(notebook, notebook.plot.x), sourceOf(notebook, notebook.plot.y)];
  const [slope = 0, error = 0] = [fit.estimates.values[0], fit.estimates.errors[0]];
  const isLine = fit.kind === 'line' || fit.kind === 'proportional';
  const isOf = (source: typeof across, read: string): boolean => !!source && 'read' in source && source.read === read;
  return isLine && isOf(across, 'front') && isOf(up, 'violet') ? { value: slope, uncertainty: error } : undefined;
}

/** How fast ln(1/Rf − 1) falls with the share of ethanol: the slope, for a share from 0 to 1. */
export function fallOf(fit: Fit, notebook: Notebook): Estimate | undefined {
  const [across, up] = [sourceOf(notebook, notebook.plot.x), sourceOf(notebook, notebook.plot.y)];
  const [slope = 0, error = 0] = [fit.estimates.values[0], fit.estimates.errors[0]];
  if (fit.kind !== 'line' || !across || !up || !('formula' in up)) return undefined;
  const whole = 'set' in across ? 100 : 1;
  return { value: -slope * whole, uncertainty: error * whole };
}

function deedsOf({ factor }: LabTask): readonly { readonly after: number; readonly deed: Deed }[] {
  const isFront = factor === 'front';
  const levels = isFront ? [6, 8, 10, 12, 14] : [0, 15, 30, 45, 60];
  return [
    { after: 1000, deed: isFront ? { set: 'ethanol', to: 20 } : { set: 'front', to: 13 } },
    ...levels.flatMap((to) =>
      [0, 1, 2].flatMap((k) => [
        { after: 2000, deed: k === 0 ? { set: factor, to } : { do: 'fresh' } },
        { after: 3000, deed: { do: 'run' } },
        { after: 1_800_000 * ((isFront ? to : 13) / 13) ** 2, deed: { do: 'lift' } },
        { after: 3000, deed: { read: 'front' } },
        { after: 3000, deed: { read: 'violet' } },
      ]),
    ),
  ];
}

/** A row for each strip: where the solvent stood, then where the violet spot lies. */
function rowsOf(readings: readonly Seen[]) {
  let front = readings[0];
  return readings.flatMap((each) => {
    if (each.instrument === 'front') {
      front = each;
      return [];
    }
    return front ? [{ ethanol: setCell(each, 'ethanol'), front: shownCell(front), violet: shownCell(each) }] : [];
  });
}

/** Five marks or five solvents, three strips for each. */
export const carefulChromatography: Careful = {
  deeds: deedsOf,
  write: (task, { readings }) => {
    const isFront = task.factor === 'front';
    const formula = (sign: string, of: string) => {
      return { column: `f-${sign}`, sign, unit: '', source: { formula: of }, uncertainty: '' };
    };
    return writeUp(task, {
      why: 'Бояу еріткішпен бірге жүреді: еріткіште жақсы ерісе, алысырақ барады.',
      columns: [
        { column: 'ethanol', sign: 'w', unit: '%', source: { set: 'ethanol' }, uncertainty: '' },
        { column: 'front', sign: 'L', unit: 'cm', source: { read: 'front' }, uncertainty: '0.05' },
        { column: 'violet', sign: 'd', unit: 'cm', source: { read: 'violet' }, uncertainty: '0.1' },
        ...(isFront ? [] : [formula('R', 'd/L'), formula('y', 'ln(1/R-1)')]),
      ],
      rows: rowsOf(readings),
      x: task.factor,
      y: isFront ? 'violet' : 'f-y',
      causes: ['wide'],
    });
  },
};
