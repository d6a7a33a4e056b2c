import { useMemo } from 'preact/hooks';
import { fitOf } from '../../model/fit.ts';
import { directions, type Direction } from '../../model/notebook.ts';
import { student95 } from '../../model/student.ts';
import { measuredText, unitText } from '../lab-say.ts';
import { ChooseOne, ChooseSome, KeptInput, OwnWords } from './choices.tsx';
import type { StepProps } from './notebook-view.tsx';

/** What the data say: a claim, the rows that show it, the number found, what may have gone wrong; the rest in own words. */
export function StepConclusion({ spec, task, notebook, say, note }: StepProps) {
  const { conclusion, rows, columns, plot } = notebook;
  const set = (change: Partial<typeof conclusion>) =>
    note((now) => ({ ...now, conclusion: { ...now.conclusion, ...change } }));
  const name = (quantity: string): string => say(`labs.${spec.lab}.q.${quantity}`);
  const named = { x: name(task.factor), y: name(task.outcome) };
  const { result } = task;
  // A formula of one's own takes a tablet long to fit: not anew with every box that is ticked.
  const fit = useMemo(() => result && fitOf(notebook), [result, columns, rows, plot]);
  const isFitted = fit !== undefined && typeof fit !== 'string';
  const found = isFitted ? result?.from(fit, notebook) : undefined;
  return (
    <>
      {task.identity ? (
        <ChooseOne
          label={say(`labs.${spec.lab}.result.${task.identity.name}`)}
          none={say('labs.choose')}
          value={conclusion.result}
          of={task.identity.of.map((each) => ({ value: each, text: say(`labs.${spec.lab}.choice.${each}`) }))}
          choose={(result) => set({ result })}
        />
      ) : (
        <ChooseOne
          label={say('labs.conclusion.claim')}
          none={say('labs.choose')}
          value={conclusion.direction ?? ''}
          of={directions.map((each) => ({ value: each, text: say(`labs.claim.${each}`, named) }))}
          choose={(direction) => direction && set({ direction: direction as Direction })}
        />
      )}
      {rows.length > 0 && (
        <ChooseSome
          label={say('labs.conclusion.evidence')}
          isShort
          chosen={conclusion.evidence.map(String)}
          of={rows.map(({ row }, k) => ({ value: String(row), text: say('labs.row', { n: k + 1 }) }))}
          choose={(toggle) =>
            note((now) => {
              const evidence = toggle(now.conclusion.evidence.map(String)).map(Number);
              return { ...now, conclusion: { ...now.conclusion, evidence } };
            })
          }
        />
      )}
      {task.result && (
        <div class="lab-result">
          <label>
            {say(`labs.${spec.lab}.result.${task.result.name}`)} ({task.result.sign}, {unitText(say, task.result.unit)})
            <KeptInput
              inputMode="decimal"
              maxLength={30}
              value={conclusion.result}
              keep={(result) => set({ result })}
            />
          </label>
          <label>
            {say('labs.conclusion.uncertainty')}
            <KeptInput
              inputMode="decimal"
              maxLength={30}
              value={conclusion.uncertainty}
              keep={(uncertainty) => set({ uncertainty })}
            />
          </label>
          {found && isFitted && (
            <p class="small quiet">
              {say('labs.conclusion.by-fit', {
                sign: task.result.sign,
                ...measuredText(found.value, found.uncertainty * student95(fit.estimates.free)),
              })}
            </p>
          )}
        </div>
      )}
      <ChooseSome
        label={say('labs.conclusion.causes')}
        chosen={conclusion.causes}
        of={spec.causes.map((each) => ({ value: each, text: say(`labs.${spec.lab}.cause.${each}`) }))}
        choose={(toggle) =>
          note((now) => ({ ...now, conclusion: { ...now.conclusion, causes: toggle(now.conclusion.causes) } }))
        }
      />
      <OwnWords label={say('labs.conclusion.text')} value={conclusion.text} keep={(text) => set({ text })} />
    </>
  );
}
