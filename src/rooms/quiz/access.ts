import { schoolScope, type SchoolId, type Scope } from '#kernel/ids.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { findGroup, mayTeach, type GroupRow } from '#people/index.ts';
import { findQuiz, type QuizRow } from './queries.ts';

/** Where a school's node writes. Throws the refusal of a region's node, where nobody is taught. */
export function schoolHere(house: House): { readonly school: SchoolId; readonly scope: Scope } {
  const { school } = house.self;
  if (!school) throw refused('quiz.schools-only', 409);
  return { school, scope: schoolScope(school) };
}

/** QUZ-1: a group that this person teaches; to who does not teach it, it does not exist. */
export async function groupOf(house: House, who: Person, id: string): Promise<GroupRow> {
  schoolHere(house);
  const group = await findGroup(house.log.read, id);
  if (!group || !(await mayTeach(house, who, group))) throw refused('quiz.no-such-group', 404);
  return group;
}

/** QUZ-1: a test of a group that this person teaches. */
export async function quizOf(
  house: House,
  who: Person,
  id: string,
): Promise<{ readonly quiz: QuizRow; readonly group: GroupRow }> {
  const quiz = await findQuiz(house.log.read, schoolHere(house).school, id);
  const group = quiz && (await findGroup(house.log.read, quiz.group));
  if (!quiz || !group || !(await mayTeach(house, who, group))) throw refused('quiz.no-such-quiz', 404);
  return { quiz, group };
}
