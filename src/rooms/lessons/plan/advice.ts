import type { Finding, SoftRule } from './findings.ts';
import { minutesByForm, minutesOf, stretchesAlone } from './minutes.ts';
import type { Plan } from './plan.ts';
import type { PlanWorld } from './world.ts';

type Advice = (plan: Plan, world: PlanWorld) => readonly Finding<SoftRule>[];

const youngAlone: Advice = (plan, { rules }) => {
  return plan.lanes.flatMap((lane, n) => {
    const most = rules.alone.find(({ isHard, grades }) => !isHard && grades.includes(lane.grade))?.most;
    const long = stretchesAlone(plan, n).find(({ minutes }) => most !== undefined && minutes > most);
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

/** A pupil's own telephone, in Kazakh, Russian and English. A sum about the price of one is a task like any other. */
const telephone = /телефон|смартфон|phone/iu;

const telephones: Advice = ({ lanes, phases, hasTelephones }) => {
  if (hasTelephones) return [];
  return phases.flatMap(({ parts }, phase) => {
    return parts.flatMap((part, n): Finding<SoftRule>[] => {
      const texts = [part.pupils, ...part.activities.map((each) => (each.kind === 'task' ? each.text : ''))];
      const lane = lanes[n];
      if (!lane || !texts.some((text) => telephone.test(text))) return [];
      return [{ rule: 'telephones', lane: lane.lane, phase, values: { grade: lane.grade } }];
    });
  });
};

const advice: readonly Advice[] = [youngAlone, idle, noMore, goals, onlyRemote, monotony, telephones];

/** What the author of a plan that keeps every hard rule should know besides. */
export function adviceOn(plan: Plan, world: PlanWorld): readonly Finding<SoftRule>[] {
  return advice.flatMap((each) => each(plan, world));
}
