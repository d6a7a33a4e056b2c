import type { Caller } from '#kernel/role.ts';
import { isAmong } from './frame.ts';
import type { Who } from './who.ts';

/** A family of topics that open screens may follow: `lessons:group:` and an id. */
export type LiveTopics = {
  readonly prefix: string;
  readonly callers: readonly Caller[];
  /** The id must be that of the person who follows. */
  readonly isOwnOnly?: boolean;
};

/** Bounds what one screen follows. */
export const maxTopics = 20;
const topicForm = /^[a-z][a-z-]*:[a-z][a-z-]*:[0-9a-z-]{1,40}$/;

/** LIV-1: which of these topics somebody may follow: those of a known family whose callers they are among. */
export function followable(who: Who, asked: readonly string[], families: readonly LiveTopics[]): string[] {
  return asked.filter((topic) => {
    const family = topicForm.test(topic) ? families.find(({ prefix }) => topic.startsWith(prefix)) : undefined;
    if (!family || !isAmong(who, family.callers)) return false;
    const id = topic.slice(family.prefix.length);
    return !family.isOwnOnly || (who.kind === 'person' && id === who.person);
  });
}
