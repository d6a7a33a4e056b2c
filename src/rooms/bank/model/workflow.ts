import { refuse, ok, type Refusal, type Result } from '#kernel/result.ts';

/** BNK-20: where a version of an item stands on its way. */
export const itemStates = ['draft', 'reviewed', 'tried', 'calibrated', 'in-use', 'retired'] as const;
export type ItemState = (typeof itemStates)[number];

/** What may follow: sent back for a change, one step on, or out of use for good. */
const nextStates: Readonly<Record<ItemState, readonly ItemState[]>> = {
  draft: ['reviewed', 'retired'],
  reviewed: ['draft', 'tried', 'retired'],
  tried: ['calibrated', 'retired'],
  calibrated: ['in-use', 'retired'],
  'in-use': ['retired'],
  retired: [],
};

/** What a change needs to know of the version. */
export type VersionState = { readonly version: number; readonly state: ItemState; readonly author: string };

export function statesAfter(state: ItemState): readonly ItemState[] {
  return nextStates[state];
}

/** Whether pupils may have answered the version: then it is as it is, for its numbers belong to it. */
export function isTried(state: ItemState): boolean {
  return state === 'tried' || state === 'calibrated' || state === 'in-use';
}

/** BNK-20, BNK-21: one step of the way. Who wrote a version never says that it is good; a change says why. */
export function decideState(
  now: VersionState,
  to: ItemState,
  { actor, why }: { readonly actor: string; readonly why: string },
): Result<ItemState, Refusal> {
  if (!nextStates[now.state].includes(to)) return refuse('bank.no-such-step', 409, { from: now.state, to });
  if (to === 'reviewed' && now.author === actor) return refuse('bank.own-review', 403);
  if (why.trim() === '' && to !== 'reviewed') return refuse('bank.why-missing', 422);
  return ok(to);
}

/** What an edit comes to. */
export type Edit = { readonly version: number; readonly breaksAnchors: boolean };

/**
 * BNK-22: a draft is written over; anything that somebody else has agreed to gets a new version, which begins as a
 * draft. Where pupils may have answered the newest version, the edit breaks anchors: who writes it must have said so.
 */
export function decideEdit(versions: readonly VersionState[], knowsBreak: boolean): Result<Edit, Refusal> {
  const newest = versions.toSorted((a, b) => b.version - a.version)[0];
  if (!newest) return ok({ version: 1, breaksAnchors: false });
  if (newest.state === 'draft') return ok({ version: newest.version, breaksAnchors: false });
  const breaksAnchors = versions.some(({ state }) => isTried(state));
  if (breaksAnchors && !knowsBreak) return refuse('bank.breaks-anchors', 409, { version: newest.version });
  return ok({ version: newest.version + 1, breaksAnchors });
}
