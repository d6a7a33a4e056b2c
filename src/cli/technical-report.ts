import { readFileSync, writeFileSync } from 'node:fs';
import { isLanguage } from '#kernel/language.ts';
import { reportAgain, unpackMicrodata } from '#rooms/scale/microdata.ts';
import { method } from '#rooms/scale/model/cell.ts';
import { printReport } from '#rooms/scale/print/technical.ts';
import { hashOf } from '#rooms/scale/task.ts';

/** `tirek technical-report <microdata.zip> <report.pdf> [kk|ru|en]`: makes the technical report of a calibration again, from microdata alone. */
export async function technicalReport([from, to, lang = 'kk']: readonly string[]): Promise<number> {
  if (!from || !to || !isLanguage(lang)) {
    console.error('tirek: technical-report <microdata.zip> <report.pdf> [kk|ru|en]');
    return 2;
  }
  const task = unpackMicrodata(readFileSync(from), method);
  if (!task.ok) {
    const { why, row } = task.error;
    console.error(`tirek: ${from}: ${sentences[why]}${row ? ` (microdata.csv, line ${row})` : ''}`);
    return 1;
  }
  const numbers = reportAgain(task.value);
  if (!numbers) {
    console.error(`tirek: ${from}: these answers cannot be calibrated`);
    return 1;
  }
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync(to, await printReport(numbers, { lang, today, what: '', inputs: hashOf(task.value) }));
  console.log(`tirek: ${to}`);
  return 0;
}

const sentences = {
  'no-zip': 'no microdata of a calibration: microdata.csv and settings.json are not in it',
  'no-settings': 'settings.json is damaged',
  'other-method': `made by another method than ${method}: take the version of the program that made it`,
  row: 'a row is damaged',
} as const;
