import type { AnyLab, LabTask } from '../model/lab.ts';
import type { Notebook } from '../model/notebook.ts';
import type { Step } from '../model/step.ts';

/** So many rows are something to look at. */
const fewRows = 3;

/** Whether a page of the notebook has what belongs on it. It says nothing of how good it is: that is the mark's. */
export function isDone(
  step: Step,
  { quantities }: AnyLab,
  task: LabTask,
  { hypothesis, plan, columns, rows, plot, conclusion }: Notebook,
): boolean {
  const hasNoUnit = (column: string): boolean => quantities.some(({ name, unit }) => name === column && unit === '');
  switch (step) {
    case 'hypothesis':
      return (
        hypothesis.factor !== '' &&
        hypothesis.outcome !== '' &&
        (hypothesis.direction ?? hypothesis.guess) !== undefined
      );
    case 'plan':
      return plan.change.length > 0 && plan.measure.length > 0;
    case 'table':
      return (
        rows.length >= fewRows &&
        columns.every(({ unit, source, column }) => unit !== '' || 'formula' in source || hasNoUnit(column))
      );
    case 'plot':
      return plot.x !== '' && plot.y !== '' && (plot.fit !== undefined || task.without?.includes('fit') === true);
    case 'conclusion':
      return (
        (conclusion.direction !== undefined || task.identity !== undefined) &&
        conclusion.evidence.length > 0 &&
        ((task.result ?? task.identity) === undefined || conclusion.result !== '')
      );
  }
}

/** What to do now, in one sentence: a key of words. It gives away nothing that a hint would. */
export function nowKey(
  step: Step,
  spec: AnyLab,
  task: LabTask,
  notebook: Notebook,
  actions: number,
  isReal: boolean,
): string {
  if (step === 'table' && !isDone(step, spec, task, notebook)) {
    if (notebook.rows.length >= fewRows) return 'labs.now.units';
    if (isReal) return 'labs.now.real';
    if (notebook.rows.length > 0) return 'labs.now.more';
    return actions === 0 ? 'labs.now.first' : 'labs.now.read';
  }
  if (step === 'table' && task.identity) return 'labs.now.tests.done';
  return isDone(step, spec, task, notebook) ? `labs.now.${step}.done` : `labs.now.${step}`;
}
