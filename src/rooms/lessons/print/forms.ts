import shipped from './forms.json' with { type: 'json' };

/** An official form from a day on: what stands at its head, and its columns. */
export type LessonForm = {
  readonly id: string;
  readonly from: string;
  readonly head: readonly string[];
  readonly columns: readonly string[];
  readonly source: string;
  /** Compared with the text of the order. */
  readonly checked: boolean;
};
export type YearForm = Omit<LessonForm, 'head'>;

/** LES-55: dated, newest last. When an order changes, a form is added: plans of earlier days print as they did. */
export function lessonForm(day: string): LessonForm {
  return shipped.lesson.findLast(({ from }) => from <= day) ?? (shipped.lesson[0] as LessonForm);
}

export function yearForm(day: string): YearForm {
  return shipped.year.findLast(({ from }) => from <= day) ?? (shipped.year[0] as YearForm);
}
