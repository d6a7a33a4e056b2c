import type { Page } from 'playwright-core';
import type { AnyLab, LabTask } from '#rooms/labs/model/lab.ts';
import type { Hand } from './hand.ts';
import type { benchWords } from './lab-words.ts';

export type LabPupil = {
  readonly page: Page;
  readonly hand: Hand;
  readonly school: string;
  /** Called when there is something to look at. */
  readonly seen: (name: string) => Promise<void>;
};

/** A pupil at one task of a lab. */
export type Desk = LabPupil & {
  readonly spec: AnyLab;
  readonly task: LabTask;
  readonly say: ReturnType<typeof benchWords>;
};

/** A quantity as the bench names it. */
export const q = ({ spec, say }: Desk, quantity: string): string => say(`labs.${spec.lab}.q.${quantity}`);

/** A unit as the bench writes it. */
export function unitIn({ say }: Desk, unit: string): string {
  try {
    return say(`labs.unit.${unit}`);
  } catch {
    return unit;
  }
}

/** A number as it is written with a comma and a true minus. */
export const numberIn = (text: string): number => Number(text.replace(',', '.').replace('−', '-'));

/** Looks again and again, for ten seconds at most. */
export async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const late = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > late) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
