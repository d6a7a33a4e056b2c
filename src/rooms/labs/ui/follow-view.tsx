import { useEffect, useMemo } from 'preact/hooks';
import { useAsk } from '#web/ask.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { Say } from '#web/words.ts';
import type { AnyLab } from '../model/lab.ts';
import type { Notebook } from '../model/notebook.ts';
import { replay } from '../model/replay.ts';
import { seedOf } from '../model/seed.ts';
import { workedOut } from '../model/table.ts';
import type { GoneOnAnswer } from '../routes-mine.ts';
import { cellText, numberText, unitText } from './lab-say.ts';
import { PlotPicture } from './plot-picture.tsx';
import type { Scene } from './scenes.ts';

/** As often as this the school is asked what the partner has done. */
const askMilliseconds = 3000;

/** LAB-20: the bench that a partner works at, as the school has it: the apparatus after the newest deed, and the notebook. */
export function FollowView({
  work,
  spec,
  scene: Drawn,
  say,
  goOn,
}: {
  work: string;
  spec: AnyLab;
  scene: Scene;
  say: Say;
  goOn: () => void;
}) {
  const { value, failure, again } = useAsk<GoneOnAnswer>(`/labs/mine/${work}`);
  useEffect(() => {
    const timer = setInterval(again, askMilliseconds);
    return () => clearInterval(timer);
  }, [again]);
  const n = value?.actions.length;
  const bench = useMemo(() => value && replay(spec, seedOf(value.key, value.lab), value.actions), [work, n]);
  if (!value || !bench) return failure ? <Failed failure={failure} again={again} /> : <Waiting />;
  return (
    <div class="lab-bench" data-shown="true">
      <header class="lab-head">
        <p class="quiet small">{say(`labs.${spec.lab}.title`)}</p>
        <h1 class="lab-title">{say(`labs.${spec.lab}.task.${value.task}`)}</h1>
        <p class="lab-now" role="status">
          {say('labs.pair.following', { name: value.partner })}{' '}
          <b>{say(value.isHandedIn ? 'labs.step.handed-in' : `labs.step.${value.step}`)}</b>
        </p>
      </header>
      <section class="lab-apparatus" aria-label={say('labs.side.bench')}>
        {!value.isReal && <Drawn state={bench.state as never} bench={bench as never} say={say} act={() => undefined} />}
        {!value.isHandedIn && (
          <>
            <p class="lab-said quiet">{say('labs.pair.one-hand')}</p>
            <button type="button" class="button" onClick={goOn}>
              {say('labs.go-on-here')}
            </button>
          </>
        )}
      </section>
      <section class="lab-notebook" aria-label={say('labs.notebook')}>
        <h2>{say('labs.step.table')}</h2>
        <ShownTable notebook={value.notebook} lab={spec.lab} say={say} />
        {value.notebook.plot.x && value.notebook.plot.y && <PlotPicture notebook={value.notebook} say={say} />}
      </section>
    </div>
  );
}

/** The table to be read alone. */
function ShownTable({ notebook, lab, say }: { notebook: Notebook; lab: string; say: Say }) {
  const table = workedOut(notebook);
  if (notebook.columns.length === 0) return <p class="quiet">{say('labs.pair.no-rows')}</p>;
  return (
    <div class="lab-scroll" tabIndex={0} role="region" aria-label={say('labs.step.table')}>
      <table class="lab-table">
        <thead>
          <tr>
            <th scope="col">№</th>
            {notebook.columns.map(({ column, sign, unit }) => (
              <th scope="col" key={column}>
                {[sign, unitText(say, unit)].filter(Boolean).join(', ')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {notebook.rows.map(({ row, cells }, k) => (
            <tr key={row}>
              <th scope="row">{k + 1}</th>
              {notebook.columns.map(({ column, source }, at) => {
                const worked = table.rows[k]?.cells[at];
                const made = worked ? numberText(worked.value) : '–';
                return (
                  <td key={column}>{'formula' in source ? made : cellText(say, lab, cells[column]?.text ?? '')}</td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
