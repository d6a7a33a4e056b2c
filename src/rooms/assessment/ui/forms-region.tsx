import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { TableFrame } from '#people/ui/office-table.tsx';
import { useApp, useSay } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { TimePoint } from '../model/form.ts';
import type { CellsAnswer } from '../routes-design.ts';
import type { StudiesAnswer } from '../routes-studies.ts';
import { DayFields } from './day-fields.tsx';
import { FormsPage } from './forms-page.tsx';
import { useNames } from './forms-say.ts';

/** The region's first page of monitoring: the studies of the year, and how far the forms of each cell are. */
export function FormsRegion() {
  const say = useSay();
  const { value, failure, again } = useAsk<StudiesAnswer>('/assessment/studies');
  return (
    <FormsPage title={say('assessment.region')} lead={say('assessment.region.lead')} isFirst>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && (
        <>
          <Studies answer={value} again={again} />
          <Cells answer={value} />
        </>
      )}
    </FormsPage>
  );
}

const points: readonly TimePoint[] = ['start', 'end'];

function useMayDesign(): boolean {
  return useApp().session.value?.posts.some(({ role }) => role === 'coordinator') ?? false;
}

function Studies({ answer, again }: { answer: StudiesAnswer; again: () => void }) {
  const say = useSay();
  const names = useNames();
  const mayDesign = useMayDesign();
  const [opened, open] = useState<TimePoint>();
  return (
    <section>
      <h2>{say('assessment.studies')}</h2>
      <ul class="office-list">
        {points.map((point) => {
          const study = answer.studies.find((each) => each.year === answer.year && each.timePoint === point);
          return (
            <li key={point}>
              <div>
                {study ? (
                  <a href={`/forms/study/${study.study}`}>{names.study(study)}</a>
                ) : (
                  <b>{names.study({ year: answer.year, timePoint: point })}</b>
                )}
                <p class="quiet">
                  {study
                    ? say('assessment.days', { from: names.day(study.from), to: names.day(study.to) })
                    : say('assessment.study-none')}
                </p>
              </div>
              {mayDesign && (
                <button type="button" class="button" onClick={() => open(opened === point ? undefined : point)}>
                  {say(study ? 'assessment.study-days' : 'assessment.study-make')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {opened && (
        <StudyForm
          key={opened}
          answer={answer}
          point={opened}
          done={() => {
            open(undefined);
            again();
          }}
        />
      )}
    </section>
  );
}

/** Two weeks in September, and two in the first half of May: to be changed where the region decides otherwise. */
const proposed: Readonly<Record<TimePoint, (year: number) => readonly [string, string]>> = {
  start: (year) => [`${year}-09-07`, `${year}-09-18`],
  end: (year) => [`${year + 1}-05-03`, `${year + 1}-05-14`],
};

function StudyForm({ answer, point, done }: { answer: StudiesAnswer; point: TimePoint; done: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const known = answer.studies.find((each) => each.year === answer.year && each.timePoint === point);
  const [first, last] = proposed[point](answer.year);
  const [days, setDays] = useState({ from: known?.from ?? first, to: known?.to ?? last });
  const save = async (): Promise<void> => {
    const study = known?.study ?? `${point}-${answer.year}`;
    if (await send(api.put('/assessment/studies', { study, year: answer.year, timePoint: point, ...days }))) done();
  };
  return (
    <form
      class="sheet"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div class="office-row">
        <DayFields days={days} change={setDays} />
        <button type="submit" class="button main" disabled={isBusy}>
          {say('assessment.save')}
        </button>
      </div>
      {failure && <Failed failure={failure} />}
    </form>
  );
}

function Cells({ answer }: { answer: StudiesAnswer }) {
  const say = useSay();
  const names = useNames();
  const mayDesign = useMayDesign();
  const { value, failure, again } = useAsk<CellsAnswer>(`/assessment/design/${answer.year}`);
  return (
    <section>
      <h2>{say('assessment.cells')}</h2>
      {!answer.monitored.checked && (
        <Message tone="wait">
          <p>{say('assessment.unchecked')}</p>
          {mayDesign && <a href="/forms/monitored">{say('assessment.monitored')}</a>}
        </Message>
      )}
      {answer.monitored.checked && (
        <p class="quiet">
          {say('assessment.source', { source: answer.monitored.source })}{' '}
          <a href="/forms/monitored">{say('assessment.monitored')}</a>
        </p>
      )}
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && (
        <TableFrame label={say('assessment.cells')}>
          <thead>
            <tr>
              <th scope="col">{say('assessment.subject')}</th>
              <th scope="col" class="number">
                {say('assessment.items')}
              </th>
              <th scope="col" class="number">
                {say('assessment.forms')}
              </th>
              <th scope="col" class="number">
                {say('assessment.sealed-count')}
              </th>
              <th scope="col">{say('assessment.checked')}</th>
            </tr>
          </thead>
          <tbody>
            {value.cells.map((each) => (
              <tr key={each.cell}>
                <th scope="row">
                  {mayDesign ? (
                    <a href={`/forms/design/${answer.year}/${each.cell}`}>{names.cell(each)}</a>
                  ) : (
                    names.cell(each)
                  )}
                </th>
                <td class="number">{each.items}</td>
                <td class="number">{each.forms}</td>
                <td class="number">{each.sealed}</td>
                <td>
                  {each.forms === 0
                    ? say('assessment.not-yet')
                    : each.hard > 0
                      ? say('assessment.hard-count', { n: each.hard })
                      : each.soft > 0
                        ? say('assessment.soft-count', { n: each.soft })
                        : say('assessment.sound')}
                </td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
    </section>
  );
}
