export type Purpose = 'learning-records' | 'region-statistics' | 'pictures-and-voice' | 'remote-lessons';

/** What is off as long as a consent for a purpose is not in. */
export type PurposeShown = {
  readonly purpose: Purpose;
  readonly off: readonly { readonly what: string; readonly isBuilt: boolean }[];
};

/** The purposes without whose consent something is off now; what no room offers yet is off anyway. */
export function purposesThatMatter(purposes: readonly PurposeShown[]): Purpose[] {
  return purposes.filter(({ off }) => off.some(({ isBuilt }) => isBuilt)).map(({ purpose }) => purpose);
}

export type ConsentSummary = {
  readonly purposes: readonly PurposeShown[];
  readonly classes: readonly {
    readonly class: string;
    readonly pupils: number;
    readonly given: Readonly<Partial<Record<Purpose, number>>>;
  }[];
};

export type Consent = {
  readonly state: 'given' | 'withdrawn' | 'none';
  /** Who signed. */
  readonly by: string;
  readonly on: string;
  readonly withdrawnOn: string;
};

export type PupilConsents = {
  readonly person: string;
  readonly name: string;
  readonly consents: Readonly<Record<Purpose, Consent>>;
};

export type ClassConsents = {
  readonly class: string;
  readonly purposes: readonly PurposeShown[];
  readonly pupils: readonly PupilConsents[];
};

/** What was ticked on the grid and not yet sent: pupil → purposes, and who signed. */
export type Ticks = {
  readonly given: ReadonlyMap<string, readonly Purpose[]>;
  readonly by: ReadonlyMap<string, string>;
};

export const noTicks: Ticks = { given: new Map(), by: new Map() };

export function isTicked({ given }: Ticks, person: string, purpose: Purpose): boolean {
  return given.get(person)?.includes(purpose) ?? false;
}

export function ticked(ticks: Ticks, person: string, purpose: Purpose, isIn: boolean): Ticks {
  const others = (ticks.given.get(person) ?? []).filter((each) => each !== purpose);
  return { ...ticks, given: new Map([...ticks.given, [person, isIn ? [...others, purpose] : others]]) };
}

/** A whole column at once: every pupil who has not given this consent yet. */
export function tickedForAll(ticks: Ticks, pupils: readonly PupilConsents[], purpose: Purpose, isIn: boolean): Ticks {
  return pupils
    .filter(({ consents }) => consents[purpose].state !== 'given')
    .reduce((all, { person }) => ticked(all, person, purpose, isIn), ticks);
}

export function signedBy(ticks: Ticks, person: string, by: string): Ticks {
  return { ...ticks, by: new Map([...ticks.by, [person, by]]) };
}

/** Who signed for a pupil: as typed, else as on an earlier form. */
export function signerOf(ticks: Ticks, { person, consents }: PupilConsents): string {
  const earlier = Object.values(consents).find((consent) => consent.by !== '')?.by ?? '';
  return ticks.by.get(person) ?? earlier;
}

/** What goes up; pupils who have ticks and nobody who signed are named in `unsigned`, and then nothing goes up. */
export function sendable(ticks: Ticks, pupils: readonly PupilConsents[], on: string) {
  const rows = pupils.map((pupil) => ({
    pupil,
    purposes: ticks.given.get(pupil.person) ?? [],
    by: signerOf(ticks, pupil).trim(),
  }));
  const marked = rows.filter(({ purposes }) => purposes.length > 0);
  return {
    consents: marked.flatMap(({ pupil: { person }, purposes, by }) =>
      purposes.map((purpose) => ({ person, purpose, by, on })),
    ),
    unsigned: marked.filter(({ by }) => by === '').map(({ pupil }) => pupil.person),
  };
}
