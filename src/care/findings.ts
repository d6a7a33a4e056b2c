import { day } from '#kernel/time.ts';
import type { CareFacts } from './facts.ts';

export type FindingName =
  | 'disk'
  | 'backup'
  | 'away'
  | 'records'
  | 'link'
  | 'files'
  | 'clock'
  | 'power'
  | 'repair'
  | 'filling';
export type Action = 'spare' | 'backup' | 'leave' | 'check' | 'sync' | 'time';

/** One thing that is looked at: how it is, in words by its key, and the one button where one button can do it. */
export type Finding = {
  readonly name: FindingName;
  readonly state: 'good' | 'wait' | 'wrong';
  /** A key of the words: what is so. `<key>.do` says what to do, where the state is not good. */
  readonly key: string;
  readonly values: Readonly<Record<string, number>>;
  /** Values that are instants, and values that are bytes: the screen writes them in the reader's way. */
  readonly times: Readonly<Record<string, number>>;
  readonly bytes: Readonly<Record<string, number>>;
  readonly action?: Action;
};

const mebibyte = 1024 * 1024;
const scarce = 300 * mebibyte;

type Shape = Partial<Pick<Finding, 'values' | 'times' | 'bytes' | 'action'>>;

/** CARE-1: everything that the page looks at, what is worst first. Pure: facts in, findings out. */
export function findingsOf(facts: CareFacts): readonly Finding[] {
  const found = [
    disk(facts),
    backup(facts),
    ...(facts.isSqlite ? [away(facts)] : []),
    records(facts),
    ...(facts.kind === 'school' ? [link(facts)] : []),
    files(facts),
    clock(facts),
    power(facts),
    ...repair(facts),
    ...filling(facts),
  ];
  const order = { wrong: 0, wait: 1, good: 2 } as const;
  return found.toSorted((a, b) => order[a.state] - order[b.state]);
}

function finding(name: FindingName, state: Finding['state'], how: string, shape: Shape = {}): Finding {
  return { name, state, key: `care.${name}.${how}`, values: {}, times: {}, bytes: {}, ...shape };
}

function disk({ fault, disk: { free, total, backups, aside }, growth }: CareFacts): Finding {
  const bytes = { free, total };
  const canSpare = backups + aside > 0 ? { action: 'spare' as const } : {};
  if (fault) return finding('disk', 'wrong', fault.kind, { bytes, times: { since: fault.since }, ...canSpare });
  if (free < Math.min(scarce, total / 10)) return finding('disk', 'wrong', 'scarce', { bytes, ...canSpare });
  const yearly = growth && growth.year + growth.error;
  if (yearly && yearly > 0 && free / yearly < 0.5) {
    return finding('disk', 'wait', 'filling', { bytes, values: { months: monthsLeft(free, yearly) }, ...canSpare });
  }
  if (free < total / 10) return finding('disk', 'wait', 'low', { bytes, ...canSpare });
  return finding('disk', 'good', 'good', { bytes });
}

function monthsLeft(free: number, yearly: number): number {
  return Math.max(1, Math.floor((12 * free) / yearly));
}

function backup({ now, backups }: CareFacts): Finding {
  const newest = backups.find(({ isGood }) => isGood);
  const action = { action: 'backup' as const };
  if (!newest) return finding('backup', 'wait', 'none', action);
  const times = { at: newest.at };
  const shape = { times, values: { count: backups.filter(({ isGood }) => isGood).length }, ...action };
  if (now - newest.at > 8 * day) return finding('backup', 'wrong', 'old', shape);
  if (now - newest.at > 2 * day) return finding('backup', 'wait', 'old', shape);
  return finding('backup', 'good', 'good', shape);
}

function away({ now, left }: CareFacts): Finding {
  const action = { action: 'leave' as const };
  if (left === undefined) return finding('away', 'wait', 'none', action);
  const isOld = now - left > 35 * day;
  return finding('away', isOld ? 'wait' : 'good', isOld ? 'old' : 'good', { times: { at: left }, ...action });
}

function records({ now, check }: CareFacts): Finding {
  const action = { action: 'check' as const };
  if (!check) return finding('records', 'wait', 'none', action);
  const shape = { times: { at: check.at }, values: { count: check.records, wrong: check.wrong.length }, ...action };
  if (check.wrong.length > 0) return finding('records', 'wrong', 'wrong', shape);
  return now - check.at > 8 * day
    ? finding('records', 'wait', 'old', shape)
    : finding('records', 'good', 'good', shape);
}

function link({ now, link: { hasRegion, lastSuccess, failingSince } }: CareFacts): Finding {
  if (!hasRegion) return finding('link', 'wait', 'not-joined');
  const action = { action: 'sync' as const };
  if (lastSuccess === undefined) return finding('link', 'wait', 'never', action);
  const shape = { times: { at: lastSuccess }, ...action };
  const silent = now - Math.min(lastSuccess, failingSince ?? lastSuccess);
  if (silent > 14 * day) return finding('link', 'wrong', 'old', shape);
  return silent > 3 * day ? finding('link', 'wait', 'old', shape) : finding('link', 'good', 'good', shape);
}

function files({ filesMissing, kind }: CareFacts): Finding {
  if (filesMissing === 0) return finding('files', 'good', 'good');
  const action = kind === 'school' ? { action: 'sync' as const } : {};
  return finding('files', 'wait', 'missing', { values: { count: filesMissing }, ...action });
}

function clock({ now, clock: state }: CareFacts): Finding {
  const action = { action: 'time' as const };
  if (state?.isHeld) return finding('clock', 'wait', 'held', { times: { at: now } });
  if (state?.doubtfulSince !== undefined) {
    return finding('clock', 'wait', 'doubtful', { times: { at: now, since: state.doubtfulSince }, ...action });
  }
  return finding('clock', 'good', 'good', { times: { at: now }, ...action });
}

function power({ now, cuts }: CareFacts): Finding {
  const count = cuts.filter((at) => now - at < 30 * day).length;
  const last = cuts.at(-1);
  const shape = { values: { count }, ...(last === undefined ? {} : { times: { at: last } }) };
  if (count === 0) return finding('power', 'good', 'good');
  return finding('power', count > 2 ? 'wait' : 'good', count > 2 ? 'often' : 'some', shape);
}

function repair({ now, repair: report }: CareFacts): Finding[] {
  if (!report || now - report.at > 30 * day) return [];
  const lost = report.lost.reduce((sum, { records: count }) => sum + count, 0);
  const shape = {
    times: { at: report.at, backup: report.backupAt },
    values: { saved: report.saved, lost },
  };
  return [finding('repair', lost > 0 ? 'wait' : 'good', lost > 0 ? 'lost' : 'good', shape)];
}

/** A server that came back is filled again: the page of the link says more of it. */
function filling({ now, filling: fills }: CareFacts): Finding[] {
  if (!fills || (fills.wholeAt !== undefined && now - fills.wholeAt > 14 * day)) return [];
  if (fills.wholeAt !== undefined) return [finding('filling', 'good', 'good', { times: { at: fills.wholeAt } })];
  const { records: came, files: carried, minutesLeft } = fills;
  const values = { here: came.here, of: came.of, files: carried.of - carried.here, minutes: minutesLeft ?? 0 };
  return [finding('filling', 'wait', minutesLeft === undefined ? 'measuring' : 'going-on', { values })];
}
