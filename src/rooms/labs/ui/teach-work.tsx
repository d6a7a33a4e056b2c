import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { Say } from '#web/words.ts';
import { findLab } from '../labs/find-lab.ts';
import type { AnyLab } from '../model/lab.ts';
import { workedOut } from '../model/table.ts';
import { skills, type SkillScore } from '../model/rubric/skill.ts';
import type { WorkAnswer } from '../routes-teach.ts';
import { cellText, numberText, unitText } from './lab-say.ts';
import { PlayBack } from './play-back.tsx';
import { PlotPicture } from './plot-picture.tsx';
import { sceneOf, type Scene } from './scenes.ts';
import { useLabSay } from './teach-say.ts';
import './labs.css';

/** One report with the evidence beside each point: the teacher reads, looks back, and says what counts. */
export function LabsWork({ params }: ScreenProps) {
  const { value, failure, again } = useAsk<WorkAnswer>(`/labs/works/${params['work'] ?? ''}`);
  if (!value) return failure ? <Failed failure={failure} again={again} /> : <Waiting />;
  return <WorkOf key={`${value.about.work} ${value.turn}`} work={value} again={again} />;
}

function WorkOf({ work, again }: { work: WorkAnswer; again: () => void }) {
  const web = useSay();
  const { language, api } = useApp();
  const { about, notebook, fault } = work;
  const say = useLabSay(about.lab);
  useTitle(about.name);
  const [opened, setOpened] = useState<{ readonly spec: AnyLab; readonly scene: Scene }>();
  useEffect(() => {
    void Promise.all([findLab(about.lab)?.load(), sceneOf(about.lab)]).then(
      ([spec, scene]) => spec && scene && setOpened({ spec, scene }),
      () => undefined,
    );
  }, [about.lab]);
  const print = async (): Promise<void> => {
    const { openPrint } = await import('./open-print.ts');
    await openPrint(api, about.work, language.value);
  };
  const { conclusion, hypothesis, hints } = notebook;
  const { result, identity } = opened?.spec.tasks.find(({ task }) => task === about.task) ?? {};
  return (
    <div class="labs-teach">
      <h1>
        {about.name} <span class="quiet small">{about.grade}</span>
      </h1>
      <p>
        {about.lab.startsWith('real-') ? '' : `${say(`labs.${about.lab}.title`)} · `}
        {say(`labs.${about.lab}.task.${about.task}`)}
        {about.isReal && ` · ${web('labs.teach.real')}`}
      </p>
      {work.isOtherVersion && <Message tone="wait">{web('labs.teach.other-version')}</Message>}
      {fault && <Message tone="wrong">{web(fault.key, { n: fault.n })}</Message>}
      {!about.isOwn && <Message tone="wait">{web('labs.teach.not-own')}</Message>}
      {about.isReal && (
        <Message tone={work.rules.length > 0 ? 'good' : 'wait'}>
          {web(work.rules.length > 0 ? 'labs.teach.briefed' : 'labs.teach.not-briefed')}
        </Message>
      )}
      <p class="quiet">{web('labs.teach.hints', { n: hints.length })}</p>
      <Marking key={work.turn} work={work} say={say} web={web} again={again} />
      <section class="sheet">
        <h2>{web('labs.teach.words')}</h2>
        {notebook.question && <p>{notebook.question}</p>}
        <p>
          <b>{say('labs.hypothesis.why')}</b> {hypothesis.why || '–'}
        </p>
        <p>
          <b>{say('labs.conclusion.text')}</b> {conclusion.text || '–'}
        </p>
        {result && (
          <p>
            {result.sign} = {conclusion.result || '–'} ± {conclusion.uncertainty || '–'} {unitText(say, result.unit)}
          </p>
        )}
        {identity && (
          <p>
            {say(`labs.${about.lab}.result.${identity.name}`)}: {cellText(say, about.lab, conclusion.result) || '–'}
          </p>
        )}
        {conclusion.causes.length > 0 && (
          <p>{conclusion.causes.map((each) => say(`labs.${about.lab}.cause.${each}`)).join('; ')}</p>
        )}
      </section>
      <section class="sheet">
        <h2>{say('labs.step.table')}</h2>
        <ReadTable work={work} say={say} />
        <PlotPicture notebook={notebook} say={say} />
      </section>
      {opened && !about.isReal && !work.isOtherVersion && (
        <PlayBack work={work} spec={opened.spec} scene={opened.scene} say={say} web={web} />
      )}
      <button type="button" class="button" onClick={() => void print()}>
        {web('labs.teach.print')}
      </button>
    </div>
  );
}

type MarkingProps = { readonly work: WorkAnswer; readonly say: Say; readonly web: Say; readonly again: () => void };

/** LAB-16: the rubric proposes, the teacher confirms or says otherwise; only that counts. */
function Marking({ work, say, web, again }: MarkingProps) {
  const { api } = useApp();
  const { about, scores } = work;
  const [points, setPoints] = useState<readonly number[]>(about.points ?? skills.map((_, k) => scores[k]?.score ?? 0));
  const [comment, setComment] = useState(work.comment);
  const [failure, setFailure] = useState<Failure>();
  const [isDone, setDone] = useState(false);
  const confirm = async (): Promise<void> => {
    const answer = await api.post(`/labs/works/${about.work}/mark`, { turn: work.turn, points, comment });
    setFailure(answer.ok ? undefined : answer.error);
    setDone(answer.ok);
    if (answer.ok) again();
  };
  return (
    <section class="sheet lab-marking">
      <h2>{web('labs.teach.marking')}</h2>
      <p class="quiet small">
        {web(about.points ? 'labs.teach.confirmed' : 'labs.teach.proposed', { teacher: work.teacher })}
      </p>
      {skills.map((skill, k) => (
        <div key={skill} class="lab-mark-row">
          <label>
            {say(`labs.skill.${skill}`)}
            <select
              class="input"
              value={String(points[k] ?? 0)}
              onChange={(event) =>
                setPoints(points.map((each, at) => (at === k ? Number(event.currentTarget.value) : each)))
              }
            >
              {[0, 1, 2, 3].map((each) => (
                <option key={each} value={String(each)}>
                  {each}
                </option>
              ))}
            </select>
          </label>
          {scores[k] && <Why score={scores[k]} say={say} />}
        </div>
      ))}
      <label>
        {web('labs.teach.comment')}
        <textarea
          class="input"
          rows={2}
          maxLength={500}
          value={comment}
          onInput={(event) => setComment(event.currentTarget.value)}
        />
      </label>
      {failure && <Failed failure={failure} />}
      {isDone && (
        <Message tone="good" isNews>
          {web('labs.teach.marked')}
        </Message>
      )}
      <button type="button" class="button main" disabled={about.handedAt === null} onClick={() => void confirm()}>
        {web('labs.teach.confirm')}
      </button>
      {about.handedAt === null && <p class="quiet small">{web('labs.not-handed-in')}</p>}
    </section>
  );
}

/** Why a skill has its points, with the rows that show it. */
export function Why({ score, say }: { score: SkillScore; say: Say }) {
  return (
    <ul class="lab-why">
      {score.reasons.map(({ key, values, rows, isGood }) => (
        <li key={key} class={isGood ? 'good' : 'wrong'}>
          {isGood ? '✓' : '✗'} {say(key, values)}
          {!isGood && rows.length > 0 && (
            <span class="small quiet"> {say('labs.rows', { rows: rows.slice(0, 12).join(', ') })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function ReadTable({ work: { about, notebook }, say }: { work: WorkAnswer; say: Say }) {
  const table = workedOut(notebook);
  if (notebook.columns.length === 0) return <p class="quiet">–</p>;
  return (
    <div class="lab-scroll" tabIndex={0} role="region" aria-label={say('labs.step.table')}>
      <table class="lab-table">
        <thead>
          <tr>
            <th scope="col">№</th>
            {notebook.columns.map(({ column, sign, unit, source, uncertainty }) => (
              <th scope="col" key={column}>
                {sign}, {unitText(say, unit) || '–'}
                <br />
                <span class="small quiet">{'formula' in source ? source.formula : `± ${uncertainty || '–'}`}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {notebook.rows.map(({ row, cells }, k) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {notebook.columns.map(({ column, source }, at) => {
                const worked = table.rows[k]?.cells[at];
                if ('formula' in source) return <td key={column}>{worked ? numberText(worked.value) : '–'}</td>;
                const cell = cells[column];
                const isTyped = !('typed' in source) && cell !== undefined && cell.n === undefined && cell.text !== '';
                return (
                  <td key={column} class={isTyped ? 'lab-typed' : undefined}>
                    {cellText(say, about.lab, cell?.text ?? '')}
                    {isTyped && <small> {say('labs.table.typed')}</small>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
