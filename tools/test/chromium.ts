import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Debian's shell of Chromium draws the same pages and has no windows of its own: journeys take a quarter less time. */
const shell = 'chromium-headless-shell';
const places = [`/usr/bin/${shell}`, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The machine's Chromium; as root on Debian its shell is installed when missing. Fails with the command to type. */
export function findChromium(): string {
  const given = process.env['TIREK_CHROMIUM'];
  if (given && existsSync(given)) return given;
  const found = places.find((place) => existsSync(place));
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('tirek: installing Chromium for the browser tests …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'pipe', env });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', shell], { stdio: 'pipe', env });
    const installed = places.find((place) => existsSync(place));
    if (installed) return installed;
  }
  throw new Error('no Chromium for the browser tests; type: apt-get install chromium-headless-shell');
}

/** Flags of every browser that the tests and benches start. */
export const chromiumFlags = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Journeys open many pages that mostly wait: they share two processes and ask for little motion, as a pupil may, which
 * takes a fifth less of the machine's time.
 */
export const journeyFlags = [
  ...chromiumFlags,
  '--renderer-process-limit=2',
  '--disable-site-isolation-trials',
  '--disable-features=SpareRendererForSitePerProcess',
  '--force-prefers-reduced-motion',
];

/** In a locale of UTF-8: without one Chromium gives no file a Kazakh name. */
export const chromiumEnvironment = { ...process.env, LC_ALL: 'C.UTF-8' } as Record<string, string>;
