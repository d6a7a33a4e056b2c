import { useApp, useSay } from '#web/app.ts';
import type { TotalsAnswer } from '../answers.ts';
import type { Work } from '../model/share.ts';
import { numberText, percent, shareText } from './format.ts';

/** Four figures about the region, each with what it is made of. */
export function TotalFigures({ totals }: { totals: TotalsAnswer }) {
  const { language } = useApp();
  const say = useSay();
  const number = (value: number): string => numberText(value, language.value);
  const { connected, schools, hubs, pupils, assignments, work } = totals;
  return (
    <dl class="region-totals" aria-label={say('monitoring.totals')}>
      <div>
        <dt>{say('monitoring.total.connected')}</dt>
        <dd>{say('monitoring.total.connected.value', { connected: number(connected), schools: number(schools) })}</dd>
        <dd class="small quiet">{say('monitoring.total.connected.note', { hubs: number(hubs) })}</dd>
      </div>
      <div>
        <dt>{say('monitoring.total.pupils')}</dt>
        <dd>{number(pupils)}</dd>
        <dd class="small quiet">{say('monitoring.total.pupils.note')}</dd>
      </div>
      <div>
        <dt>{say('monitoring.total.finished')}</dt>
        <dd>{work.state === 'shown' ? number(work.finished) : say(`monitoring.work.${work.state}`)}</dd>
        {work.state === 'shown' && (
          <dd class="small quiet">
            {say('monitoring.total.finished.note', { begun: number(work.begun), assignments: number(assignments) })}
          </dd>
        )}
      </div>
      <RightShare work={work} />
    </dl>
  );
}

function RightShare({ work }: { work: Work }) {
  const { language } = useApp();
  const say = useSay();
  const number = (value: number): string => numberText(value, language.value);
  const made = work.state === 'shown' ? { right: number(work.right), answers: number(work.answers) } : undefined;
  return (
    <div>
      <dt>{say('monitoring.total.right')}</dt>
      <dd>{work.state === 'shown' ? shareText(work, say, language.value) : say(`monitoring.work.${work.state}`)}</dd>
      {work.state === 'shown' && made && (
        <dd class="small quiet">
          {work.error === null
            ? say('monitoring.total.right.note.no-error', made)
            : say('monitoring.total.right.note', {
                ...made,
                error: say('monitoring.work.share', { percent: percent(work.error, language.value) }),
              })}
        </dd>
      )}
    </div>
  );
}
