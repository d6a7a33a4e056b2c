import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startNodeProcess, stopNodeProcess } from '../src/cli/node-process.ts';
import { followRun, type Heard } from './class-follow.ts';
import { aClass, type ClassSchool } from './class-school.ts';
import { cpuSeconds, peakMegabytes } from './processes.ts';
import { median, printJson, printTable, quantile } from './table.ts';

const tabletCount = 30;
const laneCount = 4;
const seconds = 60;
/** A teacher steers now and then; so often nobody does. */
const orderEveryMilliseconds = 2000;
/** Each tablet: three answers a second in the whole room. */
const answerEveryMilliseconds = 10_000;

/**
 * A lesson with 30 tablets in 4 lanes on a real school node, each tablet with an open stream of its own: the teacher steers one
 * lane after the other, pupils answer, the teacher's remote and the panel follow. Lane: from the order's leaving the remote
 * until a tablet has it. Answer: from its leaving the tablet until the teacher's board shows it. Beside it, in the same
 * run, the floor: the same orders through a server that only flushes a line to disk and tells 30 streams.
 */
export async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-class-'));
  const school = await aClass(join(folder, 'node'), tabletCount, laneCount);
  const node = await startNodeProcess(join(folder, 'node'), {});
  const held = await hold(node.address, school, node.child.pid);
  await stopNodeProcess(node);
  const floor = await bareOrders(join(folder, 'bare'));
  rmSync(folder, { recursive: true, force: true });
  printTable(
    ['what', 'n', 'p50 ms', 'p99 ms', 'worst ms'],
    [
      rowOf('a lane’s change on a tablet', held.lane),
      rowOf('an answer on the board', held.answer),
      rowOf('floor: flush, stream, one question', floor),
    ],
  );
  printJson({
    lane_p99_ms: quantile(held.lane, 0.99),
    answer_p99_ms: quantile(held.answer, 0.99),
    server_core: held.core,
    lane_p50_ms: median(held.lane),
    answer_p50_ms: median(held.answer),
    floor_p99_ms: quantile(floor, 0.99),
    lost: held.lost,
    rss_mb: held.rss,
  });
}

function rowOf(name: string, all: readonly number[]): (string | number)[] {
  return [name, String(all.length), median(all), quantile(all, 0.99), Math.max(0, ...all)];
}

type Lesson = {
  readonly lane: number[];
  readonly answer: number[];
  readonly core: number;
  readonly lost: number;
  readonly rss: number;
};

async function hold(address: string, school: ClassSchool, pid: number | undefined): Promise<Lesson> {
  const ask = asker(address);
  const { run } = await ask<{ run: string }>(school.teacher, 'POST', '/lessons/runs', {
    deed: 'bench-0',
    content: school.content,
  });
  const sent = new Map<string, number>();
  const lane: number[] = [];
  const stops: (() => void)[] = [];
  let missing = 0;
  for (const { session, person } of school.tablets) {
    await ask(session, 'GET', '/lessons/run');
    const known = new Set<string>();
    const hear = ({ commands }: Heard): void => {
      for (const { deed } of commands ?? []) {
        const at = sent.get(deed);
        if (known.has(deed) || at === undefined) continue;
        known.add(deed);
        lane.push(performance.now() - at);
      }
    };
    const topics = [`lessons:run:${run}`, `lessons:person:${person}`];
    stops.push(
      await followRun({
        address,
        token: session,
        topics,
        only: topics[0] ?? '',
        path: `/lessons/run/orders?run=${run}`,
        hear,
      }),
    );
  }
  const board = followBoard();
  const both = [`lessons:run:${run}`, `lessons:run-work:${run}`];
  const own = { address, token: school.teacher, topics: both };
  stops.push(await followRun({ ...own, path: `/lessons/runs/${run}`, hear: board.hear }));
  stops.push(await followRun({ ...own, path: `/lessons/runs/${run}/panel`, hear: () => undefined }));
  const began = performance.now();
  const cpu = cpuSeconds(pid);
  const isOver = (): boolean => performance.now() - began > seconds * 1000;
  const steering = steer(ask, school.teacher, run, sent, isOver);
  await Promise.all([steering, ...school.tablets.map((each, n) => answering(ask, each, n, board, isOver))]);
  await pause(1500);
  const core = (cpuSeconds(pid) - cpu) / ((performance.now() - began) / 1000);
  for (const stop of stops) stop();
  missing += sent.size * school.tablets.length - lane.length + board.open();
  return { lane, answer: board.times, core, lost: missing, rss: peakMegabytes(pid) };
}

type Ask = <T>(token: string, method: string, path: string, body?: unknown) => Promise<T>;

function asker(address: string): Ask {
  return async (token, method, path, body) => {
    const response = await fetch(`${address}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as never;
  };
}

/** One lane after the other is held, goes on, is lengthened, is sent on. */
async function steer(
  ask: Ask,
  teacher: string,
  run: string,
  sent: Map<string, number>,
  isOver: () => boolean,
): Promise<void> {
  for (let n = 1; !isOver(); n++) {
    const lane = 'abcd'[n % laneCount] ?? 'a';
    const turn = Math.floor(n / laneCount);
    const what = (['hold', 'resume', 'lengthen', 'next'] as const)[turn % 4] ?? 'next';
    const aims = [{ lane, phase: Math.floor(turn / 4) }];
    const order = { do: what, lanes: aims, ...(what === 'lengthen' ? { minutes: 1 } : {}) };
    const deed = `bench-${n}`;
    sent.set(deed, performance.now());
    await ask(teacher, 'POST', `/lessons/runs/${run}/deeds`, {
      deeds: [{ deed, at: Date.now(), kind: 'steered', order }],
    });
    await pause(orderEveryMilliseconds);
  }
}

type Board = {
  readonly times: number[];
  readonly sent: (person: string, answered: number) => void;
  readonly hear: (heard: Heard) => void;
  readonly open: () => number;
};

/** When the board showed what a pupil had sent. Questions that are answered again count in `right` or not at all: a pupil's first tries are followed. */
function followBoard(): Board {
  const waiting = new Map<string, { readonly answered: number; readonly at: number }[]>();
  const times: number[] = [];
  return {
    times,
    sent: (person, answered) => {
      waiting.set(person, [...(waiting.get(person) ?? []), { answered, at: performance.now() }]);
    },
    hear: ({ pupils = [] }) => {
      for (const { person, answered } of pupils) {
        const all = waiting.get(person) ?? [];
        for (const each of all) if (each.answered <= answered) times.push(performance.now() - each.at);
        waiting.set(
          person,
          all.filter((each) => each.answered > answered),
        );
      }
    },
    open: () => [...waiting.values()].flat().length,
  };
}

async function answering(
  ask: Ask,
  tablet: ClassSchool['tablets'][number],
  n: number,
  board: Board,
  isOver: () => boolean,
): Promise<void> {
  await pause((answerEveryMilliseconds * n) / tabletCount);
  const answered = new Set<string>();
  while (!isOver()) {
    const { n: number, kind, body } = tablet.next();
    const { question } = body as { readonly question?: string };
    if (question && !answered.has(question)) {
      answered.add(question);
      board.sent(tablet.person, answered.size);
    }
    const entry = { n: number, credential: tablet.credential, kind, at: Date.now(), body };
    await ask(tablet.token, 'POST', '/people/work', { entries: [entry] });
    await pause(kind === 'lessons.begun' ? 50 : answerEveryMilliseconds);
  }
}

/** The same orders through a server that does nothing else. */
async function bareOrders(file: string): Promise<number[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-class.ts'), file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(line.split(' ')[1] ?? ''));
  });
  const address = `http://127.0.0.1:${port}`;
  const sent = new Map<string, number>();
  const times: number[] = [];
  const stops: (() => void)[] = [];
  for (let n = 0; n < tabletCount; n++) {
    const known = new Set<string>();
    const hear = ({ commands = [] }: Heard): void => {
      for (const { deed } of commands) {
        if (known.has(deed)) continue;
        known.add(deed);
        times.push(performance.now() - (sent.get(deed) ?? 0));
      }
    };
    stops.push(await followRun({ address, token: '', topics: [], path: '/orders', hear, isBare: true }));
  }
  for (let n = 0; n < 20; n++) {
    const deed = `bare-${n}`;
    sent.set(deed, performance.now());
    await fetch(`${address}/say`, { method: 'POST', body: JSON.stringify({ deed }) });
    await pause(100);
  }
  for (const stop of stops) stop();
  child.stdin.end();
  return times;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
