import type { PlanWorld } from './world.ts';
import { fillStretches, formAlone, moreOf, ranked, type ActivitySource } from './fill.ts';
import type { Form, Lane, Part, Phase, Plan } from './plan.ts';
import type { PlanRules } from './rules.ts';
import { schedule, type Block } from './schedule.ts';
import { templates, templatesFor, type Template, type TemplateId } from './templates.ts';

/** A lane as a teacher asks for it. `isRemote`: the hub school's teacher leads it from beginning to end. */
export type LaneWish = Pick<Lane, 'group' | 'subject' | 'grade' | 'topic' | 'objectives'> & {
  readonly isRemote: boolean;
};

export type PlanWish = {
  readonly title: string;
  readonly minutes: number;
  readonly lanes: readonly LaneWish[];
  readonly template: TemplateId;
};

/** What the planner is given besides the wish. */
export type PlannerNeeds = {
  readonly rules: PlanRules;
  readonly hasRemote: boolean;
  readonly sources: readonly ActivitySource[];
  readonly had?: PlanWorld['had'];
  readonly texts: PlanTexts;
};

/** What stands in parts until their author writes something better, in the author's language. */
export type PlanTexts = {
  readonly opening: string;
  readonly closing: string;
  readonly middle: string;
  readonly explanation: string;
  readonly discussion: string;
  readonly remote: string;
  readonly alone: Readonly<Record<Form, string>>;
};

/** Rules that together leave no plan, with their numbers; each of them given up would let one through. */
export type Clash = {
  readonly rule:
    | 'lanes'
    | 'length'
    | 'lane-twice'
    | 'template'
    | 'first-alone'
    | 'least'
    | 'no-remote'
    | 'remote-twice';
  readonly values: Readonly<Record<string, string | number>>;
};

export type Planned =
  | { readonly isPlan: true; readonly plan: Plan }
  /** `instead`: templates with which the same lanes have a plan. */
  | { readonly isPlan: false; readonly clash: readonly Clash[]; readonly instead: readonly TemplateId[] };

/** LES-49: a full plan from lanes and a template, always the same; or which rules clash. */
export function makePlan(wish: PlanWish, needs: PlannerNeeds): Planned {
  const refusal = shapeClash(wish, needs);
  if (refusal) return { isPlan: false, clash: [refusal], instead: [] };
  const way = wayOf(wish, needs.rules);
  if (!way) return { isPlan: false, clash: clashOf(wish, needs.rules), instead: insteadOf(wish, needs.rules) };
  return { isPlan: true, plan: filled(wish, way, needs) };
}

const letters = ['a', 'b', 'c', 'd'] as const;

function shapeClash({ lanes, minutes }: PlanWish, { rules: { lengths }, hasRemote }: PlannerNeeds): Clash | undefined {
  if (lanes.length === 0 || lanes.length > letters.length) {
    return { rule: 'lanes', values: { n: lanes.length, most: letters.length } };
  }
  if (!lengths.includes(minutes)) return { rule: 'length', values: { n: minutes, lengths: lengths.join(', ') } };
  const twice = lanes.find((lane, n) => {
    return lanes.slice(0, n).some(({ group, grade }) => group === lane.group && grade === lane.grade);
  });
  if (twice) return { rule: 'lane-twice', values: { grade: twice.grade } };
  const remote = lanes.filter(({ isRemote }) => isRemote);
  if (remote[0] && !hasRemote) return { rule: 'no-remote', values: { grade: remote[0].grade } };
  if (new Set(remote.map(({ subject }) => subject)).size > 1) {
    return { rule: 'remote-twice', values: { grades: remote.map(({ grade }) => grade).join(', ') } };
  }
  return undefined;
}

/** The teacher's way among the lanes that no hub teacher leads; undefined where there is none. */
function wayOf({ lanes, minutes, template: id }: PlanWish, rules: PlanRules): readonly Block[] | undefined {
  const grades = lanes.filter(({ isRemote }) => !isRemote).map(({ grade }) => grade);
  if (grades.length === 0) return [{ minutes, with: 'none' }];
  const template = templatesFor(grades.length).find((each) => each.id === id);
  return template && schedule({ minutes, grades, template, rules });
}

/** Which rules, each given up alone, would let a plan through; where none does, all that play a part. */
function clashOf(wish: PlanWish, rules: PlanRules): readonly Clash[] {
  const grades = wish.lanes.filter(({ isRemote }) => !isRemote).map(({ grade }) => grade);
  const template = templates.find(({ id }) => id === wish.template) as Template;
  if (!templatesFor(grades.length).includes(template)) {
    return [{ rule: 'template', values: { from: template.from, to: template.to, n: grades.length } }];
  }
  const first = rules.alone.find((each) => each.isHard && each.grades.some((grade) => grades.includes(grade)));
  const least: Clash = { rule: 'least', values: { n: rules.least, lanes: grades.length, minutes: wish.minutes } };
  if (!first) return [least];
  const alone: Clash = { rule: 'first-alone', values: { n: first.most, grade: Math.min(...grades) } };
  if (wayOf(wish, { ...rules, alone: [] })) return wayOf(wish, { ...rules, least: 0 }) ? [alone, least] : [alone];
  return wayOf(wish, { ...rules, least: 0 }) ? [least] : [alone, least];
}

function insteadOf(wish: PlanWish, rules: PlanRules): readonly TemplateId[] {
  return templates.filter(({ id }) => wayOf({ ...wish, template: id }, rules)).map(({ id }) => id);
}

function filled({ title, minutes, lanes: wishes }: PlanWish, way: readonly Block[], needs: PlannerNeeds): Plan {
  const own = wishes.flatMap((wish, n) => (wish.isRemote ? [] : [n]));
  const made = wishes.map((wish, n) => laneParts(wish, way, own.indexOf(n), needs));
  const lanes = wishes.map(({ isRemote: _isRemote, ...wish }, n): Lane => {
    const objectives = [...wish.objectives];
    return { lane: letters[n] ?? 'a', ...wish, objectives, more: [...(made[n]?.more ?? [])], homework: [] };
  });
  const phases = way.map((block, at): Phase => {
    return { minutes: block.minutes, parts: made.flatMap(({ parts }) => parts[at] ?? []) };
  });
  return { title, minutes, lanes, phases, hasTelephones: false };
}

type LaneParts = { readonly parts: readonly Part[]; readonly more: Lane['more'] };

/** What one lane does in each block; `own` is its place among the lanes of the room's teacher, -1 for a remote one. */
function laneParts(wish: LaneWish, way: readonly Block[], own: number, needs: PlannerNeeds): LaneParts {
  const { texts } = needs;
  const offers = ranked(needs.sources, wish);
  if (own < 0) {
    const remote: Part = { mode: 'remote-led', form: 'explanation', pupils: texts.remote, activities: [] };
    return { parts: way.map(() => remote), more: moreOf(offers) };
  }
  const stretches = stretchesAlone(way, own);
  const { activities, rest } = fillStretches(
    offers,
    wish,
    stretches.map(({ minutes }) => minutes),
  );
  const had = needs.had?.(wish.group, wish.grade);
  const alone = stretches.map(({ minutes }, n): Part => {
    const taken = [...(activities[n] ?? [])];
    const usual = taken.length > 0 && n === 0 ? 'reading' : 'drill';
    const form = formAlone(usual, minutes, { subject: wish.subject, had, rules: needs.rules });
    return { mode: 'independent', form, pupils: texts.alone[form], activities: taken };
  });
  const parts = way.map((block, at): Part => {
    const stretch = stretches.findIndex(({ from, to }) => at >= from && at <= to);
    return alone[stretch] ?? ledPart(block, way, { at, own, texts });
  });
  return { parts, more: moreOf(rest) };
}

function ledPart(
  { with: whom }: Block,
  way: readonly Block[],
  { at, own, texts }: { readonly at: number; readonly own: number; readonly texts: PlanTexts },
): Part {
  const isLast = at === way.length - 1;
  if (whom === 'all') {
    const theme = at === 0 ? texts.opening : isLast ? texts.closing : texts.middle;
    return { mode: 'shared', form: 'discussion', pupils: theme, teacher: theme, activities: [] };
  }
  const isFirst = !way.slice(0, at).some((block) => block.with === own);
  const form = isFirst ? 'explanation' : 'discussion';
  return { mode: 'teacher-led', form, pupils: isFirst ? texts.explanation : texts.discussion, activities: [] };
}

/** The unbroken runs of blocks in which the teacher is elsewhere. */
function stretchesAlone(
  way: readonly Block[],
  own: number,
): readonly { readonly from: number; readonly to: number; readonly minutes: number }[] {
  const found: { from: number; to: number; minutes: number }[] = [];
  for (const [at, block] of way.entries()) {
    if (block.with === 'all' || block.with === own) continue;
    const last = found.at(-1);
    if (last && last.to === at - 1) {
      last.to = at;
      last.minutes += block.minutes;
    } else found.push({ from: at, to: at, minutes: block.minutes });
  }
  return found;
}
