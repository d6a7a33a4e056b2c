import type { PersonId } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import type { PupilRow } from '#people/index.ts';
import { attemptsOfMembers } from './access.ts';
import { answersOf } from './queries.ts';

/** What a pupil did in a test: points by question. */
export type TestWork = {
  readonly attempt: string;
  readonly isFinished: boolean;
  readonly points: ReadonlyMap<string, { readonly points: number; readonly of: number }>;
};

/**
 * LES-86: what each of these pupils did at a lesson that is a test: in the first attempt that was finished, else in the
 * newest one. Who never began it is not in the map.
 */
export async function testWork(
  house: House,
  members: readonly PupilRow[],
  { pack, lesson }: { readonly pack: string; readonly lesson: string },
): Promise<ReadonlyMap<PersonId, TestWork>> {
  const found = new Map<PersonId, TestWork>();
  for (const [person, attempts] of await attemptsOfMembers(house, members, 0)) {
    const here = attempts.filter((each) => each.pack === pack && each.lesson === lesson);
    const finished = here.filter(({ finishedAt }) => finishedAt > 0).toSorted((a, b) => a.finishedAt - b.finishedAt);
    const attempt = finished[0] ?? here[0];
    if (!attempt) continue;
    const answers = await answersOf(house.log.read, attempt.attempt);
    const points = new Map(answers.map(({ question, points: had, of }) => [question, { points: had, of }]));
    found.set(person, { attempt: attempt.attempt, isFinished: attempt.finishedAt > 0, points });
  }
  return found;
}
