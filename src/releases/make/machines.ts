import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { platformHere, type Platform } from '../box/manifest.ts';
import { platformPackages } from './program-files.ts';

type Package = ReturnType<typeof platformPackages>[number];

/**
 * The unpacked packages of the Node and the Typst of each machine: those of this machine as they are installed, those of
 * others brought once by npm in the very version of the lock file and checked against its hash. Throws where one cannot be had.
 */
export function machineFolders(home: string, platforms: readonly Platform[]): Map<Platform, readonly string[]> {
  const cache = join(home, '.cache', 'machines');
  mkdirSync(cache, { recursive: true });
  return new Map(
    platforms.map((platform) => {
      const packages = platformPackages(home, platform);
      const here = packages.map(({ name }) => join(home, 'node_modules', name));
      const isHere = platform === platformHere() && here.every((folder) => existsSync(folder));
      return [platform, isHere ? here : packages.map((each) => fetched(each, cache))];
    }),
  );
}

function fetched(of: Package, cache: string): string {
  const place = join(cache, `${of.name.replaceAll(/[@/]+/g, '-').replace(/^-/, '')}-${of.version}`);
  if (existsSync(place)) return join(place, 'package');
  const half = mkdtempSync(join(cache, 'half-'));
  try {
    runNpm(['pack', `${of.name}@${of.version}`, '--ignore-scripts', '--silent', '--pack-destination', half]);
    const file = readdirSync(half).find((name) => name.endsWith('.tgz'));
    if (!file) throw new Error(`npm brought nothing for ${of.name}`);
    const sum = createHash('sha512')
      .update(readFileSync(join(half, file)))
      .digest('base64');
    if (of.integrity !== `sha512-${sum}`) throw new Error(`${of.name} is not what package-lock.json names`);
    execFileSync('tar', ['-xzf', file], { cwd: half });
    rmSync(join(half, file));
    renameSync(half, place);
    return join(place, 'package');
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

function runNpm(args: readonly string[]): void {
  const byNpm = process.env['npm_execpath'];
  if (byNpm?.endsWith('.js')) execFileSync(process.execPath, [byNpm, ...args]);
  else execFileSync('npm', args, { shell: process.platform === 'win32' });
}
