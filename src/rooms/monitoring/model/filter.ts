import type { ListRow } from '../answers.ts';
import { attentions, type Attention } from './attention.ts';
import type { Freshness } from './silence.ts';

/** What of the list is shown; an empty field shows all. */
export type Filter = {
  readonly district: string;
  readonly freshness: Freshness | '';
  readonly attention: Attention | '';
};

export const noFilter: Filter = { district: '', freshness: '', attention: '' };

export function fits(row: ListRow, { district, freshness, attention }: Filter): boolean {
  if (district !== '' && row.district.kk !== district) return false;
  if (freshness !== '' && row.freshness !== freshness) return false;
  return attention === '' || row.attention === attention;
}

/** How many schools need what, the most pressing first; those that need nothing are left out. */
export function needsOf(
  rows: readonly ListRow[],
): readonly { readonly attention: Attention; readonly schools: number }[] {
  return attentions
    .filter((attention) => attention !== 'none')
    .map((attention) => ({ attention, schools: rows.filter((row) => row.attention === attention).length }))
    .filter(({ schools }) => schools > 0);
}
