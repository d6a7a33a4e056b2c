/** A form by the items in it. */
export type Linked = { readonly form: string; readonly items: ReadonlySet<string> };

/**
 * The groups of forms that hang together: two forms are linked where they share at least `fewest` items, or over others that
 * are. Forms of different groups cannot be put on one scale.
 */
export function linkedGroups(forms: readonly Linked[], fewest: number): string[][] {
  const groups: Linked[][] = [];
  for (const form of forms) {
    const touching = groups.filter((group) => group.some((other) => shared(form, other) >= fewest));
    const joined = [...touching.flat(), form];
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    groups.push(joined);
  }
  return groups.map((group) => group.map(({ form }) => form));
}

function shared(a: Linked, b: Linked): number {
  return [...a.items].filter((item) => b.items.has(item)).length;
}
