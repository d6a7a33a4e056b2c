import type { PersonId } from '#kernel/ids.ts';
import { hour } from '#kernel/time.ts';
import type { House, JobStart } from '#http/house.ts';
import type { LogRecord } from '#log/record.ts';
import { keepAtRegion } from './at-region.ts';
import { tellAtSchool } from './at-school.ts';

/** Records of others after which a history may begin, end, or be told on. */
const triggers = new Set([
  'people.leave-answered',
  'people.transfer-opened',
  'people.enrolled',
  'people.enrolment-ended',
  'people.person-erased',
  'people.persons-joined',
  'people.persons-parted',
  'lessons.history-told',
  'lessons.history-opened',
  'lessons.history-closed',
  'lessons.history-word',
  'sync.node-endorsed',
]);

/** How often it is looked whether a history's time has come. */
const lookEvery = hour;

/**
 * LES-30 … LES-33 by themselves: at the start, when records come in, and each hour. Many records at once call for one
 * look. What fails is tried again with the next record, or in an hour.
 */
export const keepHistories: JobStart = (house) => {
  let leavers: ReadonlySet<PersonId> = new Set();
  let isDue = false;
  let running: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    isDue = false;
    // A node that was put back does not yet know what it has told already.
    if (house.log.isUnsettled()) return;
    const { school } = house.self;
    if (school) leavers = await tellAtSchool(house, school);
    else await keepAtRegion(house);
  };
  const run = (): void => {
    if (isDue) return;
    isDue = true;
    running = running.then(look).catch(reportFailure);
  };
  run();
  const timer = setInterval(run, lookEvery);
  timer.unref();
  const stopSettled = house.log.onSettled(run);
  const stopHearing = house.log.onCommit((records) => {
    if (records.some((record) => triggers.has(record.type) || isOfLeaver(house, leavers, record))) run();
  });
  return async () => {
    stopSettled();
    stopHearing();
    clearInterval(timer);
    await running;
  };
};

/** A late record: work or a mark of who has left. */
function isOfLeaver(
  { self }: House,
  leavers: ReadonlySet<PersonId>,
  { type, actor, body, stream }: LogRecord,
): boolean {
  if (leavers.size === 0 || stream.node !== self.node || !type.startsWith('lessons.')) return false;
  const about = (body as { readonly person?: PersonId }).person;
  return leavers.has(actor as PersonId) || (about !== undefined && leavers.has(about));
}

/** The stack without the message: a message may hold what a person typed. */
function reportFailure(error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 6).join('\n') : typeof error;
  console.error(`lessons: a history was not kept\n${stack}`);
}
