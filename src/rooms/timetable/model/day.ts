import { day as dayMilliseconds, localOffset, minute, type Instant } from '#kernel/time.ts';

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const clockPattern = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Whether a text is a day of the calendar, `2026-09-01`; `2026-02-30` is none. */
export function isDay(text: string): boolean {
  if (!dayPattern.test(text)) return false;
  const parsed = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().slice(0, 10) === text;
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMilliseconds).toISOString().slice(0, 10);
}

/** From the first day to the second: 1 for two days that follow each other. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMilliseconds);
}

/** 1 is Monday. */
export function weekdayOf(day: string): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

export function mondayOf(day: string): string {
  return addDays(day, 1 - weekdayOf(day));
}

/** Each day from the first to the last, both included. */
export function daysFrom(first: string, last: string): string[] {
  const count = Math.max(0, daysBetween(first, last) + 1);
  return Array.from({ length: count }, (_, n) => addDays(first, n));
}

export function isClock(text: string): boolean {
  return clockPattern.test(text);
}

/** Minutes since midnight of a time of day, `08:30`. */
export function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

export function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** The instant at which it is so many minutes after midnight in Kazakhstan. */
export function instantOf(day: string, minutes: number): Instant {
  return (Date.parse(`${day}T00:00:00Z`) - localOffset + minutes * minute) as Instant;
}

/** What the clock in the school shows at an instant: a device may live by another zone. */
export function clockAt(instant: number): string {
  return new Date(instant + localOffset).toISOString().slice(11, 16);
}
