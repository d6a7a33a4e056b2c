import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { maxLanes } from './check.ts';
import { isSamePart, refitted } from './fit.ts';
import type { Lane, Mode, Part, Phase, Plan } from './plan.ts';

/** What a person does to a plan. Lanes and phases are named by their place, from 0. */
export type PlanCommand =
  /** Moves the end of a phase; the next one gives or takes the minutes. */
  | { readonly do: 'boundary'; readonly phase: number; readonly by: number }
  | { readonly do: 'mode'; readonly lane: number; readonly phase: number; readonly mode: Mode }
  /** A phase changes places with the next. */
  | { readonly do: 'swap'; readonly phase: number }
  /** A phase becomes two, the first of so many minutes. */
  | { readonly do: 'split'; readonly phase: number; readonly at: number }
  /** A phase and the next become one, with the parts of the first. */
  | { readonly do: 'join'; readonly phase: number }
  | { readonly do: 'part'; readonly lane: number; readonly phase: number; readonly change: PartChange }
  | { readonly do: 'lane'; readonly lane: number; readonly change: LaneChange }
  | { readonly do: 'add-lane'; readonly lane: NewLane }
  | { readonly do: 'remove-lane'; readonly lane: number }
  /** The lesson gets another length; its phases keep their proportions. */
  | { readonly do: 'minutes'; readonly minutes: number }
  | { readonly do: 'title'; readonly title: string }
  | { readonly do: 'telephones'; readonly hasTelephones: boolean };

type PartChange = Partial<Pick<Part, 'form' | 'pupils' | 'teacher' | 'activities'>>;
type LaneChange = Partial<Pick<Lane, 'topic' | 'objectives' | 'goals' | 'criteria' | 'more' | 'homework'>>;
export type NewLane = Pick<Lane, 'group' | 'subject' | 'grade'>;

export const maxPhases = 12;

/**
 * LES-52: a plan after a command, or why it cannot be. Whatever is done, phases keep adding up, the teacher is needed in
 * one lane at a time, a shared block has two lanes and one theme, and activities fit: what else may be broken, the checker
 * shows.
 */
export function editPlan(plan: Plan, command: PlanCommand): Result<Plan, Refusal> {
  switch (command.do) {
    case 'boundary':
      return moveBoundary(plan, command);
    case 'mode':
      return changeMode(plan, command);
    case 'swap':
      return swapPhases(plan, command.phase);
    case 'split':
      return splitPhase(plan, command);
    case 'join':
      return joinPhases(plan, command.phase);
    case 'part':
      return changePart(plan, command);
    case 'lane': {
      if (!plan.lanes[command.lane]) return nowhere();
      return ok({
        ...plan,
        lanes: plan.lanes.map((lane, n) => (n === command.lane ? { ...lane, ...command.change } : lane)),
      });
    }
    case 'add-lane':
      return addLane(plan, command.lane);
    case 'remove-lane':
      return removeLane(plan, command.lane);
    case 'minutes':
      return stretchTo(plan, command.minutes);
    case 'title':
      return ok({ ...plan, title: command.title });
    case 'telephones':
      return ok({ ...plan, hasTelephones: command.hasTelephones });
  }
}

function nowhere() {
  return refuse('lessons.plan.edit.nowhere', 422);
}

function withPhases(plan: Plan, phases: readonly Phase[]): { readonly ok: true; readonly value: Plan } {
  return ok(refitted({ ...plan, phases: [...phases] }));
}

function moveBoundary(
  plan: Plan,
  { phase, by }: { readonly phase: number; readonly by: number },
): Result<Plan, Refusal> {
  const [before, after] = [plan.phases[phase], plan.phases[phase + 1]];
  if (!before || !after || !Number.isInteger(by)) return nowhere();
  const moved = Math.max(1 - before.minutes, Math.min(after.minutes - 1, by));
  if (moved === 0) return refuse('lessons.plan.edit.too-short', 422);
  return withPhases(
    plan,
    plan.phases.map((each, n) => {
      if (n === phase) return { ...each, minutes: each.minutes + moved };
      return n === phase + 1 ? { ...each, minutes: each.minutes - moved } : each;
    }),
  );
}

/** The teacher is one: who becomes teacher-led sends the others to their own work, who becomes shared takes them along. */
function changeMode(
  plan: Plan,
  { lane, phase, mode }: { readonly lane: number; readonly phase: number; readonly mode: Mode },
): Result<Plan, Refusal> {
  const found = plan.phases[phase];
  if (!found?.parts[lane]) return nowhere();
  if (mode === 'shared' && plan.lanes.length < 2) return refuse('lessons.plan.edit.shared-alone', 422);
  const isWithTeacher = (part: Part): boolean => part.mode === 'teacher-led' || part.mode === 'shared';
  const others = found.parts.map((part, n): Part => {
    if (n === lane) return { ...part, mode };
    if (mode === 'teacher-led' && isWithTeacher(part)) return { ...part, mode: 'independent' };
    if (mode === 'shared' && isWithTeacher(part)) return { ...part, mode: 'shared' };
    return part;
  });
  const isAlone = mode === 'shared' && others.filter((part) => part.mode === 'shared').length < 2;
  // Nobody is shared alone: the first lane that works by itself comes along.
  const company = isAlone ? others.findIndex((part, n) => n !== lane && part.mode === 'independent') : -1;
  if (isAlone && company < 0) return refuse('lessons.plan.edit.shared-alone', 422);
  const parts = others.map((part, n): Part => (n === company ? { ...part, mode: 'shared' } : part));
  return withPhases(
    plan,
    plan.phases.map((each, n) => (n === phase ? { ...each, parts: settled(parts) } : each)),
  );
}

/** One shared lane is led; several have one theme. */
function settled(parts: readonly Part[]): Part[] {
  const shared = parts.filter(({ mode }) => mode === 'shared');
  const theme = shared.find(({ teacher }) => teacher)?.teacher ?? '';
  return parts.map((part): Part => {
    if (part.mode !== 'shared') return part;
    return shared.length === 1 ? { ...part, mode: 'teacher-led' } : { ...part, teacher: theme };
  });
}

function swapPhases(plan: Plan, phase: number): Result<Plan, Refusal> {
  const [before, after] = [plan.phases[phase], plan.phases[phase + 1]];
  if (!before || !after) return nowhere();
  return withPhases(plan, plan.phases.with(phase, after).with(phase + 1, before));
}

function splitPhase(plan: Plan, { phase, at }: { readonly phase: number; readonly at: number }): Result<Plan, Refusal> {
  const found = plan.phases[phase];
  if (!found || !Number.isInteger(at)) return nowhere();
  if (plan.phases.length >= maxPhases) return refuse('lessons.plan.edit.phases-full', 422, { most: maxPhases });
  if (at < 1 || at >= found.minutes) return refuse('lessons.plan.edit.too-short', 422);
  const halves = [
    { ...found, minutes: at },
    { ...found, minutes: found.minutes - at },
  ];
  return withPhases(plan, plan.phases.toSpliced(phase, 1, ...halves));
}

function joinPhases(plan: Plan, phase: number): Result<Plan, Refusal> {
  const [before, after] = [plan.phases[phase], plan.phases[phase + 1]];
  if (!before || !after) return nowhere();
  return withPhases(plan, plan.phases.toSpliced(phase, 2, { ...before, minutes: before.minutes + after.minutes }));
}

/** A part that goes on over neighbouring phases is changed in all of them; a shared block's theme, in all its lanes. */
function changePart(
  plan: Plan,
  { lane, phase, change }: { readonly lane: number; readonly phase: number; readonly change: PartChange },
): Result<Plan, Refusal> {
  const part = plan.phases[phase]?.parts[lane];
  if (!part) return nowhere();
  const isOf = (n: number): boolean => {
    const [from, to] = n < phase ? [n, phase] : [phase, n];
    return plan.phases.slice(from, to + 1).every(({ parts }) => parts[lane] && isSamePart(parts[lane], part));
  };
  const phases = plan.phases.map((each, n): Phase => {
    if (!isOf(n)) return each;
    const parts = each.parts.map((other, m): Part => {
      if (m === lane) return { ...other, ...change };
      const hasTheme = other.mode === 'shared' && part.mode === 'shared' && change.teacher !== undefined;
      return hasTheme ? { ...other, teacher: change.teacher } : other;
    });
    return { ...each, parts };
  });
  return withPhases(plan, phases);
}

const letters = ['a', 'b', 'c', 'd'] as const;

/** A new lane takes part in what is shared, and works by itself for the rest. */
function addLane(plan: Plan, { group, subject, grade }: NewLane): Result<Plan, Refusal> {
  const letter = letters.find((each) => !plan.lanes.some(({ lane }) => lane === each));
  if (!letter || plan.lanes.length >= maxLanes) return refuse('lessons.plan.edit.lanes-full', 422, { most: maxLanes });
  if (plan.lanes.some((lane) => lane.group === group && lane.grade === grade)) {
    return refuse('lessons.plan.edit.lane-twice', 422, { grade });
  }
  const lane: Lane = { lane: letter, group, subject, grade, topic: '', objectives: [], more: [], homework: [] };
  const phases = plan.phases.map((phase): Phase => {
    const shared = phase.parts.find(({ mode }) => mode === 'shared');
    const alone: Part = { mode: 'independent', form: 'drill', pupils: '', activities: [] };
    return { ...phase, parts: [...phase.parts, shared ? { ...shared, activities: [] } : alone] };
  });
  return withPhases({ ...plan, lanes: [...plan.lanes, lane] }, phases);
}

function removeLane(plan: Plan, lane: number): Result<Plan, Refusal> {
  if (!plan.lanes[lane]) return nowhere();
  if (plan.lanes.length === 1) return refuse('lessons.plan.edit.last-lane', 422);
  const phases = plan.phases.map((phase) => ({ ...phase, parts: settled(phase.parts.toSpliced(lane, 1)) }));
  return withPhases({ ...plan, lanes: plan.lanes.toSpliced(lane, 1) }, phases);
}

/** Whole minutes of at least one, that add up: what is left over goes to the phases that lost most. */
function stretchTo(plan: Plan, minutes: number): Result<Plan, Refusal> {
  const had = plan.phases.reduce((sum, phase) => sum + phase.minutes, 0);
  if (!Number.isInteger(minutes) || minutes < plan.phases.length || minutes > 90 || had === 0) {
    return refuse('lessons.plan.edit.too-short', 422);
  }
  const exact = plan.phases.map((phase) => (phase.minutes * minutes) / had);
  const whole = exact.map((each) => Math.max(1, Math.floor(each)));
  for (let left = minutes - whole.reduce((sum, each) => sum + each, 0); left !== 0; left -= Math.sign(left)) {
    const order = exact.map((each, n) => ({ n, lack: each - (whole[n] ?? 0) }));
    const fitting = left > 0 ? order : order.filter(({ n }) => (whole[n] ?? 0) > 1);
    const [taker] = fitting.toSorted((a, b) => Math.sign(left) * (b.lack - a.lack) || a.n - b.n);
    if (taker) whole[taker.n] = (whole[taker.n] ?? 0) + Math.sign(left);
  }
  const phases = plan.phases.map((phase, n) => ({ ...phase, minutes: whole[n] ?? 1 }));
  return withPhases({ ...plan, minutes }, phases);
}
