import type { PersonId, SchoolId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { Reader } from '#log/store.ts';

type Seat = { readonly grade: number; readonly letter: string; readonly medium: 'kk' | 'ru' };

/** A school's wish for a child from another one. */
export type Ask = Seat & {
  readonly transfer: string;
  /** Who asks. */
  readonly school: SchoolId;
  readonly wanted: PersonId;
  readonly name: Uint8Array;
  readonly birth: Uint8Array;
  readonly from_school: SchoolId;
  readonly day: string;
  readonly at: number;
  readonly is_withdrawn: number;
};

/** The region's word to the old school. */
export type LeaveAsk = {
  readonly transfer: string;
  /** Who is asked. */
  readonly school: SchoolId;
  readonly person: PersonId;
  readonly to_school: SchoolId;
  readonly day: string;
  readonly is_decided: number;
  readonly at: number;
};

export type LeaveAnswer = {
  readonly transfer: string;
  readonly is_accepted: number;
  readonly reason: string;
  readonly at: number;
};

/** What the region did: asked on, opened, or refused. */
export type Deed = Seat & {
  readonly transfer: string;
  /** The new school. */
  readonly school: SchoolId;
  readonly person: PersonId;
  readonly name: Uint8Array;
  readonly birth: Uint8Array | null;
  readonly language: Language;
  readonly picture: string;
  readonly from_school: SchoolId;
  readonly year: number;
  readonly day: string;
  readonly enrolment: string;
  readonly refused: string;
  readonly passed_at: number;
  readonly opened_at: number;
  readonly refused_at: number;
};

export type Transfers = {
  readonly asks: ReadonlyMap<string, Ask>;
  readonly leaves: ReadonlyMap<string, LeaveAsk>;
  readonly answers: ReadonlyMap<string, LeaveAnswer>;
  readonly deeds: ReadonlyMap<string, Deed>;
};

/** All transfers that this node knows of: at a school its own, at the region everybody's. */
export async function readTransfers(read: Reader): Promise<Transfers> {
  const byTransfer = async <T extends { readonly transfer: string }>(sql: string): Promise<Map<string, T>> => {
    return new Map((await read.all<T>(sql)).map((row) => [row.transfer, row]));
  };
  return {
    asks: await byTransfer<Ask>(
      `select transfer, school, wanted, name, birth, from_school, grade, letter, medium, day, at, is_withdrawn
       from people_transfer_asks order by at, transfer`,
    ),
    leaves: await byTransfer<LeaveAsk>(
      'select transfer, school, person, to_school, day, is_decided, at from people_leave_asks order by at, transfer',
    ),
    answers: await byTransfer<LeaveAnswer>('select transfer, is_accepted, reason, at from people_leave_answers'),
    deeds: await byTransfer<Deed>(
      `select transfer, school, person, name, birth, language, picture, from_school, grade, letter, medium, year, day,
       enrolment, refused, passed_at, opened_at, refused_at from people_transfers order by transfer`,
    ),
  };
}
