/** What a pupil typed where a number belongs: the number, or why it is none. */
export type Typed =
  | { readonly kind: 'number'; readonly value: number; readonly unit: string; readonly decimals: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'unread' };

/**
 * A number with comma or point, any minus, groups of three digits apart, `1,5·10^3` or `1,5e3`; what stands behind it is
 * taken for its unit. Words without a number are no number.
 */
export function typedNumber(text: string): Typed {
  const plain = text
    .trim()
    .replaceAll(/[−–—]/gu, '-')
    .replaceAll(/[\u00a0\u202f]/gu, ' ');
  if (plain === '') return { kind: 'empty' };
  const found =
    /^(?<sign>[+-]?)\s*(?<whole>\d{1,3}(?: \d{3})+|\d+)(?:[.,](?<part>\d+))?(?:\s*[·×*]\s*10\^?\(?(?<power>[+-]?\d+)\)?|[eE](?<short>[+-]?\d+))?\s*(?<unit>[^\d\s][^\d]*\d?)?$/u.exec(
      plain,
    );
  const groups = found?.groups;
  if (!groups) return { kind: 'unread' };
  const { sign, whole = '', part = '', power, short, unit = '' } = groups;
  const value = Number(
    `${sign === '-' ? '-' : ''}${whole.replaceAll(' ', '')}.${part || '0'}e${power ?? short ?? '0'}`,
  );
  if (!Number.isFinite(value)) return { kind: 'unread' };
  return { kind: 'number', value, unit: unit.trim(), decimals: part.length };
}
