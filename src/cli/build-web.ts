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
  'src/people/pictures.ts',
  'src/rooms/lessons/{plan,run}/*.ts',
  'src/rooms/lessons/{board,records*}.ts',
];

/** Builds the web app into `dist/web`. Does nothing where it was already built of the very same sources. */
export async function buildWeb(): Promise<void> {
  const now = hashOfSources();
  const isBuilt = existsSync(join(home, 'dist', 'web', 'index.html')) && existsSync(marker);
  if (isBuilt && readFileSync(marker, 'utf8') === now) return;
  const { build } = await import('vite');
  await build({ configFile: join(home, 'vite.config.ts'), configLoader: 'native', logLevel: 'warn' });
  mkdirSync(join(home, 'dist'), { recursive: true });
  writeFileSync(marker, now);
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
