import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '#kernel/language.ts';
import type { House } from '#http/house.ts';
import { renderPdf } from '#http/print.ts';
import { dayOf, findSchool, printCommon, printFrame, shownName } from '#people/index.ts';
import { schoolHere } from '../access.ts';
import { findLab } from '../labs/find-lab.ts';
import { pictureOf, type Picture } from '../model/plot.ts';
import { skills } from '../model/rubric/skill.ts';
import { workedOut } from '../model/table.ts';
import { findMark, type WorkRow } from '../queries.ts';
import type { Rerun } from '../run-again.ts';
import { paperSay } from './words.ts';

/** LAB-17: a pupil's report on paper: question, plan, table, plot, conclusion, and the teacher's points where there are any. */
export async function printReport(
  house: House,
  work: WorkRow,
  { notebook }: Rerun,
  lang: Language,
): Promise<Uint8Array<ArrayBuffer>> {
  const say = paperSay(work.lab, lang);
  const school = await findSchool(house.log.read, schoolHere(house).school);
  const mark = await findMark(house.log.read, work.work);
  const spec = await findLab(work.lab)?.load();
  const task = spec?.tasks.find((each) => each.task === work.task);
  const q = (name: string): string => (name ? say(`labs.${work.lab}.q.${name}`) : '–');
  const unit = (text: string): string => (text ? say(`labs.unit.${text}`).replace(/^labs\.unit\./, '') : '');
  const word = (text: string): string => {
    const known = ['seen', 'choice'].map((kind) => `labs.${work.lab}.${kind}.${text}`).find((key) => say(key) !== key);
    return known ? say(known) : text;
  };
  const table = workedOut(notebook);
  const { hypothesis, plan, conclusion } = notebook;
  const picture = pictureOf(notebook);
  const sign = (name: string): string => {
    const found = notebook.columns.find(({ column }) => column === name);
    return found ? [found.sign, unit(found.unit)].filter(Boolean).join(', ') : '';
  };
  const source = printFrame() + readFileSync(join(import.meta.dirname, 'report.typ'), 'utf8');
  return renderPdf(source, {
    ...printCommon({ lang, school, today: dayOf(house.clock.now()) }, say(`labs.${work.lab}.title`)),
    what: say(`labs.${work.lab}.task.${work.task}`),
    name: await shownName(house, work.person),
    parts: [
      [
        say('labs.step.hypothesis'),
        [
          notebook.question,
          hypothesis.direction
            ? say(`labs.claim.${hypothesis.direction}`, { x: q(hypothesis.factor), y: q(hypothesis.outcome) })
            : '',
          hypothesis.guess ? `${say('labs.hypothesis.guess')}: ${word(hypothesis.guess)}` : '',
          hypothesis.why,
        ],
      ],
      [
        say('labs.step.plan'),
        [
          `${say('labs.plan.change')}: ${plan.change.map(q).join(', ') || '–'}`,
          `${say('labs.plan.hold')}: ${plan.hold.map(q).join(', ') || '–'}`,
          `${say('labs.plan.measure')}: ${plan.measure.map(q).join(', ') || '–'}`,
        ],
      ],
    ].map(([title, lines]) => ({ title, lines: (lines as string[]).filter(Boolean) })),
    tableTitle: say('labs.step.table'),
    columns: notebook.columns.map(({ sign: own, unit: of }) => [own, unit(of)].filter(Boolean).join(', ')),
    rows: table.rows.map(({ row, cells }, k) => [
      String(k + 1),
      ...notebook.columns.map(({ column, source: from }, at) => {
        if ('formula' in from) return cells[at] ? numberText(cells[at].value) : '–';
        return word(notebook.rows.find((each) => each.row === row)?.cells[column]?.text ?? '');
      }),
    ]),
    plotTitle: say('labs.step.plot'),
    plot: picture ? plotSvg(picture) : '',
    axes: picture ? `${sign(notebook.plot.y)}  —  ${sign(notebook.plot.x)}` : '',
    fit: fitText(picture),
    conclusionTitle: say('labs.step.conclusion'),
    conclusion: [
      conclusion.direction
        ? say(`labs.claim.${conclusion.direction}`, { x: q(task?.factor ?? ''), y: q(task?.outcome ?? '') })
        : '',
      conclusion.result && task?.result
        ? `${task.result.sign} = ${conclusion.result} ± ${conclusion.uncertainty || '?'} ${unit(task.result.unit)}`
        : '',
      conclusion.result && task?.identity
        ? `${say(`labs.${work.lab}.result.${task.identity.name}`)}: ${word(conclusion.result)}`
        : '',
      conclusion.causes.map((each) => say(`labs.${work.lab}.cause.${each}`)).join('; '),
      conclusion.text,
    ].filter(Boolean),
    marks: mark ? skills.map((skill, k) => [say(`labs.skill.${skill}`), `${mark.points.split(' ')[k] ?? ''} / 3`]) : [],
    marksTitle: say('labs.report.marks'),
    signature: say('labs.report.teacher'),
  });
}

function numberText(value: number): string {
  return Number(value.toPrecision(4)).toString().replace('.', ',').replace('-', '−');
}

/** `y = a·x + b` with its parameters and their standard errors. */
function fitText(picture: Picture | undefined): string {
  const fit = picture?.fit;
  if (!fit || typeof fit === 'string') return '';
  const { values, errors } = fit.estimates;
  return fit.names
    .map((name, k) => `${name} = ${numberText(values[k] ?? 0)} ± ${numberText(errors[k] ?? 0)}`)
    .join(';  ');
}

/** The plot as a drawing of its own; numbers only, so that nothing typed is ever markup. */
function plotSvg({ points, ticksX, ticksY, curve }: Picture): string {
  const [width, height, left, bottom] = [640, 380, 70, 40];
  const x = (at: number): number => left + at * (width - left - 20);
  const y = (at: number): number => height - bottom - at * (height - bottom - 20);
  const text = (px: number, py: number, anchor: string, words: string): string =>
    `<text x="${px}" y="${py}" text-anchor="${anchor}" font-size="16" font-family="Noto Sans">${words}</text>`;
  const lines = [
    ...ticksX.map(
      ({ at, text: words }) =>
        `<path d="M${x(at)} ${y(0)}V${y(1)}" stroke="#ccc"/>${text(x(at), height - 14, 'middle', words)}`,
    ),
    ...ticksY.map(
      ({ at, text: words }) =>
        `<path d="M${x(0)} ${y(at)}H${x(1)}" stroke="#ccc"/>${text(left - 8, y(at) + 5, 'end', words)}`,
    ),
    curve.length > 1
      ? `<path d="M${curve.map((p) => `${x(p.x)} ${y(p.y)}`).join('L')}" stroke="#00718a" stroke-width="2" fill="none"/>`
      : '',
    ...points.map(
      (p) =>
        `<path d="M${x(p.atX)} ${y(p.atY - p.bar)}V${y(p.atY + p.bar)}" stroke="#000"/><circle cx="${x(p.atX)}" cy="${y(p.atY)}" r="4"/>`,
    ),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${lines.join('')}</svg>`;
}
