import type { PersonId, SchoolId } from '#kernel/ids.ts';
import { err, ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import type { House } from '#http/house.ts';
import { rowOf, scoredTable } from './answers-table.ts';
import { readJson, type KeptResult, type KeptScores } from './kept-result.ts';
import type { CellScore } from './model/cell.ts';
import type { PersonScore } from './model/estimates.ts';
import { growthOf, type Growth, type LinkError } from './model/growth.ts';
import type { ScaleBase } from './model/own-scale.ts';
import { measurePersons } from './model/persons.ts';
import { answersOf } from './model/responses.ts';
import { findCalibration, findParameters, newestCalibration, type CalibrationRow } from './queries.ts';

/** The calibration of a cell that counts, with what it gave; undefined where there is none, or its file is not here. */
export async function calibrationOf(
  house: House,
  study: string,
  cell: string,
): Promise<(CalibrationRow & { readonly kept: KeptResult }) | undefined> {
  const row = await newestCalibration(house.log.read, study, cell);
  const kept = row && (await readJson<KeptResult>(house, row.result));
  return row && kept && { ...row, kept };
}

export type ScoredPerson = PersonScore & { readonly school: SchoolId };

/** Scores with the scale that their points are made on (`scalePoints`) and the calibration that they come of. */
export type CellScores = {
  readonly calibration: string;
  readonly scale: ScaleBase;
  readonly scores: readonly ScoredPerson[];
};

/**
 * Scores of a cell: at the region as the calibration gave them, with plausible values; at a school its own pupils', worked out at once with the fixed
 * items that came (SCL-22), without plausible values, which are for groups. Refused until there is a calibration, and at a school until the keys are open.
 */
export async function scoresOf(
  house: House,
  study: string,
  cell: string,
  school?: SchoolId,
): Promise<Result<CellScores, Refusal>> {
  if (house.self.school) return ownScores(house, study, cell, house.self.school);
  const parameters = await findParameters(house.log.read, study, cell);
  const row = parameters && (await findCalibration(house.log.read, parameters.calibration));
  const kept = row && (await readJson<KeptScores>(house, row.scores));
  if (!row || !kept) return refuse('scale.not-calibrated', 404);
  const list =
    row.study === study && row.start !== '' ? kept.end : row.study === study ? (kept.start ?? kept.end) : kept.start;
  const scores = (list ?? []).flatMap((score, n): ScoredPerson[] => {
    const { person, school: at } = kept.persons[n]!;
    return score && (!school || at === school)
      ? [{ person: person as PersonId, school: at as SchoolId, ...score }]
      : [];
  });
  return ok({ calibration: row.calibration, scale: parameters.scale, scores });
}

async function ownScores(
  house: House,
  study: string,
  cell: string,
  school: SchoolId,
): Promise<Result<CellScores, Refusal>> {
  const parameters = await findParameters(house.log.read, study, cell);
  if (!parameters) return refuse('scale.not-calibrated', 404);
  const table = await scoredTable(house, study, { cell, school });
  if (!table.ok) return table;
  const { items, attempts } = table.value;
  const data = Int8Array.from(attempts.flatMap((attempt) => rowOf(attempt, items)));
  const answers = answersOf({ items, persons: attempts.length, data }, 'wrong');
  if (!answers.ok) return err({ key: `scale.fault.${answers.error.why}`, status: 409 });
  const measures = measurePersons(answers.value, parameters.items, [parameters.population]);
  const scores = attempts.flatMap(({ person }, n): ScoredPerson[] => {
    const measure = measures[n];
    if (!measure) return [];
    const { theta: wle, se, points, of, expected } = measure;
    return [{ person, school, wle, se, points, of, eap: expected?.theta ?? wle, plausible: [] }];
  });
  return ok({ calibration: parameters.calibration, scale: parameters.scale, scores });
}

/** A pupil who sat at both times. */
export type GrownPerson = {
  readonly person: PersonId;
  readonly school: SchoolId;
  readonly start: CellScore;
  readonly end: CellScore;
};

/** Growth of a cell's year: of who sat at both times, and who is missing at one. */
export type CellGrowth = {
  readonly calibration: string;
  readonly scale: ScaleBase;
  readonly link: LinkError;
  readonly persons: readonly GrownPerson[];
  /** Who sat at the start only, and at the end only. */
  readonly left: number;
  readonly came: number;
  readonly growth: Growth | undefined;
};

/**
 * SCL-12: growth by the calibration of an end study, of all schools or some, the error of the link in it. Refused where the start and the end were not
 * calibrated together.
 */
export async function growthIn(
  house: House,
  endStudy: string,
  cell: string,
  schools?: readonly SchoolId[],
): Promise<Result<CellGrowth, Refusal>> {
  const found = await calibrationOf(house, endStudy, cell);
  const kept = found && (await readJson<KeptScores>(house, found.scores));
  if (!found || !kept) return refuse('scale.not-calibrated', 404);
  const { link } = found.kept;
  if (!link || !kept.start || !kept.end) return refuse('scale.no-growth', 409);
  const wanted = schools && new Set<string>(schools);
  const persons: GrownPerson[] = [];
  let [left, came] = [0, 0];
  for (const [n, { person, school }] of kept.persons.entries()) {
    if (wanted && !wanted.has(school)) continue;
    const [start, end] = [kept.start[n] ?? null, kept.end[n] ?? null];
    if (start && end) persons.push({ person: person as PersonId, school: school as SchoolId, start, end });
    else if (start) left++;
    else if (end) came++;
  }
  const draw = (time: 'start' | 'end'): number[][] =>
    (persons[0]?.[time].plausible ?? []).map((_, m) => persons.map((each) => each[time].plausible[m]!));
  const numbers = new Map([...new Set(persons.map(({ school }) => school))].map((school, n) => [school, n]));
  const growth = growthOf(
    draw('start'),
    draw('end'),
    persons.map(({ school }) => numbers.get(school)!),
    link,
  );
  return ok({ calibration: found.calibration, scale: found.kept.scale, link, persons, left, came, growth });
}
