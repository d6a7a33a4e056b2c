import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import { blueprintOf, type Blueprint } from './blueprint.ts';
import type { Candidate } from './candidate.ts';
import { checkDesign, type Design, type FindingKind } from './check.ts';
import { edited, remarked } from './edit.ts';
import type { Form, FormPlace } from './form.ts';
import { makeForms } from './maker.ts';

const levels = ['A', 'B', 'C'] as const;
const rules = { anchorPercent: 33, fewestAnchors: 8, languages: ['kk', 'ru'] as const };

/** A bank of some objectives with enough items for two booklets, some of them on a shared text. */
function bankOf(objectives: number, perRow: number, shared: number): Candidate[] {
  const rows = Array.from({ length: objectives }, (_, n) =>
    levels.map((level) => ({ objective: `${(n % 3) + 1}.${n}.1`, level })),
  );
  return rows.flat().flatMap(({ objective, level }, row) =>
    Array.from({ length: perRow }, (_, n): Candidate => {
      const item = `i${row}-${n}`;
      const stimulus = n < shared ? `s${row}` : undefined;
      const right = { place: (row + n) % 4, of: 4 };
      return { item, version: 1, objective, level, points: 1, seconds: 60, languages: ['kk', 'ru'], stimulus, right };
    }),
  );
}

function blueprintFor(candidates: readonly Candidate[], own: number, both: number): Blueprint {
  const rows = new Map(candidates.map(({ objective, level }) => [`${objective} ${level}`, { objective, level }]));
  const filled = [...rows.values()].map((row, n) => ({ ...row, start: n % 2 ? own : 1, end: own, both }));
  return { year: 2026, cell: 'mathematics-6', minutes: 90, rows: filled };
}

function formsOf(blueprint: Blueprint, candidates: readonly Candidate[], seed = 's', booklets = 2): Form[] {
  const made = makeForms(blueprint, candidates, { seed, booklets, spread: 'order' });
  assert.ok(made.ok, JSON.stringify(made));
  return made.value.map((form) => ({
    ...form,
    form: `${form.timePoint}-${form.booklet}`,
    study: form.timePoint,
    cell: 'mathematics-6',
  }));
}

const candidates = bankOf(4, 6, 2);
const blueprint = blueprintFor(candidates, 1, 1);
const forms = formsOf(blueprint, candidates);
const design: Design = { ...rules, forms, blueprint, candidates };

/** Kinds of findings once something was done to the first form. */
function after(
  change: (places: readonly FormPlace[]) => readonly FormPlace[],
  of: Partial<Design> = {},
): Set<FindingKind> {
  const [first, ...rest] = forms;
  assert.ok(first);
  const changed = { ...first, places: change(first.places) };
  return new Set(checkDesign({ ...design, forms: [changed, ...rest], ...of }).map(({ kind }) => kind));
}

describe('designs of forms', () => {
  it('ASM-11, ASM-12: no made form breaks a hard rule, with items of its own for each booklet or the same mixed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 5 }),
        fc.integer({ min: 1, max: 2 }),
        fc.integer({ min: 0, max: 3 }),
        fc.constantFrom('order' as const, 'items' as const),
        fc.string({ maxLength: 6 }),
        (objectives, own, shared, spread, seed) => {
          const bank = bankOf(objectives, 1 + 4 * own + 3, shared);
          const wanted = blueprintFor(bank, own, 1);
          const made = makeForms(wanted, bank, { seed, booklets: 2, spread });
          // Shared texts may stand in the way of a blueprint; then there is no form at all.
          if (!made.ok) return assert.equal(made.error.kind, 'tangled');
          const named = made.value.map((form) => ({
            ...form,
            form: `${form.timePoint}-${form.booklet}`,
            study: form.timePoint,
            cell: 'mathematics-6',
          }));
          const found = checkDesign({ ...rules, forms: named, blueprint: wanted, candidates: bank });
          assert.deepEqual(
            found.filter(({ isHard }) => isHard),
            [],
          );
        },
      ),
      { numRuns: 15 },
    );
  });

  it('ASM-11: the same seed makes the same forms, another one others; the blueprint of what was made is the one that was asked', () => {
    assert.deepEqual(formsOf(blueprint, candidates), forms);
    assert.notDeepEqual(formsOf(blueprint, candidates, 'other'), forms);
    const [start, , end] = forms;
    assert.ok(start && end && start.timePoint === 'start' && end.timePoint === 'end');
    assert.deepEqual(
      new Set(blueprintOf(start, end, 2026).rows.map((row) => JSON.stringify(row))),
      new Set(blueprint.rows.map((row) => JSON.stringify(row))),
    );
  });

  it('ASM-11: what the bank lacks is named by objective and level', () => {
    const made = makeForms(blueprintFor(candidates, 4, 1), candidates, { seed: 's', booklets: 1, spread: 'order' });
    assert.ok(!made.ok && made.error.kind === 'short');
    assert.deepEqual([made.error.rows[0]?.have, made.error.rows[0]?.need], [6, 9]);
  });

  it('ASM-12: a sound design has no finding; each fault is found and named', () => {
    assert.deepEqual(
      checkDesign(design).filter(({ isHard }) => isHard),
      [],
    );
    const anchor = forms[0]?.places.findIndex(({ isAnchor }) => isAnchor) ?? 0;
    const lone = forms[0]?.places.findIndex(({ isAnchor }) => !isAnchor) ?? 0;
    const last = (forms[0]?.places.length ?? 0) - 1;
    const spare = candidates.find(
      ({ item }) => !forms.some(({ places }) => places.some((place) => place.item === item)),
    );
    assert.ok(spare);
    assert.ok(after((places) => places.with(lone, places[anchor] ?? places[0]!)).has('item-twice'));
    assert.ok(after((places) => places.with(lone, { ...places[lone]!, item: 'nobody' })).has('item-unknown'));
    assert.ok(after((places) => places.with(anchor, { ...places[anchor]!, version: 2 })).has('version-differs'));
    assert.ok(after((places) => edited(places, { do: 'move', from: anchor, to: last })).has('anchor-moved'));
    assert.ok(
      after((places) =>
        edited(places, { do: 'swap', at: lone, by: { ...places[lone]!, item: spare.item, isAnchor: true } }),
      ).has('anchor-mark'),
    );
    assert.ok(after((places) => places.filter((_, at) => at !== lone)).has('blueprint'));
    assert.ok(after((places) => places.filter(({ isAnchor }) => !isAnchor)).has('anchors-few'));
    const inKazakh = candidates.map((each) =>
      each.item === forms[0]?.places[0]?.item ? { ...each, languages: ['kk'] as const } : each,
    );
    assert.ok(after((places) => places, { candidates: inKazakh }).has('language-missing'));
    const slow = candidates.map((each) => ({ ...each, seconds: 600 }));
    assert.ok(after((places) => places, { candidates: slow }).has('time-long'));
    const oneKey = candidates.map((each) => ({ ...each, right: { place: 2, of: 4 } }));
    const keys = after((places) => places, { candidates: oneKey });
    assert.ok(keys.has('keys-unbalanced') && keys.has('keys-run'));
    const together = candidates.map((each) =>
      [0, last].some((at) => forms[0]?.places[at]?.item === each.item) ? { ...each, stimulus: 'far' } : each,
    );
    assert.ok(after((places) => places, { candidates: together }).has('stimulus-split'));
    assert.deepEqual(
      new Set(checkDesign({ ...design, forms: forms.slice(0, 2) }).map(({ kind }) => kind)),
      new Set(['no-form']),
    );
  });

  it('ASM-12: forms without a link are found, and named', () => {
    const apart = forms.map((form) => {
      if (form.timePoint === 'start') return form;
      const places = form.places.map((place) => ({ ...place, item: `z-${place.item}` }));
      return { ...form, places };
    });
    const found = checkDesign({ ...design, forms: apart }).filter(({ kind }) => kind === 'unlinked');
    assert.deepEqual(
      found.map(({ form, values }) => [form, values['other']]),
      [
        ['end-1', 'start-1'],
        ['end-2', 'start-1'],
      ],
    );
  });

  it('ASM-13: an anchor is what the other time point has too', () => {
    const places = forms[0]?.places ?? [];
    assert.deepEqual(
      remarked(places, new Set()).filter(({ isAnchor }) => isAnchor),
      [],
    );
    const elsewhere = new Set(forms[2]?.places.map(({ item }) => item));
    assert.deepEqual(remarked(places, elsewhere), places);
    assert.equal(edited(places, { do: 'move', from: 99, to: 0 }), places);
  });
});
