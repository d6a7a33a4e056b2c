import type { PersonId, SchoolId } from '#kernel/ids.ts';
import type { Text } from '#kernel/language.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import {
  findGroup,
  groupsFor,
  idsOfMany,
  mayTeach,
  nameOf,
  selectMembers,
  type GroupRow,
  type PupilRow,
} from '#people/index.ts';
import { bandOf, type Band } from './model/band.ts';
import { changeOf, type Change } from './model/change.ts';
import { grownOf, type Measured } from './model/measured.ts';
import { objectiveTable, type Points } from './model/objectives.ts';
import { said, type SaidObjective } from './own-report.ts';
import type { Sources } from './sources.ts';
import { cellNames, objectivesOf, yearsOf, type CellName, type YearStudies } from './studies.ts';

/** RES-15: a class on one page. */
export type ClassReport = {
  readonly group: string;
  readonly subject: string;
  readonly cell: string;
  readonly titles: Text;
  readonly grade: number;
  readonly year: number;
  readonly timePoint: 'start' | 'end';
  readonly objectives: readonly (SaidObjective & { readonly isWeak: boolean })[];
  readonly pupils: readonly ClassPupil[];
  /** Pupils of the class who have no result: absent, or not scored yet. */
  readonly without: readonly string[];
};

export type ClassPupil = {
  readonly person: PersonId;
  readonly name: string;
  readonly band: Band;
  readonly change?: Change;
  /** In the order of the report's objectives; null where nothing was asked or reached. */
  readonly points: readonly (Points | null)[];
};

/** A page that there is: a group's cell at a time point of a year. */
export type ClassChoice = {
  readonly group: string;
  readonly subject: string;
  readonly cell: string;
  readonly titles: Text;
  readonly grade: number;
  readonly year: number;
  readonly timePoint: 'start' | 'end';
  readonly study: string;
};

/** RES-20: the pages of the groups that somebody teaches, newest first. */
export async function classChoices(house: House, sources: Sources, who: Person): Promise<readonly ClassChoice[]> {
  const groups = await groupsFor(house, who);
  const choices: ClassChoice[] = [];
  for (const year of await yearsOf(house.log.read)) {
    const names = await cellNames(house.log.read, year.year);
    for (const { study, timePoint } of pointsOf(year)) {
      const known = new Set(await sources.cellsOf(house, study));
      for (const group of groups) {
        for (const { cell, titles, grade } of names.filter((name) => known.has(name.cell) && isOf(group, name))) {
          const { subject } = group;
          choices.push({ group: group.group, subject, cell, titles, grade, year: year.year, timePoint, study });
        }
      }
    }
  }
  return choices;
}

function pointsOf({ start, end }: YearStudies) {
  return [
    ...(end ? [{ study: end, timePoint: 'end' as const }] : []),
    ...(start ? [{ study: start, timePoint: 'start' as const }] : []),
  ];
}

function isOf(group: GroupRow, { grade, subjects }: CellName): boolean {
  return group.grades.includes(grade) && subjects.includes(group.subject);
}

/** Throws the refusal of a group that this person does not teach, and of a page that there is not. */
export async function classReport(
  house: House,
  sources: Sources,
  who: Person,
  asked: { readonly group: string; readonly study: string; readonly cell: string },
): Promise<ClassReport> {
  const school = house.self.school as SchoolId;
  const group = await findGroup(house.log.read, asked.group);
  if (!group || !(await mayTeach(house, who, group))) throw refused('results.no-such-group', 404);
  const choice = (await classChoices(house, sources, who)).find((each) => {
    return each.group === asked.group && each.study === asked.study && each.cell === asked.cell;
  });
  if (!choice) throw refused('results.nothing-measured', 404);
  const pupils = (await selectMembers(house.log.read, group)).filter(({ grade }) => grade === choice.grade);
  const measured = await ofPupils(house, await sources.measured(house, choice.study, choice.cell, school), pupils);
  const evidence = await ofPupils(house, await sources.evidence(house, choice.study, choice.cell, school), pupils);
  const name = (await cellNames(house.log.read, choice.year)).find(({ cell }) => cell === choice.cell) as CellName;
  const { order, texts } = objectivesOf(name);
  const table = objectiveTable(evidence, order);
  const changes = choice.timePoint === 'end' ? await changesOf(house, sources, choice, pupils, measured) : new Map();
  const byPerson = new Map(measured.map((each) => [each.person, each]));
  const rows = pupils.flatMap((pupil): ClassPupil[] => {
    const own = byPerson.get(pupil.person);
    if (!own) return [];
    const change = changes.get(pupil.person) as Change | undefined;
    const points = table.objectives.map(({ objective }) => table.rows.get(pupil.person)?.get(objective) ?? null);
    const base = { person: pupil.person, name: nameOf(house, pupil), band: bandOf(own), points };
    return [change ? { ...base, change } : base];
  });
  const { study: _, ...page } = choice;
  return {
    ...page,
    objectives: table.objectives.map((each) => said(each, texts)),
    pupils: rows.toSorted((a, b) => collator.compare(a.name, b.name)),
    without: pupils
      .filter(({ person }) => !byPerson.has(person))
      .map((pupil) => nameOf(house, pupil))
      .toSorted((a, b) => collator.compare(a, b)),
  };
}

const collator = new Intl.Collator('kk');

/** Rows of these pupils, each under the id by which the class list has them: somebody may have been entered twice. */
async function ofPupils<T extends { readonly person: PersonId }>(
  house: House,
  rows: readonly T[],
  pupils: readonly PupilRow[],
): Promise<readonly T[]> {
  const whose = await idsOfMany(
    house.log.read,
    pupils.map(({ person }) => person),
  );
  return rows.flatMap((row) => {
    const person = whose.get(row.person);
    return person ? [{ ...row, person }] : [];
  });
}

async function changesOf(
  house: House,
  sources: Sources,
  { cell, year, study }: ClassChoice,
  pupils: readonly PupilRow[],
  end: readonly Measured[],
): Promise<ReadonlyMap<PersonId, Change>> {
  const start = (await yearsOf(house.log.read)).find((each) => each.year === year)?.start;
  const link = start === undefined ? undefined : await sources.linkOf(house, start, study, cell);
  if (!start || link === undefined) return new Map();
  const before = await ofPupils(house, await sources.measured(house, start, cell, house.self.school), pupils);
  return new Map(grownOf(before, end).grown.map((grown) => [grown.person, changeOf(grown, link)]));
}
