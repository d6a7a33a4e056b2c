#!/usr/bin/env node
// Starts the program on the Node that it brings with it. Plain JavaScript: it must run on any Node from 20 on, before
// anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = dirname(fileURLToPath(import.meta.url));
const [command = 'help', ...rest] = process.argv.slice(2);

/** Commands that need the tools of development beside what the program itself stands on. */
const developing = ['test', 'proof', 'check', 'bench', 'dev'];

install(developing.includes(command) ? 'all' : 'program');
run();

function install(what) {
  const lock = createHash('sha256').update(readFileSync(join(home, 'package-lock.json'))).digest('hex');
  const marker = join(home, 'node_modules', '.tirek');
  const installed = existsSync(marker) ? readFileSync(marker, 'utf8').trim().split(' ') : [];
  if (installed[0] === lock && (installed[1] === 'all' || installed[1] === what)) return;
  if (Number(process.versions.node.split('.')[0]) < 20) fail('Node 20 or newer is needed to start.');
  console.log(`tirek: installing what is missing (${what}); once, a minute or two …`);
  // Without install scripts: none of our packages needs one, and npm 12 blocks them anyway. `npm ci` would refuse where
  // a registry lacks the packages of a platform that is not this one; versions come from the lock file either way.
  const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', ...(what === 'all' ? [] : ['--omit=dev'])];
  const byNpm = process.env.npm_execpath;
  const done = byNpm?.endsWith('.js')
    ? spawnSync(process.execPath, [byNpm, ...args], { cwd: home, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: home, stdio: 'inherit', shell: process.platform === 'win32' });
  if (done.status !== 0) fail('npm could not install the packages: see its lines above. With a network, try again.');
  writeFileSync(marker, `${lock} ${what}\n`);
}

function run() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const brought = join(home, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const isNewEnough = Number(process.versions.node.split('.')[0]) >= 24;
  if (!existsSync(brought) && !isNewEnough) fail(`no Node 24 for this machine (${name}): install Node 24 and try again.`);
  const node = existsSync(brought) ? brought : process.execPath;
  const cache = join(home, '.cache', 'node');
  mkdirSync(cache, { recursive: true });
  const child = spawn(node, [join(home, 'src', 'cli', 'main.ts'), command, ...rest], {
    stdio: 'inherit',
    env: { ...process.env, NODE_COMPILE_CACHE: cache, PATH: `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}` },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

function fail(sentence) {
  console.error(`tirek: ${sentence}`);
  process.exit(1);
}
