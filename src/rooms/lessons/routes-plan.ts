import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { SchoolId } from '#kernel/ids.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { input, personOf, refused, Refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { dayOf, groupsFor, shownName, type GroupRow } from '#people/index.ts';
import { slotOn } from '#rooms/timetable/index.ts';
import { schoolOf, scopeOf } from './access.ts';
import { allow } from './permissions.ts';
import { checkPlan } from './plan/check.ts';
import type { Checked } from './plan/findings.ts';
import { lane, part, plan as planSchema, type Plan } from './plan/plan.ts';
import { planWorld } from './plan-world.ts';
import { findPlan, findPlanContent, selectPlans, selectPlanVersions, type PlanRow } from './queries-plan.ts';
import { placePlan, realDay } from './plan-placing.ts';
import { offerState } from './queries-plan-shared.ts';
import { planDropped, planSaved } from './records-plan.ts';

const someMinutes = z.int().check(z.minimum(0), z.maximum(600));
/** As a plan may come in: too many lanes, too long, parts astray. The checker then says what is wrong, and where. */
const anyPlan = z.object({
  ...planSchema.shape,
  minutes: someMinutes,
  lanes: z.array(z.object({ ...lane.shape, lane: z.string().check(z.regex(/^[a-z]$/)) })).check(z.maxLength(20)),
  phases: z
    .array(z.object({ minutes: someMinutes, parts: z.array(part).check(z.maxLength(20)) }))
    .check(z.maxLength(60)),
});
const toSave = z.object({
  content: anyPlan,
  from: z.optional(z.object({ plan: z.string().check(z.maxLength(40)), version: z.int() })),
});
const ofVersion = z.object({ plan: z.string(), version: z.string().check(z.regex(/^\d{1,6}$/)) });
const toChange = z.object({ content: anyPlan, base: z.int() });
const toPlace = z.object({ day: realDay, slot: z.optional(z.string().check(z.maxLength(40))) });

/** Plans: a teacher's own and those of the groups that they teach. */
export function planRoutes(house: House) {
  return new Hono<Env>()
    .get('/plans', allow('lessons.plan'), async (context) => {
      return context.json({ today: dayOf(house.clock.now()), plans: await plansFor(house, personOf(context)) });
    })
    .get('/plans/:plan', allow('lessons.plan'), async (context) => {
      const { row } = await seenPlan(house, personOf(context), context.req.param('plan'));
      return context.json(await shownPlan(house, row));
    })
    .get('/plans/:plan/versions/:version', allow('lessons.plan'), input('param', ofVersion), async (context) => {
      const { plan, version } = context.req.valid('param');
      const { school, row } = await seenPlan(house, personOf(context), plan);
      const found = await findPlanContent(house.log.read, school, row.plan, Number(version));
      if (!found) throw refused('lessons.plan.no-such-plan', 404);
      return context.json(found);
    })
    .post('/plans', allow('lessons.plan'), input('json', toSave), async (context) => {
      const who = personOf(context);
      const { content, from } = context.req.valid('json');
      const checked = await checkedFor(house, who, content, undefined);
      if (checked.broken.length > 0) return context.json(brokenAnswer(checked), 422);
      const plan = await house.log.write((on) => {
        const id = on.mint<string>();
        const body = { plan: id, version: 1, content: contentOf(content), ...(from ? { from } : {}) };
        return { records: [planSaved.draft(scopeOf(house), who.person, body)], answer: id };
      });
      return context.json({ plan, version: 1, warnings: checked.warnings });
    })
    .put('/plans/:plan', allow('lessons.plan'), input('json', toChange), async (context) => {
      const who = personOf(context);
      const { row } = await seenPlan(house, who, context.req.param('plan'));
      const { content, base } = context.req.valid('json');
      const checked = await checkedFor(house, who, content, row);
      if (checked.broken.length > 0) return context.json(brokenAnswer(checked), 422);
      const saved = await saveVersion(house, who, { plan: row.plan, base, content: contentOf(content) });
      if (!saved.ok) throw new Refused(saved.error);
      return context.json({ plan: row.plan, version: saved.value, warnings: checked.warnings });
    })
    .post('/plans/:plan/place', allow('lessons.plan'), input('json', toPlace), async (context) => {
      const who = personOf(context);
      const { row } = await seenPlan(house, who, context.req.param('plan'));
      await placePlan(house, who, row, context.req.valid('json'));
      return context.json({ done: true });
    })
    .delete('/plans/:plan', allow('lessons.plan'), async (context) => {
      const who = personOf(context);
      const { row } = await seenPlan(house, who, context.req.param('plan'));
      const draft = planDropped.draft(scopeOf(house), who.person, { plan: row.plan });
      await house.log.write(() => ({ records: [draft], answer: undefined }));
      return context.json({ done: true });
    });
}

/** Strips what the plan's own schema does not know; a checked plan fits it. */
function contentOf(content: Plan): Plan {
  return z.core.parse(planSchema, content);
}

function brokenAnswer({ broken, warnings }: Checked) {
  return { error: { key: 'lessons.plan.not-ready', values: { n: broken.length } }, broken, warnings };
}

/** LES-40: a plan is seen and changed by who made it, who teaches one of its groups, and the office. */
export async function seenPlan(house: House, who: Person, id: string): Promise<{ school: SchoolId; row: PlanRow }> {
  const school = schoolOf(house);
  const row = await findPlan(house.log.read, school, id);
  const taught = new Set((await groupsFor(house, who)).map(({ group }) => group));
  const isSeen =
    row && !row.isDropped && (row.teacher === who.person || row.lanes.some(({ group }) => taught.has(group)));
  if (!isSeen) throw refused('lessons.plan.no-such-plan', 404);
  return { school, row };
}

/** LES-40: lanes are of groups that the author teaches, and of their grades and subject. Throws what is not so. */
async function checkedFor(house: House, who: Person, content: Plan, row: PlanRow | undefined): Promise<Checked> {
  const school = schoolOf(house);
  const groups = new Map((await groupsFor(house, who)).map((each) => [each.group, each]));
  for (const each of content.lanes) refuseStranger(groups.get(each.group), each);
  const onDay = row?.day || dayOf(house.clock.now());
  // A slot that has gone from the timetable says nothing any more: the plan may be saved, and placed anew.
  const slot = row?.slot ? await slotOn(house.log.read, school, onDay, row.slot) : undefined;
  const hasRemote = slot === undefined || slot.remote !== undefined;
  return checkPlan(content, await planWorld(house.log.read, school, { day: onDay, hasRemote }));
}

function refuseStranger(group: GroupRow | undefined, each: Plan['lanes'][number]): void {
  if (!group) throw refused('lessons.plan.no-such-group', 422, { grade: each.grade });
  if (!group.grades.includes(each.grade)) throw refused('lessons.plan.grade-not-in-group', 422, { grade: each.grade });
  if (group.subject !== each.subject) throw refused('lessons.plan.other-subject', 422, { grade: each.grade });
}

/** LES-51: a version follows the one that its author had before them; who was overtaken hears so. */
async function saveVersion(
  house: House,
  who: Person,
  { plan, base, content }: { readonly plan: string; readonly base: number; readonly content: Plan },
): Promise<Result<number, Refusal>> {
  const school = schoolOf(house);
  return house.log.write<Result<number, Refusal>>(async (on) => {
    const newest = (await findPlan(on, school, plan))?.version ?? 0;
    if (newest !== base) return { records: [], answer: refuse('lessons.plan.newer-version', 409, { version: newest }) };
    const body = { plan, version: newest + 1, content };
    return { records: [planSaved.draft(scopeOf(house), who.person, body)], answer: ok(newest + 1) };
  });
}

/** The plans that a person sees, newest first: their own, and those with a lane of a group that they teach. */
async function plansFor(house: House, who: Person) {
  const school = schoolOf(house);
  const taught = new Set((await groupsFor(house, who)).map(({ group }) => group));
  const rows = (await selectPlans(house.log.read, school)).filter((row) => {
    return row.teacher === who.person || row.lanes.some(({ group }) => taught.has(group));
  });
  const shown = [];
  for (const { teacher, isDropped: _, ...row } of rows) {
    const isMine = teacher === who.person;
    shown.push({ ...row, isMine, teacher: isMine ? '' : await shownName(house, teacher) });
  }
  return shown;
}

async function shownPlan(house: House, row: PlanRow) {
  const { read } = house.log;
  const school = schoolOf(house);
  const found = await findPlanContent(read, school, row.plan);
  const versions = [];
  for (const { version, teacher, at } of await selectPlanVersions(read, school, row.plan)) {
    versions.push({ version, at, teacher: await shownName(house, teacher) });
  }
  const { plan, version, day: on, slot, from } = row;
  const offer = await offerState(read, school, plan);
  return { plan, version, day: on, slot, from, content: found?.content, versions, offer };
}
