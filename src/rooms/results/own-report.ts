import type { PersonId, SchoolId } from '#kernel/ids.ts';
import type { Text } from '#kernel/language.ts';
import type { House } from '#http/house.ts';
import { idsOf } from '#people/index.ts';
import { bandOf, type Band } from './model/band.ts';
import { changeOf, type Change } from './model/change.ts';
import { grownOf, type Measured } from './model/measured.ts';
import { nextFor, type ObjectivePoints } from './model/objectives.ts';
import type { Sources } from './sources.ts';
import { cellNames, objectivesOf, yearsOf, type CellName, type ObjectiveTexts } from './studies.ts';

/** An objective with its words in the programme; without them only its code is known. */
export type SaidObjective = ObjectivePoints & { readonly kk: string; readonly ru: string };

/** RES-14: what one pupil sees of one cell in one year. */
export type OwnCell = {
  readonly cell: string;
  readonly titles: Text;
  readonly year: number;
  /** The newer of the two time points that the pupil sat. */
  readonly timePoint: 'start' | 'end';
  readonly band: Band;
  /** Only where both time points were sat and are linked. */
  readonly change?: Change;
  readonly next: readonly SaidObjective[];
};

/** All that a pupil was measured in, the newest year first. */
export async function ownReport(
  house: House,
  sources: Sources,
  school: SchoolId,
  person: PersonId,
): Promise<OwnCell[]> {
  const ids = new Set(await idsOf(house.log.read, person));
  const cells: OwnCell[] = [];
  for (const { year, start, end } of await yearsOf(house.log.read)) {
    const known = { start: await cellsOf(house, sources, start), end: await cellsOf(house, sources, end) };
    for (const name of await cellNames(house.log.read, year)) {
      const at = { house, sources, school, ids, name };
      const [before, after] = [
        start && known.start.has(name.cell) ? await ownIn(at, start) : undefined,
        end && known.end.has(name.cell) ? await ownIn(at, end) : undefined,
      ];
      const newest = after ?? before;
      const study = after ? end : start;
      if (!newest || !study) continue;
      const change = before && after && start && end ? await changeIn(at, { start, end }, before, after) : undefined;
      cells.push({
        cell: name.cell,
        titles: name.titles,
        year,
        timePoint: after ? 'end' : 'start',
        band: bandOf(newest),
        ...(change ? { change } : {}),
        next: await nextIn(at, study, newest.person),
      });
    }
  }
  return cells;
}

async function cellsOf(house: House, sources: Sources, study: string | undefined): Promise<ReadonlySet<string>> {
  return new Set(study ? await sources.cellsOf(house, study) : []);
}

type At = {
  readonly house: House;
  readonly sources: Sources;
  readonly school: SchoolId;
  readonly ids: ReadonlySet<PersonId>;
  readonly name: CellName;
};

async function ownIn({ house, sources, school, ids, name }: At, study: string): Promise<Measured | undefined> {
  return (await sources.measured(house, study, name.cell, school)).find(({ person }) => ids.has(person));
}

async function changeIn(
  { house, sources, name }: At,
  { start, end }: { readonly start: string; readonly end: string },
  before: Measured,
  after: Measured,
): Promise<Change | undefined> {
  const link = await sources.linkOf(house, start, end, name.cell);
  const [grown] = grownOf([before], [{ ...after, person: before.person }]).grown;
  return link === undefined || !grown ? undefined : changeOf(grown, link);
}

async function nextIn({ house, sources, school, name }: At, study: string, person: PersonId): Promise<SaidObjective[]> {
  const { order, texts } = objectivesOf(name);
  const evidence = await sources.evidence(house, study, name.cell, school);
  return nextFor(evidence, person, order).map((each) => said(each, texts));
}

export function said<O extends { readonly objective: string }>(objective: O, texts: ObjectiveTexts) {
  return { ...objective, ...(texts.get(objective.objective) ?? { kk: '', ru: '' }) };
}
