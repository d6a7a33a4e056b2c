import type { ComponentType } from 'preact';
import type { Language } from '#kernel/language.ts';
import type { Role } from '#kernel/role.ts';
import { matchPath, type Params } from './router.ts';
import type { Dictionary } from './words.ts';

export type ScreenProps = { readonly params: Params };

/** A screen of a room: where it is, for whom, and how its code and words come when it is first seen. */
export type Screen = {
  /** `/lesson/:pack/:lesson`. The same path may stand several times, for different roles. */
  readonly path: string;
  readonly roles: readonly Role[];
  /** Sets of words besides the shell's: `rooms/lessons/words/`. */
  readonly words: readonly string[];
  readonly load: () => Promise<ComponentType<ScreenProps>>;
  /** What it says besides, for a pupil's screen with many words: it comes beside the code. */
  readonly own?: (language: Language, params: Params) => Promise<Dictionary>;
  /** The key of its name in the shell's words (`src/web/words`), if the head of the page leads to it. */
  readonly menu?: string;
};

export type FoundScreen = { readonly screen: Screen; readonly params: Params };

/** The first screen of the table at this path for one of these roles. */
export function findScreen(screens: readonly Screen[], path: string, roles: readonly Role[]): FoundScreen | undefined {
  for (const screen of screens) {
    const params = screen.roles.some((role) => roles.includes(role)) ? matchPath(screen.path, path) : undefined;
    if (params) return { screen, params };
  }
  return undefined;
}
