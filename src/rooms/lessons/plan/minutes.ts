import type { Form, Mode, Plan } from './plan.ts';

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

/** Led or shared: the room's own teacher is there. */
export function isWithTeacher(mode: Mode | undefined): boolean {
  return mode === 'teacher-led' || mode === 'shared';
}

/** The unbroken spans that a lane is alone, each with the phase in which it begins. */
export function stretchesAlone(
  { phases }: Plan,
  lane: number,
): readonly { readonly minutes: number; readonly phase: number }[] {
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
