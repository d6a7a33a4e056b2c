import { adviceOn } from './advice.ts';
import type { Checked, Finding, HardRule } from './findings.ts';
import { isWithTeacher, minutesOf, stretchesAlone } from './minutes.ts';
import type { Part, Plan } from './plan.ts';
import type { PlanWorld } from './world.ts';

/** What an encoded plan may have at most, so that a record with it and its head fits (LOG-4). */
export const maxPlanBytes = 14 * 1024;
export const maxLanes = 4;

type Rule = (plan: Plan, world: PlanWorld) => readonly Finding<HardRule>[];

/**
 * LES-48: every hard rule that a plan breaks, with lane, phase and the numbers that show it, and what its author should
 * know besides. It knows nothing of how plans are made: it looks at a plan as it lies there, of any size.
 */
export function checkPlan(plan: Plan, world: PlanWorld): Checked {
  const shape = shapes.flatMap((rule) => rule(plan, world));
  // Parts that do not stand under lanes cannot be said to belong to a grade.
  const broken = shape.some(({ rule }) => rule === 'parts')
    ? shape
    : [...shape, ...hard.flatMap((rule) => rule(plan, world))];
  return { broken, warnings: broken.length > 0 ? [] : adviceOn(plan, world) };
}

const lanes: Rule = ({ lanes: { length } }) => {
  return length >= 1 && length <= maxLanes ? [] : [{ rule: 'lanes', values: { n: length, most: maxLanes } }];
};

const laneTwice: Rule = ({ lanes }) => {
  return lanes.flatMap((lane, n) => {
    const isAgain = lanes.slice(0, n).some((other) => {
      return other.lane === lane.lane || (other.group === lane.group && other.grade === lane.grade);
    });
    return isAgain ? [{ rule: 'lane-twice' as const, lane: lane.lane, values: { grade: lane.grade } }] : [];
  });
};

const parts: Rule = ({ lanes, phases }) => {
  return phases.flatMap((phase, n) => {
    const isEven = phase.parts.length === lanes.length;
    return isEven ? [] : [{ rule: 'parts' as const, phase: n, values: { n: phase.parts.length, lanes: lanes.length } }];
  });
};

const length: Rule = ({ minutes }, { rules: { lengths } }) => {
  return lengths.includes(minutes) ? [] : [{ rule: 'length', values: { n: minutes, lengths: lengths.join(', ') } }];
};

/** LES-44. */
const sum: Rule = ({ minutes, phases }) => {
  const n = phases.reduce((total, phase) => total + phase.minutes, 0);
  return n === minutes ? [] : [{ rule: 'sum', values: { n, of: minutes } }];
};

/** LES-41: one lane at a time, a shared block counting once; two themes are two blocks. */
const teacher: Rule = ({ lanes, phases }) => {
  return phases.flatMap(({ parts }, phase) => {
    const led = lanes.filter((_, n) => parts[n]?.mode === 'teacher-led');
    const shared = parts.filter(({ mode }) => mode === 'shared');
    const found: Finding<HardRule>[] = [];
    if (led.length + (shared.length > 0 ? 1 : 0) > 1) {
      const grades = lanes.filter((_, n) => isWithTeacher(parts[n]?.mode)).map(({ grade }) => grade);
      found.push({ rule: 'teacher-twice', phase, values: { grades: grades.join(', ') } });
    }
    if (new Set(shared.map((part) => part.teacher ?? '')).size > 1) found.push({ rule: 'themes', phase, values: {} });
    const alone = shared.length === 1 ? lanes[parts.findIndex(({ mode }) => mode === 'shared')] : undefined;
    if (alone) found.push({ rule: 'shared-alone', lane: alone.lane, phase, values: { grade: alone.grade } });
    return found;
  });
};

/** LES-42. */
const firstAlone: Rule = (plan, { rules }) => {
  return plan.lanes.flatMap((lane, n) => {
    const most = rules.alone.find(({ isHard, grades }) => isHard && grades.includes(lane.grade))?.most;
    if (most === undefined) return [];
    return stretchesAlone(plan, n)
      .filter(({ minutes }) => minutes > most)
      .map(({ minutes, phase }): Finding<HardRule> => {
        return { rule: 'first-alone', lane: lane.lane, phase, values: { grade: lane.grade, n: minutes, most } };
      });
  });
};

/** LES-43: minutes with the room's teacher; a hub teacher's stand beside, for they are not the same. */
const least: Rule = (plan, { rules }) => {
  return plan.lanes.flatMap((lane, n) => {
    const { withTeacher, remote } = minutesOf(plan, n);
    if (withTeacher >= rules.least) return [];
    // A lane that a hub teacher leads for longer than the minimum is taught; only the warning says by whom.
    if (remote >= rules.least) return [];
    const values = { grade: lane.grade, n: withTeacher, least: rules.least, remote };
    return [{ rule: 'least' as const, lane: lane.lane, values }];
  });
};

/** LES-45: what a lane goes on with over neighbouring phases is one stretch. */
const activities: Rule = ({ lanes, phases }) => {
  return lanes.flatMap((lane, n) => {
    const found: Finding<HardRule>[] = [];
    let begin = 0;
    for (const [phase] of phases.entries()) {
      const part = phases[phase]?.parts[n];
      const next = phases[phase + 1]?.parts[n];
      if (part && next && isSame(part, next)) continue;
      const has = phases.slice(begin, phase + 1).reduce((total, each) => total + each.minutes, 0);
      const need = (part?.activities ?? []).reduce((total, each) => total + each.minutes, 0);
      const values = { grade: lane.grade, n: need, most: has };
      if (need > has) found.push({ rule: 'activities', lane: lane.lane, phase: begin, values });
      begin = phase + 1;
    }
    return found;
  });
};

/** LES-46: a hub teacher gives one lesson at a time: lanes that they lead together have one subject. */
const remote: Rule = ({ lanes, phases }, { hasRemote }) => {
  return phases.flatMap(({ parts }, phase) => {
    const led = lanes.filter((_, n) => parts[n]?.mode === 'remote-led');
    const found: Finding<HardRule>[] = [];
    if (!hasRemote) {
      for (const { lane, grade } of led) found.push({ rule: 'no-remote', lane, phase, values: { grade } });
    }
    if (new Set(led.map(({ subject }) => subject)).size > 1) {
      const values = { grades: led.map(({ grade }) => grade).join(', ') };
      found.push({ rule: 'remote-twice', phase, values });
    }
    return found;
  });
};

const objectives: Rule = ({ lanes }, { objective }) => {
  return lanes.flatMap((lane) => {
    return lane.objectives.flatMap((code): Finding<HardRule>[] => {
      const values = { grade: lane.grade, code };
      if (code.split('.')[0] !== String(lane.grade)) return [{ rule: 'objective-grade', lane: lane.lane, values }];
      return objective(lane.subject, code) === 'absent' ? [{ rule: 'objective-absent', lane: lane.lane, values }] : [];
    });
  });
};

const size: Rule = (plan) => {
  const n = planBytes(plan);
  return n <= maxPlanBytes ? [] : [{ rule: 'size', values: { n: Math.ceil(n / 1024), most: maxPlanBytes / 1024 } }];
};

/** JSON is never shorter than what a record holds of the same plan, and a browser can count it. */
function planBytes(plan: Plan): number {
  return new TextEncoder().encode(JSON.stringify(plan)).length;
}

const shapes: readonly Rule[] = [lanes, laneTwice, parts];
const hard: readonly Rule[] = [length, sum, teacher, firstAlone, least, activities, remote, objectives, size];

function isSame(a: Part, b: Part): boolean {
  const shown = ({ mode, form, pupils, teacher, activities }: Part): string => {
    return JSON.stringify([mode, form, pupils, teacher ?? '', activities]);
  };
  return shown(a) === shown(b);
}
