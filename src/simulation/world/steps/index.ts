import { grants } from './grants.ts';
import { arrives, cutsOff, rounds } from './links.ts';
import { moves } from './moves.ts';
import { armsFuse, cutsPower, fillsDisk, rebuilds, restarts, starts } from './power.ts';
import { backsUp, burns, lies, putsBack } from './restores.ts';
import type { StepKind } from './step.ts';
import { damagesStick, readsStick, writesStick } from './sticks.ts';
import { answers, reloads, sends } from './tablets.ts';
import { passes, setsClock } from './time.ts';
import { erases, writes } from './writes.ts';

/** All that can happen. A new kind is one more entry; stories drawn before it change. */
export const stepKinds: readonly StepKind[] = [
  answers,
  sends,
  reloads,
  passes,
  setsClock,
  writes,
  erases,
  grants,
  moves,
  rounds,
  arrives,
  cutsOff,
  writesStick,
  readsStick,
  damagesStick,
  armsFuse,
  cutsPower,
  starts,
  restarts,
  fillsDisk,
  rebuilds,
  backsUp,
  putsBack,
  lies,
  burns,
];
