/** Which grades get marks from a day on, and who says so. */
type MarkRule = {
  readonly from: string;
  readonly gradesWithout: readonly number[];
  readonly source: string;
  /** Whether the text of the order itself was read. */
  readonly checked: boolean;
};

/**
 * LES-12: dated, newest last; the journal goes by it too. When the Ministry's order changes, a line is added: marks
 * already given stay.
 */
const markRules: readonly MarkRule[] = [
  {
    from: '2008-03-18',
    gradesWithout: [0, 1],
    source:
      'order No. 125 of 18 March 2008, edition of 30 April 2025, paragraph 7: «in grade 1 achievements are not graded», as told by a page that read it on 24 September 2026',
    checked: false,
  },
];

/** Whether pupils of a grade get marks from 2 to 5 on a day (`2026-09-01`). Comments they always get. */
export function isMarked(grade: number, day: string): boolean {
  const rule = markRules.findLast(({ from }) => from <= day);
  return !rule?.gradesWithout.includes(grade);
}
