import type { CloseReason } from '../records-history.ts';

/** What stands in the way of a history being open at a school, and what is known of it now. */
export type HistoryKnown = {
  /** The region's last word to this reader. */
  readonly row:
    | {
        readonly isOpen: boolean;
        readonly through: string;
        readonly reason: CloseReason | '';
        readonly closedBy: string;
      }
    | undefined;
  /** Whether the pupil is at the reader's school now. */
  readonly isAt: boolean;
  readonly isErased: boolean;
  /** The old school's word, where it said one. */
  readonly word: { readonly isOpen: boolean; readonly reason: CloseReason | '' } | undefined;
  /** Through which day it would be open if it were opened for this move. */
  readonly through: string;
  readonly today: string;
};

export type HistoryStep =
  | { readonly do: 'nothing' }
  | { readonly do: 'open'; readonly through: string }
  | { readonly do: 'close'; readonly reason: CloseReason; readonly by: 'node' | 'school' };

/**
 * LES-33: when a history opens and closes. What a coordinator or time closed opens by nobody's doing but a person's;
 * what the old school's word closed opens by its word; who left and came back finds it open again.
 */
export function nextStep({ row, isAt, isErased, word, through, today }: HistoryKnown): HistoryStep {
  const isForbidden = word?.isOpen === false;
  if (row?.isOpen) {
    if (isErased) return { do: 'close', reason: 'erased', by: 'node' };
    if (isForbidden) return { do: 'close', reason: word.reason || 'done', by: 'school' };
    if (!isAt) return { do: 'close', reason: 'left', by: 'node' };
    if (row.through < today) return { do: 'close', reason: 'time', by: 'node' };
    return { do: 'nothing' };
  }
  const mayOpen = !row || row.reason === 'left' || row.closedBy === 'school';
  const ends = row && row.through > through ? row.through : through;
  if (isAt && !isErased && !isForbidden && mayOpen && ends >= today) return { do: 'open', through: ends };
  return { do: 'nothing' };
}
