import { Hono } from 'hono';
import { z } from 'zod/mini';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Text } from '#kernel/language.ts';
import { findStudy, monitoredCells, selectSealed, selectStudies, type Study } from '#rooms/assessment/index.ts';
import { calibrationDesk, type DeskState } from './desk.ts';
import { readJson, type KeptResult } from './kept-result.ts';
import { allow } from './permissions.ts';
import { findCalibration, selectCalibrations, type CalibrationRow } from './queries.ts';

export type ScaleCell = {
  readonly cell: string;
  readonly titles: Text;
  readonly grade: number;
  readonly forms: number;
  readonly state: DeskState | null;
  /** Newest first. */
  readonly calibrations: readonly Omit<CalibrationRow, 'salt' | 'result' | 'scores'>[];
};
export type StudiesAnswer = { readonly studies: readonly Study[] };
export type StudyAnswer = { readonly study: Study; readonly cells: readonly ScaleCell[] };
export type CalibrationAnswer = {
  readonly about: Omit<CalibrationRow, 'salt' | 'result' | 'scores'>;
  readonly kept: KeptResult;
};

const beginBody = z.object({ seed: z.optional(z.string().check(z.regex(/^[0-9a-z]{1,40}$/))) });

export function scaleRoutes(house: House) {
  const desk = calibrationDesk(house);
  return new Hono<Env>()
    .get('/studies', allow('scale.see'), async (context) => {
      assertRegion(house);
      return context.json<StudiesAnswer>({ studies: await selectStudies(house.log.read) });
    })
    .get('/studies/:study', allow('scale.see'), async (context) => {
      assertRegion(house);
      const study = await findStudy(house.log.read, context.req.param('study'));
      if (!study) throw refused('scale.no-such-study', 404);
      const states = new Map(desk.states(study.study).map((state) => [state.cell, state]));
      const known = Map.groupBy(await selectCalibrations(house.log.read, study.study), ({ cell }) => cell);
      const forms = Map.groupBy(await selectSealed(house.log.read, study.study), ({ cell }) => cell);
      const { cells: monitored } = await monitoredCells(house.log.read, study.year);
      const named = new Map(monitored.map((each) => [each.cell, each]));
      const cells = [...new Set([...forms.keys(), ...known.keys()])].toSorted().map((cell): ScaleCell => {
        const calibrations = (known.get(cell) ?? []).map(publicly);
        return {
          cell,
          titles: named.get(cell)?.titles ?? { kk: cell, ru: cell, en: cell },
          grade: named.get(cell)?.grade ?? 0,
          forms: forms.get(cell)?.length ?? 0,
          state: states.get(cell) ?? null,
          calibrations,
        };
      });
      return context.json<StudyAnswer>({ study, cells });
    })
    .post('/studies/:study/:cell', allow('scale.calibrate'), input('json', beginBody), async (context) => {
      assertRegion(house);
      const { study, cell } = context.req.param();
      const { person } = personOf(context);
      const begun = await desk.begin(study, cell, person, context.req.valid('json').seed);
      if (!begun.ok) throw refused(begun.error.key, begun.error.status, begun.error.values);
      return context.json({ begun: true }, 202);
    })
    .delete('/studies/:study/:cell', allow('scale.calibrate'), (context) => {
      assertRegion(house);
      const { study, cell } = context.req.param();
      if (!desk.stop(study, cell)) throw refused('scale.runs-not', 409);
      return context.json({ stopped: true });
    })
    .get('/calibrations/:calibration', allow('scale.see'), async (context) => {
      assertRegion(house);
      const { row, kept } = await mustCalibration(house, context.req.param('calibration'));
      return context.json<CalibrationAnswer>({ about: publicly(row), kept });
    });
}

/** What may be told of a calibration: not the salt of its pseudonyms, nor where its files lie. */
function publicly(row: CalibrationRow): CalibrationAnswer['about'] {
  const { calibration, study, start, cell, method, seed, draws, inputs, pupils, schools, items, at } = row;
  return { calibration, study, start, cell, method, seed, draws, inputs, pupils, schools, items, at };
}

/** A calibration with what it gave. Throws the refusal of one that is not there. */
export async function mustCalibration(
  house: House,
  calibration: string,
): Promise<{ readonly row: CalibrationRow; readonly kept: KeptResult }> {
  const row = await findCalibration(house.log.read, calibration);
  const kept = row && (await readJson<KeptResult>(house, row.result));
  if (!row || !kept) throw refused('scale.no-such-calibration', 404);
  return { row, kept };
}

export function assertRegion(house: House): void {
  if (house.self.kind !== 'region') throw refused('scale.region-only', 409);
}
