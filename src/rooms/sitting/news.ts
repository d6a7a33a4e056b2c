import type { JobStart } from '#http/house.ts';
import type { LiveTopics } from '#http/live-topics.ts';
import { sittingPermissions } from './permissions.ts';

/** What open screens follow of a sitting: `room`: who is where; `seats`: what the teacher orders, for all who sit. */
export const sittingTopics: readonly LiveTopics[] = [
  { prefix: 'sitting:room:', callers: sittingPermissions['sitting.proctor'] },
  { prefix: 'sitting:seats:', callers: sittingPermissions['sitting.sit'] },
];

/** Under this name a pupil's screen hears that seats of this school have changed. */
export const allSeats = 'sitting:seats:all';

/** Tells the screens of a sitting of what was written. */
export const publishSittingNews: JobStart = (house) => {
  return house.log.onCommit((records) => {
    const rooms = new Set<string>();
    for (const { type, body } of records) {
      if (!type.startsWith('sitting.')) continue;
      const { sitting, attempt } = body as { readonly sitting?: string; readonly attempt?: string };
      rooms.add(sitting ?? attempt?.split('.')[0] ?? '');
      if (/opened|seated|told|missed/.test(type)) house.live.publish(allSeats);
    }
    for (const room of rooms) if (room) house.live.publish(`sitting:room:${room}`);
  });
};
