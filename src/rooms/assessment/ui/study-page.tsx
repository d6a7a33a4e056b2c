import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { TableFrame } from '#people/ui/office-table.tsx';
import { useApp, useSay } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { comparer } from '#web/format.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { StudiesAnswer } from '../routes-studies.ts';
import type { StudyAnswer } from '../routes-seal.ts';
import { CodesDialog } from './codes-dialog.tsx';
import { DayFields } from './day-fields.tsx';
import { FormsPage } from './forms-page.tsx';
import { useNames } from './forms-say.ts';

type School = StudyAnswer['schools'][number];

/** How far a study has come: which forms went out, what has arrived at which school, codes, and what is open. */
export function StudyPage({ params }: ScreenProps) {
  const say = useSay();
  const names = useNames();
  const { value, failure, again } = useAsk<StudyAnswer>(`/assessment/studies/${params['study']}`);
  const known = useAsk<StudiesAnswer>('/assessment/studies');
  return (
    <FormsPage title={value ? names.study(value.study) : say('assessment.study')}>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && <Forms answer={value} cells={known.value} again={again} />}
      {value && <Schools answer={value} known={known.value} again={again} />}
    </FormsPage>
  );
}

type FormsProps = { answer: StudyAnswer; cells: StudiesAnswer | undefined; again: () => void };

function Forms({ answer, cells, again }: FormsProps) {
  const say = useSay();
  const names = useNames();
  const { api, session } = useApp();
  const { isBusy, failure, send } = useSend();
  const [asking, ask] = useState<{ readonly form: string; readonly what: 'open' | 'withdraw' }>();
  const mayAct = session.value?.posts.some(({ role }) => role === 'coordinator') ?? false;
  if (answer.forms.length === 0) return <p>{say('assessment.none-sent')}</p>;
  const act = async ({ form, what }: { form: string; what: 'open' | 'withdraw' }): Promise<void> => {
    const done =
      what === 'open' ? api.post(`/assessment/forms/${form}/open`, {}) : api.delete(`/assessment/forms/${form}`);
    if (await send(done)) again();
    ask(undefined);
  };
  return (
    <section>
      <h2>{say('assessment.sent')}</h2>
      <p>{say('assessment.days', { from: names.day(answer.study.from), to: names.day(answer.study.to) })}</p>
      <TableFrame label={say('assessment.sent')}>
        <thead>
          <tr>
            <th scope="col">{say('assessment.subject')}</th>
            <th scope="col">{say('assessment.sent-on')}</th>
            <th scope="col">{say('assessment.state')}</th>
            {mayAct && <th scope="col">{say('assessment.act')}</th>}
          </tr>
        </thead>
        <tbody>
          {answer.forms.map((form) => (
            <tr key={form.form}>
              <th scope="row">
                {names.cellOf(cells?.monitored.cells ?? [], form.cell)}, {names.booklet(form.booklet)}
              </th>
              <td>{names.time(form.at)}</td>
              <td>
                {say(
                  form.areKeysOpened
                    ? 'assessment.state-over'
                    : form.isOpened
                      ? 'assessment.state-open'
                      : 'assessment.state-sealed',
                )}
              </td>
              {mayAct && (
                <td>
                  {!form.isOpened && (
                    <>
                      <button type="button" class="button" onClick={() => ask({ form: form.form, what: 'open' })}>
                        {say('assessment.open-all')}
                      </button>{' '}
                      <button
                        type="button"
                        class="button bare"
                        onClick={() => ask({ form: form.form, what: 'withdraw' })}
                      >
                        {say('assessment.withdraw')}
                      </button>
                    </>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {asking && (
        <Message tone="wait" isNews>
          <p>{say(asking.what === 'open' ? 'assessment.open-sure' : 'assessment.withdraw-sure')}</p>
          <button type="button" class="button main" disabled={isBusy} onClick={() => void act(asking)}>
            {say(asking.what === 'open' ? 'assessment.open-all' : 'assessment.withdraw')}
          </button>{' '}
          <button type="button" class="button" onClick={() => ask(undefined)}>
            {say('assessment.cancel')}
          </button>
        </Message>
      )}
      {failure && <Failed failure={failure} />}
      <p class="quiet">{say('assessment.by-itself')}</p>
    </section>
  );
}

type SchoolsProps = { answer: StudyAnswer; known: StudiesAnswer | undefined; again: () => void };

function Schools({ answer, known, again }: SchoolsProps) {
  const say = useSay();
  const names = useNames();
  const { language, session } = useApp();
  const [codes, showCodes] = useState<School>();
  const [days, setDays] = useState<School>();
  const mayAct = session.value?.posts.some(({ role }) => role === 'coordinator') ?? false;
  const compare = comparer(language.value);
  const of = answer.forms.length;
  const order = answer.schools.toSorted(
    (a, b) => a.arrived - b.arrived || compare(a.names[language.value], b.names[language.value]),
  );
  const whole = answer.schools.filter(({ arrived }) => of > 0 && arrived === of).length;
  return (
    <section>
      <h2>{say('assessment.schools')}</h2>
      <p>{say('assessment.arrived-sum', { whole, all: answer.schools.length })}</p>
      <TableFrame label={say('assessment.schools')}>
        <thead>
          <tr>
            <th scope="col">{say('assessment.school')}</th>
            <th scope="col" class="number">
              {say('assessment.arrived')}
            </th>
            <th scope="col" class="number">
              {say('assessment.opened-by-code')}
            </th>
            <th scope="col">{say('assessment.window')}</th>
            {mayAct && <th scope="col">{say('assessment.codes')}</th>}
          </tr>
        </thead>
        <tbody>
          {order.map((school) => (
            <tr key={school.school}>
              <th scope="row">
                {school.names[language.value]}
                {known?.compared.some((each) => each.school === school.school) && (
                  <span class="office-flag">{say('assessment.compared')}</span>
                )}
                <br />
                <span class="quiet small">{school.district[language.value]}</span>
              </th>
              <td class="number">{say('assessment.of', { n: school.arrived, of })}</td>
              <td class="number">{school.opened}</td>
              <td>
                {names.day(school.from)} – {names.day(school.to)}
                {mayAct && (
                  <button
                    type="button"
                    class="button bare"
                    aria-label={say('assessment.window-of', { school: school.names[language.value] })}
                    onClick={() => setDays(school)}
                  >
                    ✎
                  </button>
                )}
              </td>
              {mayAct && (
                <td>
                  <button type="button" class="button" disabled={of === 0} onClick={() => showCodes(school)}>
                    {say('assessment.codes')}
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {days && (
        <Days
          key={days.school}
          study={answer.study.study}
          school={days}
          known={known}
          done={() => {
            setDays(undefined);
            again();
          }}
        />
      )}
      {codes && (
        <CodesDialog
          study={answer.study.study}
          school={codes}
          cells={known?.monitored.cells ?? []}
          close={() => showCodes(undefined)}
        />
      )}
    </section>
  );
}

type DaysProps = { study: string; school: School; known: StudiesAnswer | undefined; done: () => void };

/** The days of one school, and whether it is one to be compared with. */
function Days({ study, school, known, done }: DaysProps) {
  const say = useSay();
  const { api, language } = useApp();
  const { isBusy, failure, send } = useSend();
  const [days, setDays] = useState({ from: school.from, to: school.to });
  const before = known?.compared.find((each) => each.school === school.school)?.place ?? '';
  const [place, setPlace] = useState<'' | 'town' | 'village'>(before);
  const save = async (): Promise<void> => {
    if (days.from !== school.from || days.to !== school.to) {
      if (!(await send(api.put(`/assessment/studies/${study}/windows`, { school: school.school, ...days })))) return;
    }
    if (place !== before) {
      const body = { isCompared: place !== '', place: place || 'village' };
      if (!(await send(api.put(`/assessment/compared/${school.school}`, body)))) return;
    }
    done();
  };
  return (
    <form
      class="sheet"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h3>{school.names[language.value]}</h3>
      <div class="office-row">
        <DayFields days={days} change={setDays} />
        <div class="field">
          <label for="compared-place">{say('assessment.compared-field')}</label>
          <select
            id="compared-place"
            class="input"
            value={place}
            onChange={(event) => setPlace(event.currentTarget.value as '' | 'town' | 'village')}
          >
            <option value="">{say('assessment.compared-no')}</option>
            <option value="town">{say('assessment.compared-town')}</option>
            <option value="village">{say('assessment.compared-village')}</option>
          </select>
        </div>
        <button type="submit" class="button main" disabled={isBusy}>
          {say('assessment.save')}
        </button>
      </div>
      {failure && <Failed failure={failure} />}
      {before !== '' && <ComparedSheets study={study} school={school.school} />}
    </form>
  );
}

/** Where the answers of a comparison school are entered: at the region, form by form. */
function ComparedSheets({ study, school }: { study: string; school: string }) {
  const say = useSay();
  const names = useNames();
  const { value } = useAsk<StudyAnswer>(`/assessment/studies/${study}`);
  const known = useAsk<StudiesAnswer>('/assessment/studies');
  return (
    <ul>
      {value?.forms.map((form) => (
        <li key={form.form}>
          <a href={`/forms/paper/${form.form}/${school}`}>
            {say('assessment.paper')}: {names.cellOf(known.value?.monitored.cells ?? [], form.cell)},{' '}
            {names.booklet(form.booklet)}
          </a>
        </li>
      ))}
    </ul>
  );
}
