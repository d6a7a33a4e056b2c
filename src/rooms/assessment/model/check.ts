import type { Language } from '#kernel/language.ts';
import { rowKey, type Blueprint } from './blueprint.ts';
import { sectionOf, type Candidate } from './candidate.ts';
import type { Form, TimePoint } from './form.ts';
import { linkedGroups } from './link.ts';

/** What is wrong with a design, in which form and at which item. A hard one keeps the form from being sealed. */
export type Finding = {
  readonly kind: FindingKind;
  readonly isHard: boolean;
  readonly form?: string;
  readonly item?: string;
  readonly values: Readonly<Record<string, string | number>>;
};

export const hardKinds = [
  'no-form',
  'item-unknown',
  'item-twice',
  'version-differs',
  'language-missing',
  'anchors-few',
  'anchor-moved',
  'anchor-mark',
  'unlinked',
  'blueprint',
  'time-long',
] as const;
export const softKinds = [
  'anchors-level',
  'anchors-section',
  'keys-unbalanced',
  'keys-run',
  'time-tight',
  'stimulus-split',
] as const;
export type FindingKind = (typeof hardKinds)[number] | (typeof softKinds)[number];

/** All forms of one cell in one school year, and what they are held against. */
export type Design = {
  readonly forms: readonly Form[];
  readonly blueprint?: Blueprint | undefined;
  readonly candidates: readonly Candidate[];
  /** The least share of a form that the other time point has too, in per cent. */
  readonly anchorPercent: number;
  readonly fewestAnchors: number;
  readonly languages: readonly Language[];
};

/** ASM-12: everything that is wrong with a design, hard things first. It knows nothing of how the forms were made. */
export function checkDesign(design: Design): Finding[] {
  const known = new Map(design.candidates.map((each) => [each.item, each]));
  const findings = [
    ...missingForms(design),
    ...design.forms.flatMap((form) => [
      ...itemFindings(form, known, design.languages),
      ...stimulusFindings(form, known),
      ...blueprintFindings(form, design.blueprint),
      ...timeFindings(form, known),
      ...keyFindings(form, known),
      ...anchorFindings(form, design),
    ]),
    ...versionFindings(design.forms),
    ...linkFindings(design),
  ];
  return findings.toSorted((a, b) => Number(b.isHard) - Number(a.isHard));
}

function hard(kind: (typeof hardKinds)[number], of: Omit<Finding, 'kind' | 'isHard'>): Finding {
  return { kind, isHard: true, ...of };
}

function soft(kind: (typeof softKinds)[number], of: Omit<Finding, 'kind' | 'isHard'>): Finding {
  return { kind, isHard: false, ...of };
}

function missingForms({ forms }: Design): Finding[] {
  const points: readonly TimePoint[] = ['start', 'end'];
  const missing = points.filter((point) => !forms.some(({ timePoint }) => timePoint === point));
  return missing.map((timePoint) => hard('no-form', { values: { timePoint } }));
}

type Known = ReadonlyMap<string, Candidate>;

function itemFindings({ form, places }: Form, known: Known, languages: readonly Language[]): Finding[] {
  const seen = new Set<string>();
  return places.flatMap(({ item }, at): Finding[] => {
    const values = { place: at + 1 };
    const twice = seen.has(item) ? [hard('item-twice', { form, item, values })] : [];
    seen.add(item);
    const candidate = known.get(item);
    if (!candidate) return [...twice, hard('item-unknown', { form, item, values })];
    const missing = languages.filter((language) => !candidate.languages.includes(language));
    return [
      ...twice,
      ...missing.map((language) => hard('language-missing', { form, item, values: { ...values, language } })),
    ];
  });
}

function stimulusFindings({ form, places }: Form, known: Known): Finding[] {
  const last = new Map<string, number>();
  return places.flatMap(({ item }, at): Finding[] => {
    const stimulus = known.get(item)?.stimulus;
    if (stimulus === undefined) return [];
    const before = last.get(stimulus);
    last.set(stimulus, at);
    return before === undefined || before === at - 1
      ? []
      : [soft('stimulus-split', { form, item, values: { place: at + 1, before: before + 1 } })];
  });
}

function blueprintFindings({ form, timePoint, places }: Form, blueprint: Blueprint | undefined): Finding[] {
  if (!blueprint) return [];
  const have = new Map<string, number>();
  for (const place of places) have.set(rowKey(place), (have.get(rowKey(place)) ?? 0) + 1);
  const rows = blueprint.rows.map((row) => ({ ...row, need: row.both + row[timePoint] }));
  const keys = new Set(rows.map(rowKey));
  const strange = places.filter((place) => !keys.has(rowKey(place)));
  return [
    ...rows.flatMap(({ objective, level, need, ...row }) => {
      const count = have.get(rowKey({ objective, level, ...row })) ?? 0;
      return count === need ? [] : [hard('blueprint', { form, values: { objective, level, have: count, need } })];
    }),
    ...strange.map(({ item, objective, level }) =>
      hard('blueprint', {
        form,
        item,
        values: { objective, level, have: have.get(rowKey({ objective, level })) ?? 0, need: 0 },
      }),
    ),
  ];
}

/** A tenth of the time is for reading and looking over. */
const tightShare = 0.9;

function timeFindings({ form, minutes, places }: Form, known: Known): Finding[] {
  const seconds = places.reduce((sum, { item }) => sum + (known.get(item)?.seconds ?? 0), 0);
  const values = { have: Math.ceil(seconds / 60), minutes };
  if (seconds > minutes * 60) return [hard('time-long', { form, values })];
  return seconds > tightShare * minutes * 60 ? [soft('time-tight', { form, values })] : [];
}

/** From so many questions with options on it is counted at which place the right one lies. */
const fewestKeys = 8;
const mostKeyShare = 0.4;
const longestRun = 3;

function keyFindings({ form, places }: Form, known: Known): Finding[] {
  const rights = places.flatMap(({ item }) => known.get(item)?.right ?? []);
  if (rights.length < fewestKeys) return [];
  const findings: Finding[] = [];
  for (let place = 0; place < 8; place++) {
    const have = rights.filter((right) => right.place === place).length;
    if (have > mostKeyShare * rights.length) {
      findings.push(soft('keys-unbalanced', { form, values: { option: letterOf(place), have, of: rights.length } }));
    }
  }
  let run = 1;
  for (const [at, { place }] of rights.entries()) {
    run = at > 0 && rights[at - 1]?.place === place ? run + 1 : 1;
    if (run === longestRun + 1)
      findings.push(soft('keys-run', { form, values: { option: letterOf(place), most: longestRun } }));
  }
  return findings;
}

/** Options are called A, B, C … as on paper. */
export function letterOf(place: number): string {
  return String.fromCharCode(65 + place);
}

function anchorFindings(form: Form, { forms, anchorPercent, fewestAnchors }: Design): Finding[] {
  const others = forms.filter(({ timePoint }) => timePoint !== form.timePoint);
  if (others.length === 0) return [];
  const elsewhere = new Set(others.flatMap(({ places }) => places.map(({ item }) => item)));
  const anchors = form.places.filter(({ item }) => elsewhere.has(item));
  const need = Math.max(fewestAnchors, Math.ceil((anchorPercent * form.places.length) / 100));
  return [
    ...(anchors.length < need
      ? [hard('anchors-few', { form: form.form, values: { have: anchors.length, need } })]
      : []),
    ...form.places.flatMap(({ item, isAnchor }, at) =>
      isAnchor === elsewhere.has(item)
        ? []
        : [hard('anchor-mark', { form: form.form, item, values: { place: at + 1, is: isAnchor ? 1 : 0 } })],
    ),
    ...movedAnchors(form, forms),
    ...unspread(form, anchors),
  ];
}

/** An anchor may move by 15 % of the form: what stands later is harder by standing there. */
const mostMovedShare = 0.15;

/** Told once for each pair of forms: in the one whose id comes later. */
function movedAnchors(form: Form, forms: readonly Form[]): Finding[] {
  const earlier = forms.filter((other) => other.timePoint !== form.timePoint && other.form < form.form);
  return earlier.flatMap((other) => {
    const places = new Map(other.places.map(({ item }, at) => [item, at]));
    return form.places.flatMap(({ item }, at): Finding[] => {
      const there = places.get(item);
      const most = Math.ceil(mostMovedShare * Math.max(form.places.length, other.places.length));
      if (there === undefined || Math.abs(there - at) <= most) return [];
      const values = { place: at + 1, other: other.form, there: there + 1, most };
      return [hard('anchor-moved', { form: form.form, item, values })];
    });
  });
}

/** A level or a part of the programme of which the form has so many items needs an anchor. */
const fewestToSpread = 4;

function unspread({ form, places }: Form, anchors: Form['places']): Finding[] {
  const sets = [
    ['anchors-level', (place: Form['places'][number]): string => place.level],
    ['anchors-section', (place: Form['places'][number]): string => sectionOf(place.objective)],
  ] as const;
  return sets.flatMap(([kind, of]) => {
    const counts = new Map<string, number>();
    for (const place of places) counts.set(of(place), (counts.get(of(place)) ?? 0) + 1);
    const covered = new Set(anchors.map(of));
    const bare = [...counts].filter(([name, count]) => count >= fewestToSpread && !covered.has(name));
    return bare.map(([name, count]) => soft(kind, { form, values: { name, count } }));
  });
}

function versionFindings(forms: readonly Form[]): Finding[] {
  const first = new Map<string, { readonly version: number; readonly form: string }>();
  return forms.flatMap(({ form, places }) =>
    places.flatMap(({ item, version }, at): Finding[] => {
      const before = first.get(item);
      if (!before) first.set(item, { version, form });
      if (!before || before.version === version) return [];
      const values = { place: at + 1, version, other: before.form, there: before.version };
      return [hard('version-differs', { form, item, values })];
    }),
  );
}

function linkFindings({ forms, fewestAnchors }: Design): Finding[] {
  const linked = forms.map(({ form, places }) => ({ form, items: new Set(places.map(({ item }) => item)) }));
  const [first, ...apart] = linkedGroups(linked, fewestAnchors).toSorted((a, b) => b.length - a.length);
  return apart.flat().map((form) => hard('unlinked', { form, values: { other: first?.[0] ?? '' } }));
}
