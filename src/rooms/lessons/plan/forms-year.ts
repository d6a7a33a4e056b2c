import type { Form } from './plan.ts';

/** What the forms of one lesson were, and what pupils said of one. */
export type FormsOfLesson = {
  readonly day: string;
  readonly total: number;
  readonly forms: Readonly<Partial<Record<Form, number>>>;
};
export type PulseOfLesson = {
  readonly day: string;
  readonly liked: number;
  readonly understood: number;
  readonly again: number;
};

export type FormsMonth = {
  /** `2026-11` */
  readonly month: string;
  readonly lessons: number;
  readonly total: number;
  readonly minutes: Readonly<Partial<Record<Form, number>>>;
  /** Sums of answers from 0 to 2; undefined where too few answered to be nobody's. */
  readonly pulse:
    | { readonly answers: number; readonly liked: number; readonly understood: number; readonly again: number }
    | undefined;
};

/** LES-57: fewer answers would tell what one child said. */
export const leastAnswers = 5;

/** LES-57: forms of work and pulses of a grade, month by month, oldest first. */
export function formsByMonth(
  lessons: readonly FormsOfLesson[],
  pulses: readonly PulseOfLesson[],
): readonly FormsMonth[] {
  const monthOf = ({ day }: { readonly day: string }): string => day.slice(0, 7);
  const ofMonth = Map.groupBy(lessons, monthOf);
  const saidIn = Map.groupBy(pulses, monthOf);
  const months = [...new Set([...ofMonth.keys(), ...saidIn.keys()])].toSorted();
  return months.map((month): FormsMonth => {
    const held = ofMonth.get(month) ?? [];
    const minutes: Partial<Record<Form, number>> = {};
    for (const { forms } of held) {
      for (const [form, of] of Object.entries(forms) as [Form, number][]) minutes[form] = (minutes[form] ?? 0) + of;
    }
    const total = held.reduce((sum, each) => sum + each.total, 0);
    return { month, lessons: held.length, total, minutes, pulse: pulseOf(saidIn.get(month) ?? []) };
  });
}

function pulseOf(said: readonly PulseOfLesson[]): FormsMonth['pulse'] {
  if (said.length < leastAnswers) return undefined;
  const sum = (of: (each: PulseOfLesson) => number): number => said.reduce((total, each) => total + of(each), 0);
  return {
    answers: said.length,
    liked: sum(({ liked }) => liked),
    understood: sum(({ understood }) => understood),
    again: sum(({ again }) => again),
  };
}
