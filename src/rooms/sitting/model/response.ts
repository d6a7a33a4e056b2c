import type { Language } from '#kernel/language.ts';
import type { PersonId, SchoolId } from '#kernel/ids.ts';
import type { ItemResponse } from '#rooms/bank/index.ts';

/**
 * What is known of one item of an attempt. *Omitted*: it or something after it was shown, and it has no answer. *Not
 * reached*: neither it nor anything after it was shown.
 */
export type ResponseCode =
  | { readonly state: 'answered'; readonly response: ItemResponse }
  | { readonly state: 'omitted' }
  | { readonly state: 'not-reached' };

export type AttemptFlag =
  /** Was given more time than others. */
  | 'extra-time'
  /** Came to the school after the year had begun. */
  | 'joined-late'
  /** A page or a tablet stopped in the middle, or the teacher paused. */
  | 'interrupted'
  /** Many answers came faster than anybody reads (SIT-33). */
  | 'rapid'
  /** Two tablets went on with it in different ways. */
  | 'fork';

/** One pupil's attempt as it is scored. `ms`: for how long the item was on the screen while the clock ran. */
export type AttemptResponses = {
  readonly attempt: string;
  readonly person: PersonId;
  readonly school: SchoolId;
  readonly form: string;
  readonly study: string;
  readonly language: Language;
  readonly mode: 'tablet' | 'paper';
  readonly flags: readonly AttemptFlag[];
  readonly items: readonly (ResponseCode & { readonly item: string; readonly version: number; readonly ms: number })[];
};
