import { Hono } from 'hono';
import { z } from 'zod/mini';
import { language } from '#kernel/schema.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { dayOf } from '#people/index.ts';
import { findStudy, monitoredCells } from '#rooms/assessment/index.ts';
import { readJson, type KeptScores } from './kept-result.ts';
import { packMicrodata } from './microdata.ts';
import { reportOf } from './model/report.ts';
import { allow } from './permissions.ts';
import { sayIn } from './print/words.ts';
import { printReport } from './print/technical.ts';
import type { CalibrationRow } from './queries.ts';
import { microdataTaken, scaleScope } from './records.ts';
import { assertRegion, mustCalibration } from './routes.ts';
import { prepareTask } from './task.ts';

/** What of a calibration leaves the house: the technical report, and microdata. */
export function paperRoutes(house: House) {
  return new Hono<Env>()
    .get(
      '/calibrations/:calibration/report.pdf',
      allow('scale.see'),
      input('query', z.object({ lang: language })),
      async (context) => {
        assertRegion(house);
        const { row, kept } = await mustCalibration(house, context.req.param('calibration'));
        const { lang } = context.req.valid('query');
        const what = await nameOfCell(house, row, lang);
        const frame = { lang, today: dayOf(house.clock.now()), what, inputs: row.inputs };
        const pdf = await printReport(reportOf(kept), frame);
        return context.body(pdf, 200, { 'content-type': 'application/pdf', 'cache-control': 'no-store' });
      },
    )
    .get('/calibrations/:calibration/microdata.zip', allow('scale.take-microdata'), async (context) => {
      assertRegion(house);
      const { row } = await mustCalibration(house, context.req.param('calibration'));
      const prepared = await prepareTask(house, { study: row.study, cell: row.cell, seed: row.seed, salt: row.salt });
      const scores = await readJson<KeptScores>(house, row.scores);
      if (!prepared.ok || !scores) throw refused('scale.no-such-calibration', 404);
      if (prepared.value.inputs !== row.inputs) throw refused('scale.answers-changed', 409);
      const zip = packMicrodata(prepared.value.task, scores, row.method, row.salt);
      const taken = microdataTaken.draft(scaleScope, personOf(context).person, { calibration: row.calibration });
      await house.log.write(() => ({ records: [taken], answer: undefined }));
      return context.body(new Uint8Array(zip), 200, { 'content-type': 'application/zip', 'cache-control': 'no-store' });
    });
}

async function nameOfCell(house: House, { study, cell }: CalibrationRow, lang: 'kk' | 'ru' | 'en'): Promise<string> {
  const known = await findStudy(house.log.read, study);
  if (!known) return `${cell}, ${study}`;
  const { cells } = await monitoredCells(house.log.read, known.year);
  const title = cells.find((each) => each.cell === cell)?.titles[lang] ?? cell;
  return `${title}, ${sayIn(lang)(`time.${known.timePoint}`, { year: known.year, next: known.year + 1 }).toLowerCase()}`;
}
