import { minute } from '#kernel/time.ts';
import { regionScope } from '#kernel/ids.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import type { House, JobStart } from '#http/house.ts';
import { dayOf } from '#people/index.ts';
import { findDrawn, findSealed, findSecrets, selectSealed, selectStudies, selectWindows } from './queries.ts';
import { formOpened, keysOpened } from './records.ts';
import { wrapForServers } from './seal-form.ts';

const lookEvery = minute;

/** ASM-23: the key of a form, and what it consists of, for every school by the ordinary sync. */
export async function openForAll(house: House, form: string, actor: string): Promise<Result<undefined, Refusal>> {
  const { read } = house.log;
  const [head, drawn, secrets] = [
    await findSealed(read, form),
    await findDrawn(read, form),
    await findSecrets(read, form),
  ];
  if (!head || !drawn || !secrets) return refuse('assessment.no-such-form', 404);
  const body = { form, key: secrets.key, places: drawn.places.map((place) => ({ ...place })) };
  await house.log.write(() => ({ records: [formOpened.draft(regionScope, actor, body)], answer: undefined }));
  return ok(undefined);
}

/**
 * ASM-23, ASM-24: at the region, by itself: a study's forms are opened on its first day, and the items' keys on the day
 * after the last day of the last school.
 */
export const keepOpeningDays: JobStart = (house) => {
  if (house.self.kind !== 'region') return () => undefined;
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    running = running.then(() => openDue(house)).catch(reportFailure);
  };
  run();
  const timer = setInterval(run, lookEvery);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
};

/** One look. */
export async function openDue(house: House): Promise<void> {
  const { read } = house.log;
  if (house.log.isUnsettled()) return;
  const today = dayOf(house.clock.now());
  for (const study of await selectStudies(read)) {
    if (today < study.from) {
      // A school whose server came after the sealing has no wrapped key yet.
      for (const { form } of await selectSealed(read, study.study)) await wrapForServers(house, form, 'node');
      continue;
    }
    const last =
      [study.to, ...(await selectWindows(read, study.study)).map(({ to }) => to)].toSorted().at(-1) ?? study.to;
    for (const { form } of await selectSealed(read, study.study)) {
      const opened = "select form from assessment_opened where form = ? and school = ''";
      if (!(await read.get(opened, form))) await openForAll(house, form, 'node');
      if (today > last && !(await read.get('select form from assessment_keys_opened where form = ?', form)))
        await openKeys(house, form);
    }
  }
}

async function openKeys(house: House, form: string): Promise<void> {
  const secrets = await findSecrets(house.log.read, form);
  if (!secrets) return;
  const draft = keysOpened.draft(regionScope, 'node', { form, key: secrets.keysKey });
  await house.log.write(() => ({ records: [draft], answer: undefined }));
}

function reportFailure(error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 6).join('\n') : typeof error;
  console.error(`assessment: forms were not opened\n${stack}`);
}
