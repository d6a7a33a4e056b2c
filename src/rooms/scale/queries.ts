import type { FileNeed } from '#http/house.ts';
import type { Reader } from '#log/store.ts';
import type { ItemModel } from './model/item-model.ts';
import type { ScaleBase } from './model/own-scale.ts';

export type CalibrationRow = {
  readonly calibration: string;
  readonly study: string;
  /** The study of the start, where this one ends its year; else empty. */
  readonly start: string;
  readonly cell: string;
  readonly method: string;
  readonly seed: string;
  readonly salt: string;
  readonly draws: number;
  readonly inputs: string;
  readonly pupils: number;
  readonly schools: number;
  readonly items: number;
  readonly result: string;
  readonly scores: string;
  readonly at: number;
};

const columns =
  'calibration, study, start, cell, method, seed, salt, draws, inputs, pupils, schools, items, result, scores, at';

/** All calibrations of a study, newest first. */
export function selectCalibrations(read: Reader, study: string): Promise<CalibrationRow[]> {
  const sql = `select ${columns} from scale_calibrations where study = ? order by cell, at desc, seq desc`;
  return read.all<CalibrationRow>(sql, study);
}

export function findCalibration(read: Reader, calibration: string): Promise<CalibrationRow | undefined> {
  return read.get<CalibrationRow>(`select ${columns} from scale_calibrations where calibration = ?`, calibration);
}

/** The newest calibration of a cell: the one that counts. */
export function newestCalibration(read: Reader, study: string, cell: string): Promise<CalibrationRow | undefined> {
  const sql = `select ${columns} from scale_calibrations where study = ? and cell = ? order by at desc, seq desc limit 1`;
  return read.get<CalibrationRow>(sql, study, cell);
}

/** What a cell of a study is scored with here; undefined until it was calibrated and the record has come. */
export type Parameters = {
  readonly calibration: string;
  readonly items: readonly ItemModel[];
  readonly population: { readonly mean: number; readonly sd: number };
  readonly scale: ScaleBase;
};

export async function findParameters(read: Reader, study: string, cell: string): Promise<Parameters | undefined> {
  const sql = 'select body from scale_parameters where study = ? and cell = ?';
  const row = await read.get<{ body: string }>(sql, study, cell);
  return row && (JSON.parse(row.body) as Parameters);
}

/** The cells of a study that can be scored here: those that were calibrated, and whose record has come. */
export async function calibratedCells(read: Reader, study: string): Promise<readonly string[]> {
  const rows = await read.all<{ cell: string }>(
    'select cell from scale_parameters where study = ? order by cell',
    study,
  );
  return rows.map(({ cell }) => cell);
}

export function selectFiles(read: Reader): Promise<FileNeed[]> {
  return read.all<FileNeed>(
    `select result as hash, result_bytes as bytes, _origin as origin from scale_calibrations
     union all select scores, scores_bytes, _origin from scale_calibrations`,
  );
}
