import type { Ask, Deed, LeaveAnswer, LeaveAsk } from './queries.ts';

/**
 * Who is waited for (PPL-28). `region`: it has not found the child yet; `old-school`: it was asked; `new-school`: its
 * node has not heard yet; `arrived`, `refused` and `withdrawn` are ends.
 */
export type TransferState = 'region' | 'old-school' | 'new-school' | 'arrived' | 'refused' | 'withdrawn';

export type Known = {
  readonly ask: Ask | undefined;
  readonly leave: LeaveAsk | undefined;
  readonly answer: LeaveAnswer | undefined;
  readonly deed: Deed | undefined;
  /** Whether the new school's node has made the place its own. */
  readonly hasArrived: boolean;
};

export function stateOf({ ask, leave, answer, deed, hasArrived }: Known): TransferState {
  if (hasArrived) return 'arrived';
  if (deed && deed.opened_at > 0) return 'new-school';
  if (deed && deed.refused_at > 0) return 'refused';
  if (ask?.is_withdrawn === 1) return 'withdrawn';
  if ((deed && deed.passed_at > 0) || leave) return answer?.is_accepted === 1 ? 'region' : 'old-school';
  return 'region';
}

/** What the old school owes: a person's word, its node's own record at once, or nothing any more. */
export type LeaveDue = 'answer' | 'end' | 'nothing';

/** PPL-29: a decided leave ends the place also where the school had said no; a yes is said once. */
export function leaveDue(leave: LeaveAsk, answer: LeaveAnswer | undefined): LeaveDue {
  if (answer?.is_accepted === 1) return 'nothing';
  if (leave.is_decided === 1) return 'end';
  return answer ? 'nothing' : 'answer';
}

/** Reasons that a school or the region gives; each is a sentence in `words/`. */
export const refusalReasons = ['not-here', 'other-child', 'stays', 'nobody-found'] as const;
export type RefusalReason = (typeof refusalReasons)[number];
