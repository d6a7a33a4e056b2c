import { on, type Projection } from '#log/projection.ts';
import { calibrated, microdataTaken, parametersSet } from './records.ts';

export const scaleProjection: Projection = {
  name: 'scale',
  version: 1,
  tables: [
    {
      name: 'scale_calibrations',
      columns: {
        calibration: 'text',
        study: 'text',
        start: 'text',
        cell: 'text',
        method: 'text',
        seed: 'text',
        salt: 'text',
        draws: 'int',
        inputs: 'text',
        pupils: 'int',
        schools: 'int',
        items: 'int',
        result: 'text',
        result_bytes: 'int',
        scores: 'text',
        scores_bytes: 'int',
        actor: 'text',
        at: 'int',
        seq: 'int',
      },
      key: ['calibration'],
      indexes: [['study', 'cell']],
    },
    /** `body` is JSON that is only read whole. */
    { name: 'scale_parameters', columns: { study: 'text', cell: 'text', body: 'text' }, key: ['study', 'cell'] },
    {
      name: 'scale_taken',
      columns: { calibration: 'text', n: 'int', actor: 'text', at: 'int' },
      key: ['calibration', 'n'],
    },
  ],
  effects: [
    on(calibrated, ({ start, result, scores, ...rest }, { actor, time, seq }) => {
      const files = {
        result: result.hash,
        result_bytes: result.bytes,
        scores: scores.hash,
        scores_bytes: scores.bytes,
      };
      const row = { ...rest, start: start ?? '', ...files, actor, at: time, seq };
      return [{ op: 'upsert', table: 'scale_calibrations', row }];
    }),
    on(parametersSet, (body) => {
      const row = { study: body.study, cell: body.cell, body: JSON.stringify(body) };
      return [{ op: 'upsert', table: 'scale_parameters', row }];
    }),
    on(microdataTaken, ({ calibration }, { actor, time, seq }) => {
      return [{ op: 'insert', table: 'scale_taken', row: { calibration, n: seq, actor, at: time } }];
    }),
  ],
};
