import { subscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import type { NodeId, Scope } from '#kernel/ids.ts';
import { minute } from '#kernel/time.ts';
import { granted } from '#sync/index.ts';
import { linkClient } from '../src/sync/link-client.ts';
import { systemRandomness } from '#kernel/ids.ts';
import { openNode } from '../src/main.ts';
import { settingsFrom } from '../src/settings.ts';
import { setClock } from '../src/simulation/activity.ts';
import { asJson, dayMinutes, schoolDay, take, type DayLesson } from './sync-day.ts';

/** What a school's process is told: one JSON object in a file that its argument names. */
export type SchoolTask = {
  readonly mode: 'evening' | 'live' | 'baseline-evening' | 'baseline-live';
  readonly folder: string;
  readonly url: string;
  readonly lessons: readonly DayLesson[];
};

/** What it says, line by line: `phase` waits for a line before it goes on, so that bytes are counted by phase. */
export type SchoolLine =
  | { readonly phase: string }
  | {
      readonly result: {
        readonly records: number;
        readonly rounds: number;
        readonly failures: number;
        readonly requests: number;
        readonly idleRequests: number;
        readonly idleRounds: number;
      };
    };

const idleRounds = 30;
/** Many scopes must not make a round dearer. */
const idleScopes = 40;

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
let requests = 0;
subscribe('http.client.request.start', () => void requests++);

async function phase(name: string): Promise<void> {
  say({ phase: name });
  await lines.next();
}

function say(line: SchoolLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function school({ mode, folder, url, lessons }: SchoolTask): Promise<void> {
  const clock = setClock(dayMinutes.from - minute);
  const node = await openNode(settingsFrom({ TIREK_DATA: folder }), {
    clock,
    randomness: systemRandomness,
    hasJobs: false,
  });
  const { house, desk } = node;
  const link = linkClient({ url, self: house.self, peer: () => desk.authority.region, exchange: desk.exchange, clock });
  let rounds = 0;
  let failures = 0;
  /** As the keeper does it, but without waiting: again until neither end has more, and again after a break. */
  const meet = async (): Promise<void> => {
    for (let hasMore = true, tries = 0; hasMore;) {
      try {
        ({ hasMore } = await link.round());
        rounds++;
      } catch (error) {
        failures++;
        if (++tries > 20) throw error;
      }
    }
  };
  // Before school: what the school already had, the session, the shelf.
  await meet();
  await meet();
  rounds = 0;
  const steps = schoolDay(lessons);
  let records = 0;
  if (mode === 'evening') {
    records = await take(house, clock, steps);
    await phase('day');
    await meet();
  } else {
    await phase('day');
    let from = 0;
    for (let n = 1; n <= dayMinutes.count; n++) {
      const now = dayMinutes.from + n * minute;
      const end = steps.findIndex(({ at }) => at >= now);
      const some = steps.slice(from, n === dayMinutes.count || end === -1 ? undefined : end);
      from += some.length;
      records += await take(house, clock, some);
      clock.set(now);
      await meet();
    }
  }
  const dayRounds = rounds;
  await phase('between');
  for (let n = 0; n < idleScopes; n++) {
    const scope = `lesson:idle${n}` as Scope;
    const region = desk.authority.region?.node as NodeId;
    await house.log.write(() => ({
      records: [
        granted.draft(scope, 'bench', { scope, to: region }),
        granted.draft(`school:${house.self.school}` as Scope, 'bench', { scope, to: region }),
      ],
      answer: 0,
    }));
  }
  await meet();
  await meet();
  await phase('idle');
  const before = requests;
  for (let n = 0; n < idleRounds; n++) await link.round();
  const idleRequests = requests - before;
  await phase('end');
  say({ result: { records, rounds: dayRounds, failures, requests, idleRequests, idleRounds } });
  link.close();
  await node.close();
}

/** A plain program: the same answers as JSON, gzipped, by POST over one kept connection. */
async function baseline({ mode, url, lessons }: SchoolTask): Promise<void> {
  const steps = schoolDay(lessons);
  const agent = new Agent({ keepAlive: true, maxSockets: 1, rejectUnauthorized: false });
  const post = (answers: readonly unknown[]): Promise<void> => {
    const body = gzipSync(JSON.stringify({ answers }), { level: 9 });
    const headers = {
      authorization: `Bearer ${'0123456789abcdef'.repeat(2)}`,
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      'content-length': body.length,
    };
    return new Promise((resolve, reject) => {
      const sent = request(new URL('/api/answers', url), { method: 'POST', agent, headers }, (response) => {
        response.resume();
        response.once('end', () => resolve());
      });
      sent.once('error', reject);
      sent.end(body);
    });
  };
  await post([]);
  await phase('day');
  if (mode === 'baseline-evening') await post(asJson(steps, lessons));
  else {
    for (let n = 1, from = 0; n <= dayMinutes.count; n++) {
      const end = steps.findIndex(({ at }) => at >= dayMinutes.from + n * minute);
      const some = steps.slice(from, n === dayMinutes.count || end === -1 ? undefined : end);
      from += some.length;
      await post(asJson(some, lessons));
    }
  }
  await phase('end');
  agent.destroy();
  say({
    result: {
      records: asJson(steps, lessons).length,
      rounds: 0,
      failures: 0,
      requests: 0,
      idleRequests: 0,
      idleRounds: 0,
    },
  });
}

const task = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as SchoolTask;
await (task.mode.startsWith('baseline') ? baseline(task) : school(task));
process.exit(0);
