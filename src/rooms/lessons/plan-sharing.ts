import { regionScope, type GroupId } from '#kernel/ids.ts';
import type { House, JobStart } from '#http/house.ts';
import type { Draft } from '#log/record.ts';
import type { Plan } from './plan/plan.ts';
import { findPlanContent } from './queries-plan.ts';
import { selectOffersToDo } from './queries-plan-shared.ts';
import { planClosed, planOffered, planPublished, planSaved } from './records-plan.ts';

/** LES-58: what the region's node does by itself when schools offer plans, or take them back. */
export const publishSharedPlans: JobStart = (house) => {
  if (house.self.kind !== 'region') return () => undefined;
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    running = running.then(() => answerOffers(house)).catch(reportFailure);
  };
  run();
  const stops = [
    house.log.onSettled(run),
    house.log.onCommit((records) => {
      if (records.some(({ type }) => type === planOffered.type || type === planSaved.type)) run();
    }),
  ];
  return async () => {
    for (const stop of stops) stop();
    await running;
  };
};

/** One look. A version that is not here yet is waited for: its record comes with the same stream. */
export async function answerOffers(house: House): Promise<void> {
  // A node that was put back does not yet know what it has published already.
  if (house.log.isUnsettled()) return;
  await house.log.write(async (on) => {
    const records: Draft[] = [];
    for (const { plan, school, version, isOpen } of await selectOffersToDo(on)) {
      const found = isOpen ? await findPlanContent(on, school, plan, version) : undefined;
      if (found) {
        const body = { plan, school, version, content: nobodys(found.content) };
        records.push(planPublished.draft(regionScope, 'node', body));
      } else if (!isOpen) records.push(planClosed.draft(regionScope, 'node', { plan, school, isTakenDown: false }));
    }
    return { records, answer: undefined };
  });
}

/** Groups are their school's own. Two lanes of one grade stay apart. */
function nobodys(content: Plan): Plan {
  return { ...content, lanes: content.lanes.map((lane) => ({ ...lane, group: `shared-${lane.lane}` as GroupId })) };
}

/** The stack without the message, which may hold what a person typed. */
function reportFailure(error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 6).join('\n') : typeof error;
  console.error(`lessons: sharing plans failed\n${stack}`);
}
