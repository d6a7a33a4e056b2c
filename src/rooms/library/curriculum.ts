import { readFileSync } from 'node:fs';
import path from 'node:path';

/** An objective of the model programme, by its code `8.2.1.4`: the first number is the grade. */
export type Objective = {
  readonly code: string;
  readonly kk: string;
  readonly ru: string;
  /** Compared with the text of the programme. */
  readonly checked: boolean;
};

const folder = path.join(import.meta.dirname, '..', '..', '..', 'content', 'curriculum');

export type Curriculum = {
  readonly objectives: readonly Objective[];
  /** All objectives of the subject stand in the list. Those that ship hold what their packs need, and are not complete. */
  readonly isComplete: boolean;
};

/** The objectives of a subject that this program knows, in teaching order; none for a subject that it does not know. */
export function readCurriculum(subject: string, edition = '2022'): Curriculum {
  if (!/^[a-z-]{1,60}$/.test(subject)) return nothing;
  try {
    const file = path.join(folder, edition, `${subject}.json`);
    const { objectives, complete } = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly objectives: readonly Objective[];
      readonly complete?: boolean;
    };
    return { objectives, isComplete: complete === true };
  } catch {
    return nothing;
  }
}

const nothing: Curriculum = { objectives: [], isComplete: false };
