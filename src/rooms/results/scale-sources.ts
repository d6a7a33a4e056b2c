import type { SchoolId } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import { formOf } from '#rooms/assessment/index.ts';
import {
  calibratedCells,
  calibrationOf,
  scalePoints,
  omitted,
  scaleSize,
  scoredTable,
  scoresOf,
  type LinkError,
} from '#rooms/scale/index.ts';
import { absentees } from '#rooms/sitting/index.ts';
import type { Measured } from './model/measured.ts';
import type { Evidence } from './model/objectives.ts';
import { findLink } from './queries.ts';
import type { Sources } from './sources.ts';

/** What the rooms before this one know: scores of the scale in points of 500/100, answers by objective, who was not there. */
export const scaleSources: Sources = {
  cellsOf: (house, study) => calibratedCells(house.log.read, study),
  measured,
  evidence,
  missing: async (house, study, cell, school) => {
    return absentees(house.log.read, study, school ? { cell, school } : { cell });
  },
  linkOf,
};

/** Nobody, where the cell was not calibrated or its keys are not open here. */
async function measured(house: House, study: string, cell: string, school?: SchoolId): Promise<readonly Measured[]> {
  const found = await scoresOf(house, study, cell, school);
  if (!found.ok) return [];
  const { scale, scores } = found.value;
  return scores.map((each) => ({
    person: each.person,
    school: each.school,
    cell,
    score: scalePoints(each.wle, scale),
    error: scaleSize(each.se, scale),
    plausible: each.plausible.map((draw) => scalePoints(draw, scale)),
  }));
}

async function evidence(house: House, study: string, cell: string, school: SchoolId): Promise<readonly Evidence[]> {
  const table = await scoredTable(house, study, { cell, school });
  if (!table.ok) return [];
  const { attempts, forms } = table.value;
  const objectives = new Map<string, { readonly objective: string; readonly points: number }>();
  for (const form of forms) {
    for (const { item, version, objective, points } of (await formOf(house.log.read, form))?.places ?? []) {
      objectives.set(`${item}@${version}`, { objective, points });
    }
  }
  return attempts.flatMap(({ person, points }) =>
    [...points].flatMap(([item, value]): Evidence[] => {
      const place = objectives.get(item);
      // Omitted is worth nothing; what was not reached says nothing of the objective.
      if (!place || (value < 0 && value !== omitted)) return [];
      return [{ person, objective: place.objective, points: Math.max(0, value), of: place.points }];
    }),
  );
}

/** At the region as the calibration of the end gave it; at a school as the region has stated it, for single pupils. */
async function linkOf(house: House, start: string, end: string, cell: string): Promise<LinkError | undefined> {
  if (house.self.school) {
    const error = await findLink(house.log.read, start, end, cell);
    return error === undefined ? undefined : { error, freedom: Infinity, share: 0 };
  }
  const found = await calibrationOf(house, end, cell);
  const link = found?.start === start ? found.kept.link : undefined;
  if (!found || !link) return undefined;
  const points = scaleSize(1, found.kept.scale);
  return { error: link.error * points, freedom: link.freedom, share: link.share };
}
