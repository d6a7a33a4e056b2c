import { useSend } from '#people/ui/office-send.ts';
import { TableFrame } from '#people/ui/office-table.tsx';
import { useApp, useSay } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { HereAnswer } from '../routes-here.ts';
import type { PlanAnswer } from '../routes-plan.ts';
import { FormsPage } from './forms-page.tsx';
import { useNames } from './forms-say.ts';

/** Who of each grade sits what, and on which day: at most three a pupil, one a day. */
export function PlanPage({ params }: ScreenProps) {
  const say = useSay();
  const names = useNames();
  const { value, failure, again } = useAsk<PlanAnswer>(`/assessment/plan/${params['study']}`);
  const here = useAsk<HereAnswer>('/assessment/here');
  const study = here.value?.studies.find((each) => each.study === params['study']);
  return (
    <FormsPage
      title={say('assessment.plan')}
      lead={value && `${names.study(value.study)}: ${names.day(value.from)} – ${names.day(value.to)}`}
    >
      {failure && <Failed failure={failure} again={again} />}
      {(!value || !study) && !failure && <Waiting />}
      {value && study && (
        <>
          <Untaught plan={value} study={study} again={again} />
          {value.grades.length === 0 && <p>{say('assessment.plan-none')}</p>}
          {value.grades.map((grade) => (
            <GradePlan key={grade.grade} plan={value} grade={grade} study={study} again={again} />
          ))}
        </>
      )}
    </FormsPage>
  );
}

type Study = HereAnswer['studies'][number];
const planners: ReadonlySet<string> = new Set(['head', 'deputy-head']);

function useMayPlan(): boolean {
  return useApp().session.value?.posts.some(({ role }) => planners.has(role)) ?? false;
}

/** ASM-3: the head says where a subject was not taught before the start. */
function Untaught({ plan, study, again }: { plan: PlanAnswer; study: Study; again: () => void }) {
  const say = useSay();
  const names = useNames();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const mayPlan = useMayPlan();
  const grades = new Set(plan.grades.map(({ grade }) => grade));
  const asked = study.monitored.cells.filter((cell) => cell.isWhereTaught && grades.has(cell.grade));
  if (plan.study.timePoint !== 'start' || asked.length === 0) return null;
  const change = async (cell: string, isTaught: boolean): Promise<void> => {
    const cells = [...plan.untaught.filter((each) => each !== cell), ...(isTaught ? [] : [cell])];
    if (await send(api.put('/assessment/untaught', { year: plan.study.year, cells }))) again();
  };
  return (
    <section class="sheet">
      {asked.map((cell) => (
        <label key={cell.cell}>
          <input
            type="checkbox"
            disabled={!mayPlan || isBusy}
            checked={!plan.untaught.includes(cell.cell)}
            onChange={(event) => void change(cell.cell, event.currentTarget.checked)}
          />{' '}
          {say('assessment.was-taught', { cell: names.cell(cell), grade: cell.programmes.start.to })}
        </label>
      ))}
      <p class="quiet">{say('assessment.was-taught.note')}</p>
      {failure && <Failed failure={failure} />}
    </section>
  );
}

type GradeProps = { plan: PlanAnswer; grade: PlanAnswer['grades'][number]; study: Study; again: () => void };

function GradePlan({ plan, grade, study, again }: GradeProps) {
  const say = useSay();
  const names = useNames();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const mayPlan = useMayPlan();
  const days = plan.days.filter((each) => each.grade === grade.grade);
  const cells = days.length > 0 ? days.map(({ cell }) => cell) : grade.cells;
  const make = async (): Promise<void> => {
    if (await send(api.put(`/assessment/plan/${plan.study.study}`, { grade: grade.grade }))) again();
  };
  return (
    <section>
      <h2>{say('assessment.grade', { grade: grade.grade })}</h2>
      {days.length === 0 && (
        <p>{say(grade.cells.length === 0 ? 'assessment.plan-no-cells' : 'assessment.plan-not-made')}</p>
      )}
      {days.length > 0 && (
        <TableFrame label={say('assessment.grade', { grade: grade.grade })}>
          <thead>
            <tr>
              <th scope="col">{say('assessment.pupil')}</th>
              {cells.map((cell) => (
                <th key={cell} scope="col">
                  {study.monitored.cells.find((each) => each.cell === cell)
                    ? names.cellOf(study.monitored.cells, cell)
                    : cell}
                  <br />
                  <span class="quiet small">{names.day(days.find((each) => each.cell === cell)?.day ?? '')}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {grade.pupils.map((pupil) => (
              <tr key={pupil.person}>
                <th scope="row">
                  {pupil.name} {pupil.isJoined && <span class="office-flag help">{say('assessment.joined')}</span>}
                </th>
                {cells.map((cell) => {
                  const seat = pupil.sits.find((each) => each.cell === cell);
                  return <td key={cell}>{seat ? names.booklet(seat.booklet) : '–'}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
      {failure && <Failed failure={failure} />}
      {mayPlan && grade.cells.length > 0 && (
        <button type="button" class="button" disabled={isBusy} onClick={() => void make()}>
          {say(days.length === 0 ? 'assessment.plan-make' : 'assessment.plan-again')}
        </button>
      )}
    </section>
  );
}
