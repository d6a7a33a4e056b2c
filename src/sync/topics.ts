import type { LiveEvents } from '#http/live.ts';
import type { LiveTopics } from '#http/live-topics.ts';
import { syncPermissions } from './permissions.ts';

/** What open screens may follow: `sync:link:all` says that something about links changed. */
export const syncTopics: readonly LiveTopics[] = [
  { prefix: 'sync:link:', callers: syncPermissions['sync.see-status'] },
];

/** Tells open screens, and parts of the program, that something about links changed. */
export function tellScreens(live: LiveEvents): void {
  live.publish('sync');
  live.publish('sync:link:all');
}
