import type { House, JobStart } from '#http/house.ts';
import type { Desk } from './desk.ts';
import { passErasuresOn } from './erasure.ts';
import { resealForServers } from './reseal.ts';
import { settleAtRegion } from './transfers/region.ts';
import { settleAtSchool } from './transfers/school.ts';

/** Records after which there may be something to do by itself. */
const triggers = new Set([
  'people.transfer-asked',
  'people.transfer-withdrawn',
  'people.transfer-opened',
  'people.leave-asked',
  'people.leave-answered',
  'people.person-erased',
  'sync.node-endorsed',
]);

async function settle(house: House, desk: Desk): Promise<void> {
  // A node that was put back does not yet know what it has done already.
  if (house.log.isUnsettled()) return;
  if (house.self.kind === 'school') return settleAtSchool(house, desk);
  await settleAtRegion(house);
  await passErasuresOn(house);
  await resealForServers(house, await desk.schoolServers());
}

/**
 * What nodes do by themselves when records of others come in: pupils who change schools, erasures that go on. At the
 * start too: what came in before a power cut is found again, for it is read from the tables. An error ends nothing: the
 * next record tries again. Stopping waits for what is under way.
 */
export function settling(desk: Desk, report: (error: unknown) => void): JobStart {
  return (house) => {
    let running: Promise<void> = Promise.resolve();
    const run = (): void => {
      running = running.then(() => desk.inTurn(() => settle(house, desk))).catch(report);
    };
    run();
    const stopSettled = house.log.onSettled(run);
    const stopHearing = house.log.onCommit((records) => {
      if (records.some((record) => triggers.has(record.type))) run();
    });
    return async () => {
      stopSettled();
      stopHearing();
      await running;
    };
  };
}

/** What was cached of people is forgotten when a record about them comes in. */
export function followChanges(desk: Desk): JobStart {
  return (house) => {
    const stops = [
      house.log.onSettled(() => desk.sessions.refresh()),
      house.log.onCommit((records) => {
        if (records.some((record) => staleTypes.has(record.type))) desk.sessions.refresh();
      }),
    ];
    return () => stops.forEach((stop) => stop());
  };
}

const staleTypes = new Set([
  'people.posted',
  'people.post-ended',
  'people.person-registered',
  'people.enrolled',
  'people.enrolment-ended',
  'people.credential-set',
  'people.tablet-enrolled',
  'people.tablet-retired',
  'people.person-erased',
  'people.persons-joined',
  'people.persons-parted',
]);
