import { hour } from '#kernel/time.ts';
import type { House, JobStart } from '#http/house.ts';
import type { LiveTopics } from '#http/live-topics.ts';
import type { LogRecord } from '#log/record.ts';
import { findGroup, selectMembers } from '#people/index.ts';
import { lessonsPermissions } from './permissions.ts';
import type { Plan } from './plan/plan.ts';

/** LES-77: what open screens follow of a lesson: `run`: its clock, for all who sit in it; `run-work`: what pupils do. */
export const runTopics: readonly LiveTopics[] = [
  { prefix: 'lessons:run:', callers: [...lessonsPermissions['lessons.teach'], ...lessonsPermissions['lessons.learn']] },
  { prefix: 'lessons:run-work:', callers: lessonsPermissions['lessons.teach'] },
];

/** A teacher's screen is told of pupils' work at most this often. */
const restMilliseconds = 200;
const reach = 6 * hour;
const orders = /^lessons\.run-(steered|lanes|moved|closed)$/;
const said = /^lessons\.(attended|noted|help-asked|run-ready)$/;

/** Tells the screens of a lesson: of an order at once, of pupils' work together with what else came in that moment. */
export const publishRunNews: JobStart = (house) => {
  if (!house.self.school) return () => undefined;
  let sitting: Promise<ReadonlyMap<string, string>> | undefined;
  const changed = new Set<string>();
  const actors = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let lastAt = 0;
  let telling: Promise<void> = Promise.resolve();
  const tell = async (): Promise<void> => {
    timer = undefined;
    lastAt = performance.now();
    const runs = new Set(changed);
    const people = [...actors];
    changed.clear();
    actors.clear();
    if (people.length > 0) {
      const seats = await (sitting ??= whoSits(house));
      for (const each of people) runs.add(seats.get(each) ?? '');
    }
    for (const run of runs) if (run) house.live.publish(`lessons:run-work:${run}`);
  };
  const stop = house.log.onCommit((records) => {
    for (const record of records) {
      if (record.type.startsWith('people.') || record.type === 'lessons.run-started') sitting = undefined;
      const run = (record.body as { readonly run?: string }).run;
      if (run && orders.test(record.type)) house.live.publish(`lessons:run:${run}`);
      if (run && (orders.test(record.type) || said.test(record.type))) changed.add(run);
      else if (isWork(record)) actors.add(record.actor);
    }
    if ((changed.size === 0 && actors.size === 0) || timer) return;
    // Screens ask again by themselves after a while: news that cannot be told stops nothing.
    const run = (): void => void (telling = telling.then(tell).catch(() => undefined));
    timer = setTimeout(run, Math.max(0, lastAt + restMilliseconds - performance.now()));
    timer.unref();
  });
  return async () => {
    stop();
    clearTimeout(timer);
    await telling;
  };
};

function isWork({ type }: LogRecord): boolean {
  return /^lessons\.(begun|answered|finished|hand-raised)$/.test(type);
}

/** In which of the lessons of these hours each pupil sits: the newest. */
async function whoSits(house: House): Promise<ReadonlyMap<string, string>> {
  const { read } = house.log;
  const sql = `select run, content from lessons_runs where school = ? and started_at >= ? and is_on_paper = 0 order by started_at`;
  const rows = await read.all<{ run: string; content: string }>(
    sql,
    house.self.school ?? '',
    house.clock.now() - reach,
  );
  const seats = new Map<string, string>();
  for (const { run, content } of rows) {
    const ids = new Set((JSON.parse(content) as Plan).lanes.map((lane) => lane.group));
    for (const id of ids) {
      const group = await findGroup(read, id);
      for (const { person } of group ? await selectMembers(read, group) : []) seats.set(person, run);
    }
  }
  return seats;
}
