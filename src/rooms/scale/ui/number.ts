import { useApp } from '#web/app.ts';
import { formatNumber } from '#web/format.ts';

/** Writes numbers in the reader's language; a dash where there is none (a JSON file keeps no NaN). */
export function useNumber(): (value: number | null | undefined, places?: number) => string {
  const { language } = useApp();
  return (value, places = 2) =>
    value === null || value === undefined || !Number.isFinite(value)
      ? '–'
      : formatNumber(language.value, value, places);
}
