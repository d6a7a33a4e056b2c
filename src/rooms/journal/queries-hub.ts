import type { GroupId, NodeId, PersonId, SchoolId, Scope } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';
import { nodesOfSchool } from '#sync/index.ts';

/** The scope that a school shares with its hub for the remote lessons of one group. */
export function lessonScope(lesson: string): Scope {
  return `lesson:${lesson}` as Scope;
}

export type SharedRow = {
  readonly lesson: string;
  readonly school: SchoolId;
  readonly hub: SchoolId;
  readonly group: GroupId;
  readonly subject: string;
  readonly isOpen: boolean;
  readonly node: NodeId;
};

async function believed(read: Reader, test: string, ...values: readonly string[]): Promise<SharedRow[]> {
  type Stored = Omit<SharedRow, 'isOpen'> & { readonly is_open: number };
  const sql = `select lesson, school, hub, group_id as "group", subject, is_open, node from journal_shared where ${test} order by at, lesson`;
  const rows: SharedRow[] = [];
  for (const { is_open: isOpen, ...row } of await read.all<Stored>(sql, ...values)) {
    // A scope between schools can be written by both: of a school's groups only its own nodes say anything.
    if ((await nodesOfSchool(read, row.school, 'ever')).includes(row.node)) rows.push({ ...row, isOpen: isOpen === 1 });
  }
  return rows;
}

/** What a school shares of its groups with hub schools; what was ended too. */
export function sharedBy(read: Reader, school: SchoolId): Promise<SharedRow[]> {
  return believed(read, 'school = ?', school);
}

/** What other schools share with a hub now. */
export function sharedWith(read: Reader, hub: SchoolId): Promise<SharedRow[]> {
  return believed(read, 'hub = ? and is_open = 1', hub);
}

export type SharedPupil = { readonly person: PersonId; readonly grade: number; readonly name: Uint8Array };
export type SharedRun = { readonly run: string; readonly grade: number; readonly day: string; readonly topic: string };

/** The pupils of a shared group, by the word of the node that shares it. */
export function sharedPupils(read: Reader, { lesson, node }: SharedRow): Promise<SharedPupil[]> {
  const sql =
    'select person, grade, name from journal_shared_pupils where lesson = ? and node = ? order by grade, person';
  return read.all(sql, lesson, node);
}

export function sharedRuns(read: Reader, { lesson, node }: SharedRow): Promise<SharedRun[]> {
  const sql =
    'select run, grade, day, topic from journal_shared_runs where lesson = ? and node = ? order by day, run, grade';
  return read.all(sql, lesson, node);
}

export type ProposalRow = {
  readonly proposal: string;
  readonly lesson: string;
  readonly run: string;
  readonly person: PersonId;
  readonly grade: number;
  readonly points: number;
  readonly of: number;
  readonly comment: Uint8Array | null;
  readonly by_name: Uint8Array;
  readonly actor: PersonId;
  readonly at: number;
  /** Absent while the local teacher is waited for. */
  readonly answer?: { readonly isAccepted: boolean; readonly reason: Uint8Array | null; readonly at: number };
};

/**
 * The proposals for a shared group, oldest first: those that a node of the hub wrote, each with the answer that a node of
 * the pupils' school gave. Whatever else stands in the scope says nothing.
 */
export async function proposalsOf(read: Reader, shared: SharedRow): Promise<ProposalRow[]> {
  type Stored = Omit<ProposalRow, 'answer'> & { readonly node: NodeId };
  type Answer = { proposal: string; is_accepted: number; reason: Uint8Array | null; node: NodeId; at: number };
  const ofHub = await nodesOfSchool(read, shared.hub, 'ever');
  const ofSchool = await nodesOfSchool(read, shared.school, 'ever');
  const rows = await read.all<Stored>(
    `select proposal, lesson, run, person, grade, points, of, comment, by_name, actor, node, at
     from journal_proposals where lesson = ? and school = ? order by at, proposal`,
    shared.lesson,
    shared.school,
  );
  const answers = await read.all<Answer>(
    'select proposal, is_accepted, reason, node, at from journal_answers where lesson = ?',
    shared.lesson,
  );
  const given = new Map(answers.filter(({ node }) => ofSchool.includes(node)).map((each) => [each.proposal, each]));
  return rows
    .filter(({ node }) => ofHub.includes(node))
    .map((row) => {
      const answer = given.get(row.proposal);
      if (!answer) return row;
      return { ...row, answer: { isAccepted: answer.is_accepted === 1, reason: answer.reason, at: answer.at } };
    });
}

/** The schools that are hub to a school now. */
export async function hubsOf(read: Reader, school: SchoolId): Promise<SchoolId[]> {
  const sql = `select school from people_relations where other = ? and relation = 'hub-of' and until is null order by school`;
  return (await read.all<{ school: SchoolId }>(sql, school)).map((row) => row.school);
}
