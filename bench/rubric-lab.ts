import { findLab } from '../src/rooms/labs/labs/find-lab.ts';
import { judged } from '../src/rooms/labs/model/rubric/rubric.ts';
import { pupilsOf, type PupilKind } from '../src/rooms/labs/testing/pupils.ts';

/** What the pupils of one lab got: by kind, how many works, how many with the points that were meant; of inventors, how many are found. */
export type LabAgreement = {
  readonly lab: string;
  readonly kinds: readonly {
    readonly kind: PupilKind;
    readonly of: number;
    readonly same: number;
    readonly invented: number;
    readonly found: number;
    readonly example: string;
  }[];
};

const inventors: ReadonlySet<string> = new Set(['invented', 'copied']);

// All scripted pupils of one lab, as many seeds as are said: what `rubric` adds up.
const [name = '', seeds = '1'] = process.argv.slice(2);
const spec = await findLab(name)?.load();
if (!spec) throw new Error(`no lab ${name}`);
const kinds = new Map<PupilKind, { of: number; same: number; invented: number; found: number; example: string }>();
for (const task of spec.tasks)
  for (let k = 1; k <= Number(seeds); k++)
    for (const { kind, work, intended } of pupilsOf(spec, task, [k, 3, 1, 4, 1, 5, 9, 2])) {
      const at = kinds.get(kind) ?? { of: 0, same: 0, invented: 0, found: 0, example: '' };
      const skills = judged(work);
      const points = skills.map(({ score }) => score).join('');
      at.of++;
      if (points === intended.join('')) at.same++;
      else at.example ||= `${name}, ${task.task}, seed ${k}: ${points}, not ${intended.join('')}`;
      // Numbers that happen to be those that were shown are nobody's invention.
      if (inventors.has(kind) && intended[3] < 3) {
        at.invented++;
        if (skills[3]?.reasons.some(({ key }) => key === 'labs.why.strange')) at.found++;
      }
      kinds.set(kind, at);
    }
const found: LabAgreement = { lab: name, kinds: [...kinds].map(([kind, at]) => ({ kind, ...at })) };
console.log(JSON.stringify(found));
