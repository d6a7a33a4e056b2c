import { Hono, type Context } from 'hono';
import { z } from 'zod/mini';
import type { Language } from '#kernel/language.ts';
import { language } from '#kernel/schema.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { dayOf, findSchool, schoolYearOf, shownName, type PrintContext } from '#people/index.ts';
import { isTestPack, readCurriculum, selectLessons } from '#rooms/library/index.ts';
import { calendarOf, lessonsFrom, quarterOf } from '#rooms/timetable/index.ts';
import { groupOf, schoolOf } from './access.ts';
import { allow } from './permissions.ts';
import { yearPlan, type YearLesson, type YearRow } from './plan/year-plan.ts';
import { printPlan, printYear } from './print/prints.ts';
import { findPlanContent, selectPlans } from './queries-plan.ts';
import { seenPlan } from './routes-plan.ts';
import { readShelf } from './shelf-titles.ts';

const inLanguage = input('query', z.object({ lang: language }));
const ofYear = z.object({
  group: z.string(),
  grade: z.string().check(z.regex(/^\d{1,2}$/)),
  lang: z.optional(language),
});

/** Plans on paper, in the official form of their day. */
export function planPaperRoutes(house: House) {
  return new Hono<Env>()
    .get('/plans/:plan/print', allow('lessons.plan'), inLanguage, async (context) => {
      const { school, row } = await seenPlan(house, personOf(context), context.req.param('plan'));
      const { lang } = context.req.valid('query');
      const found = await findPlanContent(house.log.read, school, row.plan);
      if (!found) throw refused('lessons.plan.no-such-plan', 404);
      const shelf = await readShelf(house.log.read);
      const pdf = await printPlan(await paperFor(house, lang), {
        plan: found.content,
        day: row.day,
        teacher: await shownName(house, row.teacher),
        objectives: (subject) => readCurriculum(subject).objectives,
        titleOf: (activity) => titleIn(lang, shelf.find(activity)?.titles ?? {}) || activity.lesson,
      });
      return paper(context, pdf);
    })
    .get('/year-plan', allow('lessons.plan'), input('query', ofYear), async (context) => {
      const { group, grade, lang } = context.req.valid('query');
      const { rows, subject } = await yearOf(house, personOf(context), {
        group,
        grade: Number(grade),
        lang: lang ?? 'kk',
      });
      return context.json({ subject, rows });
    })
    .get('/year-plan/print', allow('lessons.plan'), input('query', ofYear), async (context) => {
      const { group, grade, lang = 'kk' } = context.req.valid('query');
      const asked = { group, grade: Number(grade), lang };
      const { rows, subject, year } = await yearOf(house, personOf(context), asked);
      const { objectives } = readCurriculum(subject);
      return paper(
        context,
        await printYear(await paperFor(house, lang), { ...asked, subject, year, rows, objectives }),
      );
    });
}

type Asked = { readonly group: string; readonly grade: number; readonly lang: Language };

/** LES-56: what a grade of a group learns in each lesson of this school year. */
async function yearOf(
  house: House,
  who: Person,
  { group: id, grade, lang }: Asked,
): Promise<{ readonly rows: readonly YearRow[]; readonly subject: string; readonly year: number }> {
  const { read } = house.log;
  const school = schoolOf(house);
  const { group, subject, grades } = await groupOf(house, who, id);
  if (!grades.includes(grade)) throw refused('lessons.plan.grade-not-in-group', 422, { grade });
  const year = schoolYearOf(dayOf(house.clock.now()));
  const calendar = await calendarOf(read, school, year);
  const [from = '', to = ''] = [calendar.quarters[0]?.from, calendar.quarters.at(-1)?.to];
  const held = (await lessonsFrom(read, school, from, to)).filter(({ groups }) => groups.includes(group));
  const lessons = held.map(({ day, slot }): YearLesson => ({ day, slot, quarter: quarterOf(calendar, day) ?? 0 }));
  const plans = await selectPlans(read, school, { from, to });
  const planned = ({ day, slot }: YearLesson) => {
    const lanes = plans
      .filter((plan) => plan.day === day && (plan.slot === slot || plan.slot === ''))
      .flatMap((plan) => plan.lanes);
    const lane = lanes.find((each) => each.group === group && each.grade === grade);
    return lane && { topic: lane.topic, objectives: lane.objectives };
  };
  const shelf = (await selectLessons(read))
    .filter((each) => each.subject === subject && each.grade === grade && !isTestPack(each.pack))
    .map(({ titles, objectives }) => ({ topic: titleIn(lang, titles), objectives }));
  const objectives = readCurriculum(subject).objectives.map(({ code }) => code);
  const ofGrade = objectives.filter((code) => code.startsWith(`${grade}.`));
  return { rows: yearPlan({ lessons, planned, shelf, objectives: ofGrade }), subject, year };
}

function titleIn(lang: Language, titles: Readonly<Partial<Record<Language, string>>>): string {
  return titles[lang] ?? titles.kk ?? titles.ru ?? titles.en ?? '';
}

async function paperFor(house: House, lang: Language): Promise<PrintContext> {
  return { lang, school: await findSchool(house.log.read, schoolOf(house)), today: dayOf(house.clock.now()) };
}

function paper(context: Context<Env>, pdf: Uint8Array<ArrayBuffer>): Response {
  return context.body(pdf, 200, { 'content-type': 'application/pdf', 'cache-control': 'no-store' });
}
