import type { SchoolId, TabletId } from '#kernel/ids.ts';
import { schoolScope } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import { decodeRecord } from '#log/record.ts';

export type TabletRow = {
  readonly tablet: TabletId;
  readonly label: string;
  readonly since: number;
  readonly isRetired: boolean;
  /** When the newest of its entries came in, of those that are here; null where none has. */
  readonly last: number | null;
};

/** The tablets of this school in the order in which they were enrolled, each with its last work. */
export async function selectTablets(house: House, school: SchoolId): Promise<TabletRow[]> {
  type Stored = {
    readonly tablet: TabletId;
    readonly label: string;
    readonly since: number;
    readonly is_retired: number;
    readonly seq: number | null;
    readonly bytes: Uint8Array | null;
  };
  const rows = await house.log.read.all<Stored>(
    `select t.tablet, t.label, t.since, t.is_retired, r.seq, r.bytes from people_tablets t
     left join log_via v on v.tablet = t.tablet and v.n = (select max(w.n) from log_via w where w.tablet = t.tablet)
     left join log_records r on r.stream = v.stream and r.seq = v.seq
     where t.school = ? order by t.since, t.tablet`,
    school,
  );
  const stream = { ...house.log.self, scope: schoolScope(school) };
  return rows.map(({ is_retired, seq, bytes, ...row }) => {
    const record = bytes && seq ? decodeRecord(stream, seq, bytes) : undefined;
    return { ...row, isRetired: is_retired === 1, last: record?.time ?? null };
  });
}
