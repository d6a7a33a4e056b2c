/** Written down apart from the programme's works, which are long: a bench needs no more of them. A test holds both together. */
const virtualOnly: ReadonlySet<string> = new Set(['photoelectric', 'decay', 'cross', 'hardy', 'gel']);

/** What no school has the apparatus for, or may not have it. */
export function isVirtualOnly(lab: string): boolean {
  return virtualOnly.has(lab);
}
