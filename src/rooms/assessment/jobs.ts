import { minute } from '#kernel/time.ts';
import { schoolScope } from '#kernel/ids.ts';
import type { House, JobStart } from '#http/house.ts';
import { selectSealed } from './queries.ts';
import { formArrived, formSealed } from './records.ts';

/** How often it is looked whether a file has come: files come by themselves, after their records. */
const lookEvery = minute;

/**
 * ASM-25: a school's node says of each form whose files are here, whole, that it has arrived: the coordinator sees before
 * the window where something is missing. At the start, when a form was announced, and each minute.
 */
export const tellArrivals: JobStart = (house) => {
  if (!house.self.school) return () => undefined;
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    running = running.then(() => tellOnce(house)).catch(reportFailure);
  };
  run();
  const timer = setInterval(run, lookEvery);
  timer.unref();
  const stopHearing = house.log.onCommit((records) => {
    if (records.some(({ type }) => type === formSealed.type)) run();
  });
  return async () => {
    stopHearing();
    clearInterval(timer);
    await running;
  };
};

/** One look. */
export async function tellOnce(house: House): Promise<void> {
  const { school } = house.self;
  // A node that was put back does not yet know what it has told already.
  if (!school || house.log.isUnsettled()) return;
  const told = await house.log.read.all<{ form: string }>(
    'select form from assessment_arrived where school = ?',
    school,
  );
  const known = new Set(told.map(({ form }) => form));
  const arrived: string[] = [];
  for (const { form, file, keysFile } of await selectSealed(house.log.read)) {
    if (!known.has(form) && (await house.files.has(file)) && (await house.files.has(keysFile))) arrived.push(form);
  }
  if (arrived.length === 0) return;
  const records = arrived.map((form) => formArrived.draft(schoolScope(school), 'node', { form }));
  await house.log.write(() => ({ records, answer: undefined }));
}

function reportFailure(error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 6).join('\n') : typeof error;
  console.error(`assessment: arrivals were not told\n${stack}`);
}
