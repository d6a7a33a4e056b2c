import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPdf } from '#http/print.ts';
import type { Language } from '#kernel/language.ts';
import { printCommon, printFrame, subjectName, type PrintContext } from '#people/index.ts';
import type { Objective } from '#rooms/library/index.ts';
import type { Activity, Part, Plan } from '../plan/plan.ts';
import type { YearRow } from '../plan/year-plan.ts';
import en from '../words/plan-print.en.json' with { type: 'json' };
import kk from '../words/plan-print.kk.json' with { type: 'json' };
import ru from '../words/plan-print.ru.json' with { type: 'json' };
import planEn from '../words/plan.en.json' with { type: 'json' };
import planKk from '../words/plan.kk.json' with { type: 'json' };
import planRu from '../words/plan.ru.json' with { type: 'json' };
import { lessonForm, yearForm } from './forms.ts';

const wordsOf: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  kk: { ...planKk, ...kk },
  ru: { ...planRu, ...ru },
  en: { ...planEn, ...en },
};

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

function sayIn(lang: Language): Say {
  return (key, values = {}) => {
    return (wordsOf[lang][key] ?? key).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  };
}

function template(name: string): string {
  return printFrame() + readFileSync(join(import.meta.dirname, `${name}.typ`), 'utf8');
}

/** `03.09.2026`, as papers in Kazakhstan write a day. */
function plainDay(day: string): string {
  return day.split('-').toReversed().join('.');
}

export type PrintedPlan = {
  readonly plan: Plan;
  /** Empty where the plan has none yet. */
  readonly day: string;
  readonly teacher: string;
  readonly objectives: (subject: string) => readonly Objective[];
  /** The title of a lesson of the library. */
  readonly titleOf: (activity: Extract<Activity, { kind: 'lesson' }>) => string;
};

/** LES-55: the short-term plan, one for each grade, in the form of its day. */
export function printPlan(context: PrintContext, printed: PrintedPlan): Promise<Uint8Array<ArrayBuffer>> {
  const { plan, day } = printed;
  const say = sayIn(context.lang);
  const form = lessonForm(day || context.today);
  return renderPdf(template('lesson-plan'), {
    ...printCommon(context, say('lessons.print.lesson')),
    course: say('lessons.print.lesson.course'),
    columns: form.columns.map((column) => say(`lessons.print.column.${column}`)),
    telephones: say(`lessons.print.telephones.${plan.hasTelephones ? 'yes' : 'no'}`),
    signature: say('lessons.print.signature'),
    note: form.checked ? '' : say('lessons.print.unchecked'),
    lanes: plan.lanes.map((lane, n) => ({
      topic: lane.topic,
      head: form.head.map((name) => {
        return {
          name: say(`lessons.print.lesson.${name}`),
          value: headValue(name, printed, { lane: n, lang: context.lang, say }),
        };
      }),
      rows: rowsOf(printed, n, { columns: form.columns, say }),
      more: say('lessons.print.more', { what: activitiesText(lane.more, printed, say) }),
      homework: say('lessons.print.homework', { what: activitiesText(lane.homework, printed, say) }),
    })),
  });
}

function headValue(
  name: string,
  { plan, day, teacher, objectives }: PrintedPlan,
  { lane: n, lang, say }: { readonly lane: number; readonly lang: Language; readonly say: Say },
): string {
  const lane = plan.lanes[n];
  if (!lane) return '';
  const known = objectives(lane.subject);
  const values: Readonly<Record<string, string>> = {
    teacher,
    day: day && plainDay(day),
    class: `${say('lessons.plan.lane', { grade: lane.grade })}, ${subjectName(lang, lane.subject)}`,
    topic: lane.topic,
    objectives: lane.objectives.map((code) => objectiveText(known, code, lang)).join('\n'),
    goals: lane.goals ?? '',
    criteria: lane.criteria ?? '',
  };
  // What a plan cannot know, such as who was there, is left to be written by hand.
  return values[name] ?? '';
}

function objectiveText(known: readonly Objective[], code: string, lang: Language): string {
  const found = known.find((each) => each.code === code);
  return found ? `${code} ${lang === 'ru' ? found.ru : found.kk}` : code;
}

type Row = readonly (readonly string[])[];

/** A row for each span in which the grade goes on with the same thing. */
function rowsOf(printed: PrintedPlan, lane: number, { columns, say }: { columns: readonly string[]; say: Say }): Row[] {
  const { phases, lanes } = printed.plan;
  const rows: { from: number; to: number; part: Part; elsewhere: string }[] = [];
  let time = 0;
  for (const { minutes, parts } of phases) {
    const part = parts[lane];
    const led = lanes.filter((_, n) => n !== lane && parts[n]?.mode === 'teacher-led').map(({ grade }) => grade);
    const elsewhere = led.join(', ');
    const last = rows.at(-1);
    const isSame = last && part && JSON.stringify([last.part, last.elsewhere]) === JSON.stringify([part, elsewhere]);
    if (isSame) last.to += minutes;
    else if (part) rows.push({ from: time, to: time + minutes, part, elsewhere });
    time += minutes;
  }
  return rows.map(({ from, to, part, elsewhere }): Row => {
    const cells: Readonly<Record<string, readonly string[]>> = {
      stage: [say('lessons.print.stage', { from, to }), say(`lessons.plan.form.${part.form}`)],
      'teacher-does': [teacherText(part, elsewhere, say)],
      'pupils-do': [part.pupils],
      assessment: [],
      resources: part.activities.map((each) => activityText(each, printed, say)),
    };
    return columns.map((column) => cells[column] ?? []);
  });
}

function teacherText({ mode, teacher = '', pupils }: Part, elsewhere: string, say: Say): string {
  if (mode === 'remote-led') return say('lessons.print.remote');
  if (mode === 'independent') {
    return (
      teacher || (elsewhere ? say('lessons.print.with-others', { grades: elsewhere }) : say('lessons.print.walks'))
    );
  }
  return teacher || pupils;
}

function activityText(activity: Activity, { titleOf }: PrintedPlan, say: Say): string {
  const { minutes: n } = activity;
  if (activity.kind === 'task') return say('lessons.print.task', { name: activity.text, n });
  return say('lessons.print.library', { name: titleOf(activity), n });
}

function activitiesText(activities: readonly Activity[], printed: PrintedPlan, say: Say): string {
  if (activities.length === 0) return say('lessons.print.nothing');
  return activities.map((each) => activityText(each, printed, say)).join('; ');
}

export type PrintedYear = {
  readonly subject: string;
  readonly grade: number;
  /** The first calendar year of the school year. */
  readonly year: number;
  readonly rows: readonly YearRow[];
  readonly objectives: readonly Objective[];
};

/** LES-56: the calendar-thematic plan of a grade's year in one subject. */
export function printYear(context: PrintContext, printed: PrintedYear): Promise<Uint8Array<ArrayBuffer>> {
  const { subject, grade, year, rows, objectives } = printed;
  const say = sayIn(context.lang);
  const form = yearForm(context.today);
  const quarters = [...Map.groupBy(rows, ({ quarter }) => quarter)].map(([n, of]) => ({
    name: say('lessons.print.year.quarter', { n, hours: of.length }),
    rows: of.map((row) => ({
      number: String(row.number),
      section: '',
      topic: row.topic,
      objectives: row.objectives.map((code) => objectiveText(objectives, code, context.lang)),
      hours: '1',
      day: plainDay(row.day),
      note: row.by === 'plan' ? say('lessons.print.year.planned') : '',
    })),
  }));
  const values = { subject: subjectName(context.lang, subject), grade, year, next: year + 1, n: rows.length };
  return renderPdf(template('year-plan'), {
    ...printCommon(context, say('lessons.print.year')),
    what: say('lessons.print.year.what', values),
    columns: form.columns.map((column) => say(`lessons.print.year.${column}`)),
    quarters,
    total: say('lessons.print.year.total', { done: rows.filter(({ by }) => by !== 'empty').length, n: rows.length }),
    signature: say('lessons.print.signature'),
    note: form.checked ? '' : say('lessons.print.unchecked'),
  });
}
