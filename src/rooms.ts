import type { Room } from '#http/house.ts';
import { assessment } from '#rooms/assessment/index.ts';
import { bank } from '#rooms/bank/index.ts';
import { journal } from '#rooms/journal/index.ts';
import { labs } from '#rooms/labs/index.ts';
import { lessons } from '#rooms/lessons/index.ts';
import { library } from '#rooms/library/index.ts';
import { monitoring } from '#rooms/monitoring/index.ts';
import { quiz } from '#rooms/quiz/index.ts';
import { results } from '#rooms/results/index.ts';
import { scale } from '#rooms/scale/index.ts';
import { sitting } from '#rooms/sitting/index.ts';
import { timetable } from '#rooms/timetable/index.ts';

/** The rooms of this house, seated in this order. A new room is one more line here. */
export const rooms: readonly Room[] = [
  library,
  timetable,
  lessons,
  journal,
  bank,
  quiz,
  assessment,
  sitting,
  scale,
  results,
  labs,
  monitoring,
];
