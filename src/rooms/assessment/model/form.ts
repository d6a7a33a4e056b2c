import type { Language } from '#kernel/language.ts';
import type { ItemFace, Level } from '#rooms/bank/index.ts';
import type { MediaRef } from '#rooms/library/index.ts';

/** When in the school year a study is: growth is what lies between the two. */
export type TimePoint = 'start' | 'end';

/** An ordered set of item versions for one cell of one study (decision 14). */
export type Form = {
  readonly form: string;
  readonly study: string;
  /** Grade × subject as it is monitored: `mathematics-6`. */
  readonly cell: string;
  readonly timePoint: TimePoint;
  /** Which of several forms given beside each other: `1`, `2` … */
  readonly booklet: string;
  readonly minutes: number;
  readonly places: readonly FormPlace[];
};

/** One item at its place in a form. An anchor is shared with the form of the other time point, or with another booklet. */
export type FormPlace = {
  readonly item: string;
  readonly version: number;
  readonly points: number;
  readonly isAnchor: boolean;
  readonly objective: string;
  readonly level: Level;
};

/** What lies in the sealed file: faces in the form's order for each language, and their media. No key is in it. */
export type SealedForm = {
  readonly form: string;
  readonly minutes: number;
  readonly languages: Partial<Record<Language, readonly ItemFace[]>>;
  readonly media: Readonly<Record<MediaRef, Uint8Array>>;
};

/** A form whose seal was opened: what pupils see, and of which items it consists. */
export type OpenedForm = SealedForm & { readonly of: Form };
