import assert from 'node:assert/strict';
import fc from 'fast-check';
import { playCareful } from './model/careful.ts';
import { fitOf } from './model/fit.ts';
import { anyLab, type LabSpec } from './model/lab.ts';
import type { Seed } from './model/noise.ts';
import { allowed, offBy, type Published } from './model/published.ts';
import { acted, emptyBench } from './model/replay.ts';
import { judged } from './model/rubric/rubric.ts';
import { student95 } from './model/student.ts';
import { hiddenOf, type Deed } from './model/world.ts';

export const aSeed = (k: number): Seed => [k, 2, 3, 4, 5, 6, 7, 8];

/** LAB-2: whatever hands do over the whole range of the controls, every reading is a number or says why it is none. */
export function neverNaN<State>(spec: LabSpec<State>, numRuns = 200): void {
  const settings = spec.controls.map((control) =>
    control.kind === 'choice'
      ? fc.constantFrom(...control.of).map((to): Deed => ({ set: control.name, to }))
      : fc
          .integer({ min: 0, max: Math.round((control.to - control.from) / control.step) })
          .map((k): Deed => ({ set: control.name, to: control.from + k * control.step })),
  );
  const deeds = spec.deeds.map((each) => fc.constant<Deed>({ do: each }));
  const reads = spec.instruments.map(({ name }) => fc.constant<Deed>({ read: name }));
  const many = fc.array(fc.tuple(fc.oneof(...settings, ...deeds, ...reads), fc.integer({ min: 0, max: 60_000 })), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(many, fc.integer({ min: 1, max: 1e6 }), (hands, k) => {
      let bench = emptyBench(spec, aSeed(k));
      let at = 0;
      for (const [n, [deed, pause]] of hands.entries()) {
        at += pause;
        bench = acted(spec, aSeed(k), bench, { n: n + 1, at, ...deed });
        for (const { name } of spec.instruments) {
          const value = spec.model.value(bench.state, name, aSeed(k), n);
          assert.ok(value === undefined || Number.isFinite(value), `${name} is ${value}`);
        }
      }
    }),
    { numRuns },
  );
}

/** LAB-2: what a lab's model gives is what was published, or what another solver gives. */
export function meetsPublished(all: readonly Published[]): void {
  for (const each of all) {
    const off = offBy(each);
    assert.ok(off <= allowed[each.of], `${each.what}: ${each.got}, not ${each.wanted} (${each.source}): ${off} off`);
  }
}

/** LAB-10: how many of so many careful pupils have the truth within their own 95 %. */
export function recovered<State>(spec: LabSpec<State>, name: string, seeds: number): number {
  const task = spec.tasks.find((each) => each.task === name);
  assert.ok(task?.result, `${name} has no result`);
  let inside = 0;
  for (let k = 1; k <= seeds; k++) {
    const { notebook } = playCareful(spec, task, aSeed(k));
    const fit = fitOf(notebook);
    assert.ok(typeof fit !== 'string', String(fit));
    const found = task.result.from(fit, notebook);
    assert.ok(found && Number.isFinite(found.uncertainty));
    const off = Math.abs(found.value - task.result.truth(hiddenOf(spec.hidden, aSeed(k))));
    if (off <= student95(fit.estimates.free) * found.uncertainty) inside++;
  }
  return inside;
}

/** LAB-12: a careful pupil has all points in each task of a lab. */
export function fullPoints<State>(spec: LabSpec<State>, seed: Seed): void {
  for (const task of spec.tasks) {
    const { actions, notebook } = playCareful(spec, task, seed);
    for (const { skill, score, reasons } of judged({
      spec: anyLab(spec),
      task,
      seed,
      actions,
      notebook,
      isReal: false,
    }))
      assert.equal(score, 3, `${task.task}, ${skill}, seed ${seed[0]}: ${JSON.stringify(reasons)}`);
  }
}
