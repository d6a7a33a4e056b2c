import { fitKinds, type FitKind } from '../../model/notebook.ts';
import { unitText } from '../lab-say.ts';
import { PlotPicture } from '../plot-picture.tsx';
import { ChooseOne, ChooseSome, KeptInput } from './choices.tsx';
import type { StepProps } from './notebook-view.tsx';

/** What is plotted over what, and which curve goes through it. */
export function StepPlot({ notebook, task, isYoung, say, note }: StepProps) {
  const { plot, columns, rows } = notebook;
  const kinds = isYoung ? [task.fit] : fitKinds;
  const set = (change: Partial<typeof plot>) => note((now) => ({ ...now, plot: { ...now.plot, ...change } }));
  const of = columns.map(({ column, sign, unit }) => ({
    value: column,
    text: [sign, unitText(say, unit)].filter(Boolean).join(', '),
  }));
  return (
    <>
      <div class="lab-two">
        <ChooseOne
          label={say('labs.plot.x')}
          none={say('labs.choose')}
          value={plot.x}
          of={of}
          choose={(x) => set({ x })}
        />
        <ChooseOne
          label={say('labs.plot.y')}
          none={say('labs.choose')}
          value={plot.y}
          of={of}
          choose={(y) => set({ y })}
        />
      </div>
      {!task.without?.includes('fit') && (
        <ChooseOne
          label={say('labs.plot.fit')}
          none={say('labs.plot.fit.none')}
          value={plot.fit ?? ''}
          of={kinds.map((each) => ({ value: each, text: say(`labs.fit.${each}`) }))}
          choose={(fit) =>
            note((now) => {
              const { fit: _, ...rest } = now.plot;
              return { ...now, plot: fit ? { ...rest, fit: fit as FitKind } : rest };
            })
          }
        />
      )}
      {plot.fit === 'own' && (
        <KeptInput
          aria-label={say('labs.fit.own')}
          placeholder="a*x^2 + b"
          maxLength={200}
          value={plot.own}
          keep={(own) => set({ own })}
        />
      )}
      <PlotPicture notebook={notebook} say={say} />
      {rows.length > 2 && (
        <details>
          <summary>{say('labs.plot.leave')}</summary>
          <ChooseSome
            label={say('labs.plot.leave-why')}
            isShort
            chosen={plot.without.map(String)}
            of={rows.map(({ row }, k) => ({ value: String(row), text: say('labs.row', { n: k + 1 }) }))}
            choose={(toggle) =>
              note((now) => {
                const without = toggle(now.plot.without.map(String)).map(Number);
                return { ...now, plot: { ...now.plot, without } };
              })
            }
          />
        </details>
      )}
    </>
  );
}
