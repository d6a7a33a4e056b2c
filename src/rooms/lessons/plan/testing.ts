import type { GroupId } from '#kernel/ids.ts';
import type { PlanWorld } from './world.ts';
import { forms, type Lane, type Mode, type Part, type Phase, type Plan } from './plan.ts';
import type { PlanTexts } from './planner.ts';
import { planRulesOn } from './rules.ts';

/** A world in which every code is known and nobody teaches from afar. */
export function aWorld(more: Partial<PlanWorld> = {}): PlanWorld {
  return { rules: planRulesOn('2026-11-23'), hasRemote: false, objective: () => 'known', ...more };
}

export function aLane(lane: string, grade: number, more: Partial<Lane> = {}): Lane {
  const group = `group-${lane}` as GroupId;
  return {
    lane,
    group,
    subject: 'mathematics',
    grade,
    topic: 'Тақырып',
    objectives: [],
    more: [],
    homework: [],
    ...more,
  };
}

export function aPart(mode: Mode, more: Partial<Part> = {}): Part {
  return { mode, form: 'drill', pupils: 'Жаттығу', activities: [], ...more };
}

const letters: Readonly<Record<string, Mode>> = { t: 'teacher-led', i: 'independent', s: 'shared', r: 'remote-led' };

/** A plan drawn as `10 t i`, a line for a phase: its minutes, then the mode of each lane. */
export function aPlan(grades: readonly number[], drawn: readonly string[], more: Partial<Plan> = {}): Plan {
  const phases = drawn.map((line): Phase => {
    const [minutes = '', ...modes] = line.split(' ');
    return { minutes: Number(minutes), parts: modes.map((letter) => aPart(letters[letter] ?? 'independent')) };
  });
  const lanes = grades.map((grade, n) => aLane('abcdefgh'[n] ?? 'z', grade));
  return { title: 'Сабақ', minutes: 40, lanes, phases, hasTelephones: false, ...more };
}

export const someTexts: PlanTexts = {
  opening: 'Ортақ бастау',
  closing: 'Қорытынды',
  middle: 'Ортақ талқылау',
  explanation: 'Жаңа тақырып',
  discussion: 'Тексеру',
  remote: 'Қашықтағы мұғалім',
  alone: Object.fromEntries(forms.map((form) => [form, form])) as PlanTexts['alone'],
};
