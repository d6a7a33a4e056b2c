/** Which grades get marks from a day on, and who says so. */
type MarkRule = { readonly from: string; readonly gradesWithout: readonly number[]; readonly source: string };

/**
 * LES-12: dated, newest last. When the Ministry's order changes, a line is added: marks already given stay.
 */
const markRules: readonly MarkRule[] = [
  {
    from: '2008-03-18',
    gradesWithout: [0, 1],
    source:
      'programme text of the small schools: «grade 1: none, unless the rule in force says so»; see order No. 125 of 18 March 2008',
  },
];

/** Whether pupils of a grade get marks from 2 to 5 on a day (`2026-09-01`). Comments they always get. */
export function isMarked(grade: number, day: string): boolean {
  const rule = markRules.findLast(({ from }) => from <= day);
  return !rule?.gradesWithout.includes(grade);
}
