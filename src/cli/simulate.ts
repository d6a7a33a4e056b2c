import { parseArgs } from 'node:util';

/** `tirek simulate`: plays stories of a simulated region, and says how many a second; answers with 1 where one fails. */
export async function simulateCommand(rest: readonly string[]): Promise<number> {
  const { faults } = await import('../simulation/world/faults.ts');
  const { simulate, tellFound } = await import('../simulation/world/simulate.ts');
  const { values } = parseArgs({
    args: [...rest],
    options: { seeds: { type: 'string' }, seed: { type: 'string' }, faults: { type: 'string' } },
  });
  const [seeds, seed] = [Number(values.seeds ?? 1000), Number(values.seed ?? 1)];
  const fault = values.faults === undefined ? undefined : faults[values.faults];
  const isAsked = Number.isSafeInteger(seeds) && seeds > 0 && Number.isSafeInteger(seed);
  if (!isAsked || (values.faults !== undefined && !fault)) {
    console.log('simulate --seeds N [--seed FIRST] [--faults NAME]; planted faults:');
    for (const [name, { about }] of Object.entries(faults)) console.log(`  ${name.padEnd(24)} ${about}`);
    return 2;
  }
  const began = performance.now();
  let said = began;
  const onStory = (done: number): void => {
    if (performance.now() - said < 5000) return;
    said = performance.now();
    console.log(`${done} of ${seeds} stories, ${perSecond(done, said - began)} a second`);
  };
  const { stories, found, milliseconds } = await simulate({
    seed,
    seeds,
    onStory,
    ...(fault ? { broken: fault.broken } : {}),
  });
  if (found) console.log(tellFound(found, values.faults ? ` --faults ${values.faults}` : ''));
  const rate = perSecond(stories, milliseconds);
  console.log(`${stories} stories, ${found ? '1 failed' : 'all hold'}; ${rate} a second`);
  return found ? 1 : 0;
}

function perSecond(stories: number, milliseconds: number): string {
  return (stories / (milliseconds / 1000)).toFixed(1);
}
