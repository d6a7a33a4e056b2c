import { join, resolve } from 'node:path';
import { startNodeProcess, stopNodeProcess, type NodeProcess } from './node-process.ts';
import { freePortFrom } from './ports.ts';
import { buildWeb } from './build-web.ts';
import { shippedPacks } from '#rooms/library/index.ts';
import { makeSample } from '../simulation/region.ts';
import { readSample, type Sample, type SampleNode } from '../simulation/sample.ts';

const home = resolve(import.meta.dirname, '..', '..');
const data = join(home, 'data');
const seed = '1';
const firstPort = 8080;

/** `npm start`: the sample region on this machine, from nothing to three running nodes. */
export async function start(): Promise<number> {
  const began = Date.now();
  await step('web app', () => buildWeb());
  const sample = readSample(data) ?? (await step('sample region', () => makeWithProgress()));
  const nodes = await runNodes(sample);
  printWelcome(sample, nodes, Date.now() - began);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    for (const { child } of nodes) child.once('exit', () => resolve());
  });
  await Promise.all(nodes.map(stopNodeProcess));
  return 0;
}

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  const answer = await work();
  const took = Date.now() - began;
  if (took > 500) console.log(`tirek: ${name}, ${(took / 1000).toFixed(1)} s`);
  return answer;
}

function makeWithProgress(): Promise<Sample> {
  console.log('tirek: making the sample region: 146 invented schools, about 15 700 invented pupils …');
  return makeSample({
    folder: data,
    seed,
    packs: shippedPacks(join(home, 'content')),
    regionUrl: `http://127.0.0.1:${firstPort}`,
    lively: 40,
    progress: (done, total, what) => {
      if (process.stdout.isTTY)
        process.stdout.write(`\r\u001b[K  ${done} / ${total}  ${what}${done === total ? '\n' : ''}`);
      else if (done % 25 === 0 || done === total) console.log(`  ${done} / ${total}`);
    },
  });
}

type Running = NodeProcess & { readonly node: SampleNode };

async function runNodes(sample: Sample): Promise<Running[]> {
  const ports: number[] = [];
  for (const _ of sample.nodes) ports.push(await freePortFrom((ports.at(-1) ?? firstPort - 1) + 1));
  const regionUrl = `http://127.0.0.1:${ports[0]}`;
  return Promise.all(sample.nodes.map((node, n) => runNode(node, ports[n] as number, regionUrl)));
}

async function runNode(node: SampleNode, port: number, regionUrl: string): Promise<Running> {
  const environment = {
    TIREK_PORT: String(port),
    ...(node.name === 'region' ? {} : { TIREK_REGION_URL: regionUrl }),
  };
  const running = await startNodeProcess(join(data, node.folder), environment, (line) =>
    console.log(`${node.name}: ${line}`),
  );
  return { node, ...running };
}

function printWelcome(sample: Sample, nodes: readonly Running[], took: number): void {
  const lines: string[] = [
    '',
    `Tirek is running (${(took / 1000).toFixed(1)} s). All schools and people are invented.`,
    '',
  ];
  for (const { node, address } of nodes) {
    lines.push(`  ${address}   ${node.school?.names.kk ?? 'Ақтөбе облысы (region)'}`);
    const shown = sample.accounts[node.name].filter(
      ({ role }, n, all) => all.findIndex((each) => each.role === role) === n,
    );
    for (const { role, name, login, secret } of shown)
      lines.push(`      ${role.padEnd(13)} ${login.padEnd(13)} ${secret}   ${name}`);
    if (node.name !== 'region') {
      for (const { role, name, secret } of sample.pupils[node.name])
        lines.push(`      ${role.padEnd(13)} ${secret.padEnd(26)}${name}`);
    }
    lines.push('');
  }
  lines.push(
    '  A pupil signs in on a tablet: sign in as teacher first and take a tablet code.',
    '  Stop with Ctrl+C.',
    '',
  );
  console.log(lines.join('\n'));
}
