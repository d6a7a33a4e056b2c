const benches: Readonly<Record<string, () => Promise<{ readonly bench: () => Promise<void> }>>> = {
  answers: () => import('./answers.ts'),
  sync: () => import('./sync.ts'),
  page: () => import('./page.ts'),
  herd: () => import('./herd.ts'),
  start: () => import('./start.ts'),
  rebuild: () => import('./rebuild.ts'),
  restore: () => import('./restore.ts'),
  class: () => import('./class.ts'),
  calibrate: () => import('./calibrate.ts'),
  coverage: () => import('./coverage.ts'),
  sitting: () => import('./sitting.ts'),
  upload: () => import('./upload.ts'),
  accuracy: () => import('./accuracy.ts'),
  labpage: () => import('./labpage.ts'),
  rubric: () => import('./rubric.ts'),
  recovery: () => import('./recovery.ts'),
};

/** `npm run -s bench -- NAME`: a table for people, and one JSON object as the last line. */
export async function runBench(rest: readonly string[]): Promise<number> {
  const load = benches[rest[0] ?? ''];
  if (!load) {
    console.error(`tirek: which bench? ${Object.keys(benches).join(', ')}`);
    return 2;
  }
  await (await load()).bench();
  return 0;
}
