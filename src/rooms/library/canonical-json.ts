/**
 * JSON with the keys of every object in the order of their UTF-16 code units, without spaces, and without undefined
 * entries: equal values give equal bytes. Numbers must be whole, so that no engine's way of writing fractions matters.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'number' && !Number.isSafeInteger(part)) throw new TypeError('not a whole number');
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
