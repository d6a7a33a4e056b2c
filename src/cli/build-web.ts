import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const home = resolve(import.meta.dirname, '..', '..');
const marker = join(home, 'dist', 'web.hash');
/** All that the web app is made of. */
const sources = [
  'vite.config.ts',
  'package-lock.json',
  'src/screens.ts',
  'src/pupil-screens.ts',
  'src/web/**/*',
  'src/kernel/*.ts',
  'src/**/ui/**/*',
  'src/**/words/*.json',
  'src/**/model/*.ts',
  'src/rooms/labs/{labs,model}/**/*',
  'src/people/pictures.ts',
  'src/rooms/lessons/{plan,run}/*.ts',
  'src/rooms/lessons/{board,records*}.ts',
];

/** Builds the web app into `dist/web`. Does nothing where it was already built of the very same sources. */
export async function buildWeb(): Promise<void> {
  const now = hashOfSources();
  const built = ['index.html', 'home/home.js'].map((name) => join(home, 'dist', 'web', name));
  const isBuilt = [...built, marker].every((file) => existsSync(file));
  if (isBuilt && readFileSync(marker, 'utf8') === now) return;
  const { build } = await import('vite');
  await build({ configFile: join(home, 'vite.config.ts'), configLoader: 'native', logLevel: 'warn' });
  await buildHome();
  mkdirSync(join(home, 'dist'), { recursive: true });
  writeFileSync(marker, now);
}

/** The page of homework that works without a network: one script and one style sheet, which name nothing outside of them. */
async function buildHome(): Promise<void> {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: join(home, 'src', 'web'),
    publicDir: false,
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: join(home, 'dist', 'web', 'home'),
      emptyOutDir: true,
      target: 'chrome80',
      assetsInlineLimit: 1_000_000,
      cssCodeSplit: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: join(home, 'src', 'rooms', 'lessons', 'ui', 'run-home.tsx'),
        output: { format: 'iife', entryFileNames: 'home.js', assetFileNames: 'home[extname]' },
      },
    },
  });
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  const isSource = (file: string): boolean => !/\.test\.tsx?$|\.md$/.test(file);
  const files = globSync(sources, { cwd: home, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(isSource);
  for (const file of [...new Set(files)].toSorted()) hash.update(file.slice(home.length)).update(readFileSync(file));
  return hash.digest('hex');
}
