import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline/promises';
import { keyFingerprint } from './fingerprint.ts';
import { install, uninstall, type Installed, type Say } from './install.ts';
import { readState } from './state.ts';

// What the start files of a stick run, on the stick's own Node.
type Words = Readonly<Record<string, string>>;

const words = JSON.parse(readFileSync(join(import.meta.dirname, 'words', `${language()}.json`), 'utf8')) as Words;
const folder = dirname(import.meta.dirname);
/** Ends a run that said why nothing was installed. The start files of the stick speak up after any other code but 0. */
const saidWhy = 17;
/** How long a first start may take before the person is told to look again. */
const patience = 180_000;

process.exitCode = process.argv[2] === 'remove' ? await remove() : await begin();
if (process.env['TIREK_PAUSE'])
  await createInterface({ input: process.stdin, output: process.stdout }).question(
    `\n${sentence('install.press-enter')} `,
  );

async function begin(): Promise<number> {
  console.log(`${sentence('install.title')}\n`);
  try {
    const done = await install(dirname(folder), folder, say);
    if ('fault' in done) {
      const code = failed(`install.fault.${done.fault}`, { file: done.file, own: done.own ?? '' });
      if (done.own) console.error(sentence('install.goes-on', { own: done.own }));
      return code;
    }
    console.log(sentence('install.key', { key: keyFingerprint(done.key) }));
    return await waitForStart(done);
  } catch (error) {
    return failed('install.unexpected', { what: (error as NodeJS.ErrnoException).code ?? (error as Error).message });
  }
}

/** The person sees the program running, or hears why it does not. */
async function waitForStart({ places, port, version, before }: Installed): Promise<number> {
  const address = `http://localhost${port === 80 ? '' : `:${port}`}/`;
  for (const began = Date.now(); Date.now() - began < patience;) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const state = await readState(join(places.programs, 'releases'));
    if (state?.wentBack?.from === version) {
      return failed('install.went-back', {
        version: state.current,
        why: sentence(`install.why.${state.wentBack.why}`),
      });
    }
    if (state?.current === version && (await answers(port))) {
      console.log(
        `\n${sentence(before ? 'install.updated' : 'install.done', { version, before: before ?? '', address })}`,
      );
      console.log(sentence('install.folders', { programs: places.programs, data: places.data }));
      if (!process.env['TIREK_NO_BROWSER']) openBrowser(address);
      return 0;
    }
  }
  return failed('install.silent', { address });
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/api/boot`, { signal: AbortSignal.timeout(3000) }).then(
    (response) => response.ok,
    () => false,
  );
}

async function remove(): Promise<number> {
  const { data } = await uninstall();
  console.log(sentence('install.removed', { data }));
  return 0;
}

function say(...[key, values]: Parameters<Say>): void {
  // Progress is written over itself where a person looks on.
  if (key === 'checked' || key === 'unpacked') {
    const { done = 0, total = 1 } = values ?? {};
    const percent = Math.floor((100 * Number(done)) / Math.max(1, Number(total)));
    if (process.stdout.isTTY)
      process.stdout.write(`\r  ${sentence(`install.${key}`)} ${percent} %${percent === 100 ? '\n' : ''}`);
    return;
  }
  console.log(sentence(`install.${key}`, values));
}

function failed(key: string, values: Readonly<Record<string, string>>): number {
  console.error(`\n${sentence('install.not-done')}\n${sentence(key, values)}`);
  return saidWhy;
}

function sentence(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  return (words[key] ?? key).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** Kazakh, where the system speaks neither Russian nor English. */
function language(): 'kk' | 'ru' | 'en' {
  const said =
    process.env['LC_ALL'] ||
    process.env['LC_MESSAGES'] ||
    process.env['LANG'] ||
    Intl.DateTimeFormat().resolvedOptions().locale;
  if (said.startsWith('ru')) return 'ru';
  return said.startsWith('en') ? 'en' : 'kk';
}

function openBrowser(address: string): void {
  const [command = '', ...args] =
    process.platform === 'win32' ? ['cmd', '/c', 'start', '', address] : ['xdg-open', address];
  // Root has no browser of its own: the person's is asked.
  const user = process.env['SUDO_USER'] ?? process.env['PKEXEC_UID'];
  const asUser =
    user && process.platform === 'linux' ? ['runuser', '-u', user, '--', command, ...args] : [command, ...args];
  const child = spawn(asUser[0] ?? command, asUser.slice(1), { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
