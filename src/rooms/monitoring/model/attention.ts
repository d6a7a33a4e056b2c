import type { Work } from './share.ts';
import type { Freshness, Silence } from './silence.ts';

/** What a coordinator should look at in a school, the most pressing first. */
export const attentions = [
  'silent',
  'not-connected',
  'line-down',
  'stick-on-its-way',
  'low-share',
  'unused',
  'none',
] as const;
export type Attention = (typeof attentions)[number];

export type AttentionCase = {
  readonly isConnected: boolean;
  readonly freshness: Freshness;
  readonly silence: Silence;
  readonly work: Work;
  /** The whole region's share of right answers; undefined where there is none. */
  readonly regionShare: number | undefined;
};

/** 146 schools are compared at once: at two errors some three of them would be named by chance alone. */
const errorsBelow = 3;

/** MON-6: why a school is among those that need attention. */
export function attentionOf({ isConnected, silence, work, regionShare }: AttentionCase): Attention {
  if (!isConnected) return 'not-connected';
  if (silence === 'unknown') return 'silent';
  if (silence === 'line-down' || silence === 'stick-on-its-way') return silence;
  if (work.state === 'none') return 'unused';
  return isLow(work, regionShare) ? 'low-share' : 'none';
}

function isLow(work: Work, regionShare: number | undefined): boolean {
  if (work.state !== 'shown' || work.error === null || regionShare === undefined) return false;
  return work.right / work.answers + errorsBelow * work.error < regionShare;
}

type Ranked = { readonly attention: Attention; readonly missedDays: number; readonly school: string };

/** MON-6: the most pressing first; among the silent, those longest missed. */
export function byAttention(a: Ranked, b: Ranked): number {
  return (
    attentions.indexOf(a.attention) - attentions.indexOf(b.attention) ||
    b.missedDays - a.missedDays ||
    (a.school < b.school ? -1 : a.school > b.school ? 1 : 0)
  );
}
