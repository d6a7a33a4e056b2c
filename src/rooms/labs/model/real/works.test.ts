import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { findLab } from '../../labs/find-lab.ts';
import { labs } from '../../labs/list.ts';
import { judged } from '../rubric/rubric.ts';
import { emptyNotebook, type Notebook } from '../notebook.ts';
import { aSeed } from '../../testing.ts';
import { isVirtualOnly } from './virtual-only.ts';
import { hasNotebook, placeOf, programme, realId, workOf } from './works.ts';

const wordsIn = (language: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'words', `real.${language}.json`), 'utf8')) as Record<
    string,
    string
  >;

describe('works of the programme', () => {
  const { works } = programme;

  it('LAB-22: the list is dated and says whether it was checked; each work is named once, in kk, ru and en', () => {
    assert.match(programme.from, /^\d{4}-\d\d-\d\d$/);
    assert.equal(programme.checked, false);
    assert.equal(new Set(works.map(({ id }) => id)).size, works.length);
    for (const { kk, ru, en } of works) assert.ok(kk && ru && en);
  });

  it('LAB-22: a real work has its apparatus; whatever it names has a word; a virtual one has its laboratory', () => {
    for (const work of works) {
      const { id, grade, mode, lab, task, kit, hazards, change, measure } = work;
      if (mode !== 'virtual') assert.ok(kit.length > 0, `${id} has no apparatus`);
      const listed = lab === undefined ? undefined : findLab(lab)?.tasks.find((each) => each.task === task);
      if (lab) assert.ok(listed?.grades.includes(grade), `${id}: ${lab}/${task} in grade ${grade}`);
      if (mode === 'virtual') assert.ok(lab, `${id} has no laboratory`);
      assert.equal(change === undefined, measure === undefined, id);
      const keys = [
        ...kit.map((each) => `labs.kit.${each}`),
        ...hazards.map((each) => `labs.hazard.${each}`),
        ...[change, measure].flatMap((each) => (each ? [`labs.quantity.${each.name}`] : [])),
      ];
      for (const language of ['kk', 'ru', 'en'])
        for (const key of keys) assert.ok(wordsIn(language)[key], `${language}: ${key}`);
    }
  });

  it('LAB-13: what no school has the apparatus for is done at the bench alone', () => {
    for (const { lab, tasks } of labs)
      for (const { task } of tasks) assert.equal(isVirtualOnly(lab), workOf(lab, task)?.mode === 'virtual', lab);
  });

  it('LAB-13: a work without a laboratory has the same notebook and is judged by the same rules', async () => {
    const work = works.find(({ id }) => id === 'p7-3');
    assert.ok(work && hasNotebook(work));
    assert.equal(workOf(realId(work.id), 'real'), work);
    const [lab = '', name = ''] = placeOf(work).split('/');
    const spec = await findLab(lab)?.load();
    const task = spec?.tasks.find((each) => each.task === name);
    assert.ok(spec && task);
    const row = (k: number, volume: number, mass: number) => ({
      row: k,
      cells: { volume: { text: String(volume) }, mass: { text: String(mass) } },
    });
    const notebook: Notebook = {
      ...emptyNotebook,
      hypothesis: { factor: 'volume', outcome: 'mass', direction: 'grows', why: '' },
      plan: { change: ['volume'], hold: [], measure: ['mass'] },
      columns: [
        { column: 'volume', sign: 'V', unit: 'mL', source: { typed: true }, uncertainty: '0.5' },
        { column: 'mass', sign: 'm', unit: 'g', source: { typed: true }, uncertainty: '0.1' },
      ],
      rows: [row(1, 10, 27.1), row(2, 10, 26.8), row(3, 20, 54.2), row(4, 30, 80.9), row(5, 40, 108.3)],
      plot: { x: 'volume', y: 'mass', fit: 'line', own: '', without: [] },
      conclusion: {
        direction: 'grows',
        result: '',
        uncertainty: '',
        evidence: [1, 5],
        causes: ['eye'],
        text: '',
      },
    };
    const scores = judged({ spec, task, seed: aSeed(1), actions: [], notebook, isReal: true });
    assert.deepEqual(
      scores.map(({ score }) => score),
      [3, 3, 3, 3, 3, 3],
    );
  });
});
