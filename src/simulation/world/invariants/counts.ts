import type { LogRecord } from '#log/record.ts';
import { left, scored } from '#testing/sample-room.ts';
import type { Facts } from '../facts.ts';
import type { Release } from '../releases.ts';
import type { Invariant } from './invariant.ts';

/**
 * An entry of a tablet stands in one record of an epoch, and counts once over all of them (LOG-14); each record counts
 * once in the rows.
 */
export const nothingCountsTwice: Invariant = {
  name: 'nothing counts twice',
  check: ({ facts }) => facts.flatMap((each) => [...doubled(each), ...miscounted(each)]),
};

function doubled({ node, streams }: Facts): string[] {
  const seen = new Map<string, LogRecord>();
  return [...streams.values()].flatMap(({ records }) =>
    records.flatMap((record) => {
      const { via, stream, seq } = record;
      if (!via) return [];
      // A restored school may take an entry again that its region has.
      const name = `${via.tablet} ${via.n} ${stream.node} ${stream.epoch}`;
      const before = seen.get(name);
      seen.set(name, record);
      const where =
        before &&
        `${before.stream.node}/${before.stream.epoch} ${before.seq} and ${stream.node}/${stream.epoch} ${seq}`;
      return where ? [`${node.self.node} has entry ${name} in ${where}`] : [];
    }),
  );
}

type Points = { points: number; times: number };

/** The points as somebody counts them who knows nothing of tables and effects. */
function miscounted({ node, streams, rows }: Facts): string[] {
  const expected = new Map<string, Points>();
  const seen = new Set<string>();
  const inOrder = [...streams.values()].toSorted((a, b) => a.stream.epoch - b.stream.epoch);
  for (const { stream, records } of inOrder) {
    for (const record of records.filter((each) => isFirst(seen, each)))
      count(expected, `${stream.node} ${stream.scope}`, record, node.release);
  }
  const found = new Map(
    (rows['sample_points'] ?? []).map((text) => {
      const row = JSON.parse(text) as Points & Record<'node' | 'scope' | 'person' | 'task', string>;
      return [`${row.node} ${row.scope} ${row.person} ${row.task}`, row];
    }),
  );
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((key) => {
    const [is, shouldBe] = [found.get(key), expected.get(key)];
    if (is?.points === shouldBe?.points && is?.times === shouldBe?.times) return [];
    return [`${node.self.node} shows ${say(is)} for ${key}, and should show ${say(shouldBe)}`];
  });
}

function isFirst(seen: Set<string>, { via, stream, type }: LogRecord): boolean {
  if (!via) return true;
  const name = `${via.tablet} ${via.n} ${stream.node} ${type}`;
  const isNew = !seen.has(name);
  seen.add(name);
  return isNew;
}

function count(all: Map<string, Points>, origin: string, { type, version, body }: LogRecord, release: Release): void {
  const { person, task = 'unnamed', points = 0 } = body as { person: string; task?: string; points?: number };
  if (type === left.type) {
    for (const key of all.keys()) if (key.startsWith(`${origin} ${person} `)) all.delete(key);
  }
  if (type !== scored.type || (release === 'old' && version > 1)) return;
  const key = `${origin} ${person} ${task}`;
  const before = all.get(key) ?? { points: 0, times: 0 };
  all.set(key, { points: before.points + points, times: before.times + 1 });
}

function say(points: Points | undefined): string {
  return points ? `${points.points} points in ${points.times} answers` : 'nothing';
}
