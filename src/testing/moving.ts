import { regionScope, schoolScope, type PersonId, type SchoolId } from '#kernel/ids.ts';
import { answered, begun, finished, marked } from '#rooms/lessons/records.ts';
import { lessonPublished } from '#rooms/library/records.ts';
import { signIn, type Call } from '#people/testing.ts';
import type { TestMember } from './region.ts';

/** Asks the API of people at a member, as somebody who signed in there. */
export function peopleOf(member: TestMember, token?: string): Call {
  return async (method, path, options = {}) => {
    const answer = await member.call(method, `/people${path}`, { ...(token ? { token } : {}), ...options });
    return { ...answer, bytes: new Uint8Array() } as never;
  };
}

export async function signedIn(member: TestMember, login: string): Promise<string> {
  return signIn(peopleOf(member), login);
}

/** Asks the API of lessons at a member. */
export function lessonsOf(member: TestMember, token: string) {
  return <T = Record<string, unknown>>(method: string, path: string, body?: unknown) =>
    member.call<T>(method, `/lessons${path}`, { token, ...(body === undefined ? {} : { body }) });
}

/** Puts lessons on the shelf of the whole region: their ids with their titles in Kazakh. */
export async function publishLessons(region: TestMember, titles: Readonly<Record<string, string>>): Promise<void> {
  const drafts = Object.entries(titles).map(([lesson, title], position) => {
    const versions = [{ language: 'kk' as const, title, file: { hash: 'a'.repeat(64), bytes: 1 } }];
    const of = {
      pack: 'p',
      lesson,
      position,
      subject: 'mathematics',
      grade: 5,
      minutes: 20,
      objectives: [],
      questions: 2,
    };
    return lessonPublished.draft(regionScope, 'region', { ...of, versions, media: [] });
  });
  await region.house.log.write(() => ({ records: drafts, answer: undefined }));
}

export type Worked = {
  readonly attempt: string;
  readonly lesson: string;
  readonly mark?: number;
  readonly right?: number;
};

/** A pupil works through a lesson at a school: two questions, `right` of them answered right, and a mark where one is given. */
export async function work(
  member: TestMember,
  person: PersonId,
  { attempt, lesson, right = 2, mark }: Worked,
): Promise<void> {
  const scope = schoolScope(member.house.self.school as SchoolId);
  const begin = { attempt, pack: 'p', lesson, file: 'a'.repeat(64), language: 'kk' as const };
  const answers = [1, 2].map((n) => {
    const body = { attempt, lesson, question: `q${n}`, answer: n, ms: 1000, points: n <= right ? 1 : 0, of: 1 };
    return answered.draft(scope, person, body);
  });
  const word = mark === undefined ? [] : [marked.draft(scope, 'teacher', { attempt, person, mark })];
  const records = [begun.draft(scope, person, begin), ...answers, finished.draft(scope, person, { attempt }), ...word];
  await member.house.log.write(() => ({ records, answer: undefined }));
}
