/** What the server answers to a roster: the same for the look before and for the import itself. */
export type Located = {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly file?: string;
  readonly sheet?: string;
  readonly line?: number;
  readonly column?: number;
};

export type ShownPerson = {
  readonly sourcedId?: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly class?: string;
  readonly birth?: string;
};

/** A new row that looks like somebody whom the school has. */
export type Likely = {
  readonly sourcedId: string;
  readonly row: ShownPerson;
  readonly person: string;
  readonly present: ShownPerson;
  readonly likeness: 'same-names-and-birth-date' | 'same-names' | 'same-birth-date-and-one-name';
};

export type PlanView = {
  readonly added: readonly ShownPerson[];
  readonly changed: readonly (ShownPerson & { readonly fields: readonly string[] })[];
  readonly missing: readonly ShownPerson[];
  readonly unchanged: number;
  readonly possibleDuplicates: readonly Likely[];
  readonly groups: { readonly added: number; readonly changed: number; readonly missing: number };
};

export type SchoolChoice = { readonly sourcedId: string; readonly name: string };

export type GivenPassword = { readonly person: string; readonly name: string; readonly login: string; readonly password: string };

/** The name of a column as spreadsheets show it: 1 is A, 27 is AA. */
export function columnLetters(column: number): string {
  const rest = (column - 1) % 26;
  const letter = String.fromCodePoint(65 + rest);
  return column > 26 ? columnLetters((column - 1 - rest) / 26) + letter : letter;
}

/** Whether the import would change anything. */
export function isEmptyPlan({ added, changed, groups }: PlanView): boolean {
  return added.length + changed.length + groups.added + groups.changed === 0;
}
