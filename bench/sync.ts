import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { identityToRecipient } from 'age-encryption';
import { mintId, regionScope, schoolScope, systemRandomness, type SchoolId } from '#kernel/ids.ts';
import { systemClock } from '#kernel/time.ts';
import { rawPublicKey } from '#log/chain.ts';
import { publishPack } from '#rooms/library/index.ts';
import { encodeTrust, granted, makeIdentity, nodeEndorsed } from '#sync/index.ts';
import { selfSignedCertificate } from '../src/sync/certificate.ts';
import { startNodeProcess, stopNodeProcess } from '../src/cli/node-process.ts';
import { openNode, type OpenNode } from '../src/main.ts';
import { settingsFrom } from '../src/settings.ts';
import { shippedLessons } from './day-lessons.ts';
import { countingLine, type CountingLine } from './counting-line.ts';
import type { SchoolLine, SchoolTask } from './sync-school.ts';
import type { DayLesson } from './sync-day.ts';
import { printJson, printTable } from './table.ts';

const schools = ['evening', 'live', 'broken'] as const;
type SchoolName = (typeof schools)[number];

const world = { clock: systemClock, randomness: systemRandomness, hasJobs: false };

/** What one school's day took of the line, by phase. */
type Day = {
  readonly records: number;
  readonly bytes: number;
  readonly idleBytes: number;
  readonly rounds: number;
  readonly failures: number;
  readonly connections: number;
  readonly idleRequests: number;
  readonly seconds: number;
};

/**
 * A school day of 60 pupils and 100 answers each goes up to a region's node over HTTPS, every byte on the wire
 * counted: once in the evening, live each minute, and in the evening over a line that breaks halfway. Beside it the
 * same answers as gzipped JSON.
 */
export async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-sync-bench-'));
  const lessons = await makeNodes(folder);
  const certificate = selfSignedCertificate('region.example', Date.now());
  const tls = { TIREK_TLS_CERT: join(folder, 'cert.pem'), TIREK_TLS_KEY: join(folder, 'key.pem') };
  writeFileSync(tls.TIREK_TLS_CERT, certificate.cert);
  writeFileSync(tls.TIREK_TLS_KEY, certificate.key);
  const region = await startNodeProcess(join(folder, 'region'), tls);
  const task = (mode: SchoolTask['mode'], name: SchoolName) => ({ mode, folder: join(folder, name), lessons });
  const evening = await runDay(region.port, task('evening', 'evening'));
  const live = await runDay(region.port, task('live', 'live'));
  const broken = await runDay(region.port, task('evening', 'broken'), {
    cutAfter: evening.bytes / 2,
    bytesPerSecond: thinLine,
  });
  await stopNodeProcess(region);
  await assertArrived(folder, { evening, live, broken });
  const sink = await plainServer(certificate);
  const plainEvening = await runDay(sink.port, task('baseline-evening', 'evening'));
  const plainLive = await runDay(sink.port, task('baseline-live', 'live'));
  await sink.close();
  rmSync(folder, { recursive: true, force: true });
  report({ evening, live, broken, plainEvening, plainLive });
}

type Days = Readonly<Record<'evening' | 'live' | 'broken' | 'plainEvening' | 'plainLive', Day>>;

function report({ evening, live, broken, plainEvening, plainLive }: Days): void {
  const row = (name: string, { records, bytes, rounds, connections, failures, seconds }: Day): (string | number)[] => {
    return [name, records, bytes / 1024, bytes / records, rounds, connections, failures, seconds];
  };
  printTable(
    ['a school day of 6000 answers', 'records', 'KiB', 'bytes/record', 'rounds', 'connections', 'breaks', 'seconds'],
    [
      row('Tirek, in the evening', evening),
      row('Tirek, in the evening, 256 kbit/s, cut halfway', broken),
      row('gzipped JSON, in the evening', plainEvening),
      row('Tirek, live each minute', live),
      row('gzipped JSON, live each minute', plainLive),
    ],
  );
  console.log(`\nan idle round, 40 scopes: ${live.idleRequests} request, ${live.idleBytes.toFixed(0)} bytes`);
  printJson({
    bytes_per_record: evening.bytes / evening.records,
    live_bytes_per_record: live.bytes / live.records,
    idle_requests: live.idleRequests,
    idle_bytes: live.idleBytes,
    resume_extra_percent: (100 * (broken.bytes - evening.bytes)) / evening.bytes,
    json_bytes_per_record: plainEvening.bytes / plainEvening.records,
    json_live_bytes_per_record: plainLive.bytes / plainLive.records,
  });
}

type Weather = { readonly cutAfter?: number; readonly bytesPerSecond?: number };

/** 256 kbit/s: a village's mobile line on a good day. */
const thinLine = 32_000;

/** Runs a school's process against a server, with a line between them that counts. */
async function runDay(port: number, task: Omit<SchoolTask, 'url'>, weather: Weather = {}): Promise<Day> {
  const line = await countingLine(port, weather.bytesPerSecond);
  const program = join(import.meta.dirname, 'sync-school.ts');
  const told = `${task.folder}.task.json`;
  writeFileSync(told, JSON.stringify({ ...task, url: `https://127.0.0.1:${line.port}` }));
  const child = spawn(process.execPath, [program, told], { stdio: ['pipe', 'pipe', 'inherit'] });
  const bytes = new Map<string, number>();
  let [phase, began, seconds, connections] = ['before', 0, 0, 0];
  let result: Extract<SchoolLine, { result: unknown }>['result'] | undefined;
  for await (const text of createInterface({ input: child.stdout })) {
    const said = JSON.parse(text) as SchoolLine;
    if ('result' in said) {
      result = said.result;
      continue;
    }
    bytes.set(phase, line.up + line.down);
    if (phase === 'day') [seconds, connections] = [(performance.now() - began) / 1000, line.connections];
    phase = said.phase;
    if (phase === 'day') startDay(line, weather.cutAfter);
    began = performance.now();
    line.reset();
    child.stdin.write('go\n');
  }
  await line.close();
  if (!result) throw new Error('the school ended without a result');
  const { records, rounds, failures, idleRequests, idleRounds } = result;
  const idle =
    idleRounds > 0
      ? { idleRequests: idleRequests / idleRounds, idleBytes: (bytes.get('idle') ?? 0) / idleRounds }
      : { idleRequests: 0, idleBytes: 0 };
  return { records, rounds, failures, seconds, connections, bytes: bytes.get('day') ?? 0, ...idle };
}

function startDay(line: CountingLine, cutAfter: number | undefined): void {
  line.connections = 0;
  if (cutAfter !== undefined) line.cutAfter(cutAfter);
}

/** A region with the shipped lessons, and schools that are enrolled there. */
async function makeNodes(folder: string): Promise<readonly DayLesson[]> {
  const { pack, lessons } = await shippedLessons();
  await makeIdentity(join(folder, 'region'), { kind: 'region' }, systemRandomness);
  const region = await openNode(settingsFrom({ TIREK_DATA: join(folder, 'region') }), world);
  await publishPack(region.house, regionScope, 'bench', pack);
  for (const name of schools) {
    const school = mintId<SchoolId>(systemRandomness);
    await makeIdentity(join(folder, name), { kind: 'school', school }, systemRandomness);
    const node = await openNode(settingsFrom({ TIREK_DATA: join(folder, name) }), world);
    for (const bytes of pack.files.values()) await node.house.files.put(bytes);
    await enrol(region, node, school);
    await node.close();
  }
  await region.close();
  return lessons;
}

async function enrol(region: OpenNode, node: OpenNode, school: SchoolId): Promise<void> {
  const known = async ({ house: { self } }: OpenNode) => ({
    node: self.node,
    key: rawPublicKey(self.signingKey),
    age: await identityToRecipient(self.ageIdentity),
  });
  const endorsed = nodeEndorsed.draft(regionScope, 'bench', { ...(await known(node)), kind: 'school', school });
  await region.house.log.write(() => ({ records: [endorsed], answer: undefined }));
  const trust = await known(region);
  await node.house.log.setState('trust', encodeTrust(trust));
  const scope = schoolScope(school);
  const grant = granted.draft(scope, 'bench', { scope, to: trust.node });
  await node.house.log.write(() => ({ records: [grant], answer: undefined }));
}

/** Every record of each school is at the region, under the same running hash. */
async function assertArrived(folder: string, days: Readonly<Record<SchoolName, Day>>): Promise<void> {
  const region = await openNode(settingsFrom({ TIREK_DATA: join(folder, 'region') }), world);
  for (const name of schools) {
    const node = await openNode(settingsFrom({ TIREK_DATA: join(folder, name) }), world);
    const stream = { ...node.house.log.self, scope: schoolScope(node.house.self.school as SchoolId) };
    const [here, there] = [node.house.log.head(stream), region.house.log.head(stream)];
    const isWhole = here && there && here.next === there.next && Buffer.compare(here.hash, there.hash) === 0;
    if (!isWhole || here.next <= days[name].records) throw new Error(`${name}: not all arrived`);
    await node.close();
  }
  await region.close();
}

/** Takes whatever is posted, as the plain program's other end. */
async function plainServer(certificate: { readonly cert: string; readonly key: string }) {
  const server = createServer(certificate, (request, response) => {
    request.resume();
    request.once('end', () => response.setHeader('content-type', 'application/json').end('{"ok":true}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

if (import.meta.main) await bench();
