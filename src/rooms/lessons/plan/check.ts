import type { Checked, Finding, HardRule, SoftRule } from './findings.ts';
import type { Form, Mode, Part, Plan } from './plan.ts';
import type { PlanRules } from './rules.ts';

/** What the world outside a plan says, as far as the plan's rules ask. */
export type PlanWorld = {
  readonly rules: PlanRules;
  /** A teacher of another school teaches in this slot. */
  readonly hasRemote: boolean;
  /**
   * Whether a code stands in the curriculum of a subject. `unknown`: the list, which is not complete, does not have it;
   * `absent`: the list is complete and does not.
   */
  readonly objective: (subject: string, code: string) => 'known' | 'absent' | 'unknown';
  /** What a group's grade had in its newest lessons (LES-47); undefined where nothing is known yet. */
  readonly had?: (group: string, grade: number) => Had | undefined;
};

/** The newest lessons of a grade, at most `forms.last - 1`: how many, their minutes, and those of each form of work. */
export type Had = {
  readonly lessons: number;
  readonly total: number;
  readonly minutes: Readonly<Partial<Record<Form, number>>>;
};

/** What an encoded plan may have at most, so that a record with it and its head fits (LOG-4). */
export const maxPlanBytes = 14 * 1024;
export const maxLanes = 4;

type Rule = (plan: Plan, world: PlanWorld) => readonly Finding<HardRule>[];
type Advice = (plan: Plan, world: PlanWorld) => readonly Finding<SoftRule>[];

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
  return { broken, warnings: broken.length > 0 ? [] : soft.flatMap((advice) => advice(plan, world)) };
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
    return stretches(plan, n)
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

/** A pupil's own telephone, in Kazakh, Russian and English. */
const telephone = /телефон|смартфон|phone/iu;

const telephones: Rule = (plan) => {
  if (plan.hasTelephones) return [];
  const found: Finding<HardRule>[] = [];
  for (const [phase, { parts }] of plan.phases.entries()) {
    for (const [n, part] of parts.entries()) {
      const texts = [part.pupils, ...part.activities.map((each) => (each.kind === 'task' ? each.text : ''))];
      const lane = plan.lanes[n];
      if (lane && texts.some((text) => telephone.test(text)))
        found.push({ rule: 'telephones', lane: lane.lane, phase, values: { grade: lane.grade } });
    }
  }
  return found;
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
const hard: readonly Rule[] = [
  length,
  sum,
  teacher,
  firstAlone,
  least,
  activities,
  remote,
  telephones,
  objectives,
  size,
];

const youngAlone: Advice = (plan, { rules }) => {
  return plan.lanes.flatMap((lane, n) => {
    const most = rules.alone.find(({ isHard, grades }) => !isHard && grades.includes(lane.grade))?.most;
    const long = stretches(plan, n).find(({ minutes }) => most !== undefined && minutes > most);
    if (!long || most === undefined) return [];
    const values = { grade: lane.grade, n: long.minutes, most };
    return [{ rule: 'young-alone' as const, lane: lane.lane, phase: long.phase, values }];
  });
};

/** A stretch alone with nothing said to do in it. */
const idle: Advice = ({ lanes, phases }) => {
  return phases.flatMap(({ parts, minutes }, phase) => {
    return lanes.flatMap((lane, n) => {
      const part = parts[n];
      if (part?.mode !== 'independent' || part.activities.length > 0 || part.pupils !== '') return [];
      return [{ rule: 'idle' as const, lane: lane.lane, phase, values: { grade: lane.grade, n: minutes } }];
    });
  });
};

const noMore: Advice = ({ lanes, phases }) => {
  return lanes.flatMap((lane, n) => {
    const isAlone = phases.some(({ parts }) => parts[n]?.mode === 'independent');
    return isAlone && lane.more.length === 0
      ? [{ rule: 'no-more' as const, lane: lane.lane, values: { grade: lane.grade } }]
      : [];
  });
};

const goals: Advice = ({ lanes }, { objective }) => {
  return lanes.flatMap((lane): Finding<SoftRule>[] => {
    const values = { grade: lane.grade };
    const unknown = lane.objectives.filter((code) => objective(lane.subject, code) === 'unknown');
    return [
      ...(lane.topic === '' ? [{ rule: 'no-topic' as const, lane: lane.lane, values }] : []),
      ...(lane.objectives.length === 0 ? [{ rule: 'no-objective' as const, lane: lane.lane, values }] : []),
      ...unknown.map((code) => {
        return { rule: 'objective-unknown' as const, lane: lane.lane, values: { ...values, code } };
      }),
    ];
  });
};

const onlyRemote: Advice = (plan, { rules }) => {
  return plan.lanes.flatMap((lane, n) => {
    const { withTeacher, remote } = minutesOf(plan, n);
    if (withTeacher >= rules.least) return [];
    return [{ rule: 'only-remote' as const, lane: lane.lane, values: { grade: lane.grade, n: withTeacher, remote } }];
  });
};

/** LES-47: with this lesson, one form takes more of the newest lessons' minutes than is good. */
const monotony: Advice = (plan, { rules: { forms }, had }) => {
  return plan.lanes.flatMap((lane, n) => {
    const known = had?.(lane.group, lane.grade);
    if (!known || known.lessons + 1 < forms.least) return [];
    return [...minutesByForm(plan, n)].flatMap(([form, minutes]): Finding<SoftRule>[] => {
      const share = (100 * (minutes + (known.minutes[form] ?? 0))) / (plan.minutes + known.total);
      const values = { grade: lane.grade, form, n: Math.round(share), of: known.lessons + 1 };
      return share > forms.share ? [{ rule: 'monotony', lane: lane.lane, values }] : [];
    });
  });
};

const soft: readonly Advice[] = [youngAlone, idle, noMore, goals, onlyRemote, monotony];

/** The minutes that each form of work has in a lane of a plan, in the order of the lesson. */
export function minutesByForm({ phases }: Pick<Plan, 'phases'>, lane: number): ReadonlyMap<Form, number> {
  const found = new Map<Form, number>();
  for (const { minutes, parts } of phases) {
    const form = parts[lane]?.form;
    if (form) found.set(form, (found.get(form) ?? 0) + minutes);
  }
  return found;
}

/** Minutes of a lane with the room's teacher (led or shared), with a hub's, and alone. */
export function minutesOf(
  { phases }: Pick<Plan, 'phases'>,
  lane: number,
): { readonly withTeacher: number; readonly remote: number; readonly alone: number } {
  const of = (isOf: (mode: Mode | undefined) => boolean): number => {
    return phases.reduce((total, { minutes, parts }) => total + (isOf(parts[lane]?.mode) ? minutes : 0), 0);
  };
  return {
    withTeacher: of(isWithTeacher),
    remote: of((mode) => mode === 'remote-led'),
    alone: of((mode) => mode === 'independent'),
  };
}

function isWithTeacher(mode: Mode | undefined): boolean {
  return mode === 'teacher-led' || mode === 'shared';
}

/** The unbroken spans that a lane is alone, each with the phase in which it begins. */
function stretches({ phases }: Plan, lane: number): readonly { readonly minutes: number; readonly phase: number }[] {
  const found: { minutes: number; phase: number }[] = [];
  let isAlone = false;
  for (const [phase, { minutes, parts }] of phases.entries()) {
    const last = found.at(-1);
    const isNow = parts[lane]?.mode === 'independent';
    if (isNow && isAlone && last) last.minutes += minutes;
    else if (isNow) found.push({ minutes, phase });
    isAlone = isNow;
  }
  return found;
}

function isSame(a: Part, b: Part): boolean {
  const shown = ({ mode, form, pupils, teacher, activities }: Part): string => {
    return JSON.stringify([mode, form, pupils, teacher ?? '', activities]);
  };
  return shown(a) === shown(b);
}
