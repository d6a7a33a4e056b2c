import type { Language } from '#kernel/language.ts';
import { formatDate, formatNumber, formatTime } from '#web/format.ts';
import type { Say } from '#web/words.ts';
import { dateOf, dayOf, type Day } from '../model/day.ts';
import type { Work } from '../model/share.ts';

export function numberText(value: number, language: Language): string {
  return formatNumber(language, value);
}

/** A calendar day; the year only where it is not the present one. */
export function dayText(date: string, language: Language, now?: number): string {
  const isThisYear = now === undefined || dateOf(dayOf(now)).slice(0, 4) === date.slice(0, 4);
  return formatDate(language, date, isThisYear ? 'day' : 'full');
}

/** An instant as day and hour. */
export function momentText(instant: number, language: Language): string {
  return `${formatDate(language, instant, 'full')}, ${formatTime(instant)}`;
}

type Shown = Extract<Work, { state: 'shown' }>;

/** A share in per cent with one decimal, written as in each language. */
export function percent(share: number, language: Language): string {
  return formatNumber(language, share * 100, 1);
}

export function shareOf({ right, answers }: Shown): number {
  return answers === 0 ? 0 : right / answers;
}

/** `63,2 %` */
export function shareText(work: Shown, say: Say, language: Language): string {
  return work.answers === 0 ? '–' : say('monitoring.work.share', { percent: percent(shareOf(work), language) });
}

/** `± 1,4 %`; empty where the error cannot be told. */
export function errorText(work: Shown, say: Say, language: Language): string {
  return work.error === null ? '' : say('monitoring.work.error', { error: percent(work.error, language) });
}

export function rightText({ right, answers }: Shown, say: Say, language: Language): string {
  return say('monitoring.work.of', { right: numberText(right, language), answers: numberText(answers, language) });
}

export function finishedText({ finished, begun }: Shown, say: Say, language: Language): string {
  return say('monitoring.work.finished', {
    finished: numberText(finished, language),
    begun: numberText(begun, language),
  });
}

/** When a school was last heard from, seen from now: with the hour today, else the day. */
export function heardText(heardAt: number | undefined, now: number, say: Say, language: Language): string {
  if (heardAt === undefined) return say('monitoring.freshness.never');
  const day = dayOf(heardAt);
  const today = dayOf(now);
  if (day === today) return `${say('monitoring.freshness.today')}, ${formatTime(heardAt)}`;
  return day === ((today - 1) as Day) ? say('monitoring.yesterday') : dayText(dateOf(day), language, now);
}
