/**
 * LES-2: whether a lesson of an assignment is for a pupil of a grade. In a combined class a lesson of one of its grades
 * is for that grade; any other, such as one for revision, is for all.
 */
export function isFor(
  lessonGrade: number,
  { grades, pupilGrade }: { readonly grades: readonly number[]; readonly pupilGrade: number },
): boolean {
  if (!grades.includes(pupilGrade)) return false;
  return !grades.includes(lessonGrade) || lessonGrade === pupilGrade;
}
