import type { Locator, Page } from 'playwright-core';
import type { ListedLab } from '#rooms/labs/labs/list.ts';
import { playCareful } from '#rooms/labs/model/careful.ts';
import type { Notebook } from '#rooms/labs/model/notebook.ts';
import { judged } from '#rooms/labs/model/rubric/rubric.ts';
import type { SkillScore } from '#rooms/labs/model/rubric/skill.ts';
import { historyOf } from '#rooms/labs/model/seen.ts';
import { seedOf } from '#rooms/labs/model/seed.ts';
import type { Deed } from '#rooms/labs/model/world.ts';
import { handleBoard } from './board-hand.ts';
import { numberIn, q, unitIn, until, type Desk, type LabPupil } from './lab-desk.ts';
import { actionsOf, keptOf } from './lab-kept.ts';
import { fillTable } from './lab-table.ts';
import { benchWords } from './lab-words.ts';

/** Lets lab time pass at once: the page's clock goes ahead of the world's. Before the page is opened. */
export async function letTimePass(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const own = performance.now.bind(performance);
    let ahead = 0;
    performance.now = () => own() + ahead;
    Object.assign(globalThis, { passTime: (milliseconds: number) => (ahead += milliseconds) });
  });
}

/**
 * A careful pupil's whole work at a lab, from the empty bench to the report that is handed in, through nothing but what a
 * pupil touches. Answers with what the rules propose for it, and why.
 */
export async function workAt(pupil: LabPupil, listed: ListedLab, name: string): Promise<readonly SkillScore[]> {
  const { page, hand, seen, school } = pupil;
  const spec = await listed.load();
  const task = spec.tasks.find((each) => each.task === name);
  if (!task) throw new Error(`${listed.lab} has no ${name}`);
  const say = benchWords(spec.lab);
  const desk = { ...pupil, spec, task, say };
  await page.goto(`${school}/labs/${spec.lab}/${task.task}`);
  await hand.press(page.getByRole('button', { name: say('labs.begin'), exact: true }));
  await page.locator('.lab-bench').waitFor();
  const { key } = await keptOf(page, spec.lab, task.task);
  const seed = seedOf(key, spec.lab);
  await plan(desk, playCareful(spec, task, seed).notebook);
  await turnTo(desk, 'table');
  await seen('empty');
  await experiment(desk, spec.careful.deeds(task, seed));
  const readings = historyOf(spec, seed, await actionsOf(page)).seen;
  const wanted = spec.careful.write(task, { readings });
  const rows = await fillTable(desk, wanted);
  await seen('measured');
  if (!task.identity) {
    await turnTo(desk, 'plot');
    await plot(desk, wanted);
    await seen('plot');
  }
  await turnTo(desk, 'conclusion');
  await conclude(desk, wanted, rows);
  await seen('conclusion');
  await hand.press(page.getByRole('button', { name: say('labs.hand-in'), exact: true }));
  await page.getByText(say('labs.handed-in')).waitFor();
  const { notebook } = await keptOf(page, spec.lab, task.task);
  const actions = await actionsOf(page);
  return judged({ spec, task, seed, actions, notebook, isReal: false });
}

/** Turns to the next page of the notebook. */
export async function turnTo({ page, hand, say }: Desk, step: string): Promise<void> {
  await hand.press(page.getByRole('button', { name: say('labs.next', { step: say(`labs.step.${step}`) }) }));
  await page.getByRole('heading', { name: say(`labs.step.${step}`), exact: true }).waitFor();
}

/** Chooses the hypothesis, and ticks the plan. */
export async function plan(desk: Desk, { hypothesis, plan: planned }: Notebook): Promise<void> {
  const { page, hand, say } = desk;
  const list = (label: string): Locator => page.getByLabel(say(label), { exact: true });
  await hand.choose(list('labs.hypothesis.factor'), q(desk, hypothesis.factor));
  await hand.choose(list('labs.hypothesis.outcome'), q(desk, hypothesis.outcome));
  const named = { x: q(desk, hypothesis.factor), y: q(desk, hypothesis.outcome) };
  if (hypothesis.guess)
    await hand.choose(list('labs.hypothesis.guess'), say(`labs.${desk.spec.lab}.choice.${hypothesis.guess}`));
  if (hypothesis.direction)
    await hand.choose(list('labs.hypothesis.direction'), say(`labs.claim.${hypothesis.direction}`, named));
  await turnTo(desk, 'plan');
  for (const what of ['change', 'hold', 'measure'] as const)
    await tick(
      desk,
      say(`labs.plan.${what}`),
      planned[what].map((name) => q(desk, name)),
    );
}

async function tick({ page, hand }: Desk, group: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const box = page.getByRole('group', { name: group, exact: true }).getByLabel(name, { exact: true });
    await hand.press(box);
    await until(() => box.isChecked(), `${name} is ticked`);
  }
}

/** The experiment: each deed at its lab time, by the native inputs of the bench. */
export async function experiment(
  desk: Desk,
  deeds: readonly { readonly after: number; readonly deed: Deed }[],
): Promise<void> {
  const { page } = desk;
  let target = 0;
  const began = await page.evaluate(() => performance.now());
  let done = (await actionsOf(page)).length;
  for (const { after, deed } of deeds) {
    target += Math.max(0, after);
    await page.evaluate(
      ([from, to]) => {
        const missing = from + to - performance.now();
        if (missing > 0) (globalThis as unknown as { passTime(ms: number): void }).passTime(missing);
      },
      [began, target] as const,
    );
    if (!(await doneOne(desk, deed))) continue;
    const before = done;
    await until(async () => (done = (await actionsOf(page)).length) > before, `deed ${before + 1} is kept`);
    if ('read' in deed) await written(desk, deed.read);
  }
}

/** Does one deed; answers whether there was something to do: what is set already is left. */
async function doneOne(desk: Desk, deed: Deed): Promise<boolean> {
  const { page, hand, spec, say } = desk;
  const panel = page.locator('.lab-controls');
  const button = (name: string): Locator => panel.getByRole('button', { name, exact: true });
  if ('do' in deed && deed.do !== 'zero' && deed.with) {
    if (spec.lab !== 'circuit')
      throw new Error(`${spec.lab}: no native input does ${deed.do} with ${deed.with.join(', ')}`);
    await handleBoard(page, hand, say, deed);
    return true;
  }
  if (!('set' in deed)) {
    await hand.press(button(buttonFor(desk, deed)));
    return true;
  }
  const control = spec.controls.find(({ name }) => name === deed.set);
  if (!control) throw new Error(`${spec.lab} has no control ${deed.set}`);
  const name = q(desk, control.name);
  if (control.kind === 'choice') {
    const list = panel.getByLabel(name, { exact: true });
    if ((await list.inputValue()) === String(deed.to)) return false;
    await hand.choose(list, say(`labs.${spec.lab}.choice.${deed.to}`));
    return true;
  }
  const field = panel.getByLabel(say('labs.value.of', { name, unit: unitIn(desk, control.unit) }), { exact: true });
  if (numberIn(await field.inputValue()) === Number(deed.to)) return false;
  await hand.write(field, String(deed.to).replace('.', ','));
  return true;
}

/** The button that reads an instrument or does a deed of the apparatus. */
function buttonFor({ spec, say }: Desk, deed: Exclude<Deed, { readonly set: string }>): string {
  if ('read' in deed) {
    const isScale = spec.instruments.find((each) => each.name === deed.read)?.scale === 'analogue';
    return say(isScale ? 'labs.read.scale-of' : 'labs.read.of', { name: say(`labs.${spec.lab}.tool.${deed.read}`) });
  }
  if (deed.do === 'zero') return say('labs.zero', { name: say(`labs.${spec.lab}.tool.${deed.with?.[0]}`) });
  return say(`labs.${spec.lab}.do.${deed.do}`);
}

/** Reads the scale as a listener hears it, and waits until the reading stands in the table. */
async function written({ page, hand, spec, say }: Desk, instrument: string): Promise<void> {
  const about = spec.instruments.find(({ name }) => name === instrument);
  const said = page.locator('.lab-said').filter({ hasText: /\S/ });
  if (about?.scale === 'analogue') {
    const face = page.locator('.lab-dial svg');
    await face.or(said).first().waitFor();
    if (await face.isVisible()) {
      const heard = ((await face.getAttribute('aria-label')) ?? '').replaceAll('−', '-');
      const [, from = '', parts = ''] =
        /Көрсеткі (-?[\d,]+) мен -?[\d,]+ аралығында, .* кейінгі (\d+)-бөлікте/.exec(heard) ?? [];
      const value = Number(from.replace(',', '.')) + Number(parts) * about.step;
      const text = String(Number(value.toFixed(6))).replace('.', ',');
      await hand.write(page.locator('.lab-dial input'), text);
      if (await face.isVisible())
        await hand.press(page.getByRole('button', { name: say('labs.dial.write'), exact: true }));
    }
  }
  await said.waitFor();
}

/** Chooses the axes and the curve. */
export async function plot(desk: Desk, { plot: wanted, columns }: Notebook): Promise<void> {
  const { page, hand, task, say } = desk;
  const axis = (name: string): string => {
    const found = columns.find(({ column }) => column === name);
    return found ? [found.sign, unitIn(desk, found.unit)].filter(Boolean).join(', ') : '';
  };
  await hand.choose(page.getByLabel(say('labs.plot.x'), { exact: true }), axis(wanted.x));
  await hand.choose(page.getByLabel(say('labs.plot.y'), { exact: true }), axis(wanted.y));
  if (wanted.fit && !task.without?.includes('fit')) {
    await hand.choose(page.getByLabel(say('labs.plot.fit'), { exact: true }), say(`labs.fit.${wanted.fit}`));
    if (wanted.fit === 'own') await hand.write(page.locator('.lab-notebook input[aria-label]').first(), wanted.own);
    await page.locator('polyline.lab-curve').waitFor();
  }
}

/** Says what the data show, by the lines in which the rows stand. */
export async function conclude(desk: Desk, { conclusion }: Notebook, lines: readonly number[]): Promise<void> {
  const { page, hand, spec, task, say } = desk;
  const named = { x: q(desk, task.factor), y: q(desk, task.outcome) };
  const claim = page.getByLabel(say('labs.conclusion.claim'), { exact: true });
  if (task.identity) {
    const found = page.getByLabel(say(`labs.${spec.lab}.result.${task.identity.name}`), { exact: true });
    await hand.choose(found, say(`labs.${spec.lab}.choice.${conclusion.result}`));
  } else if (conclusion.direction) await hand.choose(claim, say(`labs.claim.${conclusion.direction}`, named));
  // Rows as far apart as there are show a direction; which one of a few it is, only all of them may prove.
  const all = conclusion.evidence.map((row) => lines[row - 1] ?? row);
  const some = new Set(task.identity ? all : [all[0], all[Math.floor(all.length / 2)], all.at(-1)]);
  await tick(
    desk,
    say('labs.conclusion.evidence'),
    [...some].flatMap((n) => (n === undefined ? [] : [say('labs.row', { n })])),
  );
  if (task.result && conclusion.result) {
    const fields = page.locator('.lab-result input');
    await hand.write(fields.first(), conclusion.result.replace('.', ','));
    await hand.write(fields.nth(1), conclusion.uncertainty.replace('.', ','));
  }
  await tick(
    desk,
    say('labs.conclusion.causes'),
    conclusion.causes.map((each) => say(`labs.${spec.lab}.cause.${each}`)),
  );
}
